package id.lapor.citizen;

import java.util.regex.Pattern;

/** What people have not done themselves: "belum sempat saya cek". It denies nothing. Pure. */
final class Postponed {

  private static final String ME = "(?:SAYA|AKU|KAMI)";

  private static final Pattern MINE =
      Pattern.compile(
          "\\b(?:"
              + ME
              + " "
              + Afterwords.NOT_YET
              + " SEMPAT KE|"
              + Afterwords.NOT_YET
              + "(?: "
              + ME
              + ")? (?:SEMPAT(?! (?:DI\\p{L}+|DATANG|ADA|KE|KESINI|TURUN|MAMPIR|"
              + Afterwords.MENDED
              + ")\\b)|CEK|TENGOK|TAHU|TAU))\\b");

  /** "Petugas belum sempat": who else may not have done it. */
  private static final Pattern OFFICIALS =
      Pattern.compile(
          "\\b(?:PETUGAS(?:NYA)?|DINAS(?:NYA)?|TIM(?:NYA)?|PIHAK|ORANGNYA|MEREKA|PDAM|PLN)\\b");

  private Postponed() {}

  /**
   * @param clause in capitals, without the signs around it
   */
  static boolean in(String clause) {
    return MINE.matcher(clause).find() && !OFFICIALS.matcher(clause).find();
  }

  /** The clause, where such words say no more than that it comes later. */
  static String leftOut(String clause) {
    return in(clause) ? MINE.matcher(clause).replaceAll("NANTI") : clause;
  }
}
