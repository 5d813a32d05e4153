package id.lapor.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.channel.Inbox;
import id.lapor.channel.Letter;
import id.lapor.channel.Lines;
import id.lapor.channel.Wire;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Figures for monitoring, in the format it reads, for nobody else. */
@ApplicationTest
@TestPropertySource(properties = "lapor.metrics.token=kunci-pemantau-yang-panjang")
class MetricsIntegrationTests {

  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  /** OpenMetrics 1.0, "ABNF": name, labels, value. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z][a-z0-9_]*)(\\{[a-z_]+=\"[^\"\\n]*\"(?:,[a-z_]+=\"[^\"\\n]*\")*})? (-?[0-9.]+(?:E[0-9]+)?)");

  @Autowired MockMvc web;
  @Autowired Inbox inbox;
  @Autowired Lines lines;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  private static MockHttpServletRequestBuilder from(String address) {
    return get("/metrics")
        .with(request -> {
          request.setRemoteAddr(address);
          FirstHand.note(request, address);
          return request;
        });
  }

  private Map<String, Double> read() throws Exception {
    String text =
        web.perform(from("127.0.0.1").header(HttpHeaders.ACCEPT, OPEN_METRICS))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString();
    List<String> all = text.lines().toList();
    assertThat(all.getLast()).isEqualTo("# EOF");
    Map<String, Double> figures = new HashMap<>();
    for (String line : all.subList(0, all.size() - 1)) {
      if (!line.matches("# (TYPE|HELP|UNIT) [a-z][a-z0-9_]* .+")) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        String labels = sample.group(2) == null ? "" : sample.group(2);
        assertThat(figures.put(sample.group(1) + labels, Double.valueOf(sample.group(3))))
            .as("once: %s", line)
            .isNull();
      }
    }
    return figures;
  }

  @Test
  void tellHowTheWiresDoAndNothingOfAnybody() throws Exception {
    inbox.take(
        Wire.Kind.SMS,
        UUID.randomUUID().toString(),
        new Letter("+6281299887766", "1708", "rahasia warga", Instant.EPOCH));
    jdbc.sql(
            """
            INSERT INTO notification_message (wire, recipient, subject, body, state, tries, fires_at, created_at)
            VALUES ('EMAIL', 'siti@contoh.example', 'Kabar', 'Isi', 'QUEUED', 0, 'epoch', 'epoch')
            """)
        .update();
    jdbc.sql(
            "INSERT INTO notification_tally (wire, outcome, messages) VALUES ('EMAIL', 'FAILED', 3), ('EMAIL', 'FAILED', 4)")
        .update();
    lines.hold(Lines.KANNEL, UUID.randomUUID(), Duration.ofMinutes(1));
    lines.ill(Lines.KANNEL, Lines.Trouble.AWAY);
    lines.hold(Lines.SMTP, UUID.randomUUID(), Duration.ofMinutes(1));
    lines.well(Lines.SMTP);
    clock.advance(Duration.ofMinutes(2)); // what came in is counted once a minute
    Map<String, Double> figures = read();
    assertThat(figures)
        .containsEntry("lapor_line_connected{line=\"KANNEL\"}", 0.0)
        .containsEntry("lapor_line_connected{line=\"SMTP\"}", 1.0)
        .containsEntry("lapor_messages_total{outcome=\"failed\",wire=\"EMAIL\"}", 7.0)
        .containsEntry("lapor_messages_total{outcome=\"in\",wire=\"SMS\"}", 1.0)
        .containsEntry("lapor_wire_unread{wire=\"SMS\"}", 1.0)
        .containsKeys(
            "lapor_watch_lag_seconds",
            "lapor_wire_last_in_seconds{wire=\"SMS\"}",
            "lapor_wire_to_look_at{wire=\"X\"}",
            "lapor_http_answers_total{outcome=\"2xx\"}",
            "jvm_memory_used_bytes{area=\"heap\"}");
    assertThat(figures.get("lapor_wire_queue{wire=\"EMAIL\"}")).isGreaterThanOrEqualTo(1);
    assertThat(figures.keySet().toString()).doesNotContain("+62", "siti", "rahasia");
    assertThat(read().get("lapor_http_answers_total{outcome=\"2xx\"}"))
        .isGreaterThan(figures.get("lapor_http_answers_total{outcome=\"2xx\"}"));
  }

  @Test
  void areThereForThisMachineAndForTheTokenAlone() throws Exception {
    web.perform(from("203.0.113.9")).andExpect(status().isNotFound());
    web.perform(from("10.0.0.7")).andExpect(status().isNotFound());
    web.perform(from("127.0.0.1").header("X-Forwarded-For", "127.0.0.1"))
        .andExpect(status().isNotFound());
    web.perform(from("127.0.0.1").header("Forwarded", "for=127.0.0.1"))
        .andExpect(status().isNotFound());
    web.perform(get("/metrics")).andExpect(status().isNotFound());
    web.perform(from("10.0.0.7").header(HttpHeaders.AUTHORIZATION, "Bearer salah"))
        .andExpect(status().isNotFound());
    web.perform(
            from("10.0.0.7")
                .header(HttpHeaders.AUTHORIZATION, "Bearer kunci-pemantau-yang-panjang"))
        .andExpect(status().isOk());
    web.perform(from("::1")).andExpect(status().isOk());
  }
}
