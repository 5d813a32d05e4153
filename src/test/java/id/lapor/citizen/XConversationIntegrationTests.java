package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Lines;
import id.lapor.channel.x.XServer;
import id.lapor.evidence.Evidence;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.HostileFile;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.AccessSecret;
import id.lapor.report.Command;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What is said on X, where everybody reads it, and what comes along. */
@ApplicationTest
class XConversationIntegrationTests extends XHouse {

  private static final XServer X = new XServer();

  @Autowired EvidenceBox box;

  @DynamicPropertySource
  static void account(DynamicPropertyRegistry registry) {
    X.settings().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("lapor.x.messages", () -> "true");
  }

  @AfterAll
  static void stop() {
    X.close();
  }

  @Override
  protected XServer x() {
    return X;
  }

  @Test
  void answersInPublicOnceAndWithNothingPrivate() throws Exception {
    XWriter writer = writer();
    Report report = answered(writer);
    assertThat(writer.answers())
        .singleElement()
        .satisfies(said -> {
          assertThat(said).contains(report.reference().toString(), "/l/" + report.reference());
          assertThat(said)
              .doesNotContain(wires.secret(inbox.leading(report.id().value()).getFirst()).shown());
        });
  }

  /** Every step, and what opens the report; nobody else reads it. */
  @Test
  void tellsTheAuthorAlone() throws Exception {
    XWriter writer = writer();
    Report report = answered(writer);
    List<String> told = X.timeline.told(writer.account);
    String code = MailWriter.found("membukanya: (\\S+)", told.getFirst());
    assertThat(reports.open(report.reference(), AccessSecret.parse(code).orElseThrow()))
        .isPresent();
    assertThat(told.getLast()).contains("Lampu sudah diganti oleh petugas pagi ini.");
    assertThat(
            jdbc.sql("SELECT string_agg(body, ' ') FROM notification_message")
                .query(String.class)
                .single())
        .doesNotContain(code);
    writer.write("STOP");
    pass(writer);
    int before = X.timeline.told(writer.account).size();
    reports.command(
        report.id(),
        new Command.FollowUp("Petugas juga memeriksa lampu di sekitarnya.", List.of()),
        City.actor(City.liaison(city.transport)));
    clock.advance(Duration.ofHours(12));
    pass(writer);
    assertThat(X.timeline.told(writer.account)).as("no more").hasSize(before);
  }

