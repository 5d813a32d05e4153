package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Import;

/**
 * What becomes of a sentence, by how far the one report of its sender is. It
 *
 * <ul>
 *   <li>FILES a report of its own,
 *   <li>REPLIES to theirs, DISPUTES its answer or CLOSES it,
 *   <li>WAITS for a person,
 *   <li>or is TOLD how it stands, is asked WHY, and changes nothing.
 * </ul>
 */
@DatabaseTest
@Import(SmsLine.class)
class SmsSentencesIntegrationTests extends SmsTalk {

  private static final String LAMP = "BONTANG lampu jalan mati di depan pasar";

  enum Done {
    FILES,
    REPLIES,
    DISPUTES,
    CLOSES,
    WAITS,
    TOLD,
    WHY
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      useHeadersInDisplayName = true,
      textBlock =
          """
          sentence                                 | none  | open    | answered | closed
          # That it is not so, of which only one report can be meant
          Masih gelap pak                          | FILES | REPLIES | DISPUTES | DISPUTES
          Lampu masih mati                         | FILES | REPLIES | DISPUTES | DISPUTES
          Lampu jalan masih mati di depan pasar    | FILES | REPLIES | DISPUTES | DISPUTES
          Lampunya mati lagi pak                   | FILES | REPLIES | DISPUTES | DISPUTES
          gak beres-beres pak                      | FILES | REPLIES | DISPUTES | DISPUTES
          masi gelap pak                           | FILES | REPLIES | DISPUTES | DISPUTES
          blom ada perubahan pak                   | FILES | REPLIES | DISPUTES | DISPUTES
          Durung                                   | TOLD  | WHY     | WHY      | WHY
          gak beres2 pak                           | FILES | REPLIES | DISPUTES | DISPUTES
          BELUM masih gelap                        | FILES | REPLIES | DISPUTES | DISPUTES
          BELUM, tiangnya masih miring             | FILES | REPLIES | DISPUTES | DISPUTES
          Belum selesai juga                       | FILES | REPLIES | DISPUTES | DISPUTES
          Belum ada perubahan pak                  | FILES | REPLIES | DISPUTES | DISPUTES
          Sudah tiga minggu belum diperbaiki       | FILES | REPLIES | DISPUTES | DISPUTES
          Belum pak                                | WAITS | REPLIES | DISPUTES | DISPUTES
          SELESAI tapi masih gelap                 | FILES | REPLIES | DISPUTES | WAITS
          SELESAI apanya, masih mati               | FILES | REPLIES | DISPUTES | WAITS
          Belum                                    | TOLD  | WHY     | WHY      | WHY
          # Another matter, or the same at another place
          Belum ada air bersih di Loktuan          | FILES | FILES   | FILES    | FILES
          Lampu masih mati di Loktuan              | FILES | FILES   | FILES    | FILES
          Sampah masih menumpuk pak                | FILES | FILES   | FILES    | FILES
          Selesai hujan masih banjir di gang kami  | FILES | FILES   | FILES    | FILES
          Parit mampet di Gang Melati, makasih     | FILES | FILES   | FILES    | FILES
          Banjir di RT 5                           | WAITS | FILES   | FILES    | WAITS
          Lampu sudah nyala, pohon tumbang, makasih | FILES | FILES  | FILES    | FILES
          BONTANG lampu masih mati                 | FILES | FILES   | FILES    | FILES
          # Questions
          Kapan selesai pak?                       | WAITS | REPLIES | REPLIES  | WAITS
          Sudah selesai belum pak?                 | WAITS | REPLIES | REPLIES  | WAITS
          Kpn selesai pak                          | WAITS | REPLIES | REPLIES  | WAITS
          Gimana kelanjutannya pak                 | WAITS | REPLIES | REPLIES  | WAITS
          Sudah selesai, pak?                      | WAITS | TOLD    | TOLD     | TOLD
          Selesai?                                 | TOLD  | TOLD    | TOLD     | TOLD
          Beres ya pak?                            | TOLD  | TOLD    | TOLD     | TOLD
          CEK                                      | TOLD  | TOLD    | TOLD     | TOLD
          # Thanks, and that it is done
          SELESAI                                  | TOLD  | TOLD    | CLOSES   | TOLD
          Beres, makasih pak                       | TOLD  | TOLD    | CLOSES   | TOLD
          Sudah selesai pak, terima kasih          | TOLD  | TOLD    | CLOSES   | TOLD
          Terima kasih pak, sudah selesai          | WAITS | REPLIES | CLOSES   | WAITS
          Beres dong pak, tolong                   | WAITS | REPLIES | REPLIES  | WAITS
          Terima kasih pak                         | WAITS | REPLIES | REPLIES  | WAITS
          Sudah diperbaiki pak, terima kasih       | WAITS | REPLIES | REPLIES  | WAITS
          Terima kasih, masih saya pantau          | WAITS | REPLIES | REPLIES  | WAITS
          Matur suwun pak                          | WAITS | REPLIES | REPLIES  | WAITS
          Wis beres, suwun                         | TOLD  | TOLD    | CLOSES   | TOLD
          Uda nyala pak mksh                       | WAITS | REPLIES | REPLIES  | WAITS
          Terima kasih pak, tidak banjir lagi      | WAITS | REPLIES | REPLIES  | WAITS
          Makasih pak, belum sempat saya cek       | WAITS | REPLIES | REPLIES  | WAITS
          Makasih, ada tikus di dapur sekolah      | FILES | FILES   | FILES    | FILES
          Lampunya sudah nyala, makasih            | WAITS | REPLIES | REPLIES  | WAITS
          sdh bersih pak trims                     | WAITS | REPLIES | REPLIES  | WAITS
          Lampu sudah nyala pak                    | FILES | REPLIES | REPLIES  | WAITS
          Sudah tidak mati lagi pak, terima kasih  | WAITS | REPLIES | REPLIES  | WAITS
          Sudah tidak mati-mati lagi pak, makasih  | WAITS | REPLIES | REPLIES  | WAITS
          Alhamdulillah masih nyala pak            | WAITS | REPLIES | REPLIES  | WAITS
          Sudah mulus, semoga tidak rusak lagi     | WAITS | REPLIES | REPLIES  | WAITS
          Kemarin masih mati, sekarang sudah nyala pak, terima kasih | WAITS | REPLIES | REPLIES  | WAITS
          Kemarin masih mati sekarang sudah nyala pak | WAITS | REPLIES | REPLIES  | WAITS
          Sudah nyala pak, semalam masih mati      | WAITS | REPLIES | REPLIES  | WAITS
          Lampunya sudah nyala pak, padahal semalam masih mati. Terima kasih | WAITS | REPLIES | REPLIES  | WAITS
          Cepat sekali ditangani, padahal baru lapor kemarin. Terima kasih | WAITS | REPLIES | REPLIES  | WAITS
          Belum bocor lagi pak, terima kasih       | WAITS | REPLIES | REPLIES  | WAITS
          Belum pernah mati lagi pak               | WAITS | REPLIES | REPLIES  | WAITS
          Sejauh ini belum ada masalah pak, terima kasih | WAITS | REPLIES | REPLIES  | WAITS
          Terima kasih, sekarang tidak lagi gelap  | WAITS | REPLIES | REPLIES  | WAITS
          Terima kasih pak, belum pernah secepat ini | WAITS | REPLIES | REPLIES  | WAITS
          # That they have not looked yet
          Saya belum lihat pak, nanti sore saya cek | FILES | REPLIES | REPLIES  | WAITS
          Belum saya lihat pak                     | FILES | REPLIES | REPLIES  | WAITS
          Saya masih kerja pak, nanti saya lihat   | FILES | REPLIES | REPLIES  | WAITS
          Saya masih di luar kota pak, nanti saya cek | FILES | REPLIES | REPLIES  | WAITS
          # That it was so before, and is so still or again
          Sudah diperbaiki, semalam masih mati     | FILES | REPLIES | DISPUTES | DISPUTES
          Sudah nyala pak, tapi semalam masih mati | FILES | REPLIES | DISPUTES | DISPUTES
          Sudah nyala pak, tadi malam mati lagi    | FILES | REPLIES | DISPUTES | DISPUTES
          Kemarin sudah nyala, sekarang masih mati | FILES | REPLIES | DISPUTES | DISPUTES
          Katanya sudah beres padahal masih mati   | FILES | REPLIES | DISPUTES | DISPUTES
          # The same at another number
          Lampu jalan di RT 5 mati lagi            | FILES | FILES   | FILES    | FILES
          Sudah 3 hari masih mati                  | FILES | REPLIES | DISPUTES | DISPUTES
          """)
  void withoutANumber(String sentence, Done none, Done open, Done answered, Done closed) {
    assertThat(
            List.of(said(sentence), saidOf(sentence, 1), saidOf(sentence, 2), saidOf(sentence, 3)))
        .containsExactly(none, open, answered, closed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      useHeadersInDisplayName = true,
      textBlock =
          """
          sentence                                     | open    | answered | closed
          BELUM REF masih gelap                        | REPLIES | DISPUTES | DISPUTES
          BALAS REF masih gelap                        | REPLIES | DISPUTES | DISPUTES
          REF masih mati                               | REPLIES | DISPUTES | DISPUTES
          Laporan saya REF kok belum ada kabar         | REPLIES | DISPUTES | DISPUTES
          CEK REF kok masih gelap                      | REPLIES | DISPUTES | WAITS
          CEK REF apa masih dikerjakan?                | REPLIES | REPLIES  | WAITS
          BALAS REF di dekat tiang ketiga              | REPLIES | REPLIES  | WAITS
          BELUM REF                                    | WHY     | WHY      | WHY
          SELESAI REF                                  | TOLD    | CLOSES   | TOLD
          SELESAI REF?                                 | TOLD    | TOLD     | TOLD
          SELESAI REF ya pak?                          | TOLD    | TOLD     | TOLD
          SELESAI REF tolong pak                       | REPLIES | REPLIES  | WAITS
          SELESAI REF apanya                           | REPLIES | DISPUTES | WAITS
          SELESAI REF sudah tidak mati lagi            | REPLIES | REPLIES  | WAITS
          BALAS REF makasih, tidak pernah ada masalah lagi | REPLIES | REPLIES | WAITS
          BALAS REF tidak pernah bau lagi              | REPLIES | REPLIES  | WAITS
          BALAS REF makasih, belum sempat saya cek     | REPLIES | REPLIES  | WAITS
          BALAS REF belum sempat diperbaiki            | REPLIES | DISPUTES | DISPUTES
          BALAS REF petugas belum sempat ke lokasi     | REPLIES | DISPUTES | DISPUTES
          BALAS REF saya belum sempat ke lokasi        | REPLIES | REPLIES  | WAITS
          REF Terima kasih, masih saya pantau          | REPLIES | REPLIES  | WAITS
          Laporan saya REF sudah bagus terima kasih    | REPLIES | REPLIES  | WAITS
          BALAS REF tiangnya miring, masih gelap       | REPLIES | DISPUTES | DISPUTES
          BALAS REF lampu masih mati, jalan jadi macet | REPLIES | DISPUTES | DISPUTES
          BALAS REF masih gelap, Jl. Melati ikut banjir | REPLIES | DISPUTES | DISPUTES
          Laporan REF dulu sudah beres, sekarang pipa di RT 9 masih bocor | REPLIES | REPLIES | FILES
          Laporan REF dulu, sekarang pipa bocor di RT 9 | REPLIES | REPLIES | FILES
          """)
  void withTheNumber(String sentence, Done open, Done answered, Done closed) {
    assertThat(List.of(saidOf(sentence, 1), saidOf(sentence, 2), saidOf(sentence, 3)))
        .containsExactly(open, answered, closed);
  }

  /** Whatever the words: they were asked for. */
  @Test
  void saysWhyWhenAskedWhy() {
    phone = newPhone();
    Report report = filed(LAMP);
    city.answer(report);
    assertThat(answered("BELUM")).contains("apa yang belum selesai");
    assertThat(answered("Tiang di sebelah warung berkedip terus sepanjang malam"))
        .contains("belum selesai");
    assertThat(now(report).stage()).isEqualTo(Stage.DISPUTED);
    assertThat(all()).hasSize(1);
  }

  /** Good news, a question and another matter are none of what was asked for. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Oh ternyata sudah nyala pak, makasih       | REPLIES
          Maksudnya apa pak?                         | REPLIES
          Terima kasih, masih saya pantau            | REPLIES
          Ya pak                                     | REPLIES
          Sudah pak                                  | REPLIES
          Maaf, salah kirim                          | REPLIES
          Saya masih kerja pak, nanti saya lihat     | REPLIES
          Pohon tumbang menutup Jl. Pipa depan SD 4  | FILES
          Masih mati di Jl. Pipa depan SD 4          | DISPUTES
          Lampu masih mati, jalan jadi macet         | DISPUTES
          Tiangnya miring dan berkedip terus pak     | DISPUTES
          Sampah masih menumpuk di Gang Melati       | FILES
          """)
  void saysSomethingElseWhenAskedWhy(String sentence, Done done) {
    phone = newPhone();
    Report report = filed(LAMP);
    city.answer(report);
    answered("BELUM");
    assertThat(become(sentence)).isEqualTo(done);
  }

  @Test
  void isAskedWhyForAnHour() {
    phone = newPhone();
    city.answer(filed(LAMP));
    answered("BELUM");
    clock.advance(Duration.ofMinutes(61));
    assertThat(become("Tiang di sebelah warung berkedip terus sepanjang malam"))
        .isEqualTo(Done.FILES);
  }

  @Test
  void speaksOfTheReportThatTellsOfTheTrouble() {
    phone = newPhone();
    Report lamp = filed(LAMP);
    Report ditch = filed("BONTANG parit mampet di depan sekolah");
    city.answer(ditch);
    assertThat(answered("Masih gelap pak")).contains(lamp.reference().toString());
    assertThat(answered("Masih bocor pak")).as("of which nobody told").contains("Laporan mana?");
    assertThat(now(ditch).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(reports.history(lamp.id()).getLast().event()).isInstanceOf(Event.Replied.class);
    answered("Masih banjir pak");
    assertThat(now(ditch).stage()).isEqualTo(Stage.DISPUTED);
  }

  @Test
  void asksWhichOfSeveralIsMeant() {
    phone = newPhone();
    List<Report> theirs = List.of(filed(LAMP), filed("BONTANG parit mampet di depan sekolah"));
    theirs.forEach(city::answer);
    for (String sentence : List.of("Belum", "Belum pak", "Masih begitu pak", "gak beres-beres")) {
      assertThat(answered(sentence)).as(sentence).contains("Laporan mana?");
    }
    assertThat(answered("Paritnya masih mampet"))
        .as("only one is about that")
        .contains("dinyatakan");
    assertThat(now(theirs.getFirst()).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(now(theirs.getLast()).stage()).isEqualTo(Stage.DISPUTED);
    assertThat(all()).hasSize(2);
  }

  @Test
  void deniesTheOneThatWasAnsweredAmongOthers() {
    phone = newPhone();
    Report lamp = filed(LAMP);
    city.answer(lamp);
    Report ditch = filed("BONTANG parit mampet di depan sekolah");
    for (String sentence : List.of("Belum ada kabar pak", "Kapan selesai pak?")) {
      assertThat(answered(sentence)).as(sentence).contains("Laporan mana?");
    }
    assertThat(answered("BELUM masih begitu pak")).contains("dinyatakan belum selesai");
    assertThat(now(lamp).stage()).isEqualTo(Stage.DISPUTED);
    assertThat(now(ditch).stage()).isEqualTo(Stage.RECEIVED);
  }

  private List<Report> all() {
    return reports.ofReporters(reporters.havingPhone(phone), 100);
  }

  /**
   * @param far 1 filed, 2 answered, 3 closed
   */
  private Done saidOf(String sentence, int far) {
    phone = newPhone();
    Report report = filed(LAMP);
    if (far > 1) {
      city.answer(report);
    }
    if (far > 2) {
      answered("SELESAI " + report.reference());
    }
    return become(sentence.replace("REF", report.reference().toString()));
  }

  private Done said(String sentence) {
    phone = newPhone();
    return become(sentence);
  }

  private Done become(String text) {
    List<Report> before = all();
    int acts = acts(before);
    Optional<String> answer = writes(phone, text);
    List<Report> after = all();
    if (after.size() > before.size()) {
      return Done.FILES;
    }
    if (acts(after) > acts) {
      return switch (reports.history(after.getFirst().id()).getLast().event()) {
        case Event.Replied _ -> Done.REPLIES;
        case Event.Disputed _ -> Done.DISPUTES;
        case Event.Confirmed _ -> Done.CLOSES;
        default -> throw new AssertionError(text);
      };
    }
    boolean waits =
        inbox.toLookAt(10_000).stream()
            .anyMatch(a -> a.letter().from().equals(phone) && a.letter().text().equals(text));
    return waits
        ? Done.WAITS
        : answer.orElseThrow().contains("apa yang belum selesai") ? Done.WHY : Done.TOLD;
  }

  private int acts(List<Report> of) {
    return of.stream().mapToInt(r -> reports.history(r.id()).size()).sum();
  }
}
