package id.lapor.citizen;

import java.util.List;
import java.util.Set;

/** Words that ask nothing and tell nothing. Pure. */
final class Courtesy {

  private static final Set<String> THANKS =
      Set.of(
          "KASIH",
          "TERIMAKASIH",
          "TRIMAKASIH",
          "MAKASIH",
          "MAKASI",
          "TRIMS",
          "TKS",
          "THX",
          "THANKS",
          "THANK",
          "OK",
          "OKE",
          "OKAY",
          "SIAP",
          "BAIK");

  /** What stands beside thanks and says nothing by itself. */
  private static final Set<String> POLITE =
      Set.of(
          "TERIMA",
          "TRIMA",
          "BANYAK",
          "SEKALI",
          "YA",
          "IYA",
          "SUDAH",
          "ATAS",
          "BANTUANNYA",
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
          "TOLONG",
          "MOHON",
          "DONG",
          "YOU");

  private Courtesy() {}

  /** "Terima kasih banyak, Pak", "ok": thanks, and not a word besides. */
  static boolean thanks(String text) {
    List<String> words = words(text);
    return words.stream().anyMatch(THANKS::contains) && all(words);
  }

  /** Nothing at all, or nothing but that: "ya pak". */
  static boolean only(String text) {
    List<String> words = words(text);
    return words.equals(List.of("")) || all(words);
  }

  /** Whether thanks are among the words. */
  static boolean thankful(String text) {
    return words(text).stream().anyMatch(THANKS::contains);
  }

  private static boolean all(List<String> words) {
    return words.stream().allMatch(w -> THANKS.contains(w) || POLITE.contains(w));
  }

  private static List<String> words(String text) {
    return List.of(SmsWords.capitals(text).split(" "));
  }
}
