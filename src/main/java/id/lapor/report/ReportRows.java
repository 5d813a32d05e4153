package id.lapor.report;

import id.lapor.people.ReporterId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** From rows to reports and journal entries. */
final class ReportRows implements RowMapper<Report> {

  private final Journal journal;

  ReportRows(Journal journal) {
    this.journal = journal;
  }

  @Override
  public Report mapRow(ResultSet row, int number) throws SQLException {
    return new Report(
        new ReportId(row.getLong("id")),
        new Reference(row.getString("reference")),
        row.getLong("version"),
        matter(row),
        journal.course(row.getString("course")),
        row.getTimestamp("received_at").toInstant(),
        row.getTimestamp("changed_at").toInstant());
  }

  Entry entry(ResultSet row, int number) throws SQLException {
    return new Entry(
        new ReportId(row.getLong("report_id")),
        row.getInt("seq"),
        row.getTimestamp("at").toInstant(),
        journal.actor(row.getString("actor")),
        journal.event(row.getString("kind"), row.getString("body")));
  }

  private static Matter matter(ResultSet row) throws SQLException {
    @Nullable Long reporter = row.getObject("reporter_id", Long.class);
    return new Matter(
        Kind.valueOf(row.getString("kind")),
        row.getBoolean("oversight"),
        row.getString("category"),
        Visibility.valueOf(row.getString("visibility")),
        row.getBoolean("name_shown"),
        Channel.valueOf(row.getString("channel")),
        row.getString("text"),
        row.getString("public_text"),
        new Place(
            row.getString("region"),
            row.getObject("latitude", Double.class),
            row.getObject("longitude", Double.class),
            row.getString("address")),
        reporter == null ? null : new ReporterId(reporter));
  }
}
