package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From rows to clocks. */
final class ClockRows {

  static final String SELECT =
      """
      SELECT id, report_id, office_id, kind, rules_id, term, unit, budget_s, consumed_s, started_at, due_at, state, step,
             asked, breached_at, stopped_at, fires_at, climbs_from, ended_by, mark, runs_mark
      FROM deadline_clock
      """;

  private ClockRows() {}

  static Clock clock(ResultSet row, int number) throws SQLException {
    @Nullable String term = row.getString("term");
    return new Clock(
        row.getLong("id"),
        new ReportId(row.getLong("report_id")),
        new AgencyId(row.getLong("office_id")),
        ClockKind.valueOf(row.getString("kind")),
        row.getLong("rules_id"),
        term == null ? null : Term.valueOf(term),
        Allowance.Unit.valueOf(row.getString("unit")),
        Duration.ofSeconds(row.getLong("budget_s")),
        Duration.ofSeconds(row.getLong("consumed_s")),
        row.getTimestamp("started_at").toInstant(),
        row.getTimestamp("due_at").toInstant(),
        Clock.State.valueOf(row.getString("state")),
        row.getInt("step"),
        row.getBoolean("asked"),
        time(row.getTimestamp("breached_at")),
        time(row.getTimestamp("stopped_at")),
        time(row.getTimestamp("fires_at")),
        time(row.getTimestamp("climbs_from")),
        true);
  }

  private static @Nullable Instant time(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
