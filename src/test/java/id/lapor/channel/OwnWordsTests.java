package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwnWordsTests {

  private static void own(String text, String own) {
    assertThat(OwnWords.of(text)).isEqualTo(own);
  }

  @Test
  void cutsWhatGmailQuotes() {
    own(
        "Sudah dicek, masih mati.\n\nPada Sel, 24 Nov 2026 pukul 10.00 Lapor <lapor@x> menulis:\n\n> Apakah sudah menyala?\n> Salam",
        "Sudah dicek, masih mati.");
    own(
        "Masih mati.\n\nOn Tue, Nov 24, 2026 at 10:00 AM Lapor\n<lapor@x.example> wrote:\n> Sudah?",
        "Masih mati.");
  }

  @Test
  void keepsWhatIsWrittenBelowAQuote() {
    own(
        "On Tue, 24 Nov 2026 Lapor wrote:\n> Di RT berapa?\n\nDi RT 5.\n> Sejak kapan?\nSejak kemarin.",
        "Di RT 5.\nSejak kemarin.");
  }

  @Test
  void cutsWhatOutlookPutsBelow() {
    own(
        "Terlampir fotonya.\n\n________________________________\nDari: Lapor\nDikirim: Selasa\nKepada: Budi\nPerihal: Laporan",
        "Terlampir fotonya.");
    own("Baik.\n\nFrom: Lapor\nSent: Tuesday\nTo: Budi\n\nIsi lama", "Baik.");
    own("Baik.\n-----Pesan Asli-----\nIsi lama", "Baik.");
  }

  @Test
  void cutsSignatures() {
    own("Lampu mati.\n-- \nBudi\nJl. Merdeka 1", "Lampu mati.");
    own("Lampu mati.\n\nDikirim dari iPhone saya", "Lampu mati.");
  }

  @Test
  void keepsWhatOnlyLooksLikeOne() {
    String text = "Dari: rumah saya\nke pasar -- jauh.\nPada 24 November petugas menulis surat.";
    own(text, text);
    own("> hanya kutipan", "> hanya kutipan");
  }

  @Test
  void takesNoLongerForHostileLines() {
    String line = "Pada " + "1 menulis ".repeat(50_000) + "\n";
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(OwnWords.of(line.repeat(10))).isNotEmpty());
  }
}
