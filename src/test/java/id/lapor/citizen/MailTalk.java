package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Inbox;
import id.lapor.channel.Lines;
import id.lapor.channel.MailRound;
import id.lapor.channel.Post;
import id.lapor.channel.Wire;
import id.lapor.evidence.EvidenceBox;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.report.AccessSecret;
import id.lapor.report.Channel;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People and machines that answer mail of ours, in good faith and in bad. */
abstract class MailTalk extends MessageContract {

  static final String HOUSE = "lapor@kota.example";
  static final Post POST = new Post(HOUSE);

  @Autowired MailRound mailbox;
  @Autowired Lines lines;
  @Autowired EvidenceBox box;

  @DynamicPropertySource
  static void post(DynamicPropertyRegistry registry) {
    POST.settings(HOUSE, (name, value) -> registry.add(name, () -> value));
  }

  @AfterAll
  static void stop() {
    POST.close();
  }

  @Override
  protected Wire.Kind wire() {
    return Wire.Kind.EMAIL;
  }

  @Override
  protected Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  protected Writer peer() {
    return writer();
  }

  MailWriter writer() {
    return new MailWriter(POST, HOUSE, mailbox, reporters);
  }

  Report now(Report report) {
    return reports.find(report.id()).orElseThrow();
  }

  @Override
  boolean proves() {
    return false;
  }

