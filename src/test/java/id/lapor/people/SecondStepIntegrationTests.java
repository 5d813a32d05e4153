package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationTest
class SecondStepIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";

  @Autowired MockMvc web;
  @Autowired Accounts accounts;
  @Autowired Invitations invitations;
  @Autowired Sessions sessions;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  @Test
  void letsNobodyWhoMayMeetIdentitiesInByAPasswordAlone() throws Exception {
    accounts.open("nadia", "Nadia", PASSWORD, 1, Role.NATIONAL_ADMIN);
    Cookie half = firstStep("nadia");
    web.perform(get("/antrean").cookie(half)).andExpect(redirectedUrl("/masuk?lanjut=%2Fantrean"));
    byte[] secret = offered(half);
    answer(half, "000000", "").andExpect(status().isUnprocessableContent());
    String code = Totp.code(secret, Totp.step(clock.instant()), 6);
    answer(half, code, "//evil.example").andExpect(redirectedUrl("/antrean"));

    Cookie again = firstStep("nadia");
    web.perform(get("/masuk/kunci").cookie(again))
        .andExpect(content().string(org.hamcrest.Matchers.not(containsString("class=\"secret\""))));
    answer(again, code, "").andExpect(status().isUnprocessableContent());
    clock.advance(Duration.ofSeconds(60));
    answer(again, Totp.code(secret, Totp.step(clock.instant()), 6), "/teguran")
        .andExpect(redirectedUrl("/teguran"));
    assertThat(
            jdbc.queryForObject(
                "SELECT encode(totp_sealed, 'hex') FROM people_account WHERE login = 'nadia'",
                String.class))
        .doesNotContain(java.util.HexFormat.of().formatHex(secret));
  }

  @Test
  void letsTheFirstStepGoStale() throws Exception {
    accounts.open("sekar", "Sekar", PASSWORD, 1, Role.SUPERVISOR);
    Cookie half = firstStep("sekar");
    clock.advance(Duration.ofMinutes(16));
    web.perform(get("/masuk/kunci").cookie(half)).andExpect(redirectedUrl("/masuk"));
  }

  /** Half a sign-in ends with the password it began with, and sets no second step up after it. */
  @Test
  void goesNoFurtherFromAPasswordThatWasReset() throws Exception {
    Officer admin = accounts.open("admin-r", "Admin", PASSWORD, 1, Role.ADMINISTRATOR);
    Officer ratna = accounts.open("ratna", "Ratna", PASSWORD, 1, Role.SUPERVISOR);
    Cookie half = firstStep("ratna");
    byte[] secret = offered(half);
    String link = invitations.invite(ratna, admin);
    String code = Totp.code(secret, Totp.step(clock.instant()), 6);
    for (boolean accepted : new boolean[] {false, true}) {
      if (accepted) {
        assertThat(invitations.accept(link, PASSWORD + 2)).isPresent();
      }
      web.perform(get("/masuk/kunci").cookie(half)).andExpect(redirectedUrl("/masuk"));
      answer(half, code, "").andExpect(redirectedUrl("/masuk"));
      web.perform(post("/masuk/kunci/kunci-sandi/opsi").cookie(half).with(csrf()))
          .andExpect(status().isNotFound());
    }
    assertThat(accounts.history(ratna.accountId()))
        .noneMatch(a -> a.what() == AccountAct.What.SECOND_STEP);
  }

  /** Whoever came in beside the link is out when it is used. */
  @Test
  void signsOutEverywhereWhenALinkIsUsed() throws Exception {
    Officer admin = accounts.open("admin-s", "Admin", PASSWORD, 1, Role.ADMINISTRATOR);
    Officer joko = accounts.open("joko", "Joko", PASSWORD, 1, Role.LIAISON);
    String link = invitations.invite(joko, admin);
    accounts.open("orang-lain", "Lain", PASSWORD, 1, Role.LIAISON);
    firstStep("orang-lain");
    jdbc.update(
        "UPDATE spring_session SET principal_name = 'joko' WHERE principal_name = 'orang-lain'");
    assertThat(sessions.of("joko", "")).hasSize(1);
    assertThat(invitations.accept(link, PASSWORD + 2)).isPresent();
    assertThat(sessions.of("joko", "")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void asksExactlyTheRolesThatNeedIt(Role role) throws Exception {
    String login = "r-" + role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    accounts.open(login, "Orang", PASSWORD, 1, role);
    String next = role == Role.LIAISON || role == Role.APPROVER ? "/kerja" : "/masuk/kunci";
    web.perform(post("/masuk").with(csrf()).param("login", login).param("password", PASSWORD))
        .andExpect(header().string("Location", startsWith(next)));
  }

  @Test
  void signsOutEverywhereWhenThePositionChanges() throws Exception {
    Officer dewi = accounts.open("dewi", "Dewi", PASSWORD, 1, Role.LIAISON);
    Cookie session = firstStep("dewi");
    web.perform(get("/akun").cookie(session)).andExpect(status().isOk());
    assertThat(sessions.of("dewi", "")).hasSize(1);
    accounts.move(dewi, 2, Role.APPROVER, dewi);
    assertThat(sessions.of("dewi", "")).isEmpty();
    web.perform(get("/akun").cookie(session)).andExpect(redirectedUrl("/masuk?lanjut=%2Fakun"));
    assertThat(accounts.find("dewi").orElseThrow().role()).isEqualTo(Role.APPROVER);
  }

  @Test
  void givesEachSignInASessionOfItsOwn() throws Exception {
    Officer yusuf = accounts.open("yusuf", "Yusuf", PASSWORD, 1, Role.LIAISON);
    Cookie planted = firstStep("yusuf");
    Cookie fresh =
        session(
            post("/masuk")
                .cookie(planted)
                .with(csrf())
                .param("login", "yusuf")
                .param("password", PASSWORD));
    assertThat(fresh.getValue()).isNotEqualTo(planted.getValue());
    web.perform(get("/akun").cookie(planted)).andExpect(header().exists("Location"));
    Cookie another = firstStep("yusuf");
    String mark =
        sessions.of("yusuf", "").stream().map(Sessions.Session::mark).findFirst().orElseThrow();
    Officer other = accounts.open("lain", "Lain", PASSWORD, 1, Role.LIAISON);
    sessions.end(other, mark);
    assertThat(sessions.of("yusuf", "")).as("nobody else's session").hasSize(2);
    sessions.end(yusuf, mark);
    assertThat(sessions.of("yusuf", "")).hasSize(1);
    assertThat(another.getValue()).isNotEmpty();
  }

  @Test
  void takesAnInvitationOnceAndInTime() throws Exception {
    Officer admin = accounts.open("admin", "Admin", PASSWORD, 1, Role.ADMINISTRATOR);
    Officer fresh = accounts.openInvited("baru", "Baru", 1, Role.LIAISON, admin);
    String code = invitations.invite(fresh, admin);
    web.perform(post("/undangan").with(csrf()).param("secret", code))
        .andExpect(content().string(containsString("Baru")));
    web.perform(post("/undangan/sandi").with(csrf()).param("secret", code).param("baru", "pendek"))
        .andExpect(status().isUnprocessableContent());
    web.perform(post("/undangan/sandi").with(csrf()).param("secret", code).param("baru", PASSWORD))
        .andExpect(redirectedUrl("/masuk"));
    web.perform(
            post("/undangan/sandi").with(csrf()).param("secret", code).param("baru", PASSWORD + 2))
        .andExpect(status().isUnprocessableContent());
    assertThat(accounts.enter("baru", PASSWORD)).isPresent();

    String late = invitations.invite(fresh, admin);
    assertThat(accounts.enter("baru", PASSWORD)).as("the old password is gone").isEmpty();
    String last = invitations.invite(fresh, admin);
    assertThat(invitations.whose(late)).as("only the newest link works").isEmpty();
    clock.advance(Invitations.WORKS);
    assertThat(invitations.whose(last)).isEmpty();
    assertThat(jdbc.queryForList("SELECT * FROM people_invitation").toString())
        .doesNotContain(code, last);
  }

  private Cookie firstStep(String login) throws Exception {
    return session(post("/masuk").with(csrf()).param("login", login).param("password", PASSWORD));
  }

  private Cookie session(MockHttpServletRequestBuilder request) throws Exception {
    Cookie cookie = web.perform(request).andReturn().getResponse().getCookie("sesi");
    return java.util.Objects.requireNonNull(cookie);
  }

  private org.springframework.test.web.servlet.ResultActions answer(
      Cookie half, String code, String next) throws Exception {
    return web.perform(
        post("/masuk/kunci").cookie(half).with(csrf()).param("kode", code).param("lanjut", next));
  }

  /** The secret as the page shows it, read back as a person would type it. */
  private byte[] offered(Cookie half) throws Exception {
    String page =
        web.perform(get("/masuk/kunci").cookie(half))
            .andReturn()
            .getResponse()
            .getContentAsString();
    Matcher found = Pattern.compile("class=\"secret\">([A-Z2-7 ]+)<").matcher(page);
    assertThat(found.find()).isTrue();
    String typed = found.group(1).replace(" ", "");
    byte[] secret = new byte[Totp.SECRET_BYTES];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (char c : typed.toCharArray()) {
      buffer = (buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        secret[at++] = (byte) (buffer >> bits);
        buffer &= (1 << bits) - 1;
      }
    }
    return secret;
  }
}
