package id.lapor.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import id.lapor.platform.page.PolicyReports;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The story of the city of Bontang, played by persons in a browser on the demo. */
class MainJobJourneyTests {

  /** What one story breaks on purpose. */
  private static final PolicyReports.Kind BROKEN =
      new PolicyReports.Kind("script-src-elem", "inline", "/luring");

  @RegisterExtension static final Town town = new Town("journey", 60).breaking(BROKEN);

  @Test
  void whatTheContentPolicyRefusesIsTold() {
    Page page = town.stranger();
    page.navigate("/luring");
    Response told =
        page.waitForResponse(
            r -> r.url().endsWith(PolicyReports.PATH),
            () ->
                page.evaluate(
                    "document.body.append(Object.assign(document.createElement('script'),"
                        + " {textContent: 'document.title = 1'}))"));
    assertThat(told.status()).isEqualTo(204);
    assertThat(page.title()).isNotEqualTo("1");
    assertThat(town.refused()).contains(BROKEN);
  }

  @Test
  void aReportCannotBeIgnoredNorFalselyClosed() throws IOException {
    Page citizen = town.person(true, 360);
    String reference =
        file(citizen, "Lampu jalan mati sejak minggu lalu di depan pasar, gelap gulita dan rawan.");
    Page officer = town.person(true, 1280);

    forward(officer, reference);
    officer.locator("button[value='3hk']").click();
    officer.locator("button[value='1hk']").click();
    citizen.navigate("/l/" + reference);
    assertThat(citizen.locator("main")).containsText("melewati tenggat");

    issueLetter(officer, reference);
    letterIsReal(citizen, reference);

    answer(
        officer,
        reference,
        "Empat lampu sudah diganti dan diperiksa pada malam hari, semuanya menyala.");
    citizen.navigate("/l/" + reference);
    assertThat(citizen.locator("main")).containsText("Apakah sudah selesai?");
    town.look(citizen, "laporan-saya-360");
    say(citizen, "belum", "Dua lampu di ujung jalan masih mati.");
    assertThat(citizen.locator(".notice")).containsText("belum selesai");

    answer(officer, reference, "Dua lampu di ujung jalan juga sudah diganti. Foto terlampir.");
    citizen.navigate("/l/" + reference);
    citizen.locator("form[action$='/selesai'] button").click();
    assertThat(citizen.locator(".tag").first()).containsText("Selesai");

    Page anyone = town.person(true, 1280);
    anyone.navigate("/laporan/" + reference);
    assertThat(anyone.locator("main")).containsText("Pelapor menyatakan selesai");
    town.look(anyone, "laporan-1280");
    assertThat(town.complaints()).isEmpty();
  }

  @Test
  void aReportCanBeFiledWithoutJavaScript() throws IOException {
    Page citizen = town.person(false, 360);
    citizen.navigate("/lapor/1");
    citizen.locator("#text").fill("Parit mampet");
    next(citizen);
    assertThat(citizen.locator(".error").first()).containsText("sedikit lebih banyak");
    assertThat(citizen.locator("#text")).hasValue("Parit mampet");
    citizen.locator("#text").fill("Parit di depan rumah mampet, air masuk ke dapur setiap hujan.");
    next(citizen);
    citizen.locator("#q").fill("bontang utara");
    citizen.locator("button[value=cari]").click();
    citizen.locator("input[name=region]").first().check();
    citizen.locator("#address").fill("Depan pasar");
    citizen.locator("#address").press("Enter");
    citizen.locator("input[value=COMPLAINT]").check();
    next(citizen);
    citizen.locator("input[value=SECRET]").check();
    next(citizen);
    citizen.locator("form[action='/lapor/kirim'] button").click();
    String reference = citizen.locator("#reference").innerText();
    assertThat(reference).matches("\\w{4}-\\w{4}-\\w");

    Page anyone = town.person(false, 360);
    anyone.navigate("/laporan/" + reference);
    assertThat(anyone.locator("h1")).containsText("tidak ditemukan");
    anyone.navigate("/cek?nomor=" + reference);
    anyone.locator("#secret").fill(citizen.locator("#secret").innerText());
    anyone.locator("form#open-form button").click();
    assertThat(anyone.locator("h1")).containsText(reference);
  }

  @Test
  void everyPageIsOpenToEverybody() {
    Page page = town.person(true, 360);
    for (String path :
        new String[] {
          "/",
          "/laporan",
          "/instansi",
          "/instansi/DISHUB",
          "/cek",
          "/masuk",
          "/luring",
          "/tidak-ada"
        }) {
      page.setViewportSize(360, 800);
      page.navigate(path);
      String name = path.equals("/") ? "depan" : path.substring(1).replace('/', '-');
      town.look(page, name + "-360");
      page.setViewportSize(1280, 800);
      town.look(page, name + "-1280");
      page.navigate(path + "?lang=en");
      town.look(page, name + "-en");
      page.navigate(path + "?lang=id");
    }
    Page officer = town.person(true, 1280);
    become(officer, "dishub");
    town.look(officer, "kerja-1280");
    officer.setViewportSize(360, 800);
    town.look(officer, "kerja-360");
    officer.setViewportSize(1280, 800);
    become(officer, "rani");
    officer.setViewportSize(360, 800);
    town.look(officer, "antrean-360");
    officer.navigate("/demo/kotak-keluar");
    town.look(officer, "kotak-keluar-360");
  }

