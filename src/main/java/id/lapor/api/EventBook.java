package id.lapor.api;

import id.lapor.agency.AgencyId;
import id.lapor.publication.PublicFeed;
import id.lapor.report.Changes;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

  EventBook(JdbcClient jdbc, JdbcTemplate batches, IntakeStore intake) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.intake = intake;
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
      INSERT INTO api_event (report_id, seq, at, desk_id)
      VALUES (?, ?, ?, coalesce((SELECT desk_id FROM api_event WHERE report_id = ? ORDER BY seq LIMIT 1), ?))
      """;

  private static Object[] row(Report report, Entry entry) {
    long id = report.id().value();
    return new Object[] {
      id, entry.seq(), Timestamp.from(entry.at()), id, report.course().desk().value()
    };
  }

  /** Behind a place in the feed; uses api_event_feed. */
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

  /** In a time, the oldest first, behind those that are skipped; uses api_event_time. */
  List<Row> between(AgencyId desk, Instant from, Instant to, PublicFeed.Page page) {
    return jdbc.sql(
            """
            SELECT coalesce(place, 0) AS place, report_id, seq, at FROM api_event
            WHERE desk_id = ? AND at >= ? AND at < ?
            ORDER BY at, id
            OFFSET ?
            LIMIT ?
            """)
        .params(desk.value(), Timestamp.from(from), Timestamp.from(to), page.skip(), page.limit())
        .query(EventBook::row)
        .list();
  }

  /** One reader at a time gives places, and the next one sees them all. */
  private void placeAll() {
    jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query((_, _) -> true).list();
    jdbc.sql(
            """
            WITH fresh AS MATERIALIZED (SELECT id FROM api_event WHERE place IS NULL ORDER BY id FOR UPDATE)
            UPDATE api_event e SET place = p.place
            FROM (SELECT id, nextval('api_event_place') AS place FROM fresh) p
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
