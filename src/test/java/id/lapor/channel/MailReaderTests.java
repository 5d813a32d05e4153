package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailReaderTests {

  private static final String HEAD =
      "From: =?UTF-8?Q?Budi_S=C3=A1?= <budi@contoh.example>\r\nTo: lapor@kota.example\r\n"
          + "Message-ID: <a1@contoh.example>\r\nSubject: =?UTF-8?B?TGFtcHUg4oCcbWF0aeKAnQ==?=\r\n"
          + "MIME-Version: 1.0\r\n";

  private static Mail read(String text) {
    return MailReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Mail part(String head, String body) {
    return read(HEAD + head + "\r\n\r\n" + body);
  }

  private static String multipart(String kind, String boundary, String... parts) {
    StringBuilder all =
        new StringBuilder(
            "Content-Type: multipart/" + kind + "; boundary=" + boundary + "\r\n\r\n");
    for (String part : parts) {
      all.append("--").append(boundary).append("\r\n").append(part).append("\r\n");
    }
    return all.append("--").append(boundary).append("--\r\n").toString();
  }

  @Test
  void readsWhoWroteWhat() {
    Mail mail = part("In-Reply-To: <b@x>\r\nReferences: <a@x> <b@x>", "Lampu mati.");
    assertThat(mail.from()).isEqualTo("budi@contoh.example");
    assertThat(mail.name()).isEqualTo("Budi Sá");
    assertThat(mail.subject()).isEqualTo("Lampu “mati”");
    assertThat(mail.references()).containsExactly("<a@x>", "<b@x>");
    assertThat(mail.text()).isEqualTo("Lampu mati.");
    assertThat(mail.automatic()).isFalse();
    assertThat(mail.cut()).isFalse();
  }

  /** A telephone sets a photo between the words, where others have their logo. */
  @ParameterizedTest
  @CsvSource({"2000, true", "65535, true", "65536, false", "300000, false"})
  void knowsALogoByItsSize(int size, boolean embedded) {
    Mail mail =
        part(
            "Content-Type: multipart/mixed; boundary=b",
            "--b\r\nContent-Type: image/jpeg\r\nContent-ID: <a@x>\r\n"
                + "Content-Disposition: inline; filename=a.jpg\r\n\r\n"
                + "x".repeat(size)
                + "\r\n--b--\r\n");
    assertThat(mail.parts()).singleElement().returns(embedded, Mail.Part::embedded);
  }

  @Test
  void readsWhenItWasSentByTheClockOfItsSender() {
    assertThat(part("Date: Fri, 27 Nov 2026 08:00:00 +0800", "Lampu mati.").sentAt())
        .isEqualTo("2026-11-27T00:00:00Z");
    assertThat(part("Date: kemarin sore", "Lampu mati.").sentAt()).isNull();
    assertThat(part("X-Lain: 1", "Lampu mati.").sentAt()).isNull();
  }

  @Test
  void prefersPlainWordsAndTakesThoseOfHtmlWithoutItsMarkup() {
    String plain = "Content-Type: text/plain; charset=utf-8\r\n\r\nPolos ☺";
    String html =
        "Content-Type: text/html\r\n\r\n<style>p{}</style><p>Satu</p><p>Dua<br>tiga</p><script>x</script>";
    assertThat(read(HEAD + multipart("alternative", "b", plain, html)).text()).isEqualTo("Polos ☺");
    assertThat(part("Content-Type: text/html", html.substring(html.indexOf("<style"))).text())
        .isEqualTo("Satu\n\nDua\ntiga");
    Mail quoted =
        part(
            "Content-Type: text/html",
            "<div>Masih mati</div><div class=gmail_quote>Pada hari ini<blockquote>Sudah?</blockquote></div>");
    assertThat(quoted.text()).isEqualTo("Masih mati");
    assertThat(quoted.whole()).contains("Sudah?");
  }

  @Test
  void takesFilesWithWhateverNameTheyHave() {
    byte[] photo = {1, 2, 3, 0, -1};
    String file =
        "Content-Type: image/jpeg; name=\"x.jpg\"\r\nContent-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: attachment; filename*=UTF-8''..%2F..%2Fetc%2Fp%C3%A1sswd.jpg\r\n\r\n"
            + Base64.getEncoder().encodeToString(photo);
    Mail mail = read(HEAD + multipart("mixed", "b", "\r\nLihat foto", file));
    assertThat(mail.text()).isEqualTo("Lihat foto");
    assertThat(mail.parts()).hasSize(1);
    assertThat(mail.parts().getFirst().content()).isEqualTo(photo);
    assertThat(mail.parts().getFirst().name()).isEqualTo("../../etc/pásswd.jpg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated (x)",
        "Precedence: bulk",
        "Precedence: list",
        "List-Id: <l.example>",
        "X-Lapor-Key: lapor-1",
        "Return-Path: <>"
      })
  void knowsMachines(String header) {
    assertThat(part(header, "Halo").automatic()).isTrue();
  }

  /** As qmail and Exim write when a mail comes back; what is late or somebody's answer is none. */
  @ParameterizedTest
  @CsvSource({
    "MAILER-DAEMON@x.example, Subject: failure notice, YES",
    "postmaster@x.example, Subject: Undeliverable, YES",
    "no-reply@x.example, Return-Path: <>, YES",
    "siti@x.example, X-Failed-Recipients: joko@y.example, YES",
    "siti@x.example, Return-Path: <>, PERHAPS",
    "siti@x.example, Subject: Halo, NO",
    "MAILER-DAEMON@x.example, Subject: Warning: could not send for 4 hours, NO",
    "MAILER-DAEMON@x.example, Subject: Delivery delayed, NO",
    "MAILER-DAEMON@x.example, Auto-Submitted: auto-replied, NO"
  })
  void tellsWhatComesBackWithoutAReport(String from, String header, Mail.SentBack sentBack) {
    assertThat(read("From: " + from + "\r\n" + header + "\r\n\r\nHalo").sentBack())
        .isEqualTo(sentBack);
  }

  @Test
  void takesNobodyForAMachineWhoSaysNo() {
    assertThat(part("Auto-Submitted: no", "Halo").automatic()).isFalse();
    assertThat(read("From: MAILER-DAEMON@x.example\r\n\r\nHalo").automatic()).isTrue();
  }

  @Test
  void readsWhatAMailServerReturns() {
    String status =
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
            + "Final-Recipient: rfc822; a@b\r\nAction: failed\r\nStatus: 5.1.1\r\n";
    String returned =
        "Content-Type: text/rfc822-headers\r\n\r\nSubject: x\r\nMessage-ID: <12.abc.0123456789abcdef@kota.example>\r\n";
    Mail mail =
        read(
            HEAD
                + multipart(
                    "report; report-type=delivery-status", "b", "\r\nGagal", status, returned));
    List<String> about = List.of("<12.abc.0123456789abcdef@kota.example>");
    assertThat(mail.bounce()).isEqualTo(new Mail.Bounce(true, about));
    Mail late =
        read(
            HEAD
                + multipart("report", "b", "\r\nx", status.replace("failed", "delayed"), returned));
    assertThat(late.bounce()).isEqualTo(new Mail.Bounce(false, about));
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-9", "x\"", "'; DROP", "iso-2022-jp", "utf-7"})
  void readsWordsWhateverAlphabetIsClaimed(String charset) {
    Mail mail = part("Content-Type: text/plain; charset=\"" + charset + "\"", "Lampu mati ☺");
    assertThat(mail.text()).contains("Lampu mati");
  }

  @Test
  void readsOldLettersAndDropsWhatNoDatabaseKeeps() {
    byte[] old = (HEAD + "\r\nCaf\u00e9 \u0000 mati").getBytes(Charset.forName("windows-1252"));
    assertThat(MailReader.read(old).text()).isEqualTo("Café  mati");
  }

  @Test
  void stopsAtDepth() {
    StringBuilder deep = new StringBuilder(HEAD);
    for (int i = 0; i < 5_000; i++) {
      deep.append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\r\n\r\n--b")
          .append(i)
          .append("\r\n");
    }
    Mail mail =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(deep + "\r\nDi dalam sekali"));
    assertThat(mail.from()).isEqualTo("budi@contoh.example");
    assertThat(mail.cut()).isTrue();
  }

  /** Each of them was compared with all before it: for the largest mail, hours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>",
        "<p>x",
        "<div>",
        "<table><td>",
        "<ul><li>",
        "<style></style>",
        "<blockquote></blockquote>",
        "<div class=gmail_quote></div>"
      })
  void readsHtmlInTimeHoweverManyElementsStandBesideOrInEachOther(String element) {
    String many = "<p>Lampu mati.</p>" + element.repeat(160_000);
    Mail mail =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> part("Content-Type: text/html", many));
    assertThat(mail.text()).startsWith("Lampu mati.");
    assertThat(mail.cut()).isTrue();
  }

  @Test
  void readsNoMoreTagsOfManyPartsThanOfOne() {
    String[] parts = new String[150];
    Arrays.fill(parts, "Content-Type: text/html\r\n\r\nx" + "<div>".repeat(20_000));
    Mail mail =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> read(HEAD + multipart("mixed", "b", parts)));
    assertThat(mail.cut()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"appendonsend", "divRplyFwdMsg"})
  void leavesOutWhatStandsBelowTheDividerOfOutlook(String id) {
    Mail mail =
        part(
            "Content-Type: text/html",
            "<div><p>Masih mati</p><div id="
                + id
                + "></div><hr><div><p>Sudah diganti?</p></div></div><p>Di RT 5</p>");
    assertThat(mail.text()).isEqualTo("Masih mati\n\nDi RT 5");
    assertThat(mail.whole()).contains("Sudah diganti?");
    assertThat(mail.cut()).isFalse();
  }

  @Test
  void stopsAtHeadersThatNeverEnd() {
    Mail long1 =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> part("X-Spam: " + "x".repeat(20_000_000), "Halo"));
    assertThat(long1.cut()).isTrue();
    assertThat(long1.from()).isEqualTo("budi@contoh.example");
    Mail many =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> part("X-Spam: 1\r\n".repeat(200_000) + "X: 1", "Halo"));
    assertThat(many.cut()).isTrue();
    Mail parameters =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10),
            () -> part("Content-Disposition: attachment" + "; a=\"".repeat(10_000), "Halo"));
    assertThat(parameters.from()).isEqualTo("budi@contoh.example");
  }

  @Test
  void stopsAtTooManyParts() {
    String[] parts = new String[5_000];
    Arrays.fill(parts, "Content-Type: image/png\r\n\r\nx");
    Mail mail =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> read(HEAD + multipart("mixed", "b", parts)));
    assertThat(mail.cut()).isTrue();
    assertThat(mail.parts()).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void makesSomethingOfAnything() {
    Random random = new Random(17_08);
    byte[] good =
        (HEAD
                + multipart(
                    "mixed", "b", "\r\nLampu", "Content-Type: text/html\r\n\r\n<p>x<table><td>"))
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3_000; i++) {
      byte[] bad = good.clone();
      for (int n = random.nextInt(30); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      ByteArrayOutputStream some = new ByteArrayOutputStream();
      some.write(bad, 0, random.nextInt(bad.length));
      assertThat(MailReader.read(some.toByteArray()).text()).isNotNull();
    }
    assertThat(MailReader.read(new byte[0]).from()).isEmpty();
  }
}
