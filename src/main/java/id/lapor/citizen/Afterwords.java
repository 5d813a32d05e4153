package id.lapor.citizen;

import id.lapor.report.Reference;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people say of what they reported before: that it is not so, whether it is, thanks. Pure. It
 * is said of a report without its number where no word brings anything that is new; any other word
 * may name another matter, or the same one at another place.
 */
final class Afterwords {

  private static final String NOT_YET = "(?:BELUM|BELOM|BLUM|BLM)";
  private static final String ALREADY = "(?:SUDAH|SDH|SUDH|UDAH|UDH|DAH|TELAH|TLH)";
  private static final String NO = "(?:TIDAK|TDK|TAK|GAK|GA|GK|NGGAK|NGGA|ENGGAK|NDAK|KAGAK)";

  /** That a trouble is there. */
  private static final String TROUBLE =
      "(?:MATI|PADAM|GELAP|RUSAK|BOCOR|BANJIR|MAMPET|MACET|RETAK|BERLUBANG|MENUMPUK|KAMBUH)";

  /** What is said of a report and hardly of anything else. */
  private static final String DONE =
      "(?:SELESAI|SELESEI|SLESAI|BERES|TUNTAS|KELAR"
          + "|DI(?:PERBAIKI|TANGANI|TINDAK|TINDAKLANJUTI|GANTI|KERJAKAN|TANGGAPI|RESPON))";

  /** That the trouble is gone. */
  private static final String MENDED =
      "(?:"
          + DONE
          + "|NYALA|MENYALA|HIDUP|TERANG|BERSIH|BAGUS|MULUS|LANCAR|NORMAL|BAIK|BENAR|BENER|RAPI"
          + "|KERING|AMAN|MENGALIR|BERUBAH|SESUAI"
          + "|DI(?:BERSIHKAN|ANGKUT|TAMBAL|PASANG|ASPAL|BENAHI|BENERIN|CEK))";

  private static final Pattern DENIES =
      Pattern.compile(
          "\\b(?:"
              + NOT_YET
              + "|(?:MASIH|MSH)(?! (?:DIKERJAKAN|DIPROSES|DITANGANI|DALAM)\\b)"
              + "|TAPI|TETAPI|TP|BOHONG|PALSU|APANYA|PADAHAL|CUMA|CUMAN|"
              + NO
              + " (?:"
              + MENDED
              + "|PERNAH|ADA (?:PERUBAHAN|PERBAIKAN|TINDAKAN|HASIL|YANG DATANG|YG DATANG))|"
              + TROUBLE
              + " (?:LAGI|KEMBALI))\\b");

  private static final Pattern DONE_BEFORE = Pattern.compile("\\b" + ALREADY + "\\b");
  private static final Pattern TROUBLED = Pattern.compile("\\b" + TROUBLE + "\\b");

  /** "… belum, pak". */
  private static final Pattern OR_NOT =
      Pattern.compile("\\b" + NOT_YET + "(?: (?:YA|PAK|BAPAK|BU|IBU|MIN|ADMIN|KAK|SIH|NIH))*$");

  private static final Pattern ASKS =
      Pattern.compile("\\b(?:KAPAN|GIMANA|GMN|BAGAIMANA|BGMN|SAMPAI MANA|SMP MANA)\\b");

  private static final Pattern NEWS =
      Pattern.compile("\\b(?:KABAR|KABARNYA|JAWABAN|TANGGAPAN|RESPON)\\b");

  /** That it goes on. */
  private static final Pattern GOES_ON =
      Pattern.compile(
          NOT_YET
              + " (?:(?:JUGA|"
              + DONE
              + ")|ADA (?:PERUBAHAN|PERBAIKAN|TINDAKAN|TANGGAPAN|KABAR|JAWABAN|RESPON|HASIL))(?:"
              + " .*)?");

  /** What shows behind a command that it is one, or is denied. */
  private static final Pattern CONTRARY =
      Pattern.compile(
          "(?:(?:PAK|BU|MIN|KAK) )?(?:MASIH|MSH|TAPI|TETAPI|TP|APANYA|APAAN|KATANYA|PADAHAL|BOHONG"
              + "|CUMA|CUMAN|DARI MANA|"
              + NOT_YET
              + "|"
              + NO
              + ")\\b.*");

  private static final Pattern BETTER =
      Pattern.compile("\\b" + ALREADY + " (?:LEBIH |MULAI |KEMBALI )?" + MENDED + "\\b");

  private static final Pattern MORE =
      Pattern.compile("\\b(?:" + TROUBLE + "|MINTA|SEGERA|JUGA|LAIN|SELAIN|PERLU|BUTUH)\\b");

  /** A word for how it is, or how many days. */
  private static final Pattern STATE = Pattern.compile(TROUBLE + "|" + MENDED + "|\\d{1,2}");

  private static final Pattern ENDING = Pattern.compile("(?<=...)(?:NYA|LAH|KAH)$");

  /** Names in thanks that mean nothing new. */
  private static final int NAMES = 2;

