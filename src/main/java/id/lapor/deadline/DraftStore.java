package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.agency.Jurisdiction;
import id.lapor.agency.WorkingCalendar;
import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Missed promises that wait for a letter. */
@Repository
class DraftStore {

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  DraftStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** A missed promise gets one line per level, for good; so no letter is about it twice. */
  void draft(List<Reprimands.Missed> missed, Instant now) {
    batches.batchUpdate(
        """
        INSERT INTO deadline_reprimand_case (clock_id, level, agency_id, report_id, kind, due_at, drafted_at, automatic)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (clock_id, level) DO NOTHING
        """,
        missed.stream()
            .map(m ->
                new Object[] {
                  m.clock().id(),
                  m.level(),
                  m.clock().office().value(),
                  m.clock().report().value(),
                  m.clock().kind().name(),
                  Timestamp.from(m.clock().dueAt()),
                  Timestamp.from(now),
                  m.automatic()
                })
            .toList());
  }

  /** Of a line c: a lower letter about the same promise is undecided; uses the primary key. */
  static final String LOWER_FIRST =
      """
      EXISTS (
        SELECT FROM deadline_reprimand_case lower
        WHERE lower.clock_id = c.clock_id AND lower.level < c.level AND lower.reprimand_id IS NULL)
      """;

  /** Of a line c: when it may be written about, if a lower letter says so; uses the primary key. */
  static final String NEXT_FROM =
      """
      (SELECT max(lower.next_from)
       FROM deadline_reprimand_case lower
       WHERE lower.clock_id = c.clock_id AND lower.level < c.level)
      """;

  static final String READY =
      "NOT %s AND coalesce(%s <= :now, true)".formatted(LOWER_FIRST, NEXT_FROM);

  private static final String LINES =
      """
      SELECT c.*, k.rules_id, k.term, k.unit
      FROM deadline_reprimand_case c
      JOIN deadline_clock k ON k.id = c.clock_id
      WHERE c.agency_id = :agency AND c.level = :level AND c.reprimand_id IS NULL
      """;

  private record Waiting(
      AgencyId agency,
      int level,
      Instant since,
      boolean automatic,
      boolean lowerFirst,
      @Nullable Instant until,
      Reprimand.Case it) {

    boolean ready() {
      return !lowerFirst && until == null;
    }

    Reprimand.Held held() {
      return new Reprimand.Held(it, lowerFirst ? null : until);
    }
  }

  /** What waits for a letter, in the order of issue; uses deadline_reprimand_waiting_order. */
  List<Reprimand.Draft> drafts(Jurisdiction whose, int limit, Setting at) {
    return drafts(whose, "true", at, Map.of("limit", limit));
  }

  /** The same of these letters only, but all; uses deadline_reprimand_waiting_agency. */
  List<Reprimand.Draft> drafts(Jurisdiction whose, Collection<Reprimand.Due> letters, Setting at) {
    return drafts(
        whose,
        "(agency_id, level) IN (SELECT * FROM unnest(:agencies, :levels))",
        at,
        Map.of(
            "limit", Integer.MAX_VALUE,
            "agencies", letters.stream().map(d -> d.agency().value()).toArray(Long[]::new),
            "levels", letters.stream().map(Reprimand.Due::level).toArray(Integer[]::new)));
  }

  private List<Reprimand.Draft> drafts(
      Jurisdiction whose, String which, Setting at, Map<String, ?> params) {
    List<Waiting> rows =
        jdbc.sql(
                """
                SELECT c.*, k.rules_id, k.term, k.unit, %s AS lower_first, %s AS next_until,
                       greatest(c.drafted_at, %s) AS since
                FROM deadline_reprimand_case c
                JOIN deadline_clock k ON k.id = c.clock_id
                WHERE reprimand_id IS NULL
                  AND (:everywhere OR agency_id = ANY(:offices))
                  AND agency_id <> ALL(:except)
                  AND %s
                ORDER BY level, drafted_at, clock_id
                LIMIT :limit
                """
                    .formatted(LOWER_FIRST, NEXT_FROM, SignatureStore.FREE_FROM, which))
            .param("everywhere", whose.everywhere())
            .param("offices", whose.numbers())
            .param("except", whose.exceptNumbers())
            .params(params)
            .query((row, _) ->
                new Waiting(
                    new AgencyId(row.getLong("agency_id")),
                    row.getInt("level"),
                    row.getTimestamp("since").toInstant(),
                    row.getBoolean("automatic"),
                    row.getBoolean("lower_first"),
                    after(row.getTimestamp("next_until"), at.now()),
                    Line.of(row, at).it()))
            .list();
    return byLetter(rows);
  }

  private static @Nullable Instant after(@Nullable Timestamp moment, Instant now) {
    return moment == null || !moment.toInstant().isAfter(now) ? null : moment.toInstant();
  }

