package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import id.lapor.report.Reference;
import id.lapor.report.Visibility;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsWordsTests {

  private static final Set<String> KEYWORDS = Set.of("BONTANG", "KOTA BONTANG", "KAB NGANJUK");
  private static final Reference REF = number();

  /** One with a digit and no letter people confuse. */
  private static Reference number() {
    Random random = new Random(5);
    Reference found = Reference.random(random);
    while (!found.code().matches("[2-9A-HJKMNP-Z]*[2-9][2-9A-HJKMNP-Z]*")) {
      found = Reference.random(random);
    }
    return found;
  }

  private static Sms read(String text) {
    return SmsWords.read(text.replace("REF", REF.toString()).replace("BARE", REF.code()), KEYWORDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CEK REF",
        "cek REF",
        "Cek: REF",
        "CEKREF",
        "cek BARE",
        "cekBARE",
        "Status REF?",
        "chek  REF.",
        "REF",
        "#REF",
        "BALAS REF"
      })
  void asksHowItStands(String text) {
    assertThat(read(text)).isEqualTo(new Sms.Check(REF));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BELUM REF lampu masih mati",
        "blm REF, lampu masih mati",
        "belom BARE lampu masih mati",
        "BelumREF lampu masih mati"
      })
  void saysThatItIsNotSolved(String text) {
    assertThat(read(text)).isEqualTo(new Sms.NotSolved(REF, "lampu masih mati"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELESAI REF", "selesei BARE", "Beres REF terima kasih"})
  void saysThatItIsSolved(String text) {
    assertThat(read(text)).isEqualTo(new Sms.Solved(REF));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Selesai",
        "beres!",
        "SELESAI terima kasih",
        "Beres, makasih pak",
        "Sudah selesai pak, terima kasih",
        "Sdh selesai makasih",
        "Selesai. Terima kasih atas perbaikannya",
        "udah beres"
      })
  void saysThatSomethingIsSolved(String text) {
    assertThat(read(text)).isEqualTo(new Sms.Solved(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sudah selesai pak?",
        "Sudah selesai hujan tetap banjir di gang kami",
        "Sudah selesai dicor kemarin, retak lagi"
      })
  void takesAQuestionOrMoreForNoSuchWord(String text) {
    assertThat(read(text)).isEqualTo(new Sms.Matter(null, null, text, null));
    assertThat(SmsWords.read(text, REF)).isEqualTo(new Sms.Reply(REF, text));
  }

  @Test
  void knowsThanksForWhatIsDone() {
    assertThat(Courtesy.solved("Terima kasih pak, sudah selesai")).isTrue();
    assertThat(Courtesy.done("Terima kasih pak")).isFalse();
    assertThat(Courtesy.done("Terima kasih, apa sudah selesai")).isFalse();
    assertThat(Courtesy.solved("Sudah selesai?")).isFalse();
    assertThat(Courtesy.done("Sudah selesai?")).as("no matter of its own").isTrue();
    assertThat(Courtesy.done("Terima kasih, lampu sudah selesai")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SELESAI REF?", "Selesai REF ya pak?", "beres BARE \uff1f", "Selesai REF, pak??"})
  void takesAQuestionForNoClosing(String text) {
    assertThat(read(text)).isEqualTo(new Sms.Check(REF));
    assertThat(read("Selesai?")).isEqualTo(new Sms.Check(null));
    assertThat(read("Beres ya pak?")).isEqualTo(new Sms.Check(null));
    assertThat(SmsWords.read("Selesai?", REF)).isEqualTo(new Sms.Check(REF));
    assertThat(SmsWords.read("Belum pak?", REF)).isEqualTo(new Sms.Check(REF));
  }

  @Test
  void takesAPleaForNoThanks() {
    assertThat(read("SELESAI REF tolong pak")).isEqualTo(new Sms.Reply(REF, "SELESAI tolong pak"));
    assertThat(SmsWords.read("Beres dong pak", REF))
        .isEqualTo(new Sms.Reply(REF, "Beres dong pak"));
    assertThat(read("Beres dong pak, tolong")).isInstanceOf(Sms.Matter.class);
    assertThat(Courtesy.solved("Sudah selesai dong pak")).isFalse();
  }

  @Test
  void closesNothingForWhoeverSaysMore() {
    assertThat(read("SELESAI REF apanya? lampu masih mati"))
        .isEqualTo(new Sms.NotSolved(REF, "SELESAI apanya? lampu masih mati", true));
    assertThat(read("Beres REF\u2026 belum, cuma ditambal"))
        .isEqualTo(new Sms.NotSolved(REF, "Beres belum, cuma ditambal", true));
    assertThat(read("Selesai REF sudah terang semua"))
        .isEqualTo(new Sms.Reply(REF, "Selesai sudah terang semua"));
    assertThat(read("SETUJU REF asal nama saya tidak disebut"))
        .isEqualTo(new Sms.Reply(REF, "SETUJU asal nama saya tidak disebut"));
  }

  @Test
  void keepsWhatIsSaidBesidesAQuestion() {
    assertThat(read("CEK REF lampu kedua juga mati"))
        .isEqualTo(new Sms.Check(REF, "lampu kedua juga mati"));
    assertThat(read("cek REF ya pak, tolong")).isEqualTo(new Sms.Check(REF));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Belum bersih-bersih", "BELUM dilihat2", "Cek kabel-kabel"})
  void takesADoubledWordForNoNumber(String text) {
    assertThat(read(text)).isEqualTo(new Sms.Matter(null, null, text, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SETUJU REF", "setuju BARE.", "Stuju: REF"})
  void agreesWhenANumberSaysToWhat(String text) {
    assertThat(read(text)).isEqualTo(new Sms.Agreed(REF));
  }

  @Test
  void takesBackWhatANumberNames() {
    assertThat(read("BATAL REF")).isInstanceOf(Sms.TakenBack.class);
    assertThat(read("batalkan: BARE rapatnya")).isInstanceOf(Sms.Reply.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SETUJU", "Setuju kalau jalannya ditutup saja", "Batal 3 kali"})
  void agreesToNothingWithoutANumber(String text) {
    assertThat(read(text)).isInstanceOf(Sms.Matter.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BALAS REF di RT 5", "REF di RT 5", "REF: di RT 5", "jawab BARE di RT 5"})
  void replies(String text) {
    assertThat(read(text)).isEqualTo(new Sms.Reply(REF, "di RT 5"));
  }

  @Test
  void asksAboutTheNewestWithoutANumber() {
    assertThat(read(" cek ")).isEqualTo(new Sms.Check(null));
    assertThat(read("SELESAI")).isEqualTo(new Sms.Solved(null));
    assertThat(read("belum")).isEqualTo(new Sms.NotSolved(null, ""));
  }

  @Test
  void noticesAWrongNumber() {
    assertThat(read("CEK 7K3M-Q9TX-0")).isEqualTo(new Sms.WrongNumber());
    assertThat(read("cek 1234567")).isEqualTo(new Sms.WrongNumber());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BELUM 7K3M-Q9TX-0 masih gelap sekali",
        "cek 7K3MQ9TX0, lampu kedua juga mati",
        "SELESAI 7k3m-q9tx-0 sudah terang semua",
        "SETUJU 7K3M-Q9TX-0 asal nama saya tidak disebut"
      })
  void keepsWhatIsSaidBesidesAWrongNumber(String text) {
    assertThat(read(text))
        .isInstanceOfSatisfying(
            Sms.WrongNumber.class,
            w -> {
              assertThat(w.typed()).startsWithIgnoringCase("7K3M");
              assertThat(letters(w.text())).isEqualTo(letters(text));
            });
  }

  @Test
  void readsItAgainWithTheRightNumber() {
    Sms.WrongNumber wrong = (Sms.WrongNumber) read("BELUM 7K3M-Q9TX-0 masih gelap sekali");
    assertThat(wrong.with(REF)).isEqualTo(new Sms.NotSolved(REF, "masih gelap sekali"));
    assertThat(read("SELESAI 7K3M-Q9TX-0 terima kasih")).isEqualTo(new Sms.WrongNumber());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BELUM gemetaran lagi tiang listriknya",
        "Cek 150000000 uang desa ke mana",
        "Belum perbaikan jalan di RT 5",
        "BELUM KT1234AB lewat di jalan kami"
      })
  void takesAWordOrASumForNoNumber(String text) {
    assertThat(read(text)).isEqualTo(new Sms.Matter(null, null, text, null));
  }

  /** They begin like commands. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Belum ada air bersih di Loktuan sejak Senin",
        "Cek dong jalan rusak di depan pasar",
        "Selesai hujan selalu banjir di gang kami",
        "Jawaban kelurahan tidak jelas soal KTP saya",
        "Status bantuan sosial saya bagaimana, sudah 3 bulan",
        "Stop kontak di puskesmas terbakar",
        "Info dong kapan KTP saya jadi",
        "Beresiko sekali kabel listrik itu"
      })
  void takesASentenceForAMatter(String text) {
    assertThat(read(text)).isEqualTo(new Sms.Matter(null, null, text, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bontang: lampu jalan mati",
        "BONTANG\nlampu jalan mati",
        "BONTANG LAPOR lampu jalan mati",
        "Lapor! Bontang, lampu jalan mati",
        "#BONTANG#lampu jalan mati"
      })
  void goesToTheGovernmentNamedInFront(String text) {
    assertThat(read(text)).isEqualTo(new Sms.Matter("BONTANG", null, "lampu jalan mati", null));
  }

  /** The government's name may be the sentence's first word, so it stays. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BONTANG lampu jalan mati",
        "Bontang Kuala banjir lagi",
        "bontang besar jatuh",
        "BONTANGlampu jalan mati",
        "Bontang rahasia umum pungli di pasar"
      })
  void goesThereWithAllItsWords(String text) {
    assertThat(read(text)).isEqualTo(new Sms.Matter("BONTANG", null, text, null));
    assertThat(read("LAPOR " + text)).isEqualTo(new Sms.Matter("BONTANG", null, text, null));
  }

  @Test
  void takesTheLongestName() {
    assertThat(read("kota bontang: lampu mati"))
        .isEqualTo(new Sms.Matter("KOTA BONTANG", null, "lampu mati", null));
    assertThat(read("KAB. NGANJUK jalan rusak"))
        .isEqualTo(new Sms.Matter("KAB NGANJUK", null, "KAB. NGANJUK jalan rusak", null));
  }

  @Test
  void keepsAsSecretAsWasAskedFor() {
    assertThat(read("RAHASIA BONTANG lurah minta uang"))
        .isEqualTo(new Sms.Matter("BONTANG", Visibility.SECRET, "BONTANG lurah minta uang", null));
    assertThat(read("lapor bontang anonim: lurah minta uang"))
        .isEqualTo(new Sms.Matter("BONTANG", Visibility.ANONYMOUS, "lurah minta uang", null));
    assertThat(read("Rahasia, lurah minta uang"))
        .isEqualTo(new Sms.Matter(null, Visibility.SECRET, "lurah minta uang", null));
  }

  /** Wrongly secret does less harm than wrongly public; no word is lost either way. */
  @Test
  void keepsSecretWhatMayBeMeantSo() {
    for (String text :
        List.of("RAHASIA lurah minta uang", "rahasia lurah minta uang", "RAHASIA UMUM KALAU ADA")) {
      assertThat(read(text)).isEqualTo(new Sms.Matter(null, Visibility.SECRET, text, null));
    }
    for (String text :
        List.of("Rahasia umum kalau pungli ada di pasar", "Anonim mengancam lewat surat")) {
      assertThat(read(text)).isEqualTo(new Sms.Matter(null, null, text, null));
    }
  }

  @Test
  void seesANumberInTheMiddle() {
    assertThat(read("Laporan saya REF kok belum ada kabar"))
        .isEqualTo(new Sms.Matter(null, null, "Laporan saya " + REF + " kok belum ada kabar", REF));
  }

  @Test
  void saysNothingButAKeyword() {
    assertThat(read("BONTANG")).isEqualTo(new Sms.Matter(null, null, "BONTANG", null));
  }

  @Test
  void stopsStartsAndHelpsOnlyWhenNothingElseIsSaid() {
    assertThat(read(" stop. ")).isEqualTo(new Sms.Stop());
    assertThat(read("Mulai")).isEqualTo(new Sms.Start());
    assertThat(read("???")).isEqualTo(new Sms.Help());
    assertThat(read("LAPOR")).isEqualTo(new Sms.Help());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "terima kasih",
        "Terima kasih banyak, Pak!",
        "makasih",
        "Trims min",
        "ok",
        "Oke siap",
        "Terima kasih atas bantuannya"
      })
  void knowsThanks(String text) {
    assertThat(Courtesy.thanks(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Terima kasih, tapi lampu masih mati", "Sudah lapor pak", "di RT 5", "", "!?"})
  void takesMoreThanThanksForMore(String text) {
    assertThat(Courtesy.thanks(text)).isFalse();
  }

  @Test
  void readsDigitsWithoutAnEndInTime() {
    String text = "CEK " + "1".repeat(400_000) + " x";
    assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(text)))
        .isInstanceOf(Sms.Matter.class);
  }

  /** Whatever comes is read as something, and what was said is in it. */
  @Test
  void losesNoWordOfAnybody() {
    Random random = new Random(1708);
    String letters =
        "abcdefghijklmnopqrstuvwxyz      ABC0123456789-.,:#!?\n\u00e9\ud83d\ude00\u0000";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      if (read(text.toString()) instanceof Sms.Matter m) {
        assertThat(text.toString()).contains(m.words());
        assertThat(m.words()).isNotBlank();
      }
      String words = text + "z";
      String inFront = random.nextInt(4) == 0 ? "" : COMMANDS.get(random.nextInt(COMMANDS.size()));
      String whole = inFront + " " + REF + ENDS.get(random.nextInt(ENDS.size())) + words;
      assertThat(letters(kept(read(whole)))).as(whole).contains(letters(words));
    }
  }

  private static final List<String> COMMANDS =
      List.of("CEK", "status", "BELUM", "blm", "Selesai", "BERES", "Setuju", "BALAS", "jawab:");
  private static final List<String> ENDS = List.of(" ", ": ", ",", "\n", "\u2026 ", ". ");

  private static String letters(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** What the reporter, the office or a person at the desk reads of it. */
  private static String kept(Sms sms) {
    return switch (sms) {
      case Sms.Matter m -> m.words();
      case Sms.Check c -> c.words();
      case Sms.NotSolved n -> n.words();
      case Sms.Reply r -> r.words();
      case Sms.WrongNumber w -> w.text();
      case Sms.TakenBack t -> t.words();
      case Sms.Solved _, Sms.Agreed _, Sms.Stop _, Sms.Start _, Sms.Help _ -> "";
    };
  }
}
