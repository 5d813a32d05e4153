package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands in answers to mail of ours, and what hangs on them. */
abstract class MailAnswers extends MailTalk {

  /** An answer to the last mail of ours with a part below its words. */
  void answerWith(MailWriter writer, String words, String part) {
    writer.send(
        writer.replyTo(),
        "Subject: Re: "
            + writer.mails().getLast().subject()
            + "\r\nIn-Reply-To: "
            + writer.mails().getLast().messageId()
            + "\r\nContent-Type: multipart/mixed; boundary=b",
        "--b\r\n\r\n" + words + "\r\n" + part + "--b--\r\n");
  }

  @Test
  void takesAPhotoBelowABareWordForTheProofThatItIsNotSolved() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan terminal");
    city.answer(report);
    answerWith(writer, "Belum", file("lampu.jpg", "image/jpeg", photo()));
    pass(writer);
    assertThat(now(report).stage()).isEqualTo(Stage.DISPUTED);
    assertThat(reports.history(report.id()).getLast().event())
        .isInstanceOfSatisfying(Event.Disputed.class, d -> assertThat(d.evidence()).hasSize(1));
  }

  private static String logo(String disposition) {
    return "--b\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo@x>\r\n"
        + disposition
        + "\r\n\r\n\u0089PNG\r\n";
  }

  /** The logo below a signature is no word to an office. */
  @Test
  void asksAndSaysNothingByALogoBelowTheSignature() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan stasiun");
    for (String question : List.of("CEK " + report.reference(), "CEK")) {
      answerWith(writer, question, logo("Content-Disposition: inline; filename=logo.png"));
      pass(writer);
      assertThat(reports.history(report.id())).as(question).hasSize(1);
      assertThat(writer.answers().getLast()).contains(report.reference().toString());
    }
    answerWith(writer, "CEK", file("lampu.jpg", "image/jpeg", photo()));
    pass(writer);
    assertThat(reports.history(report.id()).getLast().event())
        .as("what is attached is said")
        .isInstanceOf(Event.Replied.class);
  }

  @Test
  void asksWhyForABareWordAboveALogo() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan kantor pos");
    city.answer(report);
    answerWith(writer, "Belum", logo("Content-Disposition: inline; filename=logo.png"));
    pass(writer);
    assertThat(now(report).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(writer.answers().getLast()).contains("apa yang belum selesai");
  }

  /** As the help says. */
  @Test
  void closesByACommandWithItsNumberInAnAnswer() throws Exception {
    MailWriter writer = writer();
    Report report = filed(writer, "BONTANG lampu jalan mati di depan bioskop");
    city.answer(report);
    pass(writer);
    writer.answer(writer.mails().getLast(), "SELESAI " + report.reference());
    pass(writer);
    assertThat(now(report).stage()).isEqualTo(Stage.CLOSED);
  }

  @Test
  void closesNothingByACommandWithTheNumberOfAnotherThread() throws Exception {
    MailWriter victim = writer();
    Report report = filed(victim, "BONTANG lampu jalan mati di depan vihara");
    city.answer(report);
    MailWriter other = writer();
    filed(other, "BONTANG bangku taman patah di Loktuan");
    victim.send(other.replyTo(), "Subject: Re: Laporan", "SELESAI " + report.reference());
    pass(victim);
    assertThat(now(report).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(victim.answers().getLast()).contains("balas surel ini dengan SELESAI");
    other.answer(other.mails().getLast(), "SELESAI " + report.reference());
    pass(other);
    assertThat(now(report).stage()).as("not theirs").isEqualTo(Stage.ANSWERED);
  }
}
