package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Inbox;
import id.lapor.channel.Letter;
import id.lapor.channel.Wire;
import id.lapor.notification.Message;
import id.lapor.people.Contact;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Event;
import id.lapor.report.Kind;
import id.lapor.report.Report;
import id.lapor.report.Sent;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import id.lapor.report.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

@DatabaseTest
@Import(SmsLine.class)
class SmsDeskIntegrationTests extends SmsTalk {

  /** What an officer wrote down at the desk is opened by its reporter alone. */
  @Test
  void sendsWhoCameToTheDeskWhatOpensTheirReport() {
    CounterForm form =
        new CounterForm(
            null,
            "DESK",
            null,
            "Saluran air di depan rumah saya meluap setiap hujan",
            null,
            "64.74.01.1002",
            null,
            null,
            "COMPLAINT",
            null,
            null,
            true,
            null);
    Report report =
        counter.file(
            counter.token("lembar"), form, new Contact("Siti", phone, null), City.actor(city.rani));
    assertThat(counter.sent(report)).as("shown to nobody else").isTrue();
    assertThat(told().getFirst()).contains(report.reference().toString(), "[[kode]]");
    postman.deliver();
    Matcher code =
        Pattern.compile("kode rahasia ini: (\\S+)")
            .matcher(
                line.sent.stream()
                    .filter(b -> b.contains(report.reference().toString()))
                    .findFirst()
                    .orElseThrow());
    assertThat(code.find()).isTrue();
    assertThat(reports.open(report.reference(), AccessSecret.parse(code.group(1)).orElseThrow()))
        .isPresent();
  }

  /** However long the house took to read it (Chatwoot #14739: from when it was processed). */
  @Test
  void countsFromTheMomentAMessageArrived() {
    Instant arrived = clock.instant();
    String id = UUID.randomUUID().toString();
    String text = "BONTANG lampu jalan mati di depan sekolah, gelap sekali";
    Instant sent = arrived.minus(Duration.ofMinutes(20));
    assertThat(inbox.take(Wire.Kind.SMS, id, new Letter(phone, "1708", text, sent))).isTrue();
    clock.advance(Duration.ofHours(1));
    reader.readAll();
    Report report = newest();
    assertThat(report.receivedAt()).isEqualTo(arrived);
    assertThat(deadlines.of(report.id()))
        .isNotEmpty()
        .allSatisfy(c -> assertThat(c.startedAt()).isEqualTo(arrived))
        .anySatisfy(c -> assertThat(c.dueAt()).isEqualTo(arrived.plus(Duration.ofMinutes(7))));
    assertThat(reports.history(report.id()).getFirst().at()).isEqualTo(arrived);
    assertThat(reports.sent(report.id()).values()).extracting(Sent::at).containsExactly(sent);
  }

  /** The office that asked gains nothing by how long the house took to read the reply. */
  @Test
  void countsAReplyFromWhenItArrived() {
    Report report = filed("BONTANG lampu jalan mati di depan sekolah, gelap sekali");
    reports.command(report.id(), new Command.Hold("Di RT berapa itu?"), City.actor(city.rani));
    clock.advance(Duration.ofHours(3));
    Instant arrived = clock.instant();
    String text = "BALAS " + report.reference() + " di RT 12 dekat masjid";
    Letter reply = new Letter(phone, "1708", text, arrived.minus(Duration.ofMinutes(9)));
    assertThat(inbox.take(Wire.Kind.SMS, UUID.randomUUID().toString(), reply)).isTrue();
    clock.advance(Duration.ofMinutes(40));
    reader.readAll();
    assertThat(reports.history(report.id()).getLast())
        .satisfies(e -> assertThat(e.event()).isInstanceOf(Event.Replied.class))
        .satisfies(e -> assertThat(e.at()).isEqualTo(arrived));
    assertThat(reports.sent(report.id()).values()).hasSize(1);
    assertThat(deadlines.of(report.id()))
        .anySatisfy(c -> assertThat(c.dueAt()).isEqualTo(arrived.plus(Duration.ofMinutes(7))));
  }

