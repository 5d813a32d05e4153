package id.lapor.people;

import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import id.lapor.platform.key.InstallationKey;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What reporters ask about their data, in the database. Whose identity a correction changes, into
 * what, when it was asked and whether the old address agreed is under a mark of the house; who
 * granted it stands on the trail, after it was asked. Without, a row changes nobody's identity and
 * lets go of none.
 */
@Repository
class DataRequestStore implements Check {

  private static final String SELECT =
      """
      SELECT id, kind, origin, reporter_id, fresh_id, old_proven, old_lost,
        asked_at, due_at, granted_at, decided_by, closed_at, outcome, answer
      FROM people_data_request
      """;

  private final JdbcClient jdbc;
  private final InstallationKey key;
  private final AccountBook book;
  private final InstantSource clock;

  DataRequestStore(JdbcClient jdbc, InstallationKey key, AccountBook book, InstantSource clock) {
    this.jdbc = jdbc;
    this.book = book;
    this.key = key;
    this.clock = clock;
  }

  /** With what is behind WHERE; its parameters are positional. */
  List<DataRequest> all(String where, Object... params) {
    return jdbc.sql(SELECT + "WHERE " + where)
        .params(List.of(params))
        .query(DataRequestStore::request)
        .list();
  }

  /** The request, while it is open; kept from others until the transaction ends. */
  Optional<DataRequest> held(long id) {
    return jdbc.sql(SELECT + "WHERE id = ? AND closed_at IS NULL FOR UPDATE")
        .param(id)
        .query(DataRequestStore::request)
        .optional();
  }

  /** Corrections that wait for codes longer than they may; those that ended first. */
  List<Long> unproven(Instant now) {
    return ids(
        "due_at < ? AND fresh_id IS NOT NULL AND NOT old_lost ORDER BY due_at, id LIMIT 200", now);
  }

  /** Corrections somebody granted so long ago, in the order of that. */
  List<Long> granted(Instant before) {
    return ids("granted_at <= ? ORDER BY granted_at, id LIMIT 200", before);
  }

  private List<Long> ids(String where, Instant moment) {
    return jdbc.sql("SELECT id FROM people_data_request WHERE closed_at IS NULL AND " + where)
        .param(Timestamp.from(moment))
        .query((row, _) -> row.getLong(1))
        .list();
  }

  /**
   * Notes that somebody is reminded of what ends before and waits for nobody outside.
   *
   * @return how many; each counts once
   */
  int remind(Instant before, Instant now) {
    return jdbc.sql(
            """
            UPDATE people_data_request SET reminded_at = ?
            WHERE closed_at IS NULL AND due_at <= ? AND reminded_at IS NULL AND granted_at IS NULL
            AND (fresh_id IS NULL OR old_lost)
            """)
        .params(Timestamp.from(now), Timestamp.from(before))
        .update();
  }

  /** An address of before agreed. */
  void agreed(DataRequest r) {
    jdbc.sql("UPDATE people_data_request SET old_proven = true, mark = ? WHERE id = ?")
        .params(mark(r.id(), r.reporter(), r.fresh(), r.askedAt(), true), r.id())
        .update();
  }

  /** Whether the house wrote it so. */
  boolean written(DataRequest r) {
    return jdbc.sql("SELECT mark FROM people_data_request WHERE id = ?")
        .param(r.id())
        .query((row, _) -> Optional.ofNullable(row.getBytes(1)))
        .single()
        .filter(m ->
            MessageDigest.isEqual(
                m, mark(r.id(), r.reporter(), r.fresh(), r.askedAt(), r.oldProven())))
        .isPresent();
  }

  /**
   * Whether whoever is said to have granted it did, since it was asked and long enough ago that it
   * takes effect: its number may have been another request's before.
   */
  boolean grantedInTime(DataRequest r) {
    return book
        .all(
            """
            account_id = ? AND by_account = account_id AND what = 'DATA_REQUEST_GRANTED' AND about = ?
            AND at BETWEEN ? AND ?
            """,
            r.decidedBy() == null ? 0 : r.decidedBy(),
            r.id() + " " + r.kind(),
            Timestamp.from(r.askedAt()),
            Timestamp.from(clock.instant().minus(DataRequest.OBJECTION)))
        .stream()
        .anyMatch(a -> book.holds(List.of(a)));
  }

  private byte[] mark(
      long id,
      @Nullable ReporterId reporter,
      @Nullable ReporterId fresh,
      Instant askedAt,
      boolean agreed) {
    return key.derive(
        "data-request",
        "%d/%d/%d/%s/%s"
            .formatted(
                id,
                reporter == null ? 0 : reporter.value(),
                fresh == null ? 0 : fresh.value(),
                askedAt,
                agreed));
  }

