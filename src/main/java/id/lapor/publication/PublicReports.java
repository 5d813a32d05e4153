package id.lapor.publication;

import id.lapor.agency.AgencyId;
import id.lapor.people.Contact;
import id.lapor.people.Look;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
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
  private final Reporters reporters;

  PublicReports(JdbcClient jdbc, JdbcTemplate batches, Reporters reporters) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.reporters = reporters;
  }

  @EventListener
  void on(Changes changes) {
    List<Object[]> hidden = new ArrayList<>();
    List<@Nullable Object[]> shown = new ArrayList<>();
    for (Changes.Change change : changes.all()) {
      Report report = change.after();
      if (report.matter().visibleToAll()) {
        shown.add(row(report, name(change)));
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

  @EventListener
  void on(Reporters.Erased erased) {
    jdbc.sql("UPDATE publication_report SET name = NULL, reporter_id = NULL WHERE reporter_id = ?")
        .param(erased.reporter().value())
        .update();
  }

  /** The name its reporter chose to show; out of the vault once, when the report becomes public. */
  private @Nullable String name(Changes.Change change) {
    Matter matter = change.after().matter();
    boolean fresh = change.before() == null || !change.before().matter().visibleToAll();
    @Nullable ReporterId reporter = matter.reporter();
    if (!fresh || !matter.nameShown() || reporter == null) {
      return null;
    }
    Look look = Look.of(Look.Purpose.PUBLISHED, change.after().reference().toString());
    return reporters.look(reporter, look).map(Contact::name).orElse(null);
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
      SELECT report_id, reference, stage, kind, category, agency_id, region, text, supporters, received_at, changed_at, name
      FROM publication_report
      """;

  private static final String UPSERT =
      """
      INSERT INTO publication_report (
        report_id, reference, stage, kind, category, agency_id, region, text, supporters, received_at, changed_at,
        name, reporter_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (report_id) DO UPDATE
      SET stage = excluded.stage, kind = excluded.kind, category = excluded.category, agency_id = excluded.agency_id,
          region = excluded.region, text = excluded.text, supporters = excluded.supporters, changed_at = excluded.changed_at,
          name = CASE WHEN excluded.reporter_id IS NULL THEN NULL ELSE coalesce(excluded.name, publication_report.name) END,
          reporter_id = excluded.reporter_id
      """;

  private static @Nullable Object[] row(Report report, @Nullable String name) {
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
      Timestamp.from(report.changedAt()),
      name,
      m.nameShown() && m.reporter() != null ? (Long) m.reporter().value() : null
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
        row.getTimestamp("changed_at").toInstant(),
        row.getString("name"));
  }
}
