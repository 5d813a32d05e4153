package id.lapor.citizen;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What people have not done themselves, and why: "belum sempat saya cek", "saya masih kerja". It
 * denies nothing. Pure.
 */
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
              + ")\\b)|CEK|NGECEK|LIHAT|LIAT|TENGOK|PERIKSA|TAHU|TAU)|"
              + ME
              + " "
              + Afterwords.REMAINS
              + " (?:KERJA|BEKERJA|KULIAH|SEKOLAH|SIBUK|DI (?:LUAR(?: (?:KOTA|DAERAH|NEGERI))?"
              + "|KANTOR|KAMPUS|SEKOLAH|PERJALANAN|TEMPAT KERJA|KAMPUNG)))\\b");

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

  /** The text without such words. */
  static String leftOutOf(String text) {
    return Clauses.of(text).map(Postponed::leftOut).collect(Collectors.joining(", "));
  }

  /** The clause, where such words say no more than that it comes later. */
  static String leftOut(String clause) {
    return in(clause) ? MINE.matcher(clause).replaceAll("NANTI") : clause;
  }
}
