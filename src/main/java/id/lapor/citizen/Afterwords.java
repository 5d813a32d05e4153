package id.lapor.citizen;

import static id.lapor.citizen.Troubles.TROUBLE;
import static id.lapor.citizen.Troubles.spaced;
import static id.lapor.citizen.Troubles.stem;
import static id.lapor.citizen.Troubles.stems;
import static id.lapor.citizen.Troubles.words;

import id.lapor.report.Reference;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people say of what they reported before: that it is not so, whether it is, thanks. Pure. It
 * is said of a report without its number where no word brings anything that is new; any other word
 * may name another matter, or the same one at another place.
 */
final class Afterwords {

  static final String NOT_YET = "(?:" + SmsWords.NOT_YET + ")";
  static final String ALREADY = "(?:" + SmsWords.DONE_ALREADY + "|SUDH|TELAH|TLH)";
  static final String NO = "(?:TIDAK|TDK|TAK|GAK|GA|GK|NGGAK|NGGA|NGAK|ENGGAK|NDAK|KAGAK|KAGA|ORA)";
  static final String REMAINS = "(?:MASIH|MASI|MSIH|MSH|ISIH|IJIK)";

  /** What is said of a report and hardly of anything else. */
  private static final String DONE =
      "(?:SELESAI|SELESEI|SLESAI|BERES|TUNTAS|KELAR"
          + "|DI(?:PERBAIKI|TANGANI|TINDAK|TINDAKLANJUTI|GANTI|KERJAKAN|TANGGAPI|RESPON))";

  /** How it is without the trouble. */
  static final String WELL =
      "(?:NYALA|MENYALA|HIDUP|TERANG|BERSIH|BAGUS|MULUS|LANCAR|NORMAL|BAIK|BENAR|BENER|RAPI"
          + "|KERING|AMAN|MENGALIR|BERUBAH|SESUAI)";

  /** That the trouble is gone. */
  static final String MENDED =
      "(?:" + DONE + "|" + WELL + "|DI(?:BERSIHKAN|ANGKUT|TAMBAL|PASANG|ASPAL|BENAHI|BENERIN|CEK))";

  static final String BUT = "(?:TAPI|TETAPI|TP)";

  /** What somebody does about it themselves goes on too. */
  private static final String STILL =
      REMAINS + "(?! (?:DIKERJAKAN|DIPROSES|DITANGANI|DALAM|SAYA|AKU|KAMI|KITA)\\b)";

  private static final Pattern DENIES =
      Pattern.compile(
          "\\b(?:"
              + NOT_YET
              + "|BOHONG|PALSU|APANYA|(?:PADAHAL|"
              + BUT
              + ") "
              + STILL
              + "|"
              + NO
              + " (?:"
              + MENDED
              + "|PERNAH|ADA (?:PERUBAHAN|PERBAIKAN|TINDAKAN|HASIL|YANG DATANG|YG DATANG))|"
              + TROUBLE
              + " (?:LAGI|KEMBALI))\\b");

  /** Denies what is called better by no word. */
  private static final Pattern RESTRICTS =
      Pattern.compile(
          "\\b(?:"
              + STILL
              + "|"
              + BUT
              + "|PADAHAL(?! BARU(?: (?:SAJA|AJA|SAYA|KEMARIN|TADI|SEMALAM)){0,2} (?:LAPOR|MELAPOR|DILAPORKAN)\\b)"
              + "|CUMAN?(?! (?:MAU|MO|INGIN|PENGEN|TANYA|NANYA|BILANG|SEKADAR|SEKEDAR)\\b))\\b");

  private static final Pattern DONE_BEFORE = Pattern.compile("\\b" + ALREADY + "\\b");

  /** "… belum, pak". */
  private static final Pattern OR_NOT =
      Pattern.compile("\\b" + NOT_YET + "(?: (?:YA|PAK|BAPAK|BU|IBU|MIN|ADMIN|KAK|SIH|NIH))*+$");

