package id.lapor.citizen;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that ask nothing and tell nothing. Pure. */
final class Courtesy {

  private static final Set<String> GRATITUDE =
      Set.of(
          "KASIH",
          "KSH",
          "TERIMAKASIH",
          "TERIMAKASI",
          "TRIMAKASIH",
          "MAKASIH",
          "MAKASI",
          "MKSH",
          "MKSIH",
          "SUWUN",
          "NUWUN",
          "NUHUN",
          "TQ",
          "TRIMS",
          "TKS",
          "THX",
          "THANKS",
          "THANK");

  private static final Set<String> THANKS =
      both(GRATITUDE, Set.of("OK", "OKE", "OKAY", "SIAP", "BAIK"));

  /** More than assent: thanks, and praise. */
  private static final Set<String> KINDNESS =
      both(GRATITUDE, Set.of("MANTAP", "KEREN", "ALHAMDULILLAH", "SALUT"));

  /** That it is done, as whoever thanks for it says. */
  private static final Set<String> DONE =
      Set.of("SELESAI", "SELESEI", "SLESAI", "BERES", "TUNTAS", "KELAR");

  /** What stands beside thanks and says nothing by itself. */
  private static final Set<String> POLITE =
      Set.of(
          "TERIMA",
          "TRIMA",
          "TRM",
          "MATUR",
          "HATUR",
          "BANYAK",
          "BNYK",
          "SEKALI",
          "YA",
          "IYA",
          "SUDAH",
          "SUDA",
          "SDH",
          "WIS",
          "WES",
          "UDAH",
          "UDA",
          "UDH",
          "DAH",
          "ATAS",
          "BANTUANNYA",
          "BANTUAN",
          "PERBAIKANNYA",
          "PERBAIKAN",
          "PENANGANANNYA",
          "PELAYANANNYA",
          "KERJANYA",
          "KERJA",
          "KERASNYA",
          "RESPON",
          "INFONYA",
          "INFORMASINYA",
          "JAWABANNYA",
          "RESPONNYA",
          "RESPONSNYA",
          "PERHATIANNYA",
          "KERJASAMANYA",
          "PAK",
          "BAPAK",
          "BU",
          "IBU",
          "MIN",
          "ADMIN",
          "KAK",
          "MAS",
          "MBAK",
          "LAPOR",
          "YOU");

  private static final Set<String> ADDRESS =
      Set.of("YA", "IYA", "PAK", "BAPAK", "BU", "IBU", "MIN", "ADMIN", "KAK", "MAS", "MBAK");

  /** What thanks begin with. */
  private static final Set<String> THANKING =
      both(GRATITUDE, Set.of("TERIMA", "TRIMA", "TRM", "MATUR", "HATUR"));

  /** What asks for something, however politely. */
  private static final Set<String> PLEAS = Set.of("TOLONG", "MOHON", "DONG", "HARAP");

  private Courtesy() {}

  private static Set<String> both(Set<String> some, Set<String> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** "Terima kasih banyak, Pak", "ok": thanks, and not a word besides. */
  static boolean thanks(String text) {
    List<String> words = words(text);
    return words.stream().anyMatch(THANKS::contains) && all(words);
  }

  /** "Terima kasih pak, sudah selesai": that it is done, and asks nothing. */
  static boolean solved(String text) {
    return done(text) && !questions(text) && !pleads(text);
  }

  /** "Beres dong pak, tolong": that it be done. */
  static boolean pleads(String text) {
    return words(text).stream().anyMatch(PLEAS::contains);
  }

  /** A question mark of any script. */
  static boolean questions(String text) {
    return text.contains("?") || text.contains("\uff1f");
  }

  /** That it is done or whether it is, and not a word besides but thanks. */
  static boolean done(String text) {
    List<String> words = words(text);
    return words.stream().anyMatch(DONE::contains)
        && all(words.stream().filter(w -> !DONE.contains(w)).toList());
  }

  /** Nothing at all, or nothing but that: "ya pak". */
  static boolean only(String text) {
    List<String> words = words(text);
    return words.equals(List.of("")) || all(words);
  }

  /**
   * "Ya pak", "terima kasih banyak": nothing, whom it is said to, or thanks from their first word.
   */
  static boolean parting(String text) {
    List<String> said =
        words(text).stream().dropWhile(w -> w.isEmpty() || ADDRESS.contains(w)).toList();
    return said.isEmpty() || (THANKING.contains(said.getFirst()) && thankful(text) && all(said));
  }

  private static boolean all(List<String> words) {
    return words.stream().allMatch(Courtesy::polite);
  }

  private static boolean polite(String word) {
    return THANKS.contains(word) || POLITE.contains(word) || PLEAS.contains(word);
  }

  /** Whether a word in capitals is one of these. */
  static boolean knows(String word) {
    return polite(word) || DONE.contains(word);
  }

  /** Whether thanks are among the words. */
  static boolean thankful(String text) {
    return words(text).stream().anyMatch(w -> KINDNESS.contains(w));
  }

  private static List<String> words(String text) {
    return List.of(SmsWords.capitals(text).split(" "));
  }
}
