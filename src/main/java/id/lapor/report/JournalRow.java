package id.lapor.report;

import id.lapor.audit.Act;
import id.lapor.audit.Canonical;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A line of the journal as it stands in the database.
 *
 * @param at to the microsecond, as the database keeps it
 * @param actor JSON
 * @param body JSON
 */
record JournalRow(long report, int seq, Instant at, String kind, String actor, String body) {

  /** About as long as the time, a kind and what stands between them. */
  private static final int WORDS_AROUND = 60;

  /** The stream of the trail that reports are on. */
  static final String STREAM = "report";

  static JournalRow of(Entry e, Journal journal) {
    return new JournalRow(
        e.report().value(),
        e.seq(),
        e.at().truncatedTo(ChronoUnit.MICROS),
        Journal.kind(e.event()),
        journal.write(e.actor()),
        journal.write(e.event()));
  }

  /** All of one report, oldest first. */
  static List<JournalRow> of(JdbcClient jdbc, ReportId report) {
    return jdbc.sql(
            """
            SELECT report_id, seq, at, kind, actor, body FROM report_event
            WHERE report_id = ?
            ORDER BY seq
            """)
        .param(report.value())
        .query(JournalRow::read)
        .list();
  }

  static JournalRow read(ResultSet row, int number) throws SQLException {
    return new JournalRow(
        row.getLong("report_id"),
        row.getInt("seq"),
        row.getTimestamp("at").toInstant(),
        row.getString("kind"),
        row.getString("actor"),
        row.getString("body"));
  }

  Entry entry(Journal journal) {
    return new Entry(
        new ReportId(report), seq, at, journal.actor(actor), journal.event(kind, body));
  }

  Object[] columns() {
    return new Object[] {report, seq, Timestamp.from(at), kind, actor, body};
  }

  /** What goes on the trail: the same bytes from the same row, always. */
  Act act() {
    return act(Canonical.json(actor));
  }

  /**
   * @param canonicalActor the canonical spelling of the actor, where it is known already
   */
  Act act(String canonicalActor) {
    StringBuilder content =
        new StringBuilder(WORDS_AROUND + canonicalActor.length() + body.length());
    content.append(at).append('\n').append(kind).append('\n').append(canonicalActor).append('\n');
    Canonical.write(body, content);
    return new Act(STREAM, report, seq, content.toString().getBytes(StandardCharsets.UTF_8));
  }
}
