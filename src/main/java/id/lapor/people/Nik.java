package id.lapor.people;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The single identity number of a resident, NIK: six digits of the district where it was given, the
 * day of birth as DDMMYY with 40 added to the day for women, and four digits that count (UU
 * 24/2013, PP 40/2019 article 35). Pure.
 *
 * @param digits all sixteen
 */
public record Nik(String digits) {

  private static final int LENGTH = 16;
  private static final int WOMEN = 40;
  private static final int SHOWN = 4;
  private static final Pattern SHAPE =
      Pattern.compile("([1-9]\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(?!0000)\\d{4}");

  /** The number as people write it, with blanks or dots; empty when it cannot be one. */
  public static Optional<Nik> parse(String typed) {
    String digits = typed.replaceAll("[\\s.\\-]", "");
    Matcher m = SHAPE.matcher(digits);
    return m.matches()
            && born(
                Integer.parseInt(m.group(4)),
                Integer.parseInt(m.group(5)),
                Integer.parseInt(m.group(6)))
        ? Optional.of(new Nik(digits))
        : Optional.empty();
  }

  /** Whether there was such a day, in this century or the last. */
  private static boolean born(int dayAndSex, int month, int year) {
    int day = dayAndSex > WOMEN ? dayAndSex - WOMEN : dayAndSex;
    return exists(1900 + year, month, day) || exists(2000 + year, month, day);
  }

  private static boolean exists(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day).getDayOfMonth() == day;
    } catch (DateTimeException noSuchDay) {
      return false;
    }
  }

  /** The district's code as Kemendagri writes it, {@code 64.74.01}. */
  public String region() {
    return digits.substring(0, 2) + "." + digits.substring(2, 4) + "." + digits.substring(4, 6);
  }

  /** All that is ever shown of it: the last four digits. */
  public static String masked(String digits) {
    return "•".repeat(LENGTH - SHOWN) + digits.substring(Math.max(0, digits.length() - SHOWN));
  }

  /** Never the number itself: values end up in logs. */
  @Override
  public String toString() {
    return masked(digits);
  }
}
