package id.lapor.publication;

import id.lapor.agency.AgencyId;
import id.lapor.report.Changes;
import id.lapor.report.Cursor;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    List<@Nullable Object[]> touched = new ArrayList<>();
    for (Changes.Change change : changes.all()) {
      Report report = change.after();
      if (sameText(change)) {
        touched.add(touch(report));
      } else if (report.matter().visibleToAll()) {
        shown.add(row(report));
      } else if (change.before() != null && change.before().matter().visibleToAll()) {
        hidden.add(new Object[] {report.id().value()});
      }
    }
    if (!hidden.isEmpty()) {
      batches.batchUpdate("DELETE FROM publication_report WHERE report_id = ?", hidden);
    }
    if (!touched.isEmpty()) {
      batches.batchUpdate(TOUCH, touched);
    }
    if (!shown.isEmpty()) {
      batches.batchUpdate(UPSERT, shown);
    }
  }

  /** Shown before and after with the same words, so that nothing has to be indexed again. */
  private static boolean sameText(Changes.Change change) {
    Matter now = change.after().matter();
    return change.before() != null
        && change.before().matter().visibleToAll()
        && now.visibleToAll()
        && change.before().matter().equals(now);
  }

  private static final String TOUCH =
      """
      UPDATE publication_report
      SET stage = ?, agency_id = ?, supporters = ?, changed_at = ?
      WHERE report_id = ?
      """;

  private static @Nullable Object[] touch(Report report) {
    return new @Nullable Object[] {
      report.stage().name(),
      report.course().lead().map(AgencyId::value).orElse(null),
      report.course().supporters(),
      Timestamp.from(report.changedAt()),
      report.id().value()
    };
  }

  /** A page of reports, newest first. */
  List<PublicReport> find(Search search) {
    StringBuilder where = new StringBuilder("(received_at, report_id) < (:at, :id)");
    Map<String, Object> params = new HashMap<>();
    @Nullable Cursor after = search.after();
    params.put(
        "at", Timestamp.from(after == null ? Instant.parse("9999-01-01T00:00:00Z") : after.at()));
    params.put("id", after == null ? Long.MAX_VALUE : after.id().value());
    if (!search.words().isBlank()) {
      where.append(" AND search @@ websearch_to_tsquery('indonesian', :words)");
      params.put("words", search.words());
    }
    if (search.category() != null) {
      where.append(" AND category = :category");
      params.put("category", search.category());
    }
    if (search.agency() != null) {
      where.append(" AND agency_id = :agency");
      params.put("agency", search.agency().value());
    }
    if (!search.stages().isEmpty()) {
      where.append(" AND stage = ANY(:stages)");
      params.put("stages", search.stages().stream().map(Stage::name).toArray(String[]::new));
    }
    if (search.region() != null) {
      where.append(" AND (region = :region OR region LIKE :inside)");
      params.put("region", search.region());
      params.put("inside", search.region() + ".%");
    }
    return jdbc.sql(
            SELECT
                + "WHERE "
                + where
                + " ORDER BY received_at DESC, report_id DESC LIMIT "
                + (PAGE + 1))
        .params(params)
        .query(PublicReports::report)
        .list();
  }

  Optional<PublicReport> find(Reference reference) {
    return jdbc.sql(SELECT + "WHERE reference = ?")
        .param(reference.code())
        .query(PublicReports::report)
        .optional();
  }

  private static final String SELECT =
      """
      SELECT report_id, reference, stage, kind, category, agency_id, region, text, supporters, received_at, changed_at
      FROM publication_report
      """;

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
