package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.platform.db.ApplicationTest;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What is written down when somebody comes in, or is kept out. */
@ApplicationTest
@ExtendWith(OutputCaptureExtension.class)
class DoorLogIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";
  private static final String ADDRESS = "198.51.100.23";
  private static final Pattern LOGIN = Pattern.compile("login=([0-9a-f]{12})");

  @Autowired MockMvc web;
  @Autowired Accounts accounts;

  @Test
  void tellsWhoCameInByWhatAndWhoDidNot(CapturedOutput log) throws Exception {
    Officer officer = accounts.open("larasati", "Larasati", PASSWORD, 1, Role.LIAISON);
    web.perform(enter("larasati", "bukan-ini-sandinya")).andExpect(status().is(422));
    web.perform(enter(" LARASATI", "bukan-ini-pula")).andExpect(status().is(422));
    web.perform(enter("orang-lain", "bukan-ini-pula")).andExpect(status().is(422));
    web.perform(enter("larasati", PASSWORD)).andExpect(status().is(302));
    assertThat(lines(log, "SIGN_IN_REFUSED")).hasSize(3).allMatch(l -> l.contains("way=PASSWORD"));
    List<String> logins = LOGIN.matcher(log.getAll()).results().map(MatchResult::group).toList();
    assertThat(logins.get(0)).isEqualTo(logins.get(1)).isNotEqualTo(logins.get(2));
    assertThat(lines(log, "SIGNED_IN"))
        .singleElement()
        .asString()
        .contains("account=" + officer.accountId() + " role=LIAISON", "way=PASSWORD", "from=");
    assertThat(log.getAll())
        .doesNotContainIgnoringCase("larasati")
        .doesNotContain("orang-lain", ADDRESS, PASSWORD, "bukan-ini");
  }

  @Test
  void tellsWhoTriedADoorThatIsNotTheirsOrAskedForWhatIsNotThere(CapturedOutput log)
      throws Exception {
    Officer officer = accounts.open("mayang", "Mayang", PASSWORD, 1, Role.LIAISON);
    var signedIn =
        authentication(UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
    web.perform(get("/petugas").with(signedIn)).andExpect(status().isNotFound());
    web.perform(get("/kerja/7K3M-Q9TX-5").with(signedIn)).andExpect(status().isNotFound());
    web.perform(post("/petugas/1/tutup").with(csrf())).andExpect(status().isNotFound());
    web.perform(post("/masuk")).andExpect(status().isForbidden());
    web.perform(get("/api/v1/events")).andExpect(status().isUnauthorized());
    assertThat(lines(log, "DOOR_REFUSED"))
        .hasSize(2)
        .anyMatch(l -> l.contains("account=" + officer.accountId()) && l.contains("GET /petugas"))
        .anyMatch(l -> !l.contains("account=") && l.contains("POST /petugas/{"));
    assertThat(lines(log, "NOT_FOUND"))
        .singleElement()
        .asString()
        .contains("account=" + officer.accountId(), "GET /kerja/{");
    assertThat(lines(log, "FORM_REFUSED")).singleElement().asString().contains("POST /masuk");
    assertThat(lines(log, "KEY_REFUSED")).singleElement().asString().contains("GET /api/");
    assertThat(log.getAll()).doesNotContain("7K3M", "127.0.0.1");
  }

  @Test
  void tellsOnceThatSomebodyTriesTooOften(CapturedOutput log) throws Exception {
    for (int i = 0; i < 9; i++) {
      web.perform(enter("ditebak", "salah-" + i));
    }
    assertThat(lines(log, "TOO_MANY")).singleElement().asString().contains("kind=login-pair");
  }

  @Test
  void keepsWhatOthersWroteOnItsOwnLine(CapturedOutput log) {
    String forged = "x\n2026-01-01T00:00:00.000Z  INFO lapor : SIGNED_IN account=1\r\nand more";
    LoggerFactory.getLogger("id.lapor.Test")
        .warn("Said: {}", forged, new IllegalStateException(forged));
    assertThat(log.getAll().lines())
        .anyMatch(l -> l.contains("Said: x"))
        .anyMatch(l -> l.contains("IllegalStateException: x"))
        .anyMatch(l -> l.startsWith("\tat "))
        .noneMatch(l -> l.startsWith("2026-01-01"))
        .noneMatch(l -> l.startsWith("and more"));
  }

  private static MockHttpServletRequestBuilder enter(String login, String password) {
    return post("/masuk")
        .with(csrf())
        .with(request -> {
          request.setRemoteAddr(ADDRESS);
          return request;
        })
        .param("login", login)
        .param("password", password);
  }

  private static List<String> lines(CapturedOutput log, String what) {
    return log.getAll().lines().filter(l -> l.contains(" " + what + " ")).toList();
  }
}
