package id.lapor.desk;

import id.lapor.report.Redaction;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * What the forms of a case carry, as typed; kept on the page when the act is refused.
 *
 * @param lead the proposed agency whose button was pressed
 * @param find an agency by name instead
 * @param into a report of the list to merge with, or {@code number} of any other
 * @param office agency proposed by name
 * @param desk desk to hand over to
 * @param seen version of the report the page showed
 * @param samaran the mark of the words whose masks were shown, once they were
 * @param dari page to go back to, {@code antrean} or nothing
 */
public record Typed(
    @Nullable String text,
    @Nullable Long lead,
    @Nullable String find,
    @Nullable String other1,
    @Nullable String other2,
    @Nullable String kind,
    @Nullable Boolean oversight,
    @Nullable String category,
    @Nullable String publicText,
    @Nullable Boolean publish,
    @Nullable String reason,
    @Nullable String into,
    @Nullable String number,
    @Nullable String office,
    @Nullable Long desk,
    @Nullable String day,
    @Nullable String whyNoEvidence,
    @Nullable Long seen,
    @Nullable String samaran,
    @Nullable String dari,
    @Nullable List<MultipartFile> files) {

  static final Typed NOTHING =
      new Typed(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null, null, null, null, null);

  /** What a field held, nothing as an empty text. */
  public static String or(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  static Typed words(String text) {
    return new Typed(
        text, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null);
  }

  public String words() {
    return text == null ? "" : text;
  }

  public String why() {
    return whyNoEvidence == null ? "" : whyNoEvidence;
  }

  private String said() {
    return (words() + "\n\n" + why()).replace("\r\n", "\n").strip();
  }

  /** What everyone reads of it, masked as the machine proposes. */
  public String masked() {
    return Redaction.propose(said());
  }

  /** What is to be public of the report itself; empty when nothing is. */
  String published() {
    return flag(publish) ? or(publicText).replace("\r\n", "\n") : "";
  }

  /** The same as the machine would mask it; empty when it would leave it as it is. */
  public String publishedMasked() {
    String masked = Redaction.propose(published());
    return masked.equals(published()) ? "" : masked;
  }

  /** Names the words the masks are shown for, so that other words are not agreed to with them. */
  public String mark() {
    return HexFormat.of().toHexDigits((said() + "\0" + published()).hashCode());
  }

  /** Whether nothing the office says points to a person, or it has seen what will be masked. */
  boolean masksSeen() {
    return nothingMasked() || mark().equals(samaran);
  }

  public boolean nothingMasked() {
    return masked().equals(said());
  }

  /** Whether nothing in the text for everyone points to a person, or the officer was asked. */
  boolean publishedSeen() {
    return publishedMasked().isEmpty() || mark().equals(samaran);
  }

  /** Agencies to be added, by name; none for empty fields. */
  public List<String> companions() {
    return Stream.of(or(other1), or(other2)).filter(name -> !name.isEmpty()).toList();
  }

  Optional<LocalDate> date() {
    try {
      return day == null || day.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(day));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  boolean flag(@Nullable Boolean value) {
    return value != null && value;
  }

  /** Without files. */
  public boolean bare() {
    return files == null || files.stream().allMatch(MultipartFile::isEmpty);
  }

  boolean fromQueue() {
    return "antrean".equals(dari);
  }
}