  long add(
      DataRequest.Kind kind,
      String origin,
      @Nullable ReporterId reporter,
      @Nullable ReporterId fresh) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as it is read again
    long id =
        jdbc.sql(
                """
                WITH added AS (
                  INSERT INTO people_data_request (kind, origin, reporter_id, fresh_id, asked_at, due_at)
                  VALUES (:kind, :origin, :reporter, :fresh, :asked, :due)
                  RETURNING id, asked_at),
                counted AS (
                """
                    + DataRequestCounts.COUNT
                    + """
                      1, 0, 0 FROM added)
                    SELECT id FROM added
                    """)
            .param("kind", kind.name())
            .param("origin", origin)
            .param("reporter", reporter == null ? null : reporter.value())
            .param("fresh", fresh == null ? null : fresh.value())
            .param("asked", Timestamp.from(now))
            .param("due", Timestamp.from(now.plus(DataRequest.TERM)))
            .query(Long.class)
            .single();
    if (fresh != null) {
      jdbc.sql("UPDATE people_data_request SET mark = ? WHERE id = ?")
          .params(mark(id, reporter, fresh, now, false), id)
          .update();
    }
    return id;
  }

  void close(long id, DataRequest.Outcome outcome, @Nullable Officer officer, String answer) {
    jdbc.sql(
            """
            WITH done AS (
              UPDATE people_data_request
              SET closed_at = :now, outcome = :outcome, decided_by = coalesce(:by, decided_by), answer = :answer, fresh_id = NULL
              WHERE id = :id AND closed_at IS NULL
              RETURNING asked_at, due_at, granted_at, closed_at, outcome)
            """
                + DataRequestCounts.COUNT
                + """
                  0, 1, (outcome <> 'UNPROVEN' AND coalesce(granted_at, closed_at) > due_at)::int FROM done
                """)
        .param("now", Timestamp.from(clock.instant()))
        .param("outcome", outcome.name())
        .param("by", officer == null ? null : officer.accountId())
        .param("answer", answer)
        .param("id", id)
        .update();
  }

  private static final String UNGRANTED =
      """
      SELECT r.id
      FROM people_data_request r
      WHERE r.granted_at IS NOT NULL
        AND NOT EXISTS (
          SELECT FROM people_account_act a
          WHERE a.account_id = r.decided_by AND a.what = 'DATA_REQUEST_GRANTED' AND a.about = r.id || ' ' || r.kind
            AND a.at >= r.asked_at)
      ORDER BY 1
      LIMIT 1
      """;

  /**
   * Corrections that are open are as the house wrote them, and somebody granted what is granted.
   */
  @Override
  public Optional<Verdict.Finding> look() {
    return all("closed_at IS NULL AND fresh_id IS NOT NULL ORDER BY id").stream()
        .filter(r -> !written(r))
        .map(r -> found(r.id(), "The house did not write it so."))
        .findFirst()
        .or(() ->
            jdbc.sql(UNGRANTED)
                .query(Long.class)
                .optional()
                .map(id -> found(id, "Nothing on record says that somebody granted it.")));
  }

  private static Verdict.Finding found(long id, String what) {
    return new Verdict.Finding("people_data_request " + id, what);
  }

  private static DataRequest request(ResultSet row, int number) throws SQLException {
    @Nullable Long reporter = row.getObject("reporter_id", Long.class);
    @Nullable Long fresh = row.getObject("fresh_id", Long.class);
    @Nullable Timestamp granted = row.getTimestamp("granted_at");
    @Nullable Timestamp closed = row.getTimestamp("closed_at");
    @Nullable String outcome = row.getString("outcome");
    return new DataRequest(
        row.getLong("id"),
        DataRequest.Kind.valueOf(row.getString("kind")),
        row.getString("origin").equals("PAPER"),
        reporter == null ? null : new ReporterId(reporter),
        fresh == null ? null : new ReporterId(fresh),
        row.getBoolean("old_proven"),
        row.getBoolean("old_lost"),
        row.getTimestamp("asked_at").toInstant(),
        row.getTimestamp("due_at").toInstant(),
        granted == null ? null : granted.toInstant(),
        row.getObject("decided_by", Long.class),
        closed == null ? null : closed.toInstant(),
        outcome == null ? null : DataRequest.Outcome.valueOf(outcome),
        row.getString("answer"));
  }
}
