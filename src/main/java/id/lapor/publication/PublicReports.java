package id.lapor.publication;

import id.lapor.agency.AgencyId;
import id.lapor.report.Changes;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The public copy of reports, brought up to date in the transaction that changes them. What may not
 * be seen is not in it.
 */
@Repository
class PublicReports {

  static final int PAGE = 20;

  /** As far as an anonymous report tells its place: the district, {@code 64.74.01}. */
  private static final int DISTRICT_LENGTH = 8;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  PublicReports(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  @EventListener
  void on(Changes changes) {
    List<Object[]> hidden = new ArrayList<>();
    List<@Nullable Object[]> shown = new ArrayList<>();
    for (Changes.Change change : changes.all()) {
      Report report = change.after();
      if (report.matter().visibleToAll()) {
        shown.add(row(report));
      } else if (change.before() != null && change.before().matter().visibleToAll()) {
        hidden.add(new Object[] {report.id().value()});
      }
    }
    if (!hidden.isEmpty()) {
      batches.batchUpdate("DELETE FROM publication_report WHERE report_id = ?", hidden);
    }
    if (!shown.isEmpty()) {
      batches.batchUpdate(UPSERT, shown);
    }
  }

  /** A page of reports and one more, newest first; no words make the newest, words a search. */
  List<PublicReport> find(Search search) {
    if (search.words().isBlank()) {
      return list(SearchQuery.newest(search, PAGE + 1), search);
    }
    List<PublicReport> recent = list(SearchQuery.amongNewest(search, PAGE + 1), search);
    return recent.size() > PAGE ? recent : list(SearchQuery.anywhere(search, PAGE + 1), search);
  }

  private List<PublicReport> list(String sql, Search search) {
    return jdbc.sql(sql).params(SearchQuery.params(search)).query(PublicReports::report).list();
  }

  Optional<PublicReport> find(Reference reference) {
    return jdbc.sql(SELECT + "WHERE reference = ?")
        .param(reference.code())
        .query(PublicReports::report)
        .optional();
  }

  private static final String SELECT =
      "SELECT " + SearchQuery.COLUMNS + " FROM publication_report r ";

  private static final String UPSERT =
      """
      INSERT INTO publication_report (
        report_id, reference, stage, kind, category, agency_id, region, text, supporters, received_at, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (report_id) DO UPDATE
      SET stage = excluded.stage, kind = excluded.kind, category = excluded.category, agency_id = excluded.agency_id,
          region = excluded.region, text = excluded.text, supporters = excluded.supporters, changed_at = excluded.changed_at
      """;

  private static @Nullable Object[] row(Report report) {
    Matter m = report.matter();
    return new @Nullable Object[] {
      report.id().value(),
      report.reference().code(),
      report.stage().name(),
      m.kind().name(),
      m.category(),
      report.course().lead().map(AgencyId::value).orElse(null),
      coarse(m),
      m.publicText(),
      report.course().supporters(),
      Timestamp.from(report.receivedAt()),
      Timestamp.from(report.changedAt())
    };
  }

  private static @Nullable String coarse(Matter matter) {
    @Nullable String region = matter.place().region();
    if (region == null || matter.visibility() == Visibility.OPEN) {
      return region;
    }
    return region.length() <= DISTRICT_LENGTH ? region : region.substring(0, DISTRICT_LENGTH);
  }

  private static PublicReport report(ResultSet row, int number) throws SQLException {
    @Nullable Long agency = row.getObject("agency_id", Long.class);
    return new PublicReport(
        new ReportId(row.getLong("report_id")),
        new Reference(row.getString("reference")),
        Stage.valueOf(row.getString("stage")),
        Kind.valueOf(row.getString("kind")),
        row.getString("category"),
        agency == null ? null : new AgencyId(agency),
        row.getString("region"),
        row.getString("text"),
        row.getInt("supporters"),
        row.getTimestamp("received_at").toInstant(),
        row.getTimestamp("changed_at").toInstant());
  }
}