  /** A limit on messages costs none of them a try, and opens nobody's identity on paper again. */
  @Test
  void letsMessagesWaitAsLongAsXAsksFor() throws Exception {
    XWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan terminal");
    pass(writer);
    int before = X.timeline.told(writer.account).size();
    city.answer(report);
    clock.advance(Duration.ofHours(12));
    Instant reset = clock.instant().plus(Duration.ofHours(20));
    X.limit(0, reset);
    int looks = looks(report);
    for (int i = 0; i < 20; i++) {
      postman.deliver();
      clock.advance(Duration.ofMinutes(50));
    }
    int messages =
        jdbc.sql("SELECT count(*) FROM notification_message WHERE reporter_id = ?")
            .param(author(report).value())
            .query(Integer.class)
            .single();
    assertThat(looks(report) - looks).as("one look a message").isBetween(1, messages);
    assertThat(
            jdbc.sql("SELECT max(tries) FROM notification_message WHERE state = 'QUEUED'")
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(X.timeline.told(writer.account)).hasSize(before);
    clock.set(reset);
    X.limit(1_000, reset);
    clock.advance(Duration.ofMinutes(6));
    pass(writer);
    assertThat(X.timeline.told(writer.account).getLast())
        .contains("Lampu sudah diganti oleh petugas pagi ini.");
  }

  /** They are told on another wire, and what goes well is not called trouble. */
  @Test
  void givesUpMessagesWhereTheAppMayOnlyPost() throws Exception {
    XWriter writer = writer();
    X.be(XServer.Mood.POSTS_ONLY);
    try {
      Report report = filed(writer, "BONTANG lampu jalan mati di depan kolam");
      pass(writer);
      assertThat(writer.answers()).hasSize(1);
      assertThat(
              jdbc.sql(
                      "SELECT DISTINCT state FROM notification_message WHERE reporter_id = ? AND subject <> ''")
                  .param(author(report).value())
                  .query(String.class)
                  .list())
          .containsExactly("GIVEN_UP");
      assertThat(lines.state(Lines.X).orElseThrow().trouble()).isNull();
    } finally {
      X.be(XServer.Mood.WELL);
    }
  }

  /** Not even what was kept of it lets a message go twice that X has. */
  @Test
  void sendsNothingAgainForWhatIsNotKeptOfX() throws Exception {
    XWriter writer = writer();
    jdbc.sql(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''full''; END';
            CREATE TRIGGER refuse BEFORE DELETE ON channel_x_pause FOR EACH STATEMENT EXECUTE FUNCTION refuse();
            INSERT INTO channel_x_pause (what, until) VALUES ('FORBIDDEN WRITE', now() + interval '400 days')
            """)
        .update();
    try {
      filed(writer, "BONTANG lampu jalan mati di depan dermaga");
      pass(writer);
      assertThat(wires.sent(wire()).trouble()).isNull();
      clock.advance(Duration.ofMinutes(1));
      pass(writer);
      assertThat(writer.answers()).hasSize(1);
      assertThat(X.timeline.told(writer.account)).hasSize(1);
    } finally {
      jdbc.sql("DROP FUNCTION refuse CASCADE").update();
      jdbc.sql("DELETE FROM channel_x_pause").update();
    }
  }

  @Test
  void goesOnWithWhoeverTakesNoMessages() throws Exception {
    XWriter writer = writer();
    X.timeline.deaf(writer.account);
    Report report = filed(writer, "BONTANG lampu jalan mati di depan lapangan");
    assertThat(writer.answers()).singleElement().asString().contains(report.reference().toString());
    assertThat(wires.sent(wire()).waiting()).as("not tried again").isZero();
  }

  /** Not even that it exists. */
  @Test
  void givesNoNumberOfWhatIsSecret() throws Exception {
    XWriter writer = writer();
    Report report = filed(writer, "RAHASIA BONTANG petugas loket minta uang rokok");
    assertThat(report.matter().visibility()).isEqualTo(Visibility.SECRET);
    writer.write("CEK " + report.reference());
    pass(writer);
    writer.write("BALAS " + report.reference() + " namanya Pak Anu");
    pass(writer);
    assertThat(writer.answers())
        .singleElement()
        .satisfies(
            said -> assertThat(said).doesNotContain(report.reference().toString(), "loket", "/l/"));
    assertThat(last(report).toString()).contains("namanya Pak Anu");
    assertThat(X.timeline.told(writer.account).getFirst()).contains(report.reference().toString());
  }

  @Test
  void takesWordsBelowItsAnswerForTheReportAndSaysNothingToThem() throws Exception {
    XWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan sekolah dasar");
    writer.answer(X.timeline.lastAnswer(), "Letaknya di RT 5.");
    pass(writer);
    assertThat(filed(writer)).hasSize(1);
    assertThat(((Event.Replied) last(report)).text()).isEqualTo("Letaknya di RT 5.");
    assertThat(writer.answers()).hasSize(1);
  }

  @Test
  void letsAPersonLookAtStrangersBelowItsAnswer() throws Exception {
    Report report = filed(writer(), "BONTANG lampu jalan mati di depan puskesmas pembantu");
    XWriter stranger = writer();
    stranger.answer(X.timeline.lastAnswer(), "Selesai, sudah terang semua di sana sekarang.");
    pass(stranger);
    assertThat(reports.history(report.id())).hasSize(1);
    assertThat(stranger.answers()).isEmpty();
    assertThat(inbox.toLookAt(1_000)).anyMatch(a -> stranger.last.equals(a.letter().number()));
  }

  @Test
  void closesAReportForItsAuthorAlone() throws Exception {
    XWriter writer = writer();
    Report report = answered(writer);
    XWriter other = writer();
    other.write("SELESAI " + report.reference());
    pass(other);
    assertThat(reports.find(report.id()).orElseThrow().stage()).isEqualTo(Stage.ANSWERED);
    writer.write("SELESAI " + report.reference());
    pass(writer);
    assertThat(reports.find(report.id()).orElseThrow().stage()).isEqualTo(Stage.CLOSED);
  }

  /** It would have to be asked why in public. */
  @Test
  void takesABareWordForTheReasonThatItIsNotSolved() throws Exception {
    XWriter writer = writer();
    Report report = answered(writer);
    writer.answer(X.timeline.lastAnswer(), "Belum");
    pass(writer);
    assertThat(last(report))
        .isInstanceOfSatisfying(
            Event.Disputed.class, d -> assertThat(d.reason()).isEqualTo("Belum"));
    reports.command(
        report.id(),
        new Command.Answer("Lampu kedua sudah diganti juga.", List.of(), "Malam hari"),
        City.actor(City.liaison(city.transport)));
    writer.last =
        X.timeline.write(
            writer.account,
            "@" + XServer.HANDLE + " BELUM " + report.reference(),
            List.of(X.picture("belum.jpg", photo())));
    pass(writer);
    assertThat(last(report))
        .isInstanceOfSatisfying(
            Event.Disputed.class,
            d -> {
              assertThat(d.reason()).isEqualTo("BELUM");
              assertThat(d.evidence()).hasSize(1);
            });
  }

  @Test
  void tellsHowItStandsWhoAsksWhetherItIsNotSolved() throws Exception {
    XWriter writer = writer();
    Report report = answered(writer);
    for (String words : List.of("BELUM " + report.reference() + "?", "Belum?")) {
      writer.write(words);
      pass(writer);
      assertThat(reports.find(report.id()).orElseThrow().stage())
          .as(words)
          .isEqualTo(Stage.ANSWERED);
    }
  }

  @Test
  void disputesNothingForABareWordOfAStranger() throws Exception {
    Report report = answered(writer());
    XWriter other = writer();
    other.write("BELUM " + report.reference());
    pass(other);
    assertThat(reports.find(report.id()).orElseThrow().stage()).isEqualTo(Stage.ANSWERED);
    assertThat(other.answers()).singleElement().asString().contains("tidak kami temukan");
  }

  @Test
  void takesASecondPhotoUnderTheSameWords() throws Exception {
    XWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan gudang");
    String words = "@" + XServer.HANDLE + " BALAS " + report.reference() + " ini fotonya";
    for (String name : List.of("satu.jpg", "dua.jpg")) {
      X.timeline.write(writer.account, words, List.of(X.picture(name, photo())));
      pass(writer);
    }
    assertThat(reports.history(report.id()))
        .as("filed, and each photo")
        .hasSize(3)
        .filteredOn(e -> e.event() instanceof Event.Replied r && r.evidence().size() == 1)
        .hasSize(2);
  }

  @Test
  void takesAnEditedPostForAWordOnItsReport() throws Exception {
    XWriter writer = writer();
    Report report = filed(writer, "BONTANG pohon tumbang di Jl. Bhayangkra");
    writer.last =
        X.timeline.edit(
            writer.account,
            "@" + XServer.HANDLE + " BONTANG pohon tumbang di Jl. Bhayangkara",
            writer.last);
    pass(writer);
    assertThat(filed(writer)).hasSize(1);
    assertThat(((Event.Replied) last(report)).text()).contains("diubah", "Jl. Bhayangkara");
    assertThat(writer.answers()).hasSize(1);
  }

  /** What lies at a private address is not gone to, and stays in the words. */
  @Test
  void takesPhotosAsEvidenceAndGoesToNoPrivateAddress() throws Exception {
    XWriter writer = writer();
    byte[] photo = photo();
    String inside = X.picture("dalam.jpg", photo).replace(X.url(), X.bareUrl());
    String broken = X.picture("bukan.jpg", new byte[] {'M', 'Z', 0, 1});
    writer.last =
        X.timeline.write(
            writer.account,
            "@" + XServer.HANDLE + " BONTANG lampu mati di depan toko",
            List.of(X.picture("lampu.jpg", photo), inside, broken));
    pass(writer);
    clock.advance(Duration.ofMinutes(3)); // a private address looks like one that is away
    reader.readAll();
    Report report = filed(writer).getFirst();
    Event.Filed event = (Event.Filed) reports.history(report.id()).getFirst().event();
    assertThat(box.all(event.evidence()))
        .singleElement()
        .satisfies(e -> assertThat(e.bytes()).isEqualTo(photo.length));
    assertThat(report.matter().text()).contains(inside, broken).doesNotContain("/media/lampu.jpg");
  }

  /** The report comes in whatever hangs on it; what was not taken stays an address in its words. */
  @ParameterizedTest
  @EnumSource
  void takesNoHostilePicture(HostileFile file) throws Exception {
    XWriter writer = writer();
    String address = X.picture("x" + file.ordinal() + ".jpg", file.content());
    writer.last =
        X.timeline.write(
            writer.account,
            "@" + XServer.HANDLE + " BONTANG parit mampet di depan warung",
            List.of(address));
    pass(writer);
    clock.advance(Duration.ofMinutes(3)); // an empty picture is asked for again
    reader.readAll();
    Report report = filed(writer).getFirst();
    Event.Filed event = (Event.Filed) reports.history(report.id()).getFirst().event();
    assertThat(event.evidence()).hasSize(file.taken() ? 1 : 0);
    for (Evidence evidence : box.all(event.evidence())) {
      HostileFile.harmless(evidence, box);
    }
    assertThat(report.matter().text().contains(address)).isNotEqualTo(file.taken());
  }

  @Test
  void asksAgainForAPhotoThatCannotBeHadNow() throws Exception {
    XWriter writer = writer();
    String address = X.picture("nanti.jpg", new byte[0]);
    writer.last =
        X.timeline.write(
            writer.account,
            "@" + XServer.HANDLE + " BONTANG jalan berlubang di depan bank",
            List.of(address));
    pass(writer);
    assertThat(filed(writer)).isEmpty();
    X.picture("nanti.jpg", photo());
    clock.advance(Duration.ofSeconds(10));
    pass(writer);
    Report report = filed(writer).getFirst();
    Event.Filed event = (Event.Filed) reports.history(report.id()).getFirst().event();
    assertThat(event.evidence()).hasSize(1);
    assertThat(report.matter().text()).doesNotContain(address);
  }

  @Test
  void knowsAnAccountByItsNumberAndNotByItsName() throws Exception {
    XWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan masjid raya");
    assertThat(reporters.havingX(writer.account)).containsExactly(report.matter().reporter());
    assertThat(reporters.havingX("warga" + writer.account.substring(writer.account.length() - 6)))
        .isEmpty();
    assertThat(
            jdbc.sql("SELECT string_agg(encode(sealed, 'escape'), ' ') FROM people_vault")
                .query(String.class)
                .single())
        .doesNotContain(writer.account);
  }
}
