package id.lapor.desk;

import id.lapor.agency.AgencyId;
import id.lapor.platform.page.NotFound;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * What the forms of a case carry, as typed; kept on the page when the act is refused.
 *
 * @param seen version of the report the page showed
 * @param dari page to go back to, {@code antrean} or nothing
 */
public record Typed(
    @Nullable String text,
    @Nullable Long lead,
    @Nullable List<Long> others,
    @Nullable String kind,
    @Nullable Boolean oversight,
    @Nullable String category,
    @Nullable String publicText,
    @Nullable Boolean publish,
    @Nullable String reason,
    @Nullable String into,
    @Nullable Long office,
    @Nullable String day,
    @Nullable String whyNoEvidence,
    @Nullable Long seen,
    @Nullable String dari,
    @Nullable List<MultipartFile> files) {

  static final Typed NOTHING =
      new Typed(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null);

  static Typed words(String text) {
    return new Typed(
        text, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }

  public String words() {
    return text == null ? "" : text;
  }

  public String why() {
    return whyNoEvidence == null ? "" : whyNoEvidence;
  }

  AgencyId lead(AgencyId otherwise) {
    return lead == null ? otherwise : new AgencyId(lead);
  }

  List<AgencyId> companions() {
    List<AgencyId> chosen = new ArrayList<>();
    for (@Nullable Long id : others == null ? List.<Long>of() : others) {
      if (id != null) {
        chosen.add(new AgencyId(id));
      }
    }
    return chosen;
  }

  AgencyId chosenOffice() {
    if (office == null) {
      throw new NotFound();
    }
    return new AgencyId(office);
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

  boolean fromQueue() {
    return "antrean".equals(dari);
  }
}
