package id.lapor.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;

import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import java.time.Duration;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

@ApplicationTest
@ExtendWith(OutputCaptureExtension.class)
class PolicyReportsIntegrationTests {

  @Autowired MockMvc web;
  @Autowired PolicyReports reports;
  @Autowired JdbcTemplate jdbc;
  @Autowired SettableClock clock;

  @BeforeEach
  void nothingYet() {
    jdbc.update("DELETE FROM platform_policy_report");
    clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void areAskedForOnEveryPage() throws Exception {
    web.perform(get("/"))
        .andExpect(
            header()
                .string(
                    "Content-Security-Policy",
                    Matchers.endsWith("; report-uri " + PolicyReports.PATH)));
  }

  @Test
  void countEachKindAndSayItOnce(CapturedOutput log) throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(tell("script-src-elem", "inline", "http://localhost/l/ABCD-EFGH-J?x=1"))
          .isEqualTo(204);
    }
    assertThat(reports.kinds())
        .containsExactly(new PolicyReports.Kind("script-src-elem", "inline", "/l"));
    assertThat(jdbc.queryForObject("SELECT count FROM platform_policy_report", Long.class))
        .isEqualTo(3);
    assertThat(log).containsOnlyOnce("A browser refused something on /l ");
  }

  @Test
  void keepNothingThatCouldBeAboutSomebody(CapturedOutput log) throws Exception {
    tell("img-src", "https://canary.example/canary?canary", "http://localhost/Canary/canary");
    tell("img-src", "http://localhost/canary.png", "canary");
    tell("connect-src", "not an address canary", "http://localhost/l/canary#canary");
    assertThat(reports.kinds())
        .containsExactly(
            new PolicyReports.Kind("connect-src", "elsewhere", "/l"),
            new PolicyReports.Kind("img-src", "elsewhere", "/?"),
            new PolicyReports.Kind("img-src", "own", "/?"));
    assertThat(log.getAll().toLowerCase(java.util.Locale.ROOT)).doesNotContain("canary");
  }

  @Test
  void areRefusedWhenTheyAreNone() throws Exception {
    assertThat(send("{")).isEqualTo(400);
    assertThat(send("[]")).isEqualTo(400);
    assertThat(send("")).isEqualTo(400);
    assertThat(tell("made-up-src", "inline", "http://localhost/")).isEqualTo(400);
    assertThat(tell("img-src", "x".repeat(20_000), "http://localhost/")).isEqualTo(400);
    assertThat(reports.kinds()).isEmpty();
  }

  @Test
  void haveABound() throws Exception {
    for (int i = 0; i < 60; i++) {
      tell("img-src", "inline", "http://localhost/" + "a".repeat(i % 20));
    }
    assertThat(tell("img-src", "inline", "http://localhost/")).isEqualTo(429);
    jdbc.update(
        """
        INSERT INTO platform_policy_report (directive, blocked, page, first_at, last_at)
        SELECT 'img-src', 'data', '/' || i, now(), now() FROM generate_series(1, 180) i
        """);
    clock.advance(Duration.ofMinutes(1));
    assertThat(tell("img-src", "eval", "http://localhost/baru")).isEqualTo(204);
    assertThat(reports.kinds()).hasSize(200);
  }

  private int tell(String directive, String blocked, String page) throws Exception {
    return send(
        """
        {"csp-report": {"document-uri": "%s", "referrer": "canary", "effective-directive": "%s",
          "blocked-uri": "%s", "script-sample": "canary"}}\
        """
            .formatted(page, directive, blocked));
  }

  private int send(String body) throws Exception {
    return web.perform(post(PolicyReports.PATH).contentType("application/csp-report").content(body))
        .andReturn()
        .getResponse()
        .getStatus();
  }
}