  private static List<Reprimand.Draft> byLetter(List<Waiting> rows) {
    Map<Reprimand.Due, List<Waiting>> groups =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    w -> new Reprimand.Due(w.agency(), w.level()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return groups.entrySet().stream()
        .map(e ->
            new Reprimand.Draft(
                e.getKey().agency(),
                e.getKey().level(),
                since(e.getValue()),
                (int) e.getValue().stream().filter(Waiting::automatic).count(),
                e.getValue().stream().filter(Waiting::ready).map(Waiting::it).toList(),
                e.getValue().stream().filter(w -> !w.ready()).map(Waiting::held).toList()))
        .toList();
  }

  /**
   * Since when the letter waits for nothing but its supervisor, as everyone is told it; where it
   * waits for something else yet, since when its first promise does.
   */
  private static Instant since(List<Waiting> lines) {
    return lines.stream()
        .filter(w -> w.ready() && !w.automatic())
        .map(Waiting::since)
        .min(Instant::compareTo)
        .orElseGet(() -> lines.stream().map(Waiting::since).min(Instant::compareTo).orElseThrow());
  }

  /**
   * What policy issues and has collected since the moment given or longer, in the order of issue.
   */
  List<Reprimand.Due> automatic(Instant before, Instant now) {
    return jdbc.sql(
            """
            SELECT agency_id, level
            FROM deadline_reprimand_case c
            WHERE reprimand_id IS NULL AND automatic AND %s
            GROUP BY agency_id, level
            HAVING min(drafted_at) <= :before
            ORDER BY level, min(drafted_at), agency_id
            """
                .formatted(READY))
        .param("before", Timestamp.from(before))
        .param("now", Timestamp.from(now))
        .query((row, _) ->
            new Reprimand.Due(new AgencyId(row.getLong("agency_id")), row.getInt("level")))
        .list();
  }

  /**
   * Nobody but these offices themselves could decide: policy writes to them. Waits for nobody; a
   * line somebody is at is left for the next look.
   */
  void leaveToPolicy(Collection<AgencyId> offices) {
    jdbc.sql(
            """
            UPDATE deadline_reprimand_case c
            SET automatic = true
            FROM (
              SELECT clock_id, level
              FROM deadline_reprimand_case
              WHERE agency_id = ANY(:offices) AND reprimand_id IS NULL AND NOT automatic
              FOR UPDATE SKIP LOCKED) free
            WHERE c.clock_id = free.clock_id AND c.level = free.level
            """)
        .param("offices", offices.stream().map(AgencyId::value).toArray(Long[]::new))
        .update();
  }

  /**
   * A letter policy issues waits for no supervisor: what a lower one should have said about its
   * promises before goes out by policy as well. Waits for nobody either.
   */
  void hasten(Instant before) {
    jdbc.sql(
            """
            UPDATE deadline_reprimand_case l
            SET automatic = true
            FROM (
              SELECT lower.clock_id, lower.level
              FROM deadline_reprimand_case c
              JOIN deadline_reprimand_case lower ON lower.clock_id = c.clock_id AND lower.level < c.level
              WHERE c.reprimand_id IS NULL AND c.automatic AND c.drafted_at <= :before
                AND lower.reprimand_id IS NULL
                AND NOT lower.automatic
              FOR UPDATE OF lower SKIP LOCKED) free
            WHERE l.clock_id = free.clock_id AND l.level = free.level
            """)
        .param("before", Timestamp.from(before))
        .update();
  }

  /**
   * A missed promise that waits, by its clock.
   *
   * @param rules the version its clock was missed under
   * @param it as it stands on a letter of this moment
   * @param next when the next letter about it may be issued; null before this one is
   */
  record Line(long clock, long rules, Reprimand.Case it, @Nullable Instant next) {

    private static Line of(ResultSet row, Setting at) throws SQLException {
      return new Line(row.getLong("clock_id"), row.getLong("rules_id"), late(row, at), null);
    }

    /** Up to its end; counted as the promise is, by the calendar of the office that owes it. */
    private static Reprimand.Case late(ResultSet row, Setting at) throws SQLException {
      Reprimand.Case it = ReprimandStore.aCase(row);
      Reprimand.@Nullable End end = it.end();
      @Nullable String term = row.getString("term");
      Allowance.Unit unit = Allowance.Unit.valueOf(row.getString("unit"));
      AgencyId office = new AgencyId(row.getLong("agency_id"));
      Lateness late =
          Lateness.of(
              it.dueAt(),
              end == null ? at.now() : end.at(),
              term == null ? null : Term.valueOf(term),
              unit,
              at.calendar(it.kind(), unit, office));
      return new Reprimand.Case(
          it.report(),
          it.kind(),
          it.dueAt(),
          end == null || end.after() == null ? late : end.after(),
          end);
    }

    /** As it stands on a letter that is issued now; what has ended is asked no more. */
    Line issued(WorkingCalendar office, Allowance gap, Instant now) {
      @Nullable Instant then =
          it.end() == null ? office.plus(now, gap.duration(), gap.unit().measure()) : null;
      return new Line(clock, rules, it, then);
    }
  }

  /** Reports of all that waits for a letter; uses deadline_reprimand_waiting_agency. */
  List<ReportId> about(Reprimand.Due letter) {
    return jdbc.sql(
            """
            SELECT DISTINCT report_id
            FROM deadline_reprimand_case
            WHERE agency_id = :agency AND level = :level AND reprimand_id IS NULL
            """)
        .param("agency", letter.agency().value())
        .param("level", letter.level())
        .query((row, _) -> new ReportId(row.getLong(1)))
        .list();
  }

  /**
   * All a letter can be about now, locked; what another is about to decide is left out.
   *
   * @param automatic only what policy issues
   */
  List<Line> lockReady(Reprimand.Due letter, boolean automatic, Setting at) {
    return jdbc.sql(
            LINES
                + "AND (c.automatic OR NOT :automatic) AND "
                + READY
                + " ORDER BY c.clock_id FOR UPDATE OF c SKIP LOCKED")
        .param("agency", letter.agency().value())
        .param("level", letter.level())
        .param("automatic", automatic)
        .param("now", Timestamp.from(at.now()))
        .query((row, _) -> Line.of(row, at))
        .list();
  }
}
