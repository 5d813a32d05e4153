package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.channel.CutLine;
import id.lapor.channel.Lines;
import id.lapor.channel.MailRound;
import id.lapor.channel.MailSettings;
import id.lapor.channel.Post;
import id.lapor.channel.Wire;
import id.lapor.evidence.Evidence;
import id.lapor.evidence.HostileFile;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.report.AccessSecret;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Import;

/** E-mail both ways through a real mail server. */
@DatabaseTest
@Import(MailRound.class)
class MailIntegrationTests extends MailAnswers {

  @Test
  void takesPhotosAsEvidenceAndSaysWhichFilesItCouldNot() throws Exception {
    MailWriter writer = writer();
    byte[] photo = photo();
    writer.send(
        HOUSE,
        "Subject: Bontang: lampu mati\r\nContent-Type: multipart/mixed; boundary=b",
        "--b\r\n\r\nDi depan pasar.\r\n"
            + file("../../lampu.jpg", "image/jpeg", photo)
            + file("catatan.exe", "image/jpeg", new byte[] {'M', 'Z', 0, 1})
            + "--b--\r\n");
    pass(writer);
    Report report = filed(writer).getFirst();
    assertThat(report.matter().text()).isEqualTo("lampu mati\n\nDi depan pasar.");
    Event.Filed event = (Event.Filed) reports.history(report.id()).getFirst().event();
    assertThat(box.all(event.evidence()))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.name()).isEqualTo("lampu.jpg");
          assertThat(e.bytes()).isEqualTo(photo.length);
        });
    assertThat(writer.answers()).hasSize(2);
    assertThat(writer.answers()).anyMatch(a -> a.contains("catatan.exe"));
  }

  @Test
  void filesNoThanksWithAPhoto() throws Exception {
    MailWriter writer = writer();
    writer.send(
        HOUSE,
        "Subject: Terima kasih pak\r\nContent-Type: multipart/mixed; boundary=b",
        "--b\r\n\r\nMakasih banyak.\r\n" + file("lampu.jpg", "image/jpeg", photo()) + "--b--\r\n");
    pass(writer);
    assertThat(filed(writer)).isEmpty();
    assertThat(inbox.toLookAt(1_000)).anyMatch(a -> a.letter().text().contains("Makasih banyak"));
  }

  /** The report comes in whatever hangs on it. */
  @ParameterizedTest
  @EnumSource
  void takesNoHostileFile(HostileFile file) throws Exception {
    MailWriter writer = writer();
    writer.send(
        HOUSE,
        "Subject: Bontang: selokan tersumbat\r\nContent-Type: multipart/mixed; boundary=b",
        "--b\r\n\r\nDi belakang pasar.\r\n"
            + file(file.sentAs(), "image/jpeg", file.content())
            + "--b--\r\n");
    pass(writer);
    Report report = filed(writer).getFirst();
    Event.Filed event = (Event.Filed) reports.history(report.id()).getFirst().event();
    assertThat(event.evidence()).hasSize(file.taken() ? 1 : 0);
    for (Evidence evidence : box.all(event.evidence())) {
      HostileFile.harmless(evidence, box);
    }
    assertThat(writer.answers())
        .as("what was not taken is named")
        .hasSize(file.taken() || file == HostileFile.EMPTY ? 1 : 2);
  }

  /** An answer to a mail of ours goes into its report whatever hangs on it. */
  @ParameterizedTest
  @EnumSource
  void takesNoHostileFileWithAnAnswer(HostileFile file) throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG selokan tersumbat di belakang pasar");
    int before = writer.answers().size();
    writer.send(
        writer.replyTo(),
        "Subject: Re: "
            + writer.mails().getLast().subject()
            + "\r\nIn-Reply-To: "
            + writer.mails().getLast().messageId()
            + "\r\nContent-Type: multipart/mixed; boundary=b",
        "--b\r\n\r\nIni fotonya.\r\n"
            + file(file.sentAs(), "image/jpeg", file.content())
            + "--b--\r\n");
    pass(writer);
    Event.Replied reply = (Event.Replied) reports.history(report.id()).getLast().event();
    assertThat(reply.evidence()).hasSize(file.taken() ? 1 : 0);
    for (Evidence evidence : box.all(reply.evidence())) {
      HostileFile.harmless(evidence, box);
    }
    assertThat(writer.answers())
        .as("that it came in, and what was not taken is named")
        .hasSize(before + (file.taken() || file == HostileFile.EMPTY ? 1 : 2));
  }

  @Test
  void saysThatAMailWasTooLargeToBeReadToItsEnd() throws Exception {
    MailWriter writer = writer();
    writer.huge("BONTANG gapura roboh di Gang Melati");
    pass(writer);
    assertThat(writer.answers()).anyMatch(a -> a.contains("melewati batas"));
    assertThat(POST.mails(HOUSE, "Lapor")).anyMatch(raw -> raw.length > 35 * 1024 * 1024);
  }

  @Test
  void givesTheReporterTheWayToTheirOwnPage() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan masjid");
    String said = writer.answers().getFirst();
    assertThat(said).contains("/l/" + report.reference());
    String code = MailWriter.found("membukanya: (\\S+)", said);
    assertThat(reports.open(report.reference(), AccessSecret.parse(code).orElseThrow()))
        .isPresent();
    assertThat(
            jdbc.sql("SELECT string_agg(body, ' ') FROM notification_message")
                .query(String.class)
                .single())
        .doesNotContain(code);
    assertThat(writer.raw())
        .contains("Auto-Submitted: auto-replied", "X-Lapor-Key", "In-Reply-To: <");
  }

  @Test
  void takesAnAnswerForAWordOnTheReport() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan sekolah");
    writer.answer(writer.mails().getLast(), "Letaknya di RT 5.");
    pass(writer);
    assertThat(filed(writer)).hasSize(1);
    Event last = reports.history(report.id()).getLast().event();
    assertThat(((Event.Replied) last).text()).isEqualTo("Letaknya di RT 5.");
  }

  @Test
  void letsAPersonLookAtWordsOfAStrangerAndTellsThemNothing() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "RAHASIA BONTANG petugas loket minta uang rokok");
    MailWriter stranger = writer();
    stranger.say("Re: Laporan " + report.reference() + " diterima", "Saya tahu siapa dia.");
    pass(stranger);
    assertThat(reports.history(report.id())).hasSize(1);
    assertThat(inbox.toLookAt(100)).anyMatch(a -> a.letter().text().contains("Saya tahu siapa"));
    MailWriter guesser = writer();
    guesser.say("Re: Laporan ZZZZ-ZZZZ-Z diterima", "Saya tahu siapa dia.");
    pass(guesser);
    assertThat(stranger.answers().getLast()).contains("tidak kami temukan").doesNotContain("loket");
  }

  @Test
  void showsOnTheMessageThatItCameBack() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan kantor pos");
    String path = MailWriter.found("(?m)^Message-ID: (\\S+)", writer.raw());
    bounce(path.replaceFirst("<(\\d+)", "<9$1"));
    assertThat(wires.lost(report.id())).as("not ours").isEmpty();
    bounce(path);
    assertThat(wires.lost(report.id()))
        .singleElement()
        .satisfies(l -> assertThat(l.wire()).isEqualTo(Wire.Kind.EMAIL));
    assertThat(POST.mails("mailer-daemon@contoh.example", "INBOX")).as("never answered").isEmpty();
  }

  /** qmail and others write words and nothing else; the address it comes back to tells which. */
  @Test
  void showsOnTheMessageThatItCameBackWithoutAReport() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan kantor lurah");
    String returns = MailWriter.found("(?m)^Return-Path: <?([^>\\s]+)", writer.raw());
    words(returns, "mailer-daemon@contoh.example", "Subject: Warning: delayed 4 hours");
    words(returns, "mailer-daemon@contoh.example", "Auto-Submitted: auto-replied");
    words(returns.replaceFirst("\\.[0-9a-f]", ".z"), "mailer-daemon@contoh.example", "Subject: x");
    assertThat(wires.lost(report.id())).as("late, an answer, or not ours").isEmpty();
    words(returns, "MAILER-DAEMON@contoh.example", "Subject: failure notice");
    assertThat(wires.lost(report.id()))
        .singleElement()
        .satisfies(l -> assertThat(l.wire()).isEqualTo(Wire.Kind.EMAIL));
  }

  private void words(String to, String from, String head) throws Exception {
    byte[] raw =
        ("Return-Path: <>\r\nDelivered-To: %s\r\nFrom: %s\r\nMessage-ID: <%s@x>\r\n%s\r\n\r\n"
                    .formatted(to, from, UUID.randomUUID(), head)
                + "Hi. This is the qmail-send program. I'm afraid I wasn't able to deliver your message.\r\n"
                + UUID.randomUUID()
                + "\r\n")
            .getBytes(StandardCharsets.UTF_8);
    POST.send("mailer-daemon@contoh.example", HOUSE, raw);
    pass(writer());
  }

  private void bounce(String number) throws Exception {
    byte[] raw =
        ("Return-Path: <>\r\nFrom: MAILER-DAEMON@contoh.example\r\nMessage-ID: <"
                + UUID.randomUUID()
                + "@x>\r\nAuto-Submitted: auto-replied\r\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
                + "--b\r\n\r\nGagal\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
                + "Reporting-MTA: dns; x\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n"
                + "--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: "
                + number
                + "\r\n--b--\r\n")
            .getBytes(StandardCharsets.UTF_8);
    POST.send("mailer-daemon@contoh.example", HOUSE, raw);
    pass(writer());
  }

  @Test
  void asksBackWhereNoReportHasTheNumberInTheSubject() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan kelurahan");
    city.answer(report);
    String known = report.reference().toString();
    writer.say("BELUM 7K3M-Q9TX-4", "Lampunya mati lagi sejak malam.");
    pass(writer);
    assertThat(filed(writer)).as("no report of its own").hasSize(1);
    assertThat(writer.answers().getLast()).contains("tidak kami temukan");
    assertThat(inbox.toLookAt(1_000))
        .filteredOn(a -> a.letter().text().contains("mati lagi sejak malam"))
        .singleElement()
        .satisfies(a -> assertThat(a.why()).isEqualTo("stranger"));
    String nearly = known.substring(0, 10) + (known.endsWith("0") ? "1" : "0");
    writer.say("BELUM " + nearly, "Lampunya tetap mati.");
    pass(writer);
    assertThat(now(report).stage()).as("one sign is wrong").isEqualTo(Stage.DISPUTED);
  }

  @Test
  void answersNoMachine() throws Exception {
    MailWriter list = writer();
    list.send(
        HOUSE, "Subject: Warta\r\nPrecedence: bulk", "BONTANG lampu mati di mana-mana hari ini");
    MailWriter absent = writer();
    Report report = filed(absent, "BONTANG lampu jalan mati di depan terminal");
    absent.send(
        absent.replyTo(),
        "Subject: Cuti\r\nAuto-Submitted: auto-replied",
        "Saya sedang cuti sampai hari Senin.");
    pass(absent);
    assertThat(list.answers()).isEmpty();
    assertThat(filed(list)).isEmpty();
    assertThat(absent.answers()).hasSize(1);
    assertThat(reports.history(report.id())).hasSize(1);
    assertThat(inbox.toLookAt(100))
        .anyMatch(a -> a.letter().text().contains("lampu mati di mana-mana"))
        .noneMatch(a -> a.letter().text().contains("Saya sedang cuti"));
  }

  @Test
  void takesOnceWhatWasKeptButStillLiesInTheMailbox() throws Exception {
    MailWriter writer = writer();
    writer.write("BONTANG jembatan kayu lapuk di Selambai");
    mailbox.takeAndStop();
    assertThat(writer.waiting()).isEqualTo(1);
    pass(writer);
    assertThat(filed(writer)).hasSize(1);
    assertThat(POST.mails(HOUSE, "Lapor")).isNotEmpty();
  }

  @Test
  void saysWhatIsWrongWithTheMailboxAndComesBack() throws Exception {
    MailWriter writer = writer();
    writer.write("BONTANG trotoar rusak di Jalan Bhayangkara");
    Duration lapsed = Duration.ofMinutes(10);
    clock.advance(lapsed);
    assertThatThrownBy(() -> mailbox.runAt(1, Post.PASSWORD)).isInstanceOf(Exception.class);
    assertThat(lines.state(Lines.MAILBOX).orElseThrow().trouble()).isEqualTo(Lines.Trouble.AWAY);
    clock.advance(lapsed);
    assertThatThrownBy(() -> mailbox.runAt(POST.imap(), "salah")).isInstanceOf(Exception.class);
    Lines.State ill = lines.state(Lines.MAILBOX).orElseThrow();
    assertThat(ill.trouble()).isEqualTo(Lines.Trouble.LOGIN);
    assertThat(ill.connectedSince()).isNull();
    clock.advance(lapsed);
    pass(writer);
    assertThat(filed(writer)).hasSize(1);
    Lines.State well = lines.state(Lines.MAILBOX).orElseThrow();
    assertThat(well.trouble()).isNull();
    assertThat(well.connectedSince()).isEqualTo(clock.instant());
  }

  /** Before the mail was read, and after it was kept here but before it left the inbox there. */
  @ParameterizedTest
  @ValueSource(strings = {"FETCH", "BODY", "MOVE|COPY"})
  void takesOnceWhatALineThatBrokeLeftBehind(String at) throws Exception {
    MailWriter writer = writer();
    writer.write("BONTANG pagar jembatan lepas, putus di " + at);
    clock.advance(Duration.ofMinutes(10));
    try (CutLine line = new CutLine(POST.imap(), at)) {
      assertThatThrownBy(() -> mailbox.runAt(line.port(), Post.PASSWORD))
          .isInstanceOf(MessagingException.class);
      assertThat(line.cut()).isTrue();
    }
    assertThat(writer.waiting()).isEqualTo(1);
    assertThat(lines.state(Lines.MAILBOX).orElseThrow().trouble()).isEqualTo(Lines.Trouble.BROKEN);
    clock.advance(Duration.ofMinutes(10));
    pass(writer);
    assertThat(filed(writer)).hasSize(1);
    assertThat(writer.waiting()).isZero();
  }

  @Test
  void readsNothingOverALineOthersCouldReadToo() throws Exception {
    MailWriter writer = writer();
    writer.write("BONTANG tiang listrik miring di Gunung Elai");
    clock.advance(Duration.ofMinutes(10));
    assertThatThrownBy(
            () -> mailbox.runAt(POST.imap(), Post.PASSWORD, MailSettings.Security.STARTTLS))
        .as("offers none")
        .isInstanceOf(MessagingException.class);
    assertThat(lines.state(Lines.MAILBOX).orElseThrow().trouble()).isEqualTo(Lines.Trouble.UNSAFE);
    clock.advance(Duration.ofMinutes(10));
    assertThatThrownBy(() -> mailbox.runAt(POST.imap(), "salah")).isInstanceOf(Exception.class);
    clock.advance(Duration.ofMinutes(10));
    assertThatThrownBy(() -> mailbox.runAt(POST.imaps(), Post.PASSWORD, MailSettings.Security.TLS))
        .as("a certificate nobody vouches for")
        .isInstanceOf(MessagingException.class);
    assertThat(lines.state(Lines.MAILBOX).orElseThrow().trouble()).isEqualTo(Lines.Trouble.UNSAFE);
    assertThat(writer.waiting()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(10));
    pass(writer);
    assertThat(filed(writer)).hasSize(1);
  }

  /** RFC 8601: our own server's word counts, and nobody else's. */
  @Test
  void letsAForgedAddressSpeakForNoReport() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG kolam retensi meluap di Api-Api");
    String subject = "\r\nSubject: BALAS " + report.reference();
    writer.send(
        HOUSE,
        "Authentication-Results: %s; dmarc=fail header.from=contoh.example".formatted(Post.NAME)
            + subject,
        "Ini bukan dari pelapornya.");
    pass(writer);
    assertThat(reports.history(report.id())).hasSize(1);
    assertThat(inbox.toLookAt(100)).anyMatch(a -> a.letter().text().contains("bukan dari"));
    writer.send(
        HOUSE,
        "Authentication-Results: mx.lain.example; dmarc=fail" + subject,
        "Ini sungguh dari pelapornya.");
    pass(writer);
    assertThat(reports.history(report.id())).hasSize(2);
  }

  @Test
  void hearsOfMailWhileItListens() throws Exception {
    MailWriter writer = writer();
    mailbox.whileListening(() -> writer.write("BONTANG lampu lalu lintas padam di simpang tiga"));
    reader.readAll();
    assertThat(filed(writer)).isNotEmpty();
  }
}