  /** Neither what it is about nor where. */
  private static final Set<String> LINKING =
      Set.of(
          ("SATU DUA TIGA EMPAT LIMA ENAM SAYA AKU KAMI KITA INI ITU YANG YG NYA JUGA JG LAGI LG"
                  + " KOK KO SIH NIH TUH LHO LOH DEH AJA SAJA SJ KAN KAH DI DARI DR SINI SITU SEKARANG"
                  + " SKRG SKR HARI TADI MALAM SEMALAM PAGI SIANG SORE KEMARIN KMRN MINGGU BULAN SEJAK"
                  + " SAMPAI SAMPE SMP DAN DENGAN DGN SAMA OLEH SEKALI BANGET BGT PARAH TETAP TTP"
                  + " TERUS TRUS ADA APA APAKAH APAAN APANYA MANA KAPAN BAGAIMANA BGMN GIMANA GMN"
                  + " KENAPA KNP LAMA KATANYA BILANG LAPORAN LAPORANNYA PETUGAS PETUGASNYA DINAS TIM"
                  + " PERUBAHAN TINDAKAN TINDAK LANJUT KELANJUTANNYA TANGGAPAN KABAR KABARNYA JAWABAN"
                  + " HASIL HASILNYA DATANG KEADAAN KONDISI KONDISINYA SEMUA SEMUANYA SEPERTI SPT"
                  + " SEMULA DULU BEGINI BEGITU GINI GITU MASIH MSH TAPI TETAPI TP BOHONG PALSU"
                  + " PADAHAL CUMA CUMAN PERNAH TIDAK TDK TAK GAK GA GK NGGAK NGGA ENGGAK NDAK KAGAK"
                  + " BELUM BELOM BLUM BLM SUDH TELAH TLH LEBIH MULAI KEMBALI MANTAP KEREN"
                  + " ALHAMDULILLAH SALUT SEGERA")
              .split(" "));

  private Afterwords() {}

  /**
   * What is said of a report without its number: "BALAS masih gelap", "Belum selesai juga", "Kapan
   * selesai pak?". Empty where it may be a matter of its own: "Belum ada air bersih di Loktuan".
   *
   * @param reported the words of the report
   */
  static Optional<Sms> of(String text, Reference about, String reported) {
    Matcher reply = SmsWords.REPLY.matcher(text);
    if (reply.matches() && !reply.group("gap").isEmpty()) {
      return Optional.of(new Sms.Reply(about, reply.group("rest").strip()));
    }
    if (contrary(SmsWords.SOLVED, text)) {
      return Optional.of(new Sms.NotSolved(about, text, true));
    }
    if (contrary(SmsWords.NOT_SOLVED, text) || goesOn(text)) {
      return Optional.of(new Sms.NotSolved(about, text));
    }
    if (denies(text) && unheard(text, reported) == 0) {
      return Optional.of(new Sms.NotSolved(about, text));
    }
    return asks(text, reported)
        ? Optional.of(new Sms.Check(about, Courtesy.done(text) ? "" : text))
        : Optional.empty();
  }

  /** "Masih mati", "belum, cuma ditambal": that it is not done. */
  static boolean denies(String words) {
    String capitals = SmsWords.capitals(words);
    return DENIES.matcher(capitals).find() && !doubts(capitals);
  }

  /** Denies what somebody was answered, rather than that they were. */
  static boolean contradicts(String words) {
    return denies(words) && !NEWS.matcher(SmsWords.capitals(words)).find();
  }

  /** "Sudah selesai belum, pak?" asks, and says nothing of it. */
  private static boolean doubts(String capitals) {
    return OR_NOT.matcher(capitals).find()
        && DONE_BEFORE.matcher(capitals).find()
        && !TROUBLED.matcher(capitals).find();
  }

  /**
   * "Lampunya sudah nyala, makasih": that it was done, asking for nothing.
   *
   * @param reported the words of what they reported
   */
  static boolean praises(String text, String reported) {
    String words = SmsWords.capitals(text);
    boolean asks = Courtesy.pleads(text) || Courtesy.questions(text) || MORE.matcher(words).find();
    return BETTER.matcher(words).find()
        && !denies(text)
        && !asks
        && unheard(text, reported) <= (Courtesy.thankful(text) ? NAMES : 0);
  }

  /** "Kapan selesai pak?": asks, and whoever does not know of what learns nothing by it. */
  static boolean asks(String text, String reported) {
    return (Courtesy.questions(text) || ASKS.matcher(SmsWords.capitals(text)).find())
        && unheard(text, reported) == 0;
  }

  private static boolean goesOn(String text) {
    return GOES_ON.matcher(SmsWords.capitals(text)).matches();
  }

  /** "BELUM masih gelap", "Belum, lampu masih mati", "SELESAI tapi masih gelap", "Belum pak". */
  private static boolean contrary(Pattern command, String text) {
    Matcher m = command.matcher(text);
    if (!m.matches() || m.group("gap").isEmpty()) {
      return false;
    }
    String rest = SmsWords.capitals(m.group("rest"));
    boolean apart = !m.group("gap").isBlank() || CONTRARY.matcher(rest).matches();
    boolean alone = command == SmsWords.NOT_SOLVED && Courtesy.only(rest);
    return alone ? !Courtesy.questions(text) : apart && denies(rest);
  }

  /** How many words mean something and stand neither in the report nor in any such answer. */
  private static long unheard(String text, String reported) {
    Set<String> known = words(reported).map(Afterwords::stem).collect(Collectors.toSet());
    return words(text)
        .filter(w ->
            !LINKING.contains(w)
                && !Courtesy.knows(w)
                && !STATE.matcher(w).matches()
                && !known.contains(stem(w)))
        .count();
  }

  private static Stream<String> words(String text) {
    return Stream.of(SmsWords.capitals(text).split(" ")).filter(w -> !w.isEmpty());
  }

  /** "Lampunya" is the lamp. */
  private static String stem(String word) {
    return ENDING.matcher(word).replaceFirst("");
  }
}
