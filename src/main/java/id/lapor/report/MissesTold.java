package id.lapor.report;

import id.lapor.agency.AgencyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** The missed promises that journals tell of, over all reports. */
@Service
public class MissesTold {

  private static final int A_SHEET = 1_000;

  private static final String TOLD =
      """
      SELECT report_id, seq, body ->> 'clock' AS clock, (body -> 'office' ->> 'value')::bigint AS office, body ->> 'dueAt' AS due,
             (body ->> 'step')::int AS step
      FROM report_event
      WHERE kind = 'Escalated'
      """;

  private final JdbcTemplate jdbc;

  MissesTold(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A promise that was missed, and one step of its ladder. */
  public record Missed(ReportId report, String clock, AgencyId office, Instant dueAt, int step) {}

  private record Place(int seq, Missed missed) {}

  /** By thousands, each by report_event_escalated. */
  public Stream<List<Missed>> sheets() {
    return Stream.iterate(
            after(Long.MIN_VALUE, 0),
            sheet -> !sheet.isEmpty(),
            sheet -> after(sheet.getLast().missed().report().value(), sheet.getLast().seq()))
        .map(sheet -> sheet.stream().map(Place::missed).toList());
  }

  private List<Place> after(long report, int seq) {
    return jdbc.query(
        TOLD + " AND (report_id, seq) > (?, ?) ORDER BY report_id, seq LIMIT ?",
        (row, number) -> new Place(row.getInt("seq"), missed(row, number)),
        report,
        seq,
        A_SHEET);
  }

  /** Those of some reports; uses report_event_escalated. */
  public List<Missed> of(Collection<ReportId> reports) {
    return jdbc.query(
        TOLD + " AND report_id = ANY(?)",
        MissesTold::missed,
        (Object) reports.stream().map(ReportId::value).distinct().toArray(Long[]::new));
  }

  private static Missed missed(ResultSet row, int number) throws SQLException {
    return new Missed(
        new ReportId(row.getLong("report_id")),
        row.getString("clock"),
        new AgencyId(row.getLong("office")),
        Instant.parse(row.getString("due")),
        row.getInt("step"));
  }
}
