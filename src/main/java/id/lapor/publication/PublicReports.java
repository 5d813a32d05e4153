package id.lapor.publication;

import id.lapor.agency.AgencyId;
import id.lapor.deadline.Caught;
import id.lapor.deadline.Deadlines;
import id.lapor.people.Contact;
import id.lapor.people.Look;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.report.Changes;
import id.lapor.report.Event;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.PublicTimes;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Stage;
import id.lapor.report.Whose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final Whose whose;
  private final Deadlines deadlines;
  private final PublicTimes times;

  PublicReports(
      JdbcClient jdbc, JdbcTemplate batches, Whose whose, Deadlines deadlines, PublicTimes times) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.whose = whose;
    this.deadlines = deadlines;
    this.times = times;
  }

  @EventListener
  void on(Changes changes) {
    List<Object[]> hidden = new ArrayList<>();
    List<@Nullable Object[]> shown = new ArrayList<>();
    List<@Nullable Object[]> touched = new ArrayList<>();
    for (Changes.Change change : changes.all()) {
      Report report = change.after();
      if (sameText(change)) {
        touched.add(touch(report, missed(change)));
      } else if (report.matter().visibleToAll()) {
        shown.add(row(report, name(change)));
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

  /** The watch found a promise missed. */
  private static boolean missed(Changes.Change change) {
    return change.entries().stream()
        .anyMatch(e -> e.event() instanceof Event.Escalated x && x.step() == 0);
  }

  @EventListener
  void on(Caught caught) {
    mark(deadlines.overdue(caught.reports()), caught.reports());
  }

  private void mark(Set<ReportId> overdue, Collection<ReportId> reports) {
    batches.batchUpdate(
        "UPDATE publication_report SET overdue = ? WHERE report_id = ?",
        reports.stream().map(r -> new Object[] {overdue.contains(r), r.value()}).toList());
  }

  /** A name once shown is not shown again when the identity is opened again. */
  @EventListener
  void on(Reporters.Restricted restricted) {
    jdbc.sql("UPDATE publication_report SET name = NULL WHERE reporter_id = ?")
        .param(restricted.reporter().value())
        .update();
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
    return whose.look(change.after(), look).map(Contact::name).orElse(null);
  }

  /** Shown before and after with the same words, so that nothing has to be indexed again. */
  private static boolean sameText(Changes.Change change) {
    Matter now = change.after().matter();
    return change.before() != null && now.visibleToAll() && change.before().matter().equals(now);
  }

  private static final String TOUCH =
      """
      UPDATE publication_report
      SET stage = ?, agency_id = ?, desk_id = ?, supporters = ?, changed_at = ?, overdue = overdue OR ?,
          ended_at = CASE WHEN ? THEN coalesce(ended_at, ?) END
      WHERE report_id = ?
      """;

  private @Nullable Object[] touch(Report report, boolean missed) {
    Timestamp changed = Timestamp.from(times.of(report, report.changedAt()));
    return new @Nullable Object[] {
      report.stage().name(),
      report.course().lead().map(AgencyId::value).orElse(null),
      report.course().desk().value(),
      report.course().supporters(),
      changed,
      missed,
      report.stage().ended(),
      changed,
      report.id().value()
    };
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

  /** In no order; what is not public is not among them. */
  List<PublicReport> all(Collection<Reference> references) {
    return jdbc.sql(SELECT + "WHERE reference = ANY(?)")
        .param(references.stream().map(Reference::code).toArray(String[]::new))
        .query(PublicReports::report)
        .list();
  }

  /** Those of the reports that are public. */
  List<PublicReport> allById(Collection<ReportId> ids) {
    return jdbc.sql(SELECT + "WHERE report_id = ANY(?)")
        .param(ids.stream().map(ReportId::value).toArray(Long[]::new))
        .query(PublicReports::report)
        .list();
  }

  /** Which of the reports are public. */
  Set<ReportId> known(Collection<ReportId> ids) {
    return jdbc.sql("SELECT report_id FROM publication_report WHERE report_id = ANY(?)")
        .param(ids.stream().map(ReportId::value).toArray(Long[]::new))
        .query((row, _) -> new ReportId(row.getLong(1)))
        .set();
  }

  List<PublicReport> find(MachineQuery asked) {
    return jdbc.sql(asked.sql()).params(asked.params()).query(PublicReports::report).list();
  }

  private static final String SELECT =
      "SELECT " + SearchQuery.COLUMNS + " FROM publication_report r ";

  private static final String UPSERT =
      """
      INSERT INTO publication_report (
        report_id, reference, stage, kind, category, agency_id, region, text, supporters, received_at, changed_at,
        name, reporter_id, desk_id, address, latitude, longitude, ended_at, day_only)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (report_id) DO UPDATE
      SET stage = excluded.stage, kind = excluded.kind, category = excluded.category, agency_id = excluded.agency_id,
          desk_id = excluded.desk_id, region = excluded.region, text = excluded.text, supporters = excluded.supporters,
          received_at = excluded.received_at, changed_at = excluded.changed_at, day_only = excluded.day_only,
          name = CASE WHEN excluded.reporter_id IS NULL THEN NULL ELSE coalesce(excluded.name, publication_report.name) END,
          reporter_id = excluded.reporter_id, address = excluded.address, latitude = excluded.latitude,
          longitude = excluded.longitude,
          ended_at = CASE
            WHEN excluded.ended_at IS NULL THEN NULL
            WHEN excluded.day_only THEN date_trunc('day', coalesce(publication_report.ended_at, excluded.ended_at), ?)
            ELSE coalesce(publication_report.ended_at, excluded.ended_at)
          END
      """;

  /** What everyone is to see of a report, in the order of {@link #UPSERT}. */
  @Nullable Object[] row(Report report, @Nullable String name) {
    Matter m = report.matter();
    Place place = shown(m);
    Timestamp changed = Timestamp.from(times.of(report, report.changedAt()));
    return new @Nullable Object[] {
      report.id().value(),
      report.reference().code(),
      report.stage().name(),
      m.kind().name(),
      m.category(),
      report.course().lead().map(AgencyId::value).orElse(null),
      place.region(),
      m.publicText(),
      report.course().supporters(),
      Timestamp.from(times.of(report, report.receivedAt())),
      changed,
      name,
      m.nameShown() && m.reporter() != null ? (Long) m.reporter().value() : null,
      report.course().desk().value(),
      place.address(),
      place.latitude(),
      place.longitude(),
      report.stage().ended() ? changed : null,
      PublicTimes.dayOnly(report),
      times.zone(report).getId()
    };
  }

  /** The place of an open report; of any other one its district. */
  private static Place shown(Matter matter) {
    @Nullable String region = matter.place().region();
    if (matter.visibility().exact()) {
      return matter.place();
    }
    return region == null || region.length() <= DISTRICT_LENGTH
        ? new Place(region, null, null, null)
        : new Place(region.substring(0, DISTRICT_LENGTH), null, null, null);
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
        new AgencyId(row.getLong("desk_id")),
        new Place(
            row.getString("region"),
            row.getObject("latitude", Double.class),
            row.getObject("longitude", Double.class),
            row.getString("address")),
        row.getString("text"),
        row.getInt("supporters"),
        row.getTimestamp("received_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        row.getLong("tie"),
        row.getBoolean("day_only"),
        row.getString("name"),
        row.getBoolean("overdue"));
  }
}
