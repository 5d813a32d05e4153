package id.lapor.report;

import id.lapor.agency.AgencyId;
import id.lapor.people.ReporterId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads reports; {@link ReportLedger} writes them. */
@Repository
class ReportStore {

  static final int MOST_HOPS = 2_000;

  private static final String COLUMNS =
      """
      c.id, c.reference, c.version, c.kind, c.oversight, c.category, c.visibility, c.name_shown, c.channel, c.text,
      c.public_text, c.region, c.latitude, c.longitude, c.address, c.reporter_id, c.course, c.received_at, c.changed_at
      """;

  private final JdbcClient jdbc;
  private final ReportRows rows;

  ReportStore(JdbcClient jdbc, Journal journal) {
    this.jdbc = jdbc;
    this.rows = new ReportRows(journal);
  }

  Optional<Report> find(ReportId id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM report_case c WHERE c.id = :id")
        .param("id", id.value())
        .query(rows)
        .optional();
  }

  Optional<Report> find(Reference reference) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM report_case c WHERE c.reference = :reference")
        .param("reference", reference.code())
        .query(rows)
        .optional();
  }

  /**
   * A report everybody may read; of any other nothing leaves the database, as of an unknown one.
   */
  Optional<Report> findPublic(Reference reference) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                FROM report_case c
                WHERE c.reference = :reference AND c.public_text IS NOT NULL AND c.visibility <> 'SECRET'
                """)
        .param("reference", reference.code())
        .query(rows)
        .optional();
  }

  /** Reports everybody may read, in the order of their ids; by the primary key. */
  List<Report> publicAfter(long id, int limit) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                FROM report_case c
                WHERE c.id > :id AND (c.public_text IS NOT NULL AND c.visibility <> 'SECRET')
                ORDER BY c.id
                LIMIT :limit
                """)
        .param("id", id)
        .param("limit", limit)
        .query(rows)
        .list();
  }

  /** The report, locked against any other command until the transaction ends. */
  Optional<Report> locked(ReportId id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM report_case c WHERE c.id = :id FOR UPDATE")
        .param("id", id.value())
        .query(rows)
        .optional();
  }

  /** All of them, locked until the transaction ends, in an order everybody keeps. */
  List<Report> locked(Collection<ReportId> ids) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + " FROM report_case c WHERE c.id = ANY(:ids) ORDER BY c.id FOR UPDATE")
        .param("ids", ids.stream().map(ReportId::value).toArray(Long[]::new))
        .query(rows)
        .list();
  }

  /** Those nobody is at work on, locked until the transaction ends. */
  List<Report> lockedFree(Collection<ReportId> ids) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + " FROM report_case c WHERE c.id = ANY(:ids) ORDER BY c.id FOR UPDATE SKIP LOCKED")
        .param("ids", ids.stream().map(ReportId::value).toArray(Long[]::new))
        .query(rows)
        .list();
  }

  Map<Integer, Sent> sent(ReportId report) {
    Map<Integer, Sent> all = new HashMap<>();
    jdbc.sql("SELECT seq, over, sent_at, arrived_at FROM report_sent WHERE report_id = ?")
        .param(report.value())
        .query(row -> {
          all.put(
              row.getInt("seq"),
              new Sent(
                  Channel.valueOf(row.getString("over")),
                  row.getTimestamp("sent_at").toInstant(),
                  row.getTimestamp("arrived_at").toInstant()));
        });
    return all;
  }

  Optional<Report> byKey(byte[] idempotencyHash) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM report_case c WHERE c.idempotency_hash = :hash")
        .param("hash", idempotencyHash)
        .query(rows)
        .optional();
  }

  /** Which of the foreign numbers are taken; uses report_case_external. */
  Set<String> externalIds(List<TakenOver> foreign) {
    Map<Channel, List<TakenOver>> byChannel =
        foreign.stream().collect(Collectors.groupingBy(f -> f.matter().channel()));
    Set<String> known = new HashSet<>();
    byChannel.forEach((channel, of) ->
        known.addAll(
            jdbc.sql(
                    "SELECT external_id FROM report_case WHERE channel = :channel AND external_id = ANY(:ids)")
                .param("channel", channel.name())
                .param("ids", of.stream().map(TakenOver::externalId).toArray(String[]::new))
                .query((row, _) -> row.getString(1))
                .list()));
    return known;
  }

  List<Report> all(Collection<ReportId> ids) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM report_case c WHERE c.id = ANY(:ids)")
        .param("ids", ids.stream().map(ReportId::value).toArray(Long[]::new))
        .query(rows)
        .list();
  }

  List<Report> filedBy(Collection<ReporterId> reporters) {
    return jdbc.sql(
            "SELECT " + COLUMNS + " FROM report_case c WHERE c.reporter_id = ANY(:reporters)")
        .param("reporters", reporters.stream().map(ReporterId::value).toArray(Long[]::new))
        .query(rows)
        .list();
  }

  Optional<Bound.Kept> secret(Reference reference) {
    return kept("secret_hash", reference);
  }

  /** The same of one that was exchanged. */
  Optional<Bound.Kept> formerSecret(Reference reference) {
    return kept("former_secret_hash", reference);
  }

  private Optional<Bound.Kept> kept(String column, Reference reference) {
    return jdbc.sql(
            "SELECT id, reporter_id, %1$s FROM report_case WHERE reference = :reference AND %1$s IS NOT NULL"
                .formatted(column))
        .param("reference", reference.code())
        .query((row, _) -> {
          @Nullable Long reporter = row.getObject("reporter_id", Long.class);
          return new Bound.Kept(
              new Bound.To(
                  new ReportId(row.getLong("id")),
                  reference,
                  reporter == null ? null : new ReporterId(reporter)),
              row.getBytes(column));
        })
        .optional();
  }

  List<Entry> history(Collection<ReportId> ids) {
    return jdbc.sql(
            """
            SELECT report_id, seq, at, kind, actor, body
            FROM report_event
            WHERE report_id = ANY(:ids)
            ORDER BY report_id, seq
            """)
        .param("ids", ids.stream().map(ReportId::value).toArray(Long[]::new))
        .query(rows::entry)
        .list();
  }

  /** To at most {@value #MOST_HOPS}, the newest; uses report_event_returned. */
  Hops hops(AgencyId agency, Instant since) {
    return jdbc.sql(
            """
            SELECT count(*) AS n,
                   count(*) FILTER (WHERE c.public_text IS NOT NULL AND c.visibility <> 'SECRET') AS open
            FROM (
              SELECT report_id
              FROM report_event e
              WHERE e.kind = 'Returned'
                AND e.body -> 'by' ->> 'value' = :agency
                AND e.at >= :since
              ORDER BY e.at DESC
              LIMIT :most
            ) e
            JOIN report_case c ON c.id = e.report_id
            """)
        .param("agency", String.valueOf(agency.value()))
        .param("since", Timestamp.from(since))
        .param("most", MOST_HOPS)
        .query((row, _) -> new Hops(row.getLong(1), row.getLong(2), row.getLong(1) == MOST_HOPS))
        .single();
  }

  /** The newest first; uses report_case_reporter. */
  List<Report> ofReporters(Collection<ReporterId> reporters, int limit) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                FROM report_case c
                WHERE c.reporter_id = ANY(:reporters)
                ORDER BY c.received_at DESC, c.id DESC
                LIMIT :limit
                """)
        .param("reporters", reporters.stream().map(ReporterId::value).toArray(Long[]::new))
        .param("limit", limit)
        .query(rows)
        .list();
  }

  /** Newest change first; uses report_assignment_agency once per stage. */
  List<Report> ofAgency(AgencyId agency, Set<Stage> stages, @Nullable Cursor before, int limit) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                FROM unnest(:stages::text[]) AS s (stage)
                CROSS JOIN LATERAL (
                  SELECT report_id, changed_at
                  FROM report_assignment a
                  WHERE a.agency_id = :agency
                    AND a.stage = s.stage
                    AND a.state <> 'RETURNED'
                    AND (a.changed_at, a.report_id) < (:at, :id)
                  ORDER BY a.changed_at DESC, a.report_id DESC
                  LIMIT :limit
                ) part
                JOIN report_case c ON c.id = part.report_id
                ORDER BY part.changed_at DESC, part.report_id DESC
                LIMIT :limit
                """)
        .param("agency", agency.value())
        .param("stages", names(stages))
        .param("at", before == null ? Cursor.END : Timestamp.from(before.at()))
        .param("id", before == null ? Long.MAX_VALUE : before.id().value())
        .param("limit", limit)
        .query(rows)
        .list();
  }

  /** Unfinished ones around the point, newest first; uses report_case_near once per cell. */
  List<Report> around(long[] cells, boolean publicOnly, int limit) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                FROM unnest(:cells::bigint[]) AS around (cell)
                CROSS JOIN LATERAL (
                  SELECT *
                  FROM report_case r
                  WHERE r.cell = around.cell
                    AND r.cell IS NOT NULL
                    AND ((r.public_text IS NOT NULL AND r.visibility = 'OPEN') OR NOT :publicOnly)
                    AND r.stage NOT IN ('CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN')
                  ORDER BY r.received_at DESC
                  LIMIT :limit
                ) c
                ORDER BY c.received_at DESC
                LIMIT :limit
                """)
        .param("cells", cells)
        .param("publicOnly", publicOnly)
        .param("limit", limit)
        .query(rows)
        .list();
  }

  /** Unfinished ones of one region, newest first; uses report_case_region. */
  List<Report> inRegion(String region, boolean publicOnly, int limit) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                FROM report_case c
                WHERE c.region = :region
                  AND ((c.public_text IS NOT NULL AND c.visibility = 'OPEN') OR NOT :publicOnly)
                  AND c.stage NOT IN ('CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN')
                ORDER BY c.received_at DESC
                LIMIT :limit
                """)
        .param("region", region)
        .param("publicOnly", publicOnly)
        .param("limit", limit)
        .query(rows)
        .list();
  }

  /** Unfinished anonymous ones everybody may read, newest first; uses report_case_anonymous. */
  List<Report> anonymousIn(String district, int limit) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                FROM report_case c
                WHERE left(c.region, 8) = :district
                  AND c.visibility = 'ANONYMOUS'
                  AND c.public_text IS NOT NULL
                  AND c.stage NOT IN ('CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN')
                ORDER BY c.received_at DESC
                LIMIT :limit
                """)
        .param("district", district)
        .param("limit", limit)
        .query(rows)
        .list();
  }

  /** Under each of the reports those merged into it, on whatever way; uses report_case_merged. */
  Map<ReportId, List<Report>> mergedInto(Collection<ReportId> ids) {
    Map<ReportId, List<Report>> merged = new HashMap<>();
    jdbc.sql(
            """
            WITH RECURSIVE part (id, whole) AS (
              SELECT id, merged_into FROM report_case WHERE merged_into = ANY(:ids)
              UNION
              SELECT c.id, part.whole FROM part JOIN report_case c ON c.merged_into = part.id
            )
            SELECT part.whole,
            """
                + COLUMNS
                + "FROM part JOIN report_case c ON c.id = part.id ORDER BY c.id")
        .param("ids", ids.stream().map(ReportId::value).toArray(Long[]::new))
        .query((row, number) ->
            Map.entry(new ReportId(row.getLong("whole")), rows.mapRow(row, number)))
        .list()
        .forEach(e -> merged.computeIfAbsent(e.getKey(), _ -> new ArrayList<>()).add(e.getValue()));
    return merged;
  }

  boolean hasEvidence(Collection<ReportId> reports, long evidence) {
    return jdbc.sql(
                "SELECT count(*) FROM report_evidence WHERE report_id = ANY(:reports) AND evidence_id = :evidence")
            .param("reports", reports.stream().map(ReportId::value).toArray(Long[]::new))
            .param("evidence", evidence)
            .query(Integer.class)
            .single()
        > 0;
  }

  private static String[] names(Set<Stage> stages) {
    return stages.stream().map(Stage::name).toArray(String[]::new);
  }
}
