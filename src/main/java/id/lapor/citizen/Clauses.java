package id.lapor.citizen;

import static id.lapor.citizen.Afterwords.ALREADY;
import static id.lapor.citizen.Afterwords.BUT;
import static id.lapor.citizen.Afterwords.MENDED;
import static id.lapor.citizen.Afterwords.NO;
import static id.lapor.citizen.Afterwords.NOT_YET;
import static id.lapor.citizen.Afterwords.REMAINS;
import static id.lapor.citizen.Afterwords.WELL;
import static id.lapor.citizen.Troubles.TROUBLE;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is said, clause by clause and in plain words: without what only was so before, without what
 * its sender will do themselves, and where "tidak mati lagi" says that it is well. Pure.
 */
final class Clauses {

  private static final Pattern SIGN = Pattern.compile("[,.;:!?\\r\\n]");

  /** What most begin anew with, though nobody sets a sign before it. */
  private static final Pattern TURN =
      Pattern.compile(" (?=(?:SEKARANG|SKRG|SKR|PADAHAL)\\b)(?<!\\b(?:SAMPAI|SAMPE|SMP|HINGGA) )");

  /** "Mati-mati", "beres2": said twice, and no more by that. */
  private static final Pattern DOUBLED =
      Pattern.compile("\\b(" + TROUBLE + "|" + MENDED + ")(?: \\1|2)\\b");

  private static final String COMPLAINT = "(?:MASALAH|KENDALA|GANGGUAN|KELUHAN)";

  /** What is there no more where it is well. */
  private static final String FAULT =
      "(?:" + TROUBLE + "|" + COMPLAINT + "|BAU|TERSUMBAT|TERGENANG|MELUAP)";

  /** "Tidak bocor lagi", "semoga tidak banjir lagi": that the trouble is gone or be gone. */
  private static final Pattern GONE =
      Pattern.compile(
          "(?<!\\b"
              + REMAINS
              + " )\\b(?:"
              + NO
              + "|JANGAN|JGN)(?: (?:ADA|AKAN|PERNAH|SAMPAI|SAMPE|YANG|YG|LAGI|LG)){0,2} "
              + FAULT
              + "(?: LAGI| LG| KEMBALI)?\\b");

  /** "Belum bocor lagi", "belum ada masalah", "belum pernah secepat ini". */
  private static final Pattern NOT_SO_FAR =
      Pattern.compile(
          "(?<!\\b"
              + REMAINS
              + " )\\b"
              + NOT_YET
              + " (?:(?:(?:ADA|PERNAH|YANG|YG) ){0,2}(?:"
              + FAULT
              + " (?:LAGI|LG|KEMBALI)|"
              + COMPLAINT
              + ")|PERNAH SE(?:CEPAT|BAIK|BAGUS|RAPI|BERSIH|TERANG|MULUS|LANCAR)(?: INI)?)\\b");

  /** "Masih nyala": that it stays as it is to be. */
  private static final Pattern STAYS =
      Pattern.compile("(?<!\\b" + NO + " )\\b" + REMAINS + " (?:TETAP )?(?=" + MENDED + "\\b)");

  /** Since then is until now. */
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?<!\\b(?:SEJAK|SJK|DARI|SAMPAI) )\\b(?:KEMARIN|KMRN|SEMALAM|TADI|SEBELUMNYA|DULU|DULUNYA)\\b");

  private static final Pattern TROUBLED =
      Pattern.compile("\\b(?:" + REMAINS + "|" + NOT_YET + "|" + NO + "|" + TROUBLE + ")\\b");

  /** "Tapi semalam mati", "tadi mati lagi": what came after it was better. */
  private static final Pattern SINCE =
      Pattern.compile("\\b(?:" + BUT + "|" + TROUBLE + " (?:LAGI|LG|KEMBALI))\\b");

  private static final String NOW = "\\b(?:" + ALREADY + "|SEKARANG|SKRG|SKR)";
  private static final Pattern WELL_NOW =
      Pattern.compile(NOW + " (?:LEBIH |MULAI |KEMBALI )?" + WELL + "\\b");

  /** That something was done says what came of it only behind how it was before. */
  private static final Pattern MENDED_SINCE =
      Pattern.compile(NOW + " (?:LEBIH |MULAI |KEMBALI )?" + MENDED + "\\b");

  private Clauses() {}

  /** Of a text, in capitals. */
  static Stream<String> of(String text) {
    return SIGN.splitAsStream(text).map(SmsWords::capitals);
  }

  /** All that counts, in capitals. */
  static String plainly(String text) {
    List<String> all =
        of(text).map(Postponed::leftOut).flatMap(TURN::splitAsStream).map(Clauses::plain).toList();
    return SmsWords.capitals(String.join(" ", withoutBefore(all)));
  }

  /**
   * "Kemarin masih mati, sekarang sudah nyala": how it was, where another clause says it is well.
   */
  private static List<String> withoutBefore(List<String> all) {
    boolean well = all.stream().anyMatch(c -> now(c, WELL_NOW));
    int mended =
        IntStream.range(0, all.size())
            .filter(i -> now(all.get(i), MENDED_SINCE))
            .reduce(-1, (_, last) -> last);
    return IntStream.range(0, all.size())
        .filter(i -> !(well || mended > i) || !before(all.get(i)))
        .mapToObj(all::get)
        .toList();
  }

  private static String plain(String clause) {
    String gone = GONE.matcher(once(clause)).replaceAll("BAIK");
    String well = NOT_SO_FAR.matcher(gone).replaceAll("SUDAH BAIK");
    return STAYS.matcher(well).replaceAll("SUDAH ");
  }

  static String once(String capitals) {
    return DOUBLED.matcher(capitals).replaceAll("$1");
  }

  private static boolean before(String clause) {
    return BEFORE.matcher(clause).find()
        && TROUBLED.matcher(clause).find()
        && !SINCE.matcher(clause).find();
  }

  private static boolean now(String clause, Pattern better) {
    return !BEFORE.matcher(clause).find() && !Troubles.in(clause) && better.matcher(clause).find();
  }
}
