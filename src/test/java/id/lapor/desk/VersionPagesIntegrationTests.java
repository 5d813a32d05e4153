package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.deadline.Ladder;
import id.lapor.deadline.Recounts;
import id.lapor.deadline.RuleBook;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** Versions of the rules: each published once, and one a day. */
@ApplicationTest
class VersionPagesIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Recounts recounts;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    new City(agencies, reports);
  }

  /** An old page is no decision about what has become of its version since. */
  @Test
  void publishesNothingAgainThatWasTakenBack() throws Exception {
    Confirming form = at("/aturan/strict");
    ResultActions shown = form.preview(rules("9d", "2026-02-03"));
    form.yes(shown, rules("9d", "2026-02-03")).andExpect(redirectedUrl("/aturan"));
    takeBack(last("strict"));
    int before = recounts.books().size();
    form.yes(shown, rules("9d", "2026-02-03"))
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("Orang lain mengubah ini")));
    assertThat(recounts.books()).hasSize(before);
  }

  @Test
  void letsOneVersionBeginADay() throws Exception {
    Confirming form = at("/aturan/strict");
    form.confirm(rules("9d", "2026-02-03")).andExpect(redirectedUrl("/aturan"));
    RuleBook first = last("strict");
    form.preview(rules("8d", "2026-02-03"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("sudah ada versi lain")))
        .andExpect(content().string(containsString("name=\"FIRST_ANSWER\" value=\"8\"")));
    RuleBook another =
        first.next(
            new RuleBook.Decision(first.validFrom(), false, "Nadia", "Percobaan dua versi."),
            Map.of(),
            new Ladder(first.rungs()));
    assertThatThrownBy(() -> recounts.publish(another, ZoneId.of("Asia/Makassar")))
        .isInstanceOf(DuplicateKeyException.class);
    takeBack(first);
    form.confirm(rules("8d", "2026-02-03")).andExpect(redirectedUrl("/aturan"));
    takeBack(last("strict"));
  }

  /** Both taps have seen that nothing stands yet; one is done, the other finds it done. */
  @Test
  void takesADoubleTapForOne() throws Exception {
    Confirming form = at("/aturan/strict");
    Map<String, String> typed = rules("9d", "2026-02-04");
    ResultActions shown = form.preview(typed);
    int before = recounts.books().size();
    List<Future<ResultActions>> taps = new ArrayList<>();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      transaction.executeWithoutResult(_ -> {
        jdbc.sql("SELECT pg_advisory_xact_lock(17081945)").query((_, _) -> true).list();
        taps.add(two.submit(() -> form.yes(shown, typed)));
        taps.add(two.submit(() -> form.yes(shown, typed)));
        while (waiting() < 2 && taps.stream().noneMatch(Future::isDone)) {
          Thread.onSpinWait();
        }
      });
      for (Future<ResultActions> tap : taps) {
        tap.get().andExpect(redirectedUrl("/aturan"));
      }
    }
    assertThat(recounts.books()).hasSize(before + 1);
  }

  private int waiting() {
    return jdbc.sql(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 17081945 AND NOT granted")
        .query(Integer.class)
        .single();
  }

  private void takeBack(RuleBook book) throws Exception {
    web.perform(
            post("/aturan/versi/" + book.id() + "/cabut")
                .with(nadia())
                .with(csrf())
                .param("why", "Salah ketik pada jangka waktu jawaban."))
        .andExpect(redirectedUrl("/aturan"));
  }

  private RuleBook last(String profile) {
    return recounts.books().stream().filter(b -> b.profile().equals(profile)).toList().getLast();
  }

  private static Map<String, String> rules(String firstAnswer, String from) {
    return RuleForm.firstAnswer(firstAnswer, from);
  }

  private Confirming at(String address) {
    return new Confirming(web, nadia(), address);
  }

  private RequestPostProcessor nadia() {
    Officer officer =
        new Officer(
            77, "nadia", "Nadia", agencies.nationalAdmin().id().value(), Role.NATIONAL_ADMIN);
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }
}
