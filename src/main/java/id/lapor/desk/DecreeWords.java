package id.lapor.desk;

import id.lapor.platform.page.Page;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shipped decrees in the words of the page; what an administrator typed stays as it is. */
public final class DecreeWords {

  private static final String DATE = "(\\d{4}-\\d{2}-\\d{2})";
  private static final Pattern NUMBERED = Pattern.compile("(.+) of (\\d{4}), signed " + DATE);
  private static final Pattern REVISION = Pattern.compile("SKB revision (?:signed )?" + DATE);
  private static final Pattern SIGNED = Pattern.compile("SKB signed " + DATE);

  private DecreeWords() {}

  /** SKB 1497/2/5 Tahun 2025, ditandatangani 19 September 2025. */
  public static String of(Page page, String decree) {
    return Arrays.stream(decree.split("; "))
        .map(part -> part(page, part))
        .collect(Collectors.joining("; "));
  }

  private static String part(Page page, String part) {
    Matcher numbered = NUMBERED.matcher(part);
    if (numbered.matches()) {
      return page.t(
          "desk.decree.words", numbered.group(1), numbered.group(2), day(page, numbered.group(3)));
    }
    Matcher revision = REVISION.matcher(part);
    if (revision.matches()) {
      return page.t("desk.decree.revision", day(page, revision.group(1)));
    }
    Matcher signed = SIGNED.matcher(part);
    return signed.matches() ? page.t("desk.decree.signed", day(page, signed.group(1))) : part;
  }

  private static String day(Page page, String date) {
    return page.day(LocalDate.parse(date));
  }
}
