package id.lapor.operations;

import id.lapor.agency.AgencyId;
import id.lapor.people.DataRequests;
import id.lapor.people.Retained;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the pages of data protection cost when a million reports have ended, a million messages were
 * sent and a million people asked about their data: each beside the same on the thousand that are
 * due, or on none.
 */
@Component
@Profile("bench")
class DataBench {

  private static final int MILLION = 1_000_000;
  private static final int PERSONS = 1_050;
  private static final int AT_ONCE = 100;
  private static final Instant TERM = Instant.parse("2001-01-01T00:00:00Z");
  private static final String BEFORE = "before the million";
  private static final double NANOS = 1e6;

  private final Reports reports;
  private final FilingBench filings;
  private final List<Retained> kinds;
  private final DataRequests requests;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  /** So that nothing measured is left out because nobody looks at it. */
  private long seen;

  DataBench(
      Reports reports,
      FilingBench filings,
      List<Retained> kinds,
      DataRequests requests,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.clock = clock;
    this.reports = reports;
    this.filings = filings;
    this.kinds = kinds;
    this.requests = requests;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  void measure(AgencyId desk, Figures figures) {
    for (int i = 0; i < PERSONS; i++) {
      Report report = filings.file(desk);
      reports.command(report.id(), new Command.Withdraw(""), new Actor.Reporter());
      jdbc.sql("UPDATE report_case SET changed_at = :at WHERE id = :id")
          .param("at", Timestamp.from(TERM.minus(Duration.ofDays(i + 1))))
          .param("id", report.id().value())
          .update();
    }
    jdbc.sql(
            """
            UPDATE notification_message
            SET state = 'SENT', sent_at = created_at, created_at = timestamptz '2000-01-01' - id * interval '1 minute'
            WHERE state = 'QUEUED'
            """)
        .update();
    cases(figures);
    retention(Retained.Rule.MESSAGES, figures, this::messages);
    retention(Retained.Rule.IDENTITIES, figures, () -> ended(desk));
  }

  /** What the case page and the public page of the trail ask of the requests. */
  private void cases(Figures figures) {
    double before = millis(this::page);
    jdbc.sql(
            """
            INSERT INTO people_data_request (kind, origin, asked_at, due_at, closed_at, outcome)
            SELECT 'ACCESS', 'PAGE', a.at, a.at + interval '3 days', a.at + n % 5 * interval '1 day', 'DONE'
            FROM (SELECT n, now() - n * interval '20 seconds' AS at FROM generate_series(1, :n) n) a
            """)
        .param("n", MILLION)
        .update();
    jdbc.sql(
            """
            INSERT INTO people_data_request_count (day, asked, closed, late)
            SELECT (asked_at AT TIME ZONE 'UTC')::date, count(*), count(*), count(*) FILTER (WHERE closed_at > due_at)
            FROM people_data_request
            GROUP BY 1
            """)
        .update();
    jdbc.sql("ANALYZE people_data_request, people_data_request_count").update();
    figures.millis("cases of data protection, a million", millis(this::page), "with none", before);
  }

  private long page() {
    return requests.open(AT_ONCE).size()
        + requests.totals(clock.instant().minus(Duration.ofDays(365))).asked();
  }

  private void retention(Retained.Rule rule, Figures figures, Runnable fill) {
    Retained kind = kinds.stream().filter(k -> k.rule() == rule).findFirst().orElseThrow();
    String name = "retention, " + rule.name().toLowerCase(Locale.ROOT);
    double count = millis(() -> kind.due(TERM));
    double batch = batch(kind);
    fill.run();
    figures.millis(name + ": dry run", millis(() -> kind.due(TERM)), BEFORE, count);
    figures.millis(name + ": " + AT_ONCE + " go", batch(kind), BEFORE, batch);
    long start = System.nanoTime();
    long all = kind.due(clock.instant());
    double seconds = (System.nanoTime() - start) / 1e9;
    figures.add(
        name + ": dry run over all", String.format(Locale.ROOT, "%,d due, %.1f s", all, seconds));
  }

  private double batch(Retained kind) {
    return millis(
        () -> Objects.requireNonNull(transaction.execute(_ -> (long) kind.letGo(TERM, AT_ONCE))));
  }

  private void ended(AgencyId desk) {
    jdbc.sql(
            """
            INSERT INTO report_case (
              reference, version, stage, kind, oversight, visibility, name_shown, channel, text, desk_id, course,
              received_at, changed_at, reporter_id)
            SELECT 'D' || n, 5, 'CLOSED', 'COMPLAINT', false, 'SECRET', false, 'WEB', 'x', :desk, '{}',
              timestamptz '2002-01-01' + n * interval '10 minutes', timestamptz '2002-01-02' + n * interval '10 minutes', -n
            FROM generate_series(1, :n) n
            """)
        .param("desk", desk.value())
        .param("n", MILLION)
        .update();
    jdbc.sql("ANALYZE report_case").update();
  }

  /** A few are due before and after; the million was written later. */
  private void messages() {
    jdbc.sql(
            """
            INSERT INTO notification_message (report_id, wire, reporter_id, subject, body, state, fires_at, created_at, sent_at)
            SELECT 1, 'EMAIL', -n, 'Laporan Anda', repeat('Dijawab. ', 20), 'SENT', a.at, a.at, a.at
            FROM (SELECT n, timestamptz '2002-01-01' + n * interval '10 minutes' AS at FROM generate_series(1, :n) n) a
            """)
        .param("n", MILLION)
        .update();
    jdbc.sql("ANALYZE notification_message").update();
  }

  /** The middle one of five tries. */
  private double millis(LongSupplier work) {
    double[] tries = new double[5];
    for (int i = 0; i < tries.length; i++) {
      long start = System.nanoTime();
      seen += work.getAsLong();
      tries[i] = (System.nanoTime() - start) / NANOS;
    }
    Arrays.sort(tries);
    return tries[tries.length / 2];
  }
}
