package id.lapor.people;

import id.lapor.audit.Act;
import id.lapor.audit.Rows;
import id.lapor.audit.Trail;
import id.lapor.audit.Witness;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes down everything done with identities, for the reporter and for the trail. */
@Repository
class LookBook implements Witness {

  static final String STREAM = "identity";

  private static final String COLUMNS =
      "SELECT reporter_id, seq, at, purpose, account_id, name, agency_id, role, words FROM people_look ";

  private final JdbcTemplate jdbc;
  private final Trail trail;
  private final InstantSource clock;

  LookBook(JdbcTemplate jdbc, Trail trail, InstantSource clock) {
    this.jdbc = jdbc;
    this.trail = trail;
    this.clock = clock;
  }

  /** The caller holds the reporter's row of the vault, so that numbers follow each other. */
  void write(ReporterId reporter, Look look) {
    @Nullable Officer officer = look.officer();
    Look.Kept kept =
        new Look.Kept(
            reporter,
            look.purpose() == Look.Purpose.KEPT ? 1 : next(reporter),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            look.purpose(),
            officer == null ? null : (Long) officer.accountId(),
            officer == null ? "" : officer.name(),
            officer == null ? null : (Long) officer.agencyId(),
            officer == null ? "" : officer.role().name(),
            look.words(),
            null);
    insert(kept);
    if (look.purpose() == Look.Purpose.ERASED) {
      trail.erase(STREAM, reporter.value(), kept.seq());
      jdbc.update(
          "UPDATE people_look SET words = NULL WHERE reporter_id = ? AND purpose <> 'ERASED'",
          reporter.value());
    } else {
      trail.add(List.of(act(kept)));
    }
  }