  @Test
  void whatIsNoAddressIsToldInPlainWords() throws IOException {
    for (String line :
        new String[] {"/%", "/laporan/%00", "/laporan?q=" + "x".repeat(20_000), "/[]"}) {
      try (Socket socket = new Socket("localhost", URI.create(town.site()).getPort())) {
        String request =
            "GET " + line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer)
            .startsWith("HTTP/1.1 4")
            .contains("Alamat tidak terbaca", "/aset/app.css");
      }
    }
  }

  private static String file(Page citizen, String text) throws IOException {
    citizen.navigate("/");
    citizen.locator(".hero .button").click();
    citizen.locator("#text").fill(text);
    citizen.locator("#files").setInputFiles(photo());
    town.look(citizen, "lapor-1-360");
    next(citizen);
    citizen.locator("#q").fill("Bontang Baru");
    citizen.locator("label.choice").first().click();
    citizen.locator("#address").fill("Depan pasar");
    town.look(citizen, "lapor-2-360");
    next(citizen);
    itIsAnother(citizen);
    assertThat(citizen.locator("#category")).hasValue("lampu-jalan");
    town.look(citizen, "lapor-3-360");
    next(citizen);
    citizen.locator("#phone").fill("0812 0000 1708");
    town.look(citizen, "lapor-4-360");
    next(citizen);
    town.look(citizen, "periksa-360");
    citizen.locator("form[action='/lapor/kirim'] button").click();
    town.look(citizen, "terkirim-360");
    assertThat(crowded(citizen)).as("buttons nearer to each other than a finger").isEmpty();
    return citizen.locator("#reference").innerText();
  }

  /** Some invented report may be like this one. */
  private static void itIsAnother(Page citizen) {
    Locator other =
        citizen.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Bukan, lanjutkan laporan saya"));
    citizen.locator("#category").or(other).waitFor();
    if (other.isVisible()) {
      other.click();
    }
  }

  /** Pairs of visible buttons with less than 8 px between them. */
  private static List<Object> crowded(Page page) {
    return List.copyOf(
        (List<?>)
            page.evaluate(
                """
                () => {
                  const all = [...document.querySelectorAll('main .button')]
                    .filter(b => b.offsetParent !== null)
                    .map(b => [b.innerText, b.getBoundingClientRect()]);
                  return all.flatMap(([a, r], i) => all.slice(i + 1)
                    .filter(([, s]) =>
                      Math.max(s.left - r.right, r.left - s.right, s.top - r.bottom, r.top - s.bottom) < 8)
                    .map(([b]) => a + ' / ' + b));
                }
                """));
  }

  private static void forward(Page officer, String reference) {
    become(officer, "rani");
    officer.navigate("/antrean?nomor=" + reference);
    assertThat(officer.locator("main")).containsText("Lampu jalan mati");
    town.look(officer, "antrean-1280");
    officer
        .getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(Pattern.compile("^Dinas Perhubungan")))
        .click();
    assertThat(officer.locator(".notice")).containsText("diteruskan");
  }

  private static void next(Page page) {
    page.locator("main form .buttons .button").first().click();
  }

  private static void become(Page page, String login) {
    page.navigate("/");
    page.locator("#demo-login").selectOption(login);
    page.locator("form[action='/demo/orang'] button").click();
  }

  private static void answer(Page officer, String reference, String words) throws IOException {
    become(officer, "dishub");
    officer.navigate("/kerja/" + reference);
    town.look(officer, "perkara-1280");
    officer.locator("details:has(form[action$='/jawab']) summary").click();
    officer.locator("#jawab-text").fill(words);
    officer.locator("#jawab-files").setInputFiles(photo());
    officer.locator("form[action$='/jawab'] button").click();
    assertThat(officer.locator(".notice")).containsText("Jawaban terkirim");
  }

  private static void say(Page citizen, String act, String words) {
    citizen.locator("details:has(form[action$='/" + act + "']) summary").first().click();
    citizen.locator("#" + act + "-text").first().fill(words);
    citizen.locator("form[action$='/" + act + "'] button").first().click();
  }

  /** The supervisor reads the draft before it is issued. */
  private void issueLetter(Page officer, String reference) throws IOException {
    become(officer, "sekar");
    town.look(officer, "teguran-1280");
    officer
        .locator(".card", new Page.LocatorOptions().setHasText(reference))
        .locator("a[href*='/rancangan']")
        .click();
    assertThat(officer.locator("main")).containsText("RANCANGAN");
    assertThat(officer.locator("main")).containsText(reference);
    town.look(officer, "rancangan-1280");
    officer.locator("form[action$='/terbitkan'] button").click();
    assertThat(officer.locator(".notice")).containsText("diterbitkan");
  }

  private static void letterIsReal(Page anyone, String reference) throws IOException {
    anyone.navigate("/instansi/DISHUB");
    anyone.locator("table a").first().click();
    assertThat(anyone.locator("main")).containsText("Surat ini asli");
    assertThat(anyone.locator("main")).containsText(reference);
    town.look(anyone, "surat-360");
    String address = anyone.locator("a[href$='.pdf']").getAttribute("href");
    byte[] pdf = anyone.request().get(town.site() + address).body();
    try (var letter = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(letter);
      assertThat(text).contains("TGR-I/", "Kepala Dinas Perhubungan", reference, "Sekar Wijayanti");
    }
  }

  private static FilePayload photo() throws IOException {
    BufferedImage image = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.DARK_GRAY);
    g.fillRect(0, 0, 1200, 900);
    g.setColor(Color.YELLOW);
    g.fillOval(500, 200, 120, 120);
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return new FilePayload("lampu.jpg", "image/jpeg", out.toByteArray());
  }
}
