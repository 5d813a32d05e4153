package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.audit.Act;
import id.lapor.audit.Checkpoints;
import id.lapor.audit.Sequencer;
import id.lapor.audit.Trail;
import id.lapor.audit.Verdict;
import id.lapor.audit.Verifier;
import id.lapor.platform.db.DatabaseTest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A million acts; with {@code -Dheavy=true}, because it takes minutes to write them. */
@DatabaseTest
@EnabledIfSystemProperty(named = "heavy", matches = "true")
class VerifierSizeIntegrationTests {

  private static final int REPORTS = 200_000;
  private static final int ACTS = 5 * REPORTS;

  @Autowired JournalWitness witness;
  @Autowired Trail trail;
  @Autowired Sequencer sequencer;
  @Autowired Checkpoints checkpoints;
  @Autowired Verifier verifier;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  /** The same rows by plain JDBC, nothing done with them. */
  private Duration read() {
    long start = System.nanoTime();
    transaction.executeWithoutResult(_ -> {
      JdbcTemplate plain = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
      plain.setFetchSize(5_000);
      for (String table : List.of("audit_place", "audit_leaf", "audit_key", "report_event")) {
        plain.query(
            "SELECT * FROM " + table,
            row -> {
              for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                row.getObject(i);
              }
            });
      }
    });
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void fill() {
    jdbc.update(
        """
        INSERT INTO report_case (
          reference, version, stage, kind, oversight, visibility, name_shown, channel, text, desk_id, course,
          received_at, changed_at)
        SELECT 'R' || n, 5, 'IN_PROGRESS', 'COMPLAINT', false, 'OPEN', false, 'WEB', 'x', 1,
          '{"stage": "IN_PROGRESS", "desk": {"value": 1}, "assignments": [], "handovers": [], "hops": 0, "ownerFinal": false,
            "disputes": 0, "supporters": 0}', timestamptz '2026-01-01', timestamptz '2026-01-01'
        FROM generate_series(1, ?) n
        """,
        REPORTS);
    jdbc.update(
        """
        INSERT INTO report_event (report_id, seq, at, kind, actor, body)
        SELECT n, s, timestamptz '2026-01-01', CASE s WHEN 1 THEN 'Filed' ELSE 'FollowedUp' END,
          '{"is": "Officer", "account": 7, "name": "Rani Prasetya", "agency": {"value": 3}, "role": "LIAISON"}',
          CASE s
            WHEN 1 THEN '{"desk": {"value": 1}, "evidence": [], "matter": {"kind": "COMPLAINT", "oversight": false,
              "visibility": "OPEN", "nameShown": false, "channel": "WEB", "text": "x", "place": {}}}'::jsonb
            ELSE jsonb_build_object('by', jsonb_build_object('value', 3), 'evidence', '[]'::jsonb,
              'text', repeat('Lampu diganti ' || n, 12))
          END
        FROM generate_series(1, ?) n, generate_series(1, 5) s
        """,
        REPORTS);
  }

  private void record() {
    transaction.executeWithoutResult(_ -> {
      try (Stream<Act> acts = witness.acts()) {
        acts.gather(Gatherers.windowFixed(5_000)).forEach(trail::add);
      }
    });
  }

  @Test
  void checksAMillionActsInHalfAMinute() {
    fill();
    record();
    sequencer.placeAll();
    checkpoints.publish();
    jdbc.execute("ANALYZE");
    Duration reading = read();
    long start = System.nanoTime();
    Verdict verdict = verifier.verify();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println("verify: " + ACTS + " acts in " + took + ", the bare rows in " + reading);
    assertThat(verdict.first()).isEmpty();
    assertThat(verdict.acts()).isEqualTo(ACTS);
    assertThat(took).isLessThan(Duration.ofSeconds(30));
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.execute("SET LOCAL session_replication_role = replica");
      jdbc.update("UPDATE report_event SET kind = 'Noted' WHERE report_id = 123456 AND seq = 3");
      assertThat(verifier.verify().first().orElseThrow().row()).isEqualTo("report 123456, act 3");
    });
  }
}
