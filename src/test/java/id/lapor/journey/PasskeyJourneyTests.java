package id.lapor.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import id.lapor.notification.Notifications;
import id.lapor.notification.Notified;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.people.Sessions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Passkeys in a real browser, with the authenticator chromium plays by itself. */
class PasskeyJourneyTests {

  private static final String PASSWORD = "kata-sandi-panjang";

  @RegisterExtension
  static final Town town = new Town("passkeys", 4, "--lapor.people.second-step=true");

  @Test
  void isASecondStepAndASignInForAnOfficer() {
    Accounts accounts = town.bean(Accounts.class);
    Officer officer = accounts.open("kunci", "Kunci", PASSWORD, 1, Role.SUPERVISOR);
    Page page = town.person(true, 360);
    authenticator(page);

    password(page, "kunci");
    assertThat(page).hasURL(Pattern.compile("/masuk/kunci"));
    town.look(page, "langkah-kedua-360");
    page.locator("form[data-passkey=make] input[name=nama]").fill("Ponsel dinas");
    page.locator("form[data-passkey=make] button").click();
    assertThat(page).hasURL(town.site() + officer.home());

    page.navigate("/akun");
    assertThat(page.locator("main")).containsText("Ponsel dinas");
    town.look(page, "akun-kunci-sandi-360");
    leave(page);

    page.navigate("/masuk?lanjut=/akun");
    town.look(page, "masuk-360");
    page.locator("form[data-passkey=ask] button").click();
    assertThat(page).hasURL(town.site() + "/akun");
    leave(page);

    password(page, "kunci");
    assertThat(page.locator("main")).not().containsText("Pasang aplikasi");
    assertThat(page.locator("input[name=kode]")).hasCount(0);
    page.locator("form[data-passkey=ask] button").click();
    assertThat(page).hasURL(town.site() + officer.home());

    page.navigate("/akun");
    endElsewhere(page, "kunci");
    remove(page, "bukan-kata-sandinya");
    assertThat(page.locator(".notice")).containsText("tidak cocok");
    remove(page, PASSWORD);
    assertThat(page.locator(".notice")).containsText("dihapus");
    assertThat(accounts.history(officer.accountId()))
        .extracting(AccountAct::what)
        .contains(AccountAct.What.PASSKEY_ADDED, AccountAct.What.PASSKEY_REMOVED);
    leave(page);
    page.navigate("/masuk");
    page.locator("form[data-passkey=ask] button").click();
    assertThat(page.locator(".notice")).containsText("tidak dikenal");
    assertThat(town.complaints()).isEmpty();
  }

  /** A device that did not ask who holds it is one factor only, whatever the browser was told. */
  @Test
  void refusesAPasskeyThatDoesNotKnowItsOwner() {
    Accounts accounts = town.bean(Accounts.class);
    Officer officer = accounts.open("sidik", "Sidik", PASSWORD, 1, Role.LIAISON);
    Page page = town.person(true, 1280);
    Authenticator device = authenticator(page);
    password(page, "sidik");
    assertThat(page).hasURL(town.site() + officer.home());
    page.navigate("/akun");
    make(page, "Laptop");
    assertThat(page.locator(".notice")).containsText("tersimpan");
    town.look(page, "akun-kunci-sandi-1280");
    leave(page);

    device.verified(false);
    page.route("**/opsi", PasskeyJourneyTests::withoutVerification);
    page.navigate("/masuk");
    page.locator("form[data-passkey=ask] button").click();
    assertThat(page.locator(".notice")).containsText("tidak dikenal");
    device.verified(true);
    page.unroute("**/opsi");
    page.locator("form[data-passkey=ask] button").click();
    assertThat(page).hasURL(town.site() + officer.home());
  }

  @Test
  void asksForThePasswordBeforeItMakesOne() {
    town.bean(Accounts.class).open("lupa", "Lupa", PASSWORD, 1, Role.LIAISON);
    Page page = town.stranger();
    authenticator(page);
    password(page, "lupa");
    page.navigate("/akun");
    page.locator("form[data-passkey=make] input[name=sandi]").fill("bukan-sandinya");
    page.locator("form[data-passkey=make] button").click();
    assertThat(page.locator("form[data-passkey=make] [data-note]")).containsText("tidak cocok");
  }