  @Test
  void filesWhatIsWrittenWithTheGovernmentInFrontAndTellsTheNumber() {
    String answer = answered("BONTANG lampu jalan mati di depan pasar, gelap sekali");
    Report report = newest();
    assertThat(answer).contains("diterima", report.reference().toString(), "CEK");
    assertThat(report.course().desk()).isEqualTo(city.desk);
    assertThat(report.matter().channel()).isEqualTo(Channel.SMS);
    assertThat(report.matter().text())
        .isEqualTo("BONTANG lampu jalan mati di depan pasar, gelap sekali");
    assertThat(report.matter().visibility()).isEqualTo(Visibility.ANONYMOUS);
    assertThat(report.matter().place().region()).isEqualTo("64.74");
  }

  /** By the minute a promise ends one could find the minute a report came. */
  @Test
  void tellsStrangersOfAnAnonymousReportTheDayByWhichSomethingIsOwed() {
    Report report = filed("BONTANG lampu jalan mati di lorong pasar, gelap sekali");
    Command forward =
        new Command.Forward(
            city.transport, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Lampu mati.", "");
    reports.command(report.id(), forward, City.actor(city.rani));
    String ask = "CEK " + report.reference();
    assertThat(writes(newPhone(), ask).orElseThrow())
        .containsPattern("Tenggat \\d+ \\w+ \\d{4}\\.")
        .doesNotContainPattern("\\d\\d\\.\\d\\d");
    assertThat(answered(ask)).containsPattern("Tenggat \\d+ \\w+ \\d{4} \\d\\d\\.\\d\\d WITA");
  }

  /** The SMS says what the mail says, and can be answered. */
  @Test
  void takesTheConsentToGoToTheOmbudsman() {
    Report report = filed("BONTANG parit di gang kami mampet sejak lama");
    String agree = "SETUJU " + report.reference();
    assertThat(answered(agree)).contains("belum dapat diserahkan");
    reports.command(
        report.id(), new Command.OfferOmbudsman(report.receivedAt()), new Actor.House("deadline"));
    assertThat(told().getFirst())
        .contains("Kalau Anda setuju, seluruh berkasnya disiapkan untuk Ombudsman", agree);
    writes(newPhone(), agree);
    assertThat(now(report).course().ombudsman()).extracting(o -> o.handedOver()).isEqualTo(false);
    assertThat(answered(agree))
        .contains("Persetujuan Anda tercatat", "Anda sendiri yang membawanya ke Ombudsman")
        .contains("BATAL " + report.reference());
    assertThat(now(report).course().ombudsman()).extracting(o -> o.handedOver()).isEqualTo(true);
    assertThat(answered(agree)).as("twice").contains("Persetujuan Anda tercatat");
    String not = "BATAL " + report.reference();
    writes(newPhone(), not);
    assertThat(now(report).course().ombudsman()).extracting(o -> o.handedOver()).isEqualTo(true);
    assertThat(answered(not)).contains("ke Ombudsman dibatalkan");
    assertThat(now(report).course().ombudsman()).extracting(o -> o.handedOver()).isEqualTo(false);
    assertThat(answered(not)).as("twice").contains("ke Ombudsman dibatalkan");
    assertThat(answered(agree))
        .as("brought again, or agreed again")
        .contains("ke Ombudsman dibatalkan", agree + " YA");
    assertThat(now(report).course().ombudsman()).extracting(o -> o.handedOver()).isEqualTo(false);
    assertThat(answered(agree + " YA")).contains("Persetujuan Anda tercatat");
    assertThat(now(report).course().ombudsman()).extracting(o -> o.handedOver()).isEqualTo(true);
    assertThat(answered("Batalkan " + report.reference())).contains("ke Ombudsman dibatalkan");
    clock.advance(Inbox.REPEATED.plusSeconds(1));
    assertThat(answered(agree)).contains("Persetujuan Anda tercatat");
    clock.advance(Workflow.HANDOVER_UNDOABLE.plusSeconds(1));
    assertThat(answered(not)).contains("tidak dapat dibatalkan lagi");
  }

  /** Who writes so of a report that goes nowhere means something else. */
  @Test
  void takesCancelledForAReplyWhereNothingWasHandedOver() {
    Report report = filed("BONTANG lampu taman padam sejak Rabu");
    String not = "Batal " + report.reference();
    assertThat(answered(not)).contains("masuk ke laporan " + report.reference());
    assertThat(answered(not)).as("brought again").contains("tidak kami catat dua kali");
    assertThat(reports.history(report.id()).getLast().event().toString()).contains("Batal");
  }

  @Test
  void goesToTheNationalAdminWithoutAGovernment() {
    Report report = filed("Jembatan gantung di desa kami putus sejak kemarin");
    assertThat(report.course().desk()).isEqualTo(agencies.nationalAdmin().id());
  }

  @Test
  void goesWhereAnAdministratorLeadsAWord() {
    assertThat(keywords.set("taman-kota!", city.desk, 1)).isTrue();
    assertThat(keywords.set("dishub", city.transport, 1)).as("an agency is no desk").isFalse();
    assertThat(filed("Taman kota: bangku taman patah semua").course().desk()).isEqualTo(city.desk);
    keywords.drop("TAMAN KOTA");
    assertThat(filed("Taman kota: ayunan taman patah semua").course().desk())
        .isEqualTo(agencies.nationalAdmin().id());
  }

  @Test
  void keepsOneReportOfAMessageThatComesTwice() {
    Letter letter = new Letter(phone, "1708", "BONTANG parit mampet di gang kami", clock.instant());
    assertThat(inbox.take(Wire.Kind.SMS, "twice", letter)).isTrue();
    assertThat(inbox.take(Wire.Kind.SMS, "twice", letter)).isFalse();
    reader.readAll();
    String again = answered("BONTANG parit mampet di gang kami");
    assertThat(reports.ofReporters(reporters.havingPhone(phone), 10)).hasSize(1);
    assertThat(again).contains("sudah kami terima", newest().reference().toString());
    clock.advance(Inbox.REPEATED.plusSeconds(1));
    answered("BONTANG parit mampet di gang kami");
    assertThat(reports.ofReporters(reporters.havingPhone(phone), 10)).hasSize(2);
  }

  @Test
  void tellsHowAReportStandsToWhoFiledItAndOfASecretOneToNobodyElse() {
    Report report = filed("RAHASIA BONTANG petugas loket minta uang rokok");
    assertThat(report.matter().visibility()).isEqualTo(Visibility.SECRET);
    String own = answered("cek " + report.reference());
    assertThat(own)
        .contains(report.reference().toString(), "Dinas Komunikasi", "Tenggat")
        .doesNotContain("rokok");
    String other = writes(newPhone(), "CEK " + report.reference()).orElseThrow();
    assertThat(other).isEqualTo(writes(newPhone(), "CEK ZZZZ-ZZZZ-Z").orElseThrow());
    assertThat(answered("CEK")).contains(report.reference().toString());
  }

  @Test
  void takesConfirmationAndDisputeFromTheSameTelephoneOnly() {
    Report report = filed("BONTANG lampu jalan mati di depan sekolah");
    assertThat(answered("SELESAI " + report.reference())).contains("Terkirim");
    city.answer(report);
    writes(newPhone(), "SELESAI " + report.reference());
    writes(newPhone(), "BELUM " + report.reference() + " masih mati");
    assertThat(now(report).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(answered("BELUM " + report.reference())).contains("Tulis juga apa");
    assertThat(answered("blm " + report.reference() + " lampu kedua masih mati"))
        .contains("belum selesai");
    assertThat(now(report).stage()).isEqualTo(Stage.DISPUTED);
    reports.command(
        report.id(),
        new Command.Answer("Lampu kedua sudah diganti juga.", List.of(), "Malam hari"),
        City.actor(City.liaison(city.transport)));
    assertThat(answered("Selesai " + report.reference() + " terima kasih"))
        .contains("selesai menurut Anda");
    assertThat(now(report).stage()).isEqualTo(Stage.CLOSED);
    assertThat(answered("SELESAI " + report.reference())).contains(report.reference().toString());
  }

  @Test
  void tellsWhatTheOfficeAnswersInWordsThatCanBeAnswered() {
    Report report = filed("BONTANG lampu jalan mati di depan masjid");
    city.answer(report);
    assertThat(told().getFirst())
        .contains("Lampu sudah diganti", "SELESAI " + report.reference())
        .doesNotContain("http");
  }

  @Test
  void leavesToAPersonWhatNobodyCanReadAndFilesItByHand() {
    String words = "Kuota Anda hampir habis " + phone;
    assertThat(writes("TSEL-INFO", words)).as("no loop with a machine").isEmpty();
    Inbox.Arrived waiting =
        inbox.toLookAt(100).stream()
            .filter(a -> a.letter().text().equals(words))
            .findFirst()
            .orElseThrow();
    Report filed = desk.fileByHand(waiting.id()).orElseThrow();
    assertThat(filed.matter().text()).isEqualTo(words);
    assertThat(desk.fileByHand(waiting.id())).as("settled").isEmpty();
  }

  @Test
  void staysSilentWhenToldToAndAnswersWhoAsks() {
    Report report = filed("BONTANG jalan berlubang di Tanjung Laut");
    assertThat(answered("STOP")).contains("MULAI");
    city.answer(report);
    clock.advance(Duration.ofHours(24));
    postman.deliver();
    assertThat(states(report, "menjawab")).containsOnly(Message.State.GIVEN_UP);
    answered("CEK " + report.reference());
    postman.deliver();
    assertThat(states(report, ", Dinas Perhubungan.")).contains(Message.State.SENT);
    answered("MULAI");
    reports.command(report.id(), new Command.Note("Sudah ditelepon."), City.actor(city.rani));
    reports.command(
        report.id(),
        new Command.Write("Ini kabar baru dari kami.", List.of()),
        City.actor(city.rani));
    clock.advance(Duration.ofHours(24));
    postman.deliver();
    assertThat(states(report, "kabar baru")).containsOnly(Message.State.SENT);
  }

  private List<Message.State> states(Report report, String words) {
    return notifications.latest(1_000).stream()
        .filter(m -> m.body().contains(report.reference().toString()) && m.body().contains(words))
        .map(Message::state)
        .toList();
  }

  @Test
  void delaysWhoFloodsAndDropsNothing() {
    for (int i = 0; i < Inbox.CALM + 5; i++) {
      inbox.take(
          Wire.Kind.SMS,
          "flood" + phone + i,
          new Letter(phone, "1708", "BONTANG lampu jalan mati nomor " + i, clock.instant()));
    }
    reader.readAll();
    assertThat(reports.ofReporters(reporters.havingPhone(phone), 100)).hasSize(Inbox.CALM);
    clock.advance(Duration.ofMinutes(6));
    reader.readAll();
    assertThat(reports.ofReporters(reporters.havingPhone(phone), 100)).hasSize(Inbox.CALM + 5);
  }

  @Test
  void keepsNoTelephoneAndNoWordsInTheClear() {
    String canary = "kenari" + System.nanoTime();
    writes("TSEL-" + canary, canary);
    filed("BONTANG " + canary + " lampu mati di depan rumah");
    String raw =
        jdbc.sql("SELECT string_agg(t::text || encode(sealed, 'escape'), ' ') FROM channel_inbox t")
            .query(String.class)
            .single();
    assertThat(raw).doesNotContain(canary, phone, phone.substring(1));
    Report report = newest();
    assertThat(sealed(report)).isEqualTo(1);
    inbox.forget(report.id().value());
    assertThat(sealed(report)).isZero();
  }

  private int sealed(Report report) {
    return jdbc.sql("SELECT count(sealed) FROM channel_inbox WHERE about = ?")
        .param(report.id().value())
        .query(Integer.class)
        .single();
  }

  @Test
  void neverActsOnBehalfOfAReporterOfAnotherWay() {
    Report web = city.filed("Lampu mati di depan rumah, gelap sekali.");
    writes(phone, "BELUM " + web.reference() + " saya juga");
    assertThat(reports.history(web.id())).hasSize(1);
    assertThat(reports.history(web.id()).getFirst().actor()).isEqualTo(new Actor.Reporter());
  }
}
