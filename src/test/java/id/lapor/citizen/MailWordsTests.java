package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.report.Reference;
import id.lapor.report.Visibility;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MailWordsTests {

  private static final Set<String> KEYWORDS = Set.of("BONTANG");
  private static final Reference REF = Reference.random(new Random(1));

  private static Sms fresh(String subject, String text) {
    return MailWords.read(subject, text, null, KEYWORDS);
  }

  private static Sms answer(String text) {
    return MailWords.read("Re: Laporan " + REF + " diterima", text, REF, KEYWORDS);
  }

  @Test
  void readsAMatterFromSubjectAndText() {
    assertThat(fresh("Bontang: lampu mati", "Di depan pasar sejak kemarin."))
        .isEqualTo(
            new Sms.Matter("BONTANG", null, "lampu mati\n\nDi depan pasar sejak kemarin.", null));
    assertThat(fresh("Lampu mati", "RAHASIA Bontang petugas loket minta uang"))
        .isEqualTo(
            new Sms.Matter(
                "BONTANG",
                Visibility.SECRET,
                "Lampu mati\n\nBontang petugas loket minta uang",
                null));
    assertThat(fresh("Jembatan di desa kami putus", ""))
        .isEqualTo(new Sms.Matter(null, null, "Jembatan di desa kami putus", null));
  }

  @Test
  void takesCommandsInSubjectOrText() {
    assertThat(fresh("CEK " + REF, "")).isEqualTo(new Sms.Check(REF));
    assertThat(fresh("", "cek " + REF)).isEqualTo(new Sms.Check(REF));
    assertThat(fresh("BELUM " + REF, "Masih mati."))
        .isEqualTo(new Sms.NotSolved(REF, "Masih mati."));
    assertThat(fresh("BALAS " + REF, "Di RT 5.")).isEqualTo(new Sms.Reply(REF, "Di RT 5."));
    assertThat(fresh("STOP", "")).isEqualTo(new Sms.Stop());
    assertThat(fresh("", "")).isEqualTo(new Sms.Help());
  }

  @Test
  void keepsWhatIsWrittenBelowACommandInTheSubject() {
    assertThat(fresh("CEK " + REF, "Lampu kedua juga mati sejak kemarin."))
        .isEqualTo(new Sms.Check(REF, "Lampu kedua juga mati sejak kemarin."));
    assertThat(fresh("SELESAI " + REF, "Apanya? Lampunya masih mati!"))
        .isEqualTo(new Sms.NotSolved(REF, "SELESAI Apanya? Lampunya masih mati!", true));
    assertThat(fresh("SELESAI " + REF + " katanya", "Saya belum lihat."))
        .isEqualTo(new Sms.Reply(REF, "SELESAI katanya\n\nSaya belum lihat."));
    assertThat(fresh("SELESAI " + REF, "Terima kasih, Pak.")).isEqualTo(new Sms.Solved(REF));
  }

  /** No report has the number, and what is said below it is no matter of its own. */
  @Test
  void keepsWhatIsSaidOfANumberNoReportHas() {
    String known = REF.toString();
    String wrong = known.substring(0, 10) + (known.endsWith("0") ? "1" : "0");
    String said = "BELUM " + wrong + "\n\nMasih mati.";
    assertThat(fresh("BELUM " + wrong, "Masih mati.")).isEqualTo(new Sms.WrongNumber(wrong, said));
    assertThat(new Sms.WrongNumber(wrong, said).with(REF))
        .isEqualTo(new Sms.NotSolved(REF, "Masih mati."));
    assertThat(MailWords.read("Re: belum: " + wrong + "!", "Masih mati.", REF, KEYWORDS))
        .isEqualTo(new Sms.WrongNumber(wrong, "belum: " + wrong + "!\n\nMasih mati."));
    for (String command : List.of("CEK ", "SELESAI ", "BALAS ", "SETUJU ")) {
      assertThat(fresh(command + wrong, "Lampu kedua juga mati."))
          .isInstanceOf(Sms.WrongNumber.class);
    }
    assertThat(fresh("CEK " + wrong, "Terima kasih.")).isEqualTo(new Sms.WrongNumber());
    assertThat(fresh("CEK " + known.substring(0, 9), "Lampu kedua juga mati."))
        .as("its last sign is missing")
        .isInstanceOf(Sms.WrongNumber.class);
  }

  @Test
  void closesNothingForAQuestionOrAPlea() {
    assertThat(fresh("SELESAI " + REF + "?", "")).isEqualTo(new Sms.Check(REF));
    assertThat(fresh("SELESAI " + REF + "?", "Terima kasih.")).isEqualTo(new Sms.Check(REF));
    assertThat(fresh("SELESAI " + REF, "Ya pak?")).isEqualTo(new Sms.Check(REF));
    assertThat(fresh("SELESAI " + REF, "Tolong ya, pak."))
        .isEqualTo(new Sms.Reply(REF, "SELESAI Tolong ya, pak."));
    assertThat(fresh("Selesai?", "")).isEqualTo(new Sms.Check(null));
    assertThat(answer("Selesai?")).isEqualTo(new Sms.Check(REF));
  }

  @Test
  void takesASentenceForNoCommand() {
    assertThat(fresh("Cek jalan di depan sekolah", "Berlubang dan dalam sekali."))
        .isInstanceOf(Sms.Matter.class);
    assertThat(answer("Selesai kerja saya cek, lampunya masih mati."))
        .isEqualTo(new Sms.Reply(REF, "Selesai kerja saya cek, lampunya masih mati."));
  }

  @Test
  void findsTheReportInTheSubject() {
    assertThat(fresh("Re: Laporan " + REF + " diterima", "Di RT 5."))
        .isEqualTo(new Sms.Reply(REF, "Di RT 5."));
  }

  @Test
  void meansTheReportOfTheThreadWhereTheSubjectNamesNone() {
    assertThat(MailWords.read("SELESAI", "", REF, KEYWORDS)).isEqualTo(new Sms.Solved(REF));
    assertThat(MailWords.read("Re: Cek", "", REF, KEYWORDS)).isEqualTo(new Sms.Check(REF));
    assertThat(MailWords.read("BELUM", "Masih mati.", REF, KEYWORDS))
        .isEqualTo(new Sms.NotSolved(REF, "Masih mati."));
    Reference other = Reference.random(new Random(2));
    assertThat(MailWords.read("SELESAI " + other, "", REF, KEYWORDS))
        .isEqualTo(new Sms.Solved(other));
  }

  @Test
  void readsAnAnswer() {
    assertThat(answer("Selesai, terima kasih!")).isEqualTo(new Sms.Solved(REF));
    assertThat(answer("Belum. Masih mati."))
        .isEqualTo(new Sms.NotSolved(REF, "Belum. Masih mati."));
    assertThat(answer("belum")).isEqualTo(new Sms.NotSolved(REF, ""));
    assertThat(answer("CEK")).isEqualTo(new Sms.Check(REF));
    assertThat(answer("Berhenti")).isEqualTo(new Sms.Stop());
    assertThat(answer("Checkered flag sudah dipasang"))
        .isEqualTo(new Sms.Reply(REF, "Checkered flag sudah dipasang"));
  }

  @Test
  void readBehindTenThousandAnswers() {
    assertThat(MailWords.read("Re: ".repeat(10_000) + "STOP", "", null, Set.of()))
        .isEqualTo(new Sms.Stop());
  }
}