  @Test
  void signsAReporterIn() {
    Page page = town.person(true, 360);
    authenticator(page);
    page.navigate("/saya/kode");
    town.look(page, "saya-kode-360");
    page.locator("input[name=alamat]").fill("kunci@contoh.example");
    page.locator("main form button").click();
    town.look(page, "saya-sandi-360");
    page.locator("input[name=kode]").fill(newestCode());
    page.locator("input[name=baru]").fill(PASSWORD);
    page.locator("main form button").click();
    assertThat(page).hasURL(town.site() + "/saya");
    town.look(page, "saya-360");
    page.navigate("/saya/akun");
    make(page, "Ponsel saya");
    assertThat(page.locator("main")).containsText("Ponsel saya");
    town.look(page, "saya-akun-360");
    leave(page);
    page.navigate("/saya/masuk");
    town.look(page, "saya-masuk-360");
    page.locator("form[data-passkey=ask] button").click();
    assertThat(page).hasURL(town.site() + "/saya");
    assertThat(town.complaints()).isEmpty();
  }

  private static void password(Page page, String login) {
    page.navigate("/masuk");
    page.locator("input[name=login]").fill(login);
    page.locator("input[name=password]").fill(PASSWORD);
    page.locator("form[action='/masuk'] button").click();
  }

  private static void make(Page page, String name) {
    page.locator("form[data-passkey=make] input[name=nama]").fill(name);
    page.locator("form[data-passkey=make] input[name=sandi]").fill(PASSWORD);
    page.locator("form[data-passkey=make] button").click();
  }

  private static void leave(Page page) {
    page.evaluate("document.querySelector('form[action=\"/keluar\"]').submit()");
    assertThat(page).hasURL(town.site() + "/");
  }

  private static void withoutVerification(Route route) {
    var answer = route.fetch();
    route.fulfill(
        new Route.FulfillOptions()
            .setResponse(answer)
            .setBody(answer.text().replace("\"required\"", "\"discouraged\"")));
  }

  private static String newestCode() {
    return Notified.code(town.bean(Notifications.class));
  }

  /** A phone or laptop that can make passkeys. */
  private record Authenticator(CDPSession wire, String id) {

    void verified(boolean owner) {
      JsonObject wanted = new JsonObject();
      wanted.addProperty("authenticatorId", id);
      wanted.addProperty("isUserVerified", owner);
      wire.send("WebAuthn.setUserVerified", wanted);
    }
  }

  private static Authenticator authenticator(Page page) {
    CDPSession wire = page.context().newCDPSession(page);
    wire.send("WebAuthn.enable");
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject wanted = new JsonObject();
    wanted.add("options", options);
    JsonObject made = wire.send("WebAuthn.addVirtualAuthenticator", wanted);
    return new Authenticator(wire, made.get("authenticatorId").getAsString());
  }

  /** A session on another device, ended by the passkey of this one. */
  private void endElsewhere(Page page, String login) {
    Sessions sessions = town.bean(Sessions.class);
    town.bean(JdbcTemplate.class)
        .update(
            """
            INSERT INTO spring_session
              (primary_id, session_id, creation_time, last_access_time, max_inactive_interval, expiry_time, principal_name)
            SELECT 'elsewhere', 'elsewhere', creation_time, last_access_time, max_inactive_interval, expiry_time, principal_name
            FROM spring_session
            WHERE principal_name = ?
            LIMIT 1
            """,
            login);
    page.reload();
    int before = sessions.of(login, "").size();
    page.locator("summary:has-text('Akhiri')").first().click();
    town.look(page, "akun-sesi-360");
    page.locator("form[action$='/akhiri'][data-passkey=ask] button").first().click();
    assertThat(page.locator(".notice")).containsText("Sesi itu diakhiri");
    assertThat(sessions.of(login, "")).hasSize(before - 1);
  }

  /** Takes the one passkey away. */
  private static void remove(Page page, String password) {
    page.locator("summary:has-text('Hapus')").click();
    page.locator("form[action$='/hapus'] input[name=sandi]").fill(password);
    page.locator("form[action$='/hapus'] button").click();
  }
}
