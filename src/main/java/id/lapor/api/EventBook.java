package id.lapor.api;

import id.lapor.agency.AgencyId;
import id.lapor.publication.PublicFeed;
import id.lapor.report.Changes;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.PublicTimes;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notes, in the transaction in which it happens, what machines may follow. An event gets its place
 * in the feed when somebody reads: after its commit, and never before one that is older there.
 */
@Repository
class EventBook {

  private static final int LOCK = 17_081_311;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final IntakeStore intake;
  private final PublicTimes times;

  EventBook(JdbcClient jdbc, JdbcTemplate batches, IntakeStore intake, PublicTimes times) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.intake = intake;
    this.times = times;
  }

  /**
   * @param place in the feed; 0 while it has none
   * @param seq in the report's journal
   */
  record Row(long place, ReportId report, int seq, Instant at) {}

  @EventListener
  void on(Changes changes) {
    List<Changes.Change> later = changes.all().stream().filter(c -> c.before() != null).toList();
    Set<Long> brought = brought(later);
    later.stream().filter(EventBook::closed).map(Changes.Change::after).forEach(this::coarsen);
    List<Object[]> rows = new ArrayList<>();
    for (Changes.Change change : later) {
      Report after = change.after();
      if (after.matter().visibleToAll() || brought.contains(after.id().value())) {
        change.entries().stream()
            .filter(e -> !between(e.event()))
            .forEach(e -> rows.add(row(after, e)));
      }
    }
    if (!rows.isEmpty()) {
      batches.batchUpdate(ADD, rows);
    }
  }

  private static boolean closed(Changes.Change change) {
    return change.before() != null
        && PublicTimes.dayOnly(change.after())
        && !PublicTimes.dayOnly(change.before());
  }

  /** What was told to the moment while the report was open is told by the day from now on. */
  private void coarsen(Report report) {
    jdbc.sql(
            "UPDATE api_event SET told_at = date_trunc('day', at, ?), day_only = true WHERE report_id = ?")
        .params(times.zone(report).getId(), report.id().value())
        .update();
  }

  /** Counted elsewhere, or a matter between the reporter and the house only. */
  private static boolean between(Event event) {
    return event instanceof Event.Supported || event instanceof Event.OfSecret;
  }

  private Set<Long> brought(List<Changes.Change> changes) {
    List<ReportId> hidden =
        changes.stream()
            .map(Changes.Change::after)
            .filter(r -> !r.matter().visibleToAll())
            .map(Report::id)
            .toList();
    return hidden.isEmpty() ? Set.of() : new HashSet<>(intake.brought(hidden));
  }

  /** A report stays in the feed it was in first, whoever decides on it meanwhile. */
  private static final String ADD =
      """
      INSERT INTO api_event (report_id, seq, at, told_at, day_only, desk_id)
      VALUES (?, ?, ?, ?, ?, coalesce((SELECT desk_id FROM api_event WHERE report_id = ? ORDER BY seq LIMIT 1), ?))
      """;

  private Object[] row(Report report, Entry entry) {
    long id = report.id().value();
    return new Object[] {
      id,
      entry.seq(),
      Timestamp.from(entry.at()),
      Timestamp.from(times.of(report, entry.at())),
      PublicTimes.dayOnly(report),
      id,
      report.course().desk().value()
    };
  }

  /** Behind a place in the feed, told or not; uses api_event_feed. */
  @Transactional
  public List<Row> after(AgencyId desk, long place, int limit) {
    placeAll();
    return jdbc.sql(
            """
            SELECT place, report_id, seq, at FROM api_event
            WHERE desk_id = ? AND place > ?
            ORDER BY place
            LIMIT ?
            """)
        .params(desk.value(), place, limit)
        .query(EventBook::row)
        .list();
  }

  /**
   * The same for one who sees the page itself: what is hidden from the client is not there, so that
   * neither the length of a page nor what stands behind it tells that there was something.
   */
  @Transactional
  public List<Row> told(Client client, long place, int limit) {
    placeAll();
    return jdbc.sql(TOLD)
        .param("desk", client.desk().value())
        .param("place", place)
        .param("own", client.may(Scope.OWN))
        .param("client", client.id())
        .param("limit", limit)
        .query(EventBook::row)
        .list();
  }

  /** Uses api_event_feed; row for row, since EXISTS would read all there are at once. */
  static final String TOLD =
      """
      SELECT e.place, e.report_id, e.seq, e.at FROM api_event e
      WHERE e.desk_id = :desk AND e.place > :place
      AND ((SELECT true FROM publication_report p WHERE p.report_id = e.report_id)
        OR (:own AND (SELECT true FROM api_report r WHERE r.report_id = e.report_id AND r.client_id = :client)))
      ORDER BY e.place
      LIMIT :limit
      """;

  /** Gives a place to all that was committed. */
  @Transactional
  public void settle() {
    boolean any =
        jdbc.sql("SELECT EXISTS (SELECT 1 FROM api_event WHERE place IS NULL)")
            .query(Boolean.class)
            .single();
    if (any) {
      placeAll();
    }
  }

  /** The last place in a desk's feed, 0 while it is empty; uses api_event_feed. */
  @Transactional
  public long last(AgencyId desk) {
    placeAll();
    return jdbc.sql(
            "SELECT coalesce(max(place), 0) FROM api_event WHERE desk_id = ? AND place IS NOT NULL")
        .param(desk.value())
        .query(Long.class)
        .single();
  }

  /**
   * In a time as everybody may know it, of what everybody may know, the oldest first; where only
   * the day is known all of it counts.
   */
  List<Row> between(AgencyId desk, PublicFeed.Span time, PublicFeed.Page page) {
    return jdbc.sql(BETWEEN)
        .param("desk", desk.value())
        .param("from", Timestamp.from(Objects.requireNonNull(time.from())))
        .param("to", Timestamp.from(Objects.requireNonNull(time.to())))
        .param("all", page.skip() + page.limit())
        .param("skip", page.skip())
        .param("limit", page.limit())
        .query(EventBook::row)
        .list();
  }

  /** When an event was as everybody may know it. */
  Instant toldAt(Row event) {
    return jdbc.sql("SELECT told_at FROM api_event WHERE report_id = ? AND seq = ?")
        .params(event.report().value(), event.seq())
        .query((row, _) -> row.getTimestamp(1).toInstant())
        .single();
  }

  /** Uses api_event_time. */
  static final String BETWEEN =
      """
      SELECT coalesce(e.place, 0) AS place, e.report_id, e.seq, e.at
      FROM (
        VALUES (false, CAST(:from AS timestamptz)),
               (true, CAST(:from AS timestamptz) - interval '23:59:59.999999')
      ) w (day_only, since)
      CROSS JOIN LATERAL (
        SELECT * FROM api_event e
        WHERE e.desk_id = :desk AND e.day_only = w.day_only AND e.told_at >= w.since AND e.told_at < :to
        AND EXISTS (SELECT 1 FROM publication_report p WHERE p.report_id = e.report_id)
        ORDER BY e.told_at, e.id
        LIMIT :all
      ) e
      ORDER BY e.told_at, e.id
      OFFSET :skip LIMIT :limit
      """;

  /**
   * One reader at a time gives places, and the next one sees them all. What everybody sees takes
   * whole steps; what is hidden stands between two of them, so that no gap tells of it, and is
   * counted anew behind each.
   */
  private void placeAll() {
    jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query((_, _) -> true).list();
    jdbc.sql(
            """
            WITH fresh AS MATERIALIZED (
              SELECT e.id, EXISTS (SELECT 1 FROM publication_report p WHERE p.report_id = e.report_id) AS shown
              FROM api_event e WHERE e.place IS NULL ORDER BY e.id FOR UPDATE OF e
            ),
            counted AS (
              SELECT id, shown, count(*) FILTER (WHERE shown) OVER (ORDER BY id) AS steps
              FROM fresh
            ),
            placed AS (
              SELECT c.id, l.steps + c.steps AS steps,
                     CASE WHEN c.steps = 0 THEN l.aside ELSE 0 END
                       + count(*) FILTER (WHERE NOT c.shown) OVER (PARTITION BY c.steps ORDER BY c.id) AS aside
              FROM counted c CROSS JOIN api_event_last l
            ),
            last AS (
              UPDATE api_event_last l SET steps = p.steps, aside = p.aside
              FROM (SELECT steps, aside FROM placed ORDER BY id DESC LIMIT 1) p
            )
            UPDATE api_event e SET place = p.steps * 1000000000 + p.aside
            FROM placed p
            WHERE e.id = p.id
            """)
        .update();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getLong("place"),
        new ReportId(row.getLong("report_id")),
        row.getInt("seq"),
        row.getTimestamp("at").toInstant());
  }
}
