package id.lapor.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import id.lapor.people.Accounts;
import id.lapor.people.Role;
import id.lapor.people.Sessions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a browser makes of signing in and out: going back, a planted session, a form elsewhere. */
class SignedOutJourneyTests {

  private static final String PASSWORD = "kata-sandi-panjang";
  private static final Pattern SIGN_IN = Pattern.compile("/masuk");

  @RegisterExtension static final Town town = new Town("signed-out", 4);

  private static void enter(Page page, String login) {
    page.navigate("/masuk?lanjut=/akun");
    page.locator("input[name=login]").fill(login);
    page.locator("input[name=password]").fill(PASSWORD);
    page.locator("form[action='/masuk'] button").click();
    assertThat(page).hasURL(town.site() + "/akun");
    assertThat(page.locator("main")).containsText(login);
  }

  private static void open(String login) {
    town.bean(Accounts.class).open(login, login, PASSWORD, 1, Role.LIAISON);
  }

  @Test
  void showsNothingToWhoGoesBackAfterSigningOut() {
    open("pulang-kenari");
    Page page = town.person(true, 1280);
    enter(page, "pulang-kenari");
    town.look(page, "akun-1280");
    page.evaluate("document.querySelector('form[action=\"/keluar\"]').submit()");
    assertThat(page).hasURL(town.site() + "/");
    page.goBack();
    assertThat(page).hasURL(SIGN_IN);
    assertThat(page.locator("main")).not().containsText("pulang-kenari");
  }

  @Test
  void goesOnInNoSessionThatWasPlanted() {
    open("tanam-kenari");
    Page thief = town.stranger();
    Page page = town.person(true, 360);
    String planted = "cGFuZ2dpbC1zYXlhLXNhamE";
    page.context().addCookies(List.of(new Cookie("sesi", planted).setUrl(town.site())));
    enter(page, "tanam-kenari");
    assertThat(page.context().cookies())
        .filteredOn(c -> c.name.equals("sesi"))
        .singleElement()
        .satisfies(c -> assertThat(c.value).isNotEqualTo(planted));
    thief.context().addCookies(List.of(new Cookie("sesi", planted).setUrl(town.site())));
    thief.navigate("/akun");
    assertThat(thief).hasURL(SIGN_IN);
  }

  /** The browser sends no session with it, and the house takes no form without its token. */
  @Test
  void takesNoFormThatStandsElsewhere() {
    open("palsu-kenari");
    Page page = town.person(true, 1280);
    enter(page, "palsu-kenari");
    page.route(
        "http://lain.example/**",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody(
                        "<form method='post' action='"
                            + town.site()
                            + "/keluar'><button>Menang!</button></form>")));
    page.navigate("http://lain.example/");
    var answer =
        page.waitForResponse(
            r -> r.url().endsWith("/keluar"), () -> page.locator("button").click());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(town.bean(Sessions.class).of("palsu-kenari", "")).hasSize(1);
    page.navigate(town.site() + "/akun");
    assertThat(page.locator("main")).containsText("palsu-kenari");
  }
}
