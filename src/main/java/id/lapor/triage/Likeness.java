package id.lapor.triage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How much two texts about the same spot have in common, by the words that say something. Pure. A
 * word counts with its affixes: <i>lubang</i> is in <i>berlubang</i>.
 */
final class Likeness {

  private static final int SHORTEST_WORD = 4;

  /** Common in complaints of any matter. */
  private static final Set<String> EMPTY =
      Set.of(
          "adalah",
          "agar",
          "akan",
          "anak",
          "atau",
          "bahwa",
          "banyak",
          "bapak",
          "belum",
          "bisa",
          "bukan",
          "dalam",
          "dapat",
          "dari",
          "dekat",
          "demikian",
          "dengan",
          "depan",
          "harap",
          "harus",
          "hari",
          "ibu",
          "ini",
          "jadi",
          "jalan",
          "juga",
          "kali",
          "kami",
          "karena",
          "kasih",
          "kita",
          "lagi",
          "lama",
          "lapor",
          "lebih",
          "malam",
          "masih",
          "minggu",
          "mohon",
          "orang",
          "pada",
          "pagi",
          "para",
          "rumah",
          "saat",
          "saja",
          "sangat",
          "sampai",
          "saya",
          "sebelah",
          "sejak",
          "sekarang",
          "sekitar",
          "selalu",
          "semua",
          "sering",
          "siang",
          "sini",
          "sudah",
          "tahun",
          "tapi",
          "telah",
          "terima",
          "terus",
          "tetapi",
          "tidak",
          "tolong",
          "untuk",
          "waktu",
          "warga",
          "yang");

  private Likeness() {}

  /** How many words of the one are in the other. */
  static int shared(String one, String other) {
    List<String> others = words(other);
    return (int)
        words(one).stream()
            .filter(w -> others.stream().anyMatch(o -> o.contains(w) || w.contains(o)))
            .count();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
        .filter(w -> w.length() >= SHORTEST_WORD && !EMPTY.contains(w))
        .distinct()
        .toList();
  }
}
