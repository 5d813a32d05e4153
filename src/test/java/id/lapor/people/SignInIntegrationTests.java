package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.platform.db.ApplicationTest;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ApplicationTest
class SignInIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Accounts accounts;
  @Autowired Sessions sessions;
  @Autowired JdbcClient jdbc;
  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

  @Test
  void keepsOnlyAnArgon2idHash() {
    accounts.open("hash", "Hana", "kata-sandi-panjang", 1, Role.LIAISON);
    assertThat(
            jdbc.sql("SELECT password_hash FROM people_account WHERE login = 'hash'")
                .query(String.class)
                .single())
        .startsWith("$argon2id$v=19$");
    assertThat(SecurityConfiguration.hashing().encode("kata-sandi-panjang"))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void letsInWithTheRightPasswordOnlyAndSendsOnToOwnPagesOnly() throws Exception {
    accounts.open("rani", "Rani", "kata-sandi-panjang", 1, Role.LIAISON);
    web.perform(post("/masuk").with(csrf()).param("login", "rani").param("password", "salah"))
        .andExpect(status().isUnprocessableContent());
    web.perform(
            post("/masuk")
                .with(csrf())
                .param("login", " RANI ")
                .param("password", "kata-sandi-panjang")
                .param("lanjut", "//evil.example"))
        .andExpect(redirectedUrl("/kerja"));
  }

  @Test
  void signsOutAfterTwelveHoursHoweverOftenTheOfficerCame() throws Exception {
    accounts.open("wulan", "Wulan", "kata-sandi-panjang", 1, Role.LIAISON);
    Cookie session = enter("wulan");
    older(Shift.OFFICER.minusMinutes(5));
    web.perform(get("/akun").cookie(session)).andExpect(status().isOk());
    older(Duration.ofMinutes(6));
    web.perform(get("/akun").cookie(session)).andExpect(redirectedUrl("/masuk?lanjut=%2Fakun"));
    assertThat(sessions.of("wulan", "")).as("nothing of it is left").isEmpty();
  }

  @Test
  void leavesNothingInTheBrowsersCacheAfterSigningOut() throws Exception {
    accounts.open("zaki", "Zaki", "kata-sandi-panjang", 1, Role.LIAISON);
    web.perform(post("/keluar").cookie(enter("zaki")).with(csrf()))
        .andExpect(redirectedUrl("/"))
        .andExpect(header().string("Clear-Site-Data", "\"cache\""));
  }

  @Test
  void namesSessionsByMoreRandomBitsThanAUuidHas() throws Exception {
    accounts.open("xena", "Xena", "kata-sandi-panjang", 1, Role.LIAISON);
    String id = shown(enter("xena")).replaceFirst("\\..*", "");
    assertThat(Base64.getUrlDecoder().decode(id)).hasSize(27);
    assertThat(id).doesNotMatch("[0-9a-f-]+");
  }

  /** Neither a stolen dump nor a row of somebody's own lets anybody in. */
  @Test
  void opensNoSessionByWhatLiesInTheDatabase() throws Exception {
    accounts.open("tari", "Tari", "kata-sandi-panjang", 1, Role.LIAISON);
    Cookie hers = enter("tari");
    web.perform(get("/akun").cookie(hers)).andExpect(status().isOk());
    List<String> kept =
        jdbc.sql("SELECT trim(session_id) FROM spring_session")
            .query((row, _) -> row.getString(1))
            .list();
    assertThat(kept).anyMatch(id -> shown(hers).startsWith(id + "."));
    for (String id : kept) {
      for (String tried : List.of(id, id + ".", id + "." + id)) {
        web.perform(get("/akun").cookie(new Cookie("sesi", hidden(tried))))
            .andExpect(header().string("Location", startsWith("/masuk")));
      }
    }
  }

  /** Who may write to the database and has a session of their own makes it nobody else's. */
  @Test
  void becomesNobodyElseByARow() throws Exception {
    accounts.open("vina", "Vina", "kata-sandi-panjang", 1, Role.LIAISON);
    accounts.open("umar", "Umar", "kata-sandi-panjang", 2, Role.LIAISON);
    Cookie own = enter("vina");
    enter("umar");
    int changed =
        jdbc.sql(
                """
                UPDATE spring_session_attributes t SET attribute_bytes = o.attribute_bytes
                FROM spring_session_attributes o, spring_session s, spring_session u
                WHERE s.primary_id = t.session_primary_id AND s.principal_name = 'vina'
                  AND u.primary_id = o.session_primary_id AND u.principal_name = 'umar'
                  AND t.attribute_name = o.attribute_name
                """)
            .update();
    assertThat(changed).isGreaterThan(1);
    web.perform(get("/akun").cookie(own))
        .andExpect(header().string("Location", startsWith("/masuk")));
    assertThat(sessions.of("vina", "")).isEmpty();
  }

  private static String shown(Cookie cookie) {
    return new String(Base64.getDecoder().decode(cookie.getValue()), StandardCharsets.US_ASCII);
  }

  private static String hidden(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.US_ASCII));
  }

  /** As if every session had begun that much earlier. */
  private void older(Duration by) {
    jdbc.sql("UPDATE spring_session SET creation_time = creation_time - ?")
        .param(by.toMillis())
        .update();
  }

  private Cookie enter(String login) throws Exception {
    return Objects.requireNonNull(
        web.perform(
                post("/masuk")
                    .with(csrf())
                    .param("login", login)
                    .param("password", "kata-sandi-panjang"))
            .andReturn()
            .getResponse()
            .getCookie("sesi"));
  }

  /** Whatever is sent twice is one value, and that one is checked and used. */
  @Test
  void takesNoFieldThatIsSentTwice() throws Exception {
    accounts.open("yuni", "Yuni", "kata-sandi-panjang", 1, Role.LIAISON);
    web.perform(
            post("/masuk")
                .with(csrf())
                .param("login", "yuni", "rani")
                .param("password", "kata-sandi-panjang", "salah"))
        .andExpect(status().isUnprocessableContent());
  }

  @Test
  void takesNoFormsFromElsewhere() throws Exception {
    web.perform(post("/masuk").param("login", "rani").param("password", "x"))
        .andExpect(status().isForbidden());
  }

  @Test
  void hasADoorkeeperAtEveryDoor() {
    assertThat(requestMappingHandlerMapping.getHandlerMethods().values())
        .filteredOn(m -> m.getBeanType().getPackageName().startsWith("id.lapor"))
        .filteredOn(m -> !Doorkeeper.isOpen(m) && !Doorkeeper.isForMembers(m))
        .filteredOn(m -> Doorkeeper.rolesOf(m) == null)
        .extracting(HandlerMethod::toString)
        .isEmpty();
  }
}
