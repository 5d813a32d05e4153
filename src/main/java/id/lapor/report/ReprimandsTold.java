package id.lapor.report;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** The letters of reprimand that journals tell of, over all reports. */
@Service
public class ReprimandsTold {

  private static final int A_SHEET = 1_000;

  private final JdbcTemplate jdbc;

  ReprimandsTold(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** One, in the journal of a report. */
  public record Told(ReportId report, int seq, String number) {}

  /** By thousands, each by report_event_reprimanded; a letter is told of by each of its reports. */
  public Stream<List<Told>> sheets() {
    return Stream.iterate(
        after(0, 0),
        sheet -> !sheet.isEmpty(),
        sheet -> after(sheet.getLast().report().value(), sheet.getLast().seq()));
  }

  private List<Told> after(long report, int seq) {
    return jdbc.query(
        """
        SELECT report_id, seq, body ->> 'number' AS number
        FROM report_event
        WHERE kind = 'Reprimanded' AND (report_id, seq) > (?, ?)
        ORDER BY report_id, seq
        LIMIT ?
        """,
        (row, _) -> new Told(new ReportId(row.getLong(1)), row.getInt(2), row.getString(3)),
        report,
        seq,
        A_SHEET);
  }
}