  private static final Pattern ASKS =
      Pattern.compile(
          "\\b(?:KAPAN|KPN|PIYE|GIMANA|GMANA|GMN|BAGAIMANA|BGMN|SAMPAI MANA|SMP MANA)\\b");

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
          "(?:(?:PAK|BU|MIN|KAK) )?(?:"
              + REMAINS
              + "|TAPI|TETAPI|TP|APANYA|APAAN|KATANYA|PADAHAL|BOHONG"
              + "|CUMA|CUMAN|DARI MANA|"
              + NOT_YET
              + "|"
              + NO
              + ")\\b.*");

  private static final Pattern BETTER =
      Pattern.compile("\\b" + ALREADY + " (?:LEBIH |MULAI |KEMBALI )?" + MENDED + "\\b");

  /** "Pohon tumbang sudah dibersihkan": what is mended. */
  private static final Pattern OVERCOME =
      Pattern.compile("\\b" + Troubles.ANY_MISFORTUNE + "(?:NYA)?(?: ITU)? (?=" + BETTER + ")");

  private static final Pattern MORE =
      Pattern.compile("\\b(?:" + TROUBLE + "|MINTA|SEGERA|JUGA|LAIN|SELAIN|PERLU|BUTUH)\\b");

  /** A word for how it is. */
  private static final Pattern STATE = Pattern.compile(TROUBLE + "|" + MENDED);

  /** "Tiga hari", "jam 7"; any other number is of a house or a street. */
  private static final Pattern TIME =
      Pattern.compile("\\b(?:JAM \\d{1,2}|\\d{1,2} (?=(?:HARI|MINGGU|BULAN|TAHUN|JAM|KALI)\\b))");

  private static final Pattern MISSENT = Pattern.compile("\\bSALAH (?:KIRIM|KETIK|SAMBUNG)\\b");

  /** What an answer begins with, and a report hardly. */
  private static final Pattern ANSWERS =
      Pattern.compile(
          "^(?:DI|DEKAT|SEBELAH|DEPAN|BELAKANG|SAMPING|RT|RW|YA|IYA|BUKAN|SEJAK|JAM|SEKITAR|"
              + NO
              + "|"
              + NOT_YET
              + "|"
              + ALREADY
              + ")\\b");

  /** New words in an answer that has no known one. */
  private static final int FEW = 4;

  /** Names in thanks that mean nothing new. */
  private static final int NAMES = 2;

  /** Neither what it is about nor where. */
  private static final Set<String> LINKING =
      Set.of(
          ("SATU DUA TIGA EMPAT LIMA ENAM SAYA AKU KAMI KITA INI ITU YANG YG NYA JUGA JG LAGI LG"
                  + " KOK KO SIH NIH TUH LHO LOH DEH AJA SAJA SJ KAN KAH DI DARI DR SINI SITU SEKARANG"
                  + " SKRG SKR HARI JAM TAHUN KALI TADI MALAM SEMALAM PAGI SIANG SORE KEMARIN KMRN MINGGU BULAN SEJAK"
                  + " SAMPAI SAMPE SMP DAN DENGAN DGN SAMA OLEH SEKALI BANGET BGT PARAH TETAP TTP"
                  + " TERUS TRUS ADA APA APAKAH APAAN APANYA MANA KAPAN BAGAIMANA BGMN GIMANA GMN"
                  + " KENAPA KNP LAMA KATANYA BILANG LAPORAN LAPORANNYA PETUGAS PETUGASNYA DINAS TIM"
                  + " PERUBAHAN TINDAKAN TINDAK LANJUT KELANJUTANNYA TANGGAPAN KABAR KABARNYA JAWABAN"
                  + " HASIL HASILNYA DATANG KEADAAN KONDISI KONDISINYA SEMUA SEMUANYA SEPERTI SPT"
                  + " SEMULA DULU BEGINI BEGITU GINI GITU MASIH MSH TAPI TETAPI TP BOHONG PALSU"
                  + " PADAHAL CUMA CUMAN PERNAH TIDAK TDK TAK GAK GA GK NGGAK NGGA ENGGAK NDAK KAGAK"
                  + " BELUM BELOM BLUM BLM SUDH TELAH TLH LEBIH MULAI KEMBALI MANTAP KEREN"
                  + " ALHAMDULILLAH SALUT SEGERA SEMOGA JANGAN JGN OH TERNYATA MAKSUD MAKSUDNYA"
                  + " PANTAU MEMANTAU TUNGGU MENUNGGU NUNGGU DITUNGGU SEMPAT CEK LIHAT NANTI"
                  + " SEJAUH CEPAT SECEPAT BARU MELAPOR DILAPORKAN MASALAH KENDALA GANGGUAN KELUHAN"
                  + " MASI MSIH ISIH IJIK BLOM BELON BLON DURUNG ORA NGAK KAGA KPN PIYE GMANA")
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
    if (postpones(text) && unheard(Postponed.leftOutOf(text), reported) == 0) {
      return Optional.of(new Sms.Reply(about, text));
    }
    return asks(text, reported)
        ? Optional.of(new Sms.Check(about, Courtesy.done(text) ? "" : text))
        : Optional.empty();
  }

  /** "Masih mati", "belum, cuma ditambal": that it is not done. */
  static boolean denies(String words) {
    String said = Clauses.plainly(words);
    boolean better = BETTER.matcher(said).find() && !Troubles.in(said);
    return (DENIES.matcher(said).find() || (!better && RESTRICTS.matcher(said).find()))
        && !doubts(said);
  }

  /** Tells of another trouble at another place; one that is gone is none. */
  static boolean elsewhere(String text, String reported) {
    return Troubles.elsewhere(Clauses.plainly(text), reported);
  }

  /** "Belum sempat saya cek", with which nothing is denied yet. */
  static boolean postpones(String words) {
    return Clauses.of(words).anyMatch(Postponed::in) && !denies(words);
  }

  /** Denies what somebody was answered, rather than that they were. */
  static boolean contradicts(String words) {
    return denies(words) && !NEWS.matcher(SmsWords.capitals(words)).find();
  }

  /** "Sudah selesai belum, pak?" asks, and says nothing of it. */
  private static boolean doubts(String capitals) {
    return OR_NOT.matcher(capitals).find()
        && DONE_BEFORE.matcher(capitals).find()
        && !Troubles.in(capitals);
  }

  /**
   * "Lampunya sudah nyala, makasih": that it was done, asking for nothing.
   *
   * @param reported the words of what they reported
   */
  static boolean praises(String text, String reported) {
    String words = OVERCOME.matcher(Clauses.plainly(text)).replaceAll("");
    boolean asks = Courtesy.pleads(text) || Courtesy.questions(text) || MORE.matcher(words).find();
    return BETTER.matcher(words).find()
        && !denies(text)
        && !RESTRICTS.matcher(words).find()
        && !asks
        && !Troubles.strange(words, reported)
        && unheard(text, reported) <= (Courtesy.thankful(text) ? NAMES : 0);
  }

  /**
   * "Terima kasih, masih saya pantau": thanks that deny nothing and ask for nothing, with no
   * trouble that is not gone, and no word that would be news.
   *
   * @param reported the words of what they reported
   */
  static boolean thanks(String text, String reported) {
    return Courtesy.thankful(text)
        && !denies(text)
        && !Courtesy.pleads(text)
        && !Courtesy.questions(text)
        && !MORE.matcher(Clauses.plainly(text)).find()
        && !Troubles.tells(Clauses.plainly(text))
        && unheard(text, reported) == 0;
  }

  /** "Kapan selesai pak?": asks, and whoever does not know of what learns nothing by it. */
  static boolean asks(String text, String reported) {
    return (Courtesy.questions(text) || ASKS.matcher(SmsWords.capitals(text)).find())
        && unheard(text, reported) == 0;
  }

  /**
   * What is said by whoever was just asked what is not solved: that, in whatever words, unless it
   * is good news or a question. Empty where it is another matter.
   *
   * @param reported the words of the report
   */
  static Optional<Sms> explaining(String text, Reference about, String reported) {
    boolean denies = denies(text);
    if (!denies && (MISSENT.matcher(SmsWords.capitals(text)).find() || postpones(text))) {
      return Optional.of(new Sms.Reply(about, text));
    }
    if (!denies && asks(text, reported)) {
      return Optional.of(new Sms.Check(about, text));
    }
    if (elsewhere(text, reported) || (!denies && Courtesy.questions(text))) {
      return Optional.empty();
    }
    return Optional.of(
        denies || !BETTER.matcher(Clauses.plainly(text)).find()
            ? new Sms.NotSolved(about, text)
            : new Sms.Reply(about, text));
  }

  /** Whether it says more than "ya pak", "sudah selesai" or thanks. */
  static boolean tells(String text, String reported) {
    return !Courtesy.only(text) && !Courtesy.done(text) && !thanks(text, reported);
  }

  /** What may answer a question of the office: no trouble of another kind, and no question. */
  static boolean answers(String text, String reported) {
    return !Courtesy.questions(text) && !Troubles.strange(Clauses.plainly(text), reported);
  }

  /**
   * Whether words have to do with what was asked: few that are new, one that is known, or a
   * beginning like that of an answer.
   *
   * @param known the words of the report and of the question
   */
  static boolean fits(String text, String known) {
    Set<String> stems = stems(known);
    return unheard(text, known) <= FEW
        || ANSWERS.matcher(SmsWords.capitals(text)).find()
        || words(text).anyMatch(w -> means(w) && stems.contains(stem(w)));
  }

  private static boolean means(String word) {
    return !LINKING.contains(word) && !Courtesy.knows(word);
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
    return alone
        ? !Courtesy.questions(text)
        : apart && (denies(rest) || RESTRICTS.matcher(Clauses.plainly(rest)).find());
  }

  /** How many words mean something and stand neither in the report nor in any such answer. */
  private static long unheard(String text, String reported) {
    Set<String> known = stems(reported);
    return words(TIME.matcher(spaced(Clauses.once(SmsWords.capitals(text)))).replaceAll(" "))
        .filter(w -> means(w) && !STATE.matcher(w).matches() && !known.contains(stem(w)))
        .count();
  }
}
