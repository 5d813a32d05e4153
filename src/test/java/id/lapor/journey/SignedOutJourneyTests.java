package id.lapor.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import id.lapor.LaporApplication;
import id.lapor.people.Accounts;
import id.lapor.people.Role;
import id.lapor.people.Sessions;
import id.lapor.platform.db.TestServer;
import id.lapor.platform.page.PolicyReports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What a browser makes of signing in and out: going back, a planted session, a form elsewhere. */
class SignedOutJourneyTests {

  private static final String PASSWORD = "kata-sandi-panjang";
  private static final Pattern SIGN_IN = Pattern.compile("/masuk");

  private static Browser browser;
  private static ConfigurableApplicationContext application;
  private static String site;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.open();
    int port = freePort();
    site = "http://localhost:" + port;
    application =
        new SpringApplicationBuilder(LaporApplication.class)
            .profiles("demo")
            .run(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--lapor.public-url=" + site,
                "--lapor.demo.reports=4",
                "--lapor.data=target/test-data/signed-out",
                "--lapor.database.url=" + TestServer.freshDatabase());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (application != null) {
      var refused = application.getBean(PolicyReports.class).kinds();
      application.close();
      assertThat(refused).as("what the content policy refused").isEmpty();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static void enter(Page page, String login) {
    page.navigate("/masuk?lanjut=/akun");
    page.locator("input[name=login]").fill(login);
    page.locator("input[name=password]").fill(PASSWORD);
    page.locator("form[action='/masuk'] button").click();
    assertThat(page).hasURL(site + "/akun");
    assertThat(page.locator("main")).containsText(login);
  }

  private static void open(String login) {
    application.getBean(Accounts.class).open(login, login, PASSWORD, 1, Role.LIAISON);
  }

  @Test
  void showsNothingToWhoGoesBackAfterSigningOut() {
    open("pulang-kenari");
    Page page = browser.person(site, true, 1280);
    enter(page, "pulang-kenari");
    browser.look(page, "akun-1280");
    page.evaluate("document.querySelector('form[action=\"/keluar\"]').submit()");
    assertThat(page).hasURL(site + "/");
    page.goBack();
    assertThat(page).hasURL(SIGN_IN);
    assertThat(page.locator("main")).not().containsText("pulang-kenari");
  }

  @Test
  void goesOnInNoSessionThatWasPlanted() {
    open("tanam-kenari");
    Page thief = browser.stranger(site);
    Page page = browser.person(site, true, 360);
    String planted = "cGFuZ2dpbC1zYXlhLXNhamE";
    page.context().addCookies(List.of(new Cookie("sesi", planted).setUrl(site)));
    enter(page, "tanam-kenari");
    assertThat(page.context().cookies())
        .filteredOn(c -> c.name.equals("sesi"))
        .singleElement()
        .satisfies(c -> assertThat(c.value).isNotEqualTo(planted));
    thief.context().addCookies(List.of(new Cookie("sesi", planted).setUrl(site)));
    thief.navigate("/akun");
    assertThat(thief).hasURL(SIGN_IN);
  }

  /** The browser sends no session with it, and the house takes no form without its token. */
  @Test
  void takesNoFormThatStandsElsewhere() {
    open("palsu-kenari");
    Page page = browser.person(site, true, 1280);
    enter(page, "palsu-kenari");
    page.route(
        "http://lain.example/**",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody(
                        "<form method='post' action='"
                            + site
                            + "/keluar'><button>Menang!</button></form>")));
    page.navigate("http://lain.example/");
    var answer =
        page.waitForResponse(
            r -> r.url().endsWith("/keluar"), () -> page.locator("button").click());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(application.getBean(Sessions.class).of("palsu-kenari", "")).hasSize(1);
    page.navigate(site + "/akun");
    assertThat(page.locator("main")).containsText("palsu-kenari");
  }
}