  /** Whether the house looked so since then; uses the primary key. */
  boolean has(ReporterId reporter, Look look, Instant since) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            """
            SELECT EXISTS (
              SELECT 1 FROM people_look
              WHERE reporter_id = ? AND purpose = ? AND words = ? AND account_id IS NULL AND at >= ?)
            """,
            Boolean.class,
            reporter.value(),
            look.purpose().name(),
            look.words(),
            Timestamp.from(since)));
  }

  /** With the links made for officers' accounts shortly before, by the acts' primary key. */
  List<Look.Kept> of(ReporterId reporter) {
    return jdbc.query(
        """
        SELECT k.reporter_id, k.seq, k.at, k.purpose, k.account_id, k.name, k.agency_id, k.role, k.words,
          l.by_name AS link_by, l.at AS link_at
        FROM people_look k
        LEFT JOIN LATERAL (
          SELECT by_name, at FROM people_account_act
          WHERE account_id = k.account_id AND what = 'INVITED' AND at <= k.at
            AND at > k.at - make_interval(secs => ?)
          ORDER BY seq DESC
          LIMIT 1) l ON true
        WHERE k.reporter_id = ?
        ORDER BY k.seq
        """,
        (row, n) -> {
          @Nullable Timestamp at = row.getTimestamp("link_at");
          return kept(row, n)
              .after(at == null ? null : new Look.Link(row.getString("link_by"), at.toInstant()));
        },
        Look.LATELY.toSeconds(),
        reporter.value());
  }

  /** A reporter who was kept, and is in the vault though erased, or neither. */
  Optional<ReporterId> firstKeptOtherwise() {
    return jdbc
        .query(
            """
            SELECT k.reporter_id
            FROM people_look k
            LEFT JOIN people_reach v ON v.reporter_id = k.reporter_id
            LEFT JOIN people_look e ON e.reporter_id = k.reporter_id AND e.purpose = 'ERASED'
            WHERE k.purpose = 'KEPT' AND (v.reporter_id IS NULL) = (e.reporter_id IS NULL)
            ORDER BY 1
            LIMIT 1
            """,
            (row, _) -> new ReporterId(row.getLong(1)))
        .stream()
        .findFirst();
  }

  /** An identity that is shut though its reporter did not say so last, or open though they did. */
  Optional<ReporterId> firstShutOtherwise() {
    return jdbc
        .query(
            """
            WITH said AS (
              SELECT DISTINCT ON (reporter_id) reporter_id, purpose
              FROM people_look
              WHERE purpose IN ('RESTRICTED', 'RELEASED')
              ORDER BY reporter_id, seq DESC)
            SELECT v.reporter_id
            FROM people_reach v
            LEFT JOIN said s ON s.reporter_id = v.reporter_id
            WHERE v.restricted <> (s.purpose IS NOT DISTINCT FROM 'RESTRICTED')
            ORDER BY 1
            LIMIT 1
            """,
            (row, _) -> new ReporterId(row.getLong(1)))
        .stream()
        .findFirst();
  }

  /**
   * A number or address that is proven though no code of it ever came back and no correction
   * brought it, or that is not though one came back since the last correction.
   */
  Optional<ReporterId> firstProvenOtherwise() {
    return jdbc
        .query(
            """
            WITH said AS (
              SELECT reporter_id,
                coalesce(max(seq) FILTER (WHERE purpose = 'CORRECTED'), 0) AS corrected,
                coalesce(max(seq) FILTER (WHERE purpose = 'VERIFIED' AND words = 'phone'), 0) AS phone,
                coalesce(max(seq) FILTER (WHERE purpose = 'VERIFIED' AND words = 'email'), 0) AS email
              FROM people_look
              WHERE purpose IN ('CORRECTED', 'VERIFIED')
              GROUP BY reporter_id)
            SELECT v.reporter_id
            FROM people_reach v
            LEFT JOIN said s ON s.reporter_id = v.reporter_id
            WHERE CASE WHEN phone_verified_at IS NULL THEN s.phone > corrected ELSE coalesce(s.phone + corrected, 0) = 0 END
              OR CASE WHEN email_verified_at IS NULL THEN s.email > corrected ELSE coalesce(s.email + corrected, 0) = 0 END
            ORDER BY 1
            LIMIT 1
            """,
            (row, _) -> new ReporterId(row.getLong(1)))
        .stream()
        .findFirst();
  }

  /** The looks for such purposes at this identity that the house put on record so. */
  List<Look.Kept> held(ReporterId reporter, Look.Purpose... purposes) {
    return jdbc
        .query(
            COLUMNS + "WHERE reporter_id = ? AND purpose = ANY (?)",
            LookBook::kept,
            reporter.value(),
            Arrays.stream(purposes).map(Look.Purpose::name).toArray(String[]::new))
        .stream()
        .filter(k -> trail.holds(List.of(act(k))))
        .toList();
  }

  @Override
  public String stream() {
    return STREAM;
  }

  @Override
  public Stream<Act> acts() {
    return Rows.of(jdbc, COLUMNS + "ORDER BY reporter_id, seq", LookBook::kept).map(LookBook::act);
  }

  private int next(ReporterId reporter) {
    Integer last =
        jdbc.queryForObject(
            "SELECT coalesce(max(seq), 0) FROM people_look WHERE reporter_id = ?",
            Integer.class,
            reporter.value());
    return (last == null ? 0 : last) + 1;
  }

  private void insert(Look.Kept k) {
    jdbc.update(
        """
        INSERT INTO people_look (reporter_id, seq, at, purpose, account_id, name, agency_id, role, words)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        k.reporter().value(),
        k.seq(),
        Timestamp.from(k.at()),
        k.purpose().name(),
        k.account(),
        k.name(),
        k.agency(),
        k.role(),
        k.words());
  }

  private static Act act(Look.Kept k) {
    if (k.purpose() == Look.Purpose.ERASED) {
      return Act.erasure(STREAM, k.reporter().value(), k.seq());
    }
    String content =
        Stream.of(k.at(), k.purpose(), k.account(), k.name(), k.agency(), k.role(), k.words())
            .map(v -> v == null ? "-" : v.toString().length() + ":" + v)
            .reduce("", String::concat);
    return new Act(STREAM, k.reporter().value(), k.seq(), content.getBytes(StandardCharsets.UTF_8));
  }

  private static Look.Kept kept(ResultSet row, int number) throws SQLException {
    Instant at = row.getTimestamp("at").toInstant();
    return new Look.Kept(
        new ReporterId(row.getLong("reporter_id")),
        row.getInt("seq"),
        at,
        Look.Purpose.valueOf(row.getString("purpose")),
        row.getObject("account_id", Long.class),
        row.getString("name"),
        row.getObject("agency_id", Long.class),
        row.getString("role"),
        row.getString("words"),
        null);
  }
}
