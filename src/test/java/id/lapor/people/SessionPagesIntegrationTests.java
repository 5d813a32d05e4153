package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.platform.Woken;
import id.lapor.platform.db.ApplicationTest;
import jakarta.servlet.http.Cookie;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.util.SerializationUtils;

/** Sessions elsewhere end only for who shows once more who they are. */
@ApplicationTest
class SessionPagesIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";

  @Autowired MockMvc web;
  @Autowired Accounts accounts;
  @Autowired Sessions sessions;
  @Autowired JdbcTemplate jdbc;

  private Cookie enter(String login) throws Exception {
    return Objects.requireNonNull(
        web.perform(post("/masuk").with(csrf()).param("login", login).param("password", PASSWORD))
            .andReturn()
            .getResponse()
            .getCookie("sesi"));
  }

  /** What the page said afterwards. */
  private String end(Cookie session, String mark, String password) throws Exception {
    MockHttpServletResponse answer =
        web.perform(
                post("/akun/sesi/" + mark + "/akhiri")
                    .cookie(session)
                    .with(csrf())
                    .param("sandi", password))
            .andReturn()
            .getResponse();
    return Objects.requireNonNull(answer.getCookie("notice")).getValue();
  }

  private List<String> marks(String login) {
    return sessions.of(login, "").stream().map(Sessions.Session::mark).toList();
  }

  @Test
  void endsOneSessionForWhoKnowsThePassword() throws Exception {
    Officer rani = accounts.open("rani", "Rani", PASSWORD, 1, Role.LIAISON);
    enter("rani");
    String other = marks("rani").getFirst();
    Cookie here = enter("rani");
    assertThat(end(here, other, "")).isEqualTo("people.notice.sessionKept");
    assertThat(end(here, other, "bukan-sandinya")).isEqualTo("people.notice.sessionKept");
    assertThat(marks("rani")).hasSize(2);
    assertThat(end(here, other, PASSWORD)).isEqualTo("people.notice.ended");
    assertThat(marks("rani")).hasSize(1).doesNotContain(other);
    assertThat(accounts.history(rani.accountId()))
        .extracting(AccountAct::what)
        .containsOnlyOnce(AccountAct.What.SESSION_ENDED);
  }

  @Test
  void endsAllOthersAndNotThisOneNorAnybodyElses() throws Exception {
    accounts.open("sari", "Sari", PASSWORD, 1, Role.LIAISON);
    accounts.open("tono", "Tono", PASSWORD, 1, Role.LIAISON);
    enter("tono");
    enter("sari");
    enter("sari");
    Cookie here = enter("sari");
    assertThat(end(here, "semua", "bukan-sandinya")).isEqualTo("people.notice.sessionKept");
    assertThat(marks("sari")).hasSize(3);
    end(here, "semua", PASSWORD);
    assertThat(marks("sari")).hasSize(1);
    assertThat(marks("tono")).hasSize(1);
    assertThat(end(here, marks("tono").getFirst(), PASSWORD)).isEqualTo("people.notice.ended");
    assertThat(marks("tono")).as("another's").hasSize(1);
  }

  /** Something of another kind, and what would be compared with itself for years. */
  @Test
  @Timeout(120)
  void makesNothingOfWhatWasPlantedInARow() throws Exception {
    accounts.open("wati", "Wati", PASSWORD, 1, Role.LIAISON);
    Woken.EVER.set(false);
    for (Object planted : new Object[] {new Woken(), nested(40)}) {
      Cookie here = enter("wati");
      web.perform(get("/akun").cookie(here)).andExpect(status().isOk());
      assertThat(
              jdbc.update(
                  """
                  UPDATE spring_session_attributes SET attribute_bytes = ?
                  WHERE session_primary_id IN (SELECT primary_id FROM spring_session WHERE principal_name = 'wati')
                  """,
                  SerializationUtils.serialize(planted)))
          .isPositive();
      web.perform(get("/akun").cookie(here)).andExpect(status().is3xxRedirection());
      assertThat(Woken.EVER).isFalse();
    }
  }

  private static Object nested(int deep) {
    Set<Object> root = new HashSet<>();
    Set<Object> one = root;
    Set<Object> other = new HashSet<>();
    for (int i = 0; i < deep; i++) {
      Set<Object> below = new HashSet<>();
      Set<Object> beside = new HashSet<>(Set.of("x"));
      one.add(below);
      one.add(beside);
      other.add(below);
      other.add(beside);
      one = below;
      other = beside;
    }
    return root;
  }

  @Test
  void letsNobodyGuessThePasswordThere() throws Exception {
    accounts.open("umar", "Umar", PASSWORD, 1, Role.LIAISON);
    Cookie here = enter("umar");
    for (int i = 0; i < 10; i++) {
      end(here, "semua", "tebakan-" + i);
    }
    web.perform(post("/akun/sesi/semua/akhiri").cookie(here).with(csrf()).param("sandi", PASSWORD))
        .andExpect(status().isTooManyRequests());
  }
}
