package id.lapor.people;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The single identity number of a resident, NIK: six digits of the district where it was given, the
 * day of birth as DDMMYY with 40 added to the day for women, and four digits that count (UU
 * 24/2013, PP 40/2019 article 35). A number is for life, and districts are divided and renumbered
 * meanwhile: only its province must be one there is or was. Pure.
 *
 * @param digits all sixteen
 */
public record Nik(String digits) {

  private static final int LENGTH = 16;
  private static final int WOMEN = 40;
  private static final int SHOWN = 4;

  /**
   * Codes of the provinces as Kemendagri gives them (Kepmendagri 100.1.1-6117/2022), with Timor
   * Timur, 54, of before 1999.
   */
  private static final String PROVINCE = "(1[1-9]|21|3[1-6]|5[1-4]|6[1-5]|7[1-6]|8[12]|9[1-6])";

  private static final Pattern SHAPE =
      Pattern.compile(PROVINCE + "(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(?!0000)\\d{4}");

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
