package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Command;
import id.lapor.report.Report;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;

/** Updates lead on from page to page, however many there are. */
@ApplicationTest
class DeepPagesIntegrationTests extends Open311Town {

  @Autowired JdbcClient jdbc;

  /** Deeper pages are refused: it leads on by time instead. */
  @Test
  void leadsOnHoweverMuchThereIs() throws Exception {
    Report shown = shown("Lampu yang terbuka");
    clock.advance(Duration.ofMinutes(1));
    Instant start = clock.instant();
    jdbc.sql(
            """
            INSERT INTO api_event (report_id, seq, desk_id, at, told_at)
            SELECT :report, 1000 + n, :desk, at, at
            FROM generate_series(1, 11500) n, LATERAL (SELECT CAST(:start AS timestamptz) + n * interval '1 second' AS at)
            """)
        .param("report", shown.id().value())
        .param("desk", city.desk.value())
        .param("start", Timestamp.from(start))
        .update();
    clock.advance(Duration.ofHours(4));
    reports.command(
        shown.id(),
        new Command.Reply("Masih gelap, kata pelapor", List.of()),
        new id.lapor.report.Actor.Reporter());
    String next =
        V2
            + "servicerequestupdates.json?start_date=%s&end_date=%s"
                .formatted(start, clock.instant());
    int pages = 0;
    String last = "";
    while (!next.isEmpty() && pages < 20) {
      MockHttpServletResponse answer = answer(get(URI.create(next)).param("api_key", key));
      assertThat(answer.getStatus()).as(next).isEqualTo(200);
      last = answer.getContentAsString();
      pages++;
      next =
          Objects.requireNonNullElse(answer.getHeader("Link"), "")
              .replaceFirst("^<([^>]+)>; rel=\"next\"$", "$1");
    }
    assertThat(pages).isEqualTo(12);
    assertThat(JSON.readTree(last).size()).isEqualTo(1);
  }
}
