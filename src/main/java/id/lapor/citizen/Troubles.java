package id.lapor.citizen;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be wrong in a street, and whether words tell of what a report tells of. Pure. */
final class Troubles {

  /** That a trouble is there. */
  static final String TROUBLE =
      "(?:MATI|PADAM|GELAP|RUSAK|BOCOR|BANJIR|MAMPET|MACET|RETAK|BERLUBANG|MENUMPUK|KAMBUH)";

  private static final Pattern TROUBLED = Pattern.compile("\\b" + TROUBLE + "\\b");

  /** What else can be wrong in a street. */
  static final String ANY_MISFORTUNE =
      "(?:"
          + TROUBLE
          + "|TUMBANG|ROBOH|AMBRUK|MIRING|LONGSOR|AMBLAS|JEBOL|PUTUS|KEBAKARAN|TERBAKAR"
          + "|KECELAKAAN|TABRAKAN|HILANG|DICURI|LUBANG|SAMPAH|TERSUMBAT|TERGENANG|GENANGAN"
          + "|MELUAP|PUNGLI|PUNGUTAN|BAU|BISING|LIAR)";

  private static final Pattern MISFORTUNE = Pattern.compile(ANY_MISFORTUNE);

  /** What a name of a place stands behind. */
  private static final Pattern PLACE =
      Pattern.compile(
          "\\b(?:JL|JLN|JALAN|GG|GANG|RT|RW|NO|NOMOR|BLOK|SD|SDN|SMP|SMPN|SMA|SMAN|KEL|KELURAHAN"
              + "|DESA|DUSUN|KAMPUNG|PASAR|PERUMAHAN|SIMPANG|JEMBATAN) (\\w+)");

  /** "Jalan jadi rusak": what follows such a word and is no name. */
  private static final Set<String> NO_NAME =
      Set.of(
          ("JADI MENJADI IKUT MAKIN TAMBAH MASIH MSH TETAP TERUS SUDAH SDH BELUM BLM TIDAK TDK"
                  + " JUGA LAGI YANG YG ITU INI DAN DI KE SAMPAI SAMPE")
              .split(" "));

  /** What names the same trouble. */
  private static final List<Set<String>> ALIKE =
      List.of(
          Set.of("MATI", "PADAM", "GELAP"),
          Set.of("RUSAK", "RETAK", "BERLUBANG", "LUBANG", "LOBANG"),
          Set.of("BANJIR", "MAMPET", "TERSUMBAT", "TERGENANG", "GENANGAN", "MELUAP"),
          Set.of("MENUMPUK", "NUMPUK", "TUMPUKAN", "SAMPAH", "BAU", "BUSUK"),
          Set.of("TUMBANG", "ROBOH", "AMBRUK", "MIRING"),
          Set.of("LONGSOR", "AMBLAS", "JEBOL", "BERLUBANG", "LUBANG", "LOBANG"),
          Set.of("BOCOR", "PUTUS", "JEBOL"),
          Set.of("KEBAKARAN", "TERBAKAR"),
          Set.of("KECELAKAAN", "TABRAKAN"),
          Set.of("HILANG", "DICURI"),
          Set.of("PUNGLI", "PUNGUTAN", "LIAR"));

  private static final Pattern GLUED = Pattern.compile("(?<=\\p{L})(?=\\d)");
  private static final Pattern ENDING = Pattern.compile("(?<=...)(?:NYA|LAH|KAH)$");

  private Troubles() {}

  /** Whether one is named by words in capitals. */
  static boolean in(String capitals) {
    return TROUBLED.matcher(capitals).find();
  }

  /** Names a place and a trouble that are not those of the report, and none that is. */
  static boolean elsewhere(String text, String reported) {
    Set<String> known = stems(reported);
    return PLACE
            .matcher(String.join(" ", words(text).toList()))
            .results()
            .map(m -> m.group(1))
            .anyMatch(name -> names(name) && !known.contains(stem(name)))
        && strange(text, reported)
        && misfortunes(text).noneMatch(w -> told(w, known));
  }

  private static boolean names(String word) {
    return !NO_NAME.contains(word) && !MISFORTUNE.matcher(stem(word)).matches();
  }

  /** Names a trouble of another kind than those of the report. */
  static boolean strange(String text, String reported) {
    Set<String> known = stems(reported);
    return misfortunes(text).anyMatch(w -> !told(w, known));
  }

  /** Whether it tells of any. */
  static boolean tells(String text) {
    return misfortunes(text).findAny().isPresent();
  }

  private static Stream<String> misfortunes(String text) {
    return words(text).map(Troubles::stem).filter(w -> MISFORTUNE.matcher(w).matches());
  }

  /** Whether it names a trouble, and so which of several reports may be meant. */
  static boolean named(String text) {
    return in(SmsWords.capitals(text));
  }

  /** Whether the report tells of that trouble, in this word or another. */
  static boolean same(String text, String reported) {
    Set<String> known = stems(reported);
    return words(text)
        .map(Troubles::stem)
        .filter(w -> TROUBLED.matcher(w).matches())
        .anyMatch(w -> told(w, known));
  }

  /** In this word or another. */
  private static boolean told(String trouble, Set<String> known) {
    return known.contains(trouble)
        || ALIKE.stream()
            .anyMatch(a -> a.contains(trouble) && a.stream().anyMatch(known::contains));
  }

  static Stream<String> words(String text) {
    return Stream.of(spaced(text).split(" ")).filter(w -> !w.isEmpty());
  }

  /** "RT05" is "RT 5". */
  static String spaced(String text) {
    return GLUED.matcher(SmsWords.capitals(text)).replaceAll(" ").replaceAll("\\b0+(?=\\d)", "");
  }

  static Set<String> stems(String text) {
    return words(text).map(Troubles::stem).collect(Collectors.toSet());
  }

  /** "Lampunya" is the lamp. */
  static String stem(String word) {
    return ENDING.matcher(word).replaceFirst("");
  }
}