  static byte[] photo() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpeg", out);
    return out.toByteArray();
  }

  static String file(String name, String type, byte[] content) {
    return "--b\r\nContent-Type: "
        + type
        + "\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\""
        + name
        + "\"\r\n\r\n"
        + Base64.getMimeEncoder().encodeToString(content)
        + "\r\n";
  }

  /** Nobody writes a word below a number when the photo says it. */
  @Test
  void takesAPhotoUnderABareNumber() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan kolam renang");
    writer.send(
        HOUSE,
        "Subject: " + report.reference() + "\r\nContent-Type: multipart/mixed; boundary=b",
        "--b\r\n\r\n\r\n" + file("lampu.jpg", "image/jpeg", photo()) + "--b--\r\n");
    pass(writer);
    assertThat(reports.history(report.id()).getLast().event())
        .isInstanceOfSatisfying(Event.Replied.class, r -> assertThat(r.evidence()).hasSize(1));
  }

  /** An officer thought it was about that report; its sender is no reporter of it by that. */
  @Test
  void tellsNothingOfASecretReportToWhoseMailWasPutOnIt() throws Exception {
    MailWriter stranger = writer();
    stranger.write("pungli pak");
    pass(stranger);
    MailWriter victim = writer();
    victim.write("RAHASIA BONTANG pungli di loket samsat");
    victim.collect();
    reader.readAll();
    Report report = filed(victim).getFirst();
    long id =
        inbox.toLookAt(1_000).stream()
            .filter(a -> a.letter().text().strip().equals("pungli pak"))
            .findFirst()
            .orElseThrow()
            .id();
    unread.putOn(
        id,
        report.reference(),
        "Menyebut pungli yang sama.",
        new Officer(
            903, "nadia", "Nadia", agencies.nationalAdmin().id().value(), Role.NATIONAL_ADMIN));
    postman.deliver();
    String code = MailWriter.found("membukanya: (\\S+)", victim.answers().getFirst());
    assertThat(reports.open(report.reference(), AccessSecret.parse(code).orElseThrow()))
        .as("though another mail led to it first")
        .isPresent();
    clock.advance(Duration.ofMinutes(5));
    stranger.write("pungli pak");
    pass(stranger);
    assertThat(stranger.answers()).noneMatch(a -> a.contains(report.reference().toString()));
    assertThat(inbox.toLookAt(1_000)).anyMatch(a -> a.letter().text().strip().equals("pungli pak"));
  }

  /** The number of a stranger's mail tells where they write from. */
  @Test
  void answersNobodyElsesMailThoughAnOfficerPutItOnTheReport() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan bengkel");
    String own = MailWriter.found("Message-ID: (<[^>]+@contoh.example>)", writer.written());
    MailWriter stranger = writer();
    stranger.write("bengkel pak");
    pass(stranger);
    String theirs = MailWriter.found("Message-ID: (<[^>]+@contoh.example>)", stranger.written());
    long id =
        inbox.toLookAt(1_000).stream()
            .filter(a -> a.letter().text().strip().equals("bengkel pak"))
            .findFirst()
            .orElseThrow()
            .id();
    unread.putOn(
        id,
        report.reference(),
        "Menyebut bengkel yang sama.",
        new Officer(
            903, "nadia", "Nadia", agencies.nationalAdmin().id().value(), Role.NATIONAL_ADMIN));
    city.answer(report);
    pass(writer);
    assertThat(writer.raw()).contains(own).doesNotContain(theirs);
  }

  @Test
  void closesAReportOnlyForWhoeverWasSentTheMail() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan puskesmas");
    city.answer(report);
    writer.say("SELESAI " + report.reference(), "");
    pass(writer);
    assertThat(now(report).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(writer.answers().getLast()).contains("balas surel ini dengan SELESAI");
    writer.answer(writer.mails().getLast(), "Selesai, terima kasih.");
    pass(writer);
    assertThat(now(report).stage()).isEqualTo(Stage.CLOSED);
  }

  @Test
  void reopensAReportOnlyForWhoeverWasSentTheMailAndSaysThatItIsNotSolved() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan klinik");
    city.answer(report);
    pass(writer);
    writer.answer(writer.mails().getLast(), "Sudah selesai pak, terima kasih.");
    pass(writer);
    assertThat(now(report).stage()).isEqualTo(Stage.CLOSED);
    writer.answer(writer.mails().getLast(), "Sudah mulus.");
    pass(writer);
    assertThat(now(report).stage()).as("praise").isEqualTo(Stage.CLOSED);
    writer.say("BELUM " + report.reference(), "Lampunya masih mati.");
    pass(writer);
    assertThat(now(report).stage()).as("by nothing but an address").isEqualTo(Stage.CLOSED);
    writer.answer(writer.mails().getLast(), "Tidak benar, lampunya masih mati.");
    pass(writer);
    assertThat(now(report).stage()).isEqualTo(Stage.DISPUTED);
  }

  @Test
  void disputesAnAnswerForWhoeverSaysThatItIsNotSoAndClosesNothingForAQuestion() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan asrama");
    city.answer(report);
    writer.answer(writer.mails().getLast(), "Selesai?");
    pass(writer);
    assertThat(now(report).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(writer.answers().getLast()).contains("Dijawab");
    writer.answer(writer.mails().getLast(), "Masih rusak pak, belum ada perubahan.");
    pass(writer);
    assertThat(now(report).stage()).isEqualTo(Stage.DISPUTED);
  }

  /** Whoever has a report of their own has a mark, and it is of that one alone. */
  @Test
  void closesNobodysReportForWhoeverWasSentAMailAboutAnother() throws Exception {
    MailWriter victim = writer();
    Report report = filed(victim, "BONTANG lampu jalan mati di depan gereja");
    city.answer(report);
    MailWriter other = writer();
    Report theirs = filed(other, "BONTANG bangku taman patah di Lang-Lang");
    victim.send(other.replyTo(), "Subject: SELESAI " + report.reference(), "");
    pass(victim);
    assertThat(now(report).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(victim.answers().getLast())
        .contains("balas surel ini dengan SELESAI", report.reference().toString());
    assertThat(reports.history(theirs.id())).hasSize(1);
  }

  /** Everybody may ask how a public report stands, and is no reporter of it by the answer. */
  @ParameterizedTest
  @ValueSource(strings = {"CEK REF", "CEK REF halo"})
  void tellsAStrangerHowAReportStandsWithoutAMarkOfIt(String question) throws Exception {
    MailWriter victim = writer();
    Report report = filed(victim, "BONTANG lampu jalan mati di depan museum");
    city.answer(report);
    String own = MailWriter.found("Message-ID: (<[^>]+@contoh.example>)", victim.written());
    MailWriter stranger = writer();
    stranger.say(question.replace("REF", report.reference().toString()), "");
    pass(stranger);
    assertThat(stranger.answers().getLast()).contains(report.reference().toString());
    String mark = report.reference().code().toLowerCase(Locale.ROOT);
    assertThat(stranger.raw().toLowerCase(Locale.ROOT))
        .doesNotContain("reply-to:", "." + mark + ".", own);
    assertThat(inbox.newestNumber(report.id().value(), Wire.Kind.EMAIL, victim.address()))
        .as("its thread goes on")
        .contains(own);
  }

  /** Whoever writes a name in front of a mail is not to silence its owner. */
  @Test
  void fallsSilentOnlyForWhoeverWasSentTheMailOrIsVouchedFor() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan perpustakaan");
    writer.say("STOP", "");
    pass(writer);
    assertThat(wires.silences(report)).isEmpty();
    assertThat(writer.answers().getLast()).contains("balas surel ini dengan STOP");
    writer.answer(writer.mails().getLast(), "Stop");
    pass(writer);
    assertThat(wires.silences(report)).hasSize(1);
    writer.say("MULAI", "");
    pass(writer);
    assertThat(wires.silences(report)).hasSize(1);
    writer.send(HOUSE, verdict("mx.lain.example", "pass") + "\r\nSubject: MULAI", "");
    pass(writer);
    assertThat(wires.silences(report)).as("not our server's word").hasSize(1);
    writer.send(HOUSE, verdict(Post.NAME, "pass") + "\r\nSubject: MULAI", "");
    pass(writer);
    assertThat(wires.silences(report)).isEmpty();
    assertThat(writer.answers().getLast()).contains("dikirim lagi");
  }

  private static String verdict(String server, String dmarc) {
    return "Authentication-Results: " + server + "; dmarc=" + dmarc;
  }

  @Test
  void meansTheReportOfTheThreadWhereACommandNamesNone() throws Exception {
    MailWriter writer = writer();
    Report first = filed(writer, "BONTANG lampu jalan mati di depan pos ronda");
    String thread = writer.replyTo();
    Report second = filed(writer, "BONTANG lampu jalan mati di depan lapangan");
    city.answer(first);
    city.answer(second);
    writer.send(thread, "Subject: SELESAI", "");
    pass(writer);
    assertThat(now(second).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(now(first).stage()).isEqualTo(Stage.CLOSED);
  }

  /** A machine that does not say it is one answers each answer of ours. */
  @Test
  void fallsSilentForTheDayTowardsWhoeverAnswersEveryAnswer() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG pipa air bocor di Jalan Pattimura");
    for (int i = 0; i < 25; i++) {
      writer.send(writer.replyTo(), "Subject: Re: tiket", "Pesan Anda kami proses, tiket " + i);
    }
    pass(writer);
    clock.advance(Duration.ofHours(1));
    pass(writer);
    assertThat(writer.answers()).as("a receipt and what a day is for").hasSize(1 + 20);
    assertThat(writer.answers().getLast()).contains("jawaban terakhir");
    assertThat(reports.history(report.id())).as("nothing is lost").hasSize(1 + 25);
    clock.advance(Duration.ofDays(1));
    writer.send(writer.replyTo(), "Subject: Re: tiket", "Besoknya masih bocor.");
    pass(writer);
    assertThat(writer.answers()).hasSize(1 + 20 + 1);
  }

  @Test
  void keepsForAPersonWhatCannotBeReadAndNeverReadsItAgain() throws Exception {
    MailWriter writer = writer();
    String words = "BONTANG tanggul jebol di Kanaan";
    writer.say("Tanggul", words);
    clock.advance(Duration.ofMinutes(10));
    mailbox.runUnreadable();
    assertThat(writer.waiting()).as("it left the mailbox").isZero();
    clock.advance(Duration.ofMinutes(10));
    pass(writer);
    assertThat(filed(writer)).isEmpty();
    Inbox.Arrived unreadable =
        inbox.toLookAt(1_000).stream()
            .filter(a -> a.letter().text().contains(words))
            .findFirst()
            .orElseThrow();
    assertThat(unreadable.why()).isEqualTo("unreadable");
    assertThat(inbox.bytes(unreadable.id()).orElseThrow())
        .asString(StandardCharsets.UTF_8)
        .contains(words, "Subject: Tanggul");
    assertThat(
            jdbc.sql("SELECT tries FROM channel_inbox WHERE id = ?")
                .param(unreadable.id())
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(unreadable.letter().text())
        .as("its head names who wrote it")
        .doesNotContain("Subject:", "From:", "@");
    Report report = unread.fileByHand(unreadable.id()).orElseThrow();
    assertThat(report.matter().text()).contains(words).doesNotContain("From:", "@");
    assertThat(report.matter().reporter()).as("in the vault").isNotNull();
  }

  @Test
  void filesNothingOfAMailThatIsNothingButItsHead() throws Exception {
    mailbox.takeUnreadable("Subject: lampu\r\nFrom: Kenari\r\n <kenari@contoh.example>\r\n");
    pass(writer());
    Inbox.Arrived bare =
        inbox.toLookAt(1_000).stream()
            .filter(a -> a.letter().from().equals("kenari@contoh.example"))
            .findFirst()
            .orElseThrow();
    assertThat(bare.letter().text()).isEmpty();
    assertThat(unread.fileByHand(bare.id())).isEmpty();
  }

  /** Nobody would hear of a thread that ended. */
  @Test
  void listensOnAfterWhateverNobodyThoughtOf() throws Exception {
    pass(writer());
    Lines.State ill =
        mailbox.listeningThrough(
            List.of(new IllegalStateException("Tak terduga"), new StackOverflowError()));
    assertThat(ill.trouble()).isEqualTo(Lines.Trouble.BROKEN);
    pass(writer());
    assertThat(lines.state(Lines.MAILBOX).orElseThrow().trouble()).isNull();
  }
}
