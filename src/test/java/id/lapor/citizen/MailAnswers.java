package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Stage;
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
}
