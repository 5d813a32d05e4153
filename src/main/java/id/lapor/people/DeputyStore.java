package id.lapor.people;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who stands in for whom, as the house wrote it and the trail tells it. */
@Repository
class DeputyStore {

  private static final String SELECT =
      """
      SELECT d.id, d.holder_id, h.name AS holder, d.deputy_id, a.name AS deputy, d.agency_id, d.role, d.since, d.until, d.mark
      FROM people_deputy d
      JOIN people_account h ON h.id = d.holder_id
      JOIN people_account a ON a.id = d.deputy_id
      """;

  /**
   * Holds while the holder still has the position, the deputy still sits in that office and both
   * still have accounts. What was ended on the trail is over, whatever the row says.
   */
  private static final String LIVE =
      SELECT
          + """
          WHERE d.ended_at IS NULL
            AND d.until > :now
            AND h.disabled_at IS NULL
            AND a.disabled_at IS NULL
            AND EXISTS (
              SELECT FROM people_position p
              WHERE p.account_id = d.holder_id AND p.agency_id = d.agency_id AND p.role = d.role)
            AND EXISTS (
              SELECT FROM people_position p WHERE p.account_id = d.deputy_id AND p.agency_id = d.agency_id)
            AND NOT EXISTS (
              SELECT FROM people_account_act e
              WHERE e.account_id = d.holder_id AND e.what = 'DEPUTY_ENDED' AND e.about = d.id::text)
          """;

  /** Open though ended on the trail or never named there; ended though not there; or gone. */
  private static final String OTHERWISE =
      """
      SELECT coalesce(d.id, t.id)
      FROM people_deputy d
      FULL JOIN (
        SELECT about::bigint AS id, account_id AS holder_id, bool_or(what = 'DEPUTY_NAMED') AS named,
          bool_or(what = 'DEPUTY_ENDED') AS ended
        FROM people_account_act
        WHERE what IN ('DEPUTY_NAMED', 'DEPUTY_ENDED') AND about IS NOT NULL
        GROUP BY 1, 2) t USING (id, holder_id)
      WHERE (d.id IS NULL OR d.mark IS NOT NULL OR d.ended_at IS NULL)
        AND (d.id IS NULL OR t.named IS NOT TRUE OR t.ended <> (d.ended_at IS NOT NULL))
      ORDER BY 1
      LIMIT 1
      """;

  private final JdbcClient jdbc;
  private final Marks marks;
  private final AccountBook book;
  private final InstantSource clock;

  DeputyStore(JdbcClient jdbc, Marks marks, AccountBook book, InstantSource clock) {
    this.jdbc = jdbc;
    this.marks = marks;
    this.book = book;
    this.clock = clock;
  }

  /**
   * Those that hold, or will.
   *
   * @param which {@code AND d.holder_id = :who}
   */
  List<Deputyship> live(String which, long who) {
    return jdbc
        .sql(LIVE + which + " ORDER BY d.since, d.id")
        .param("now", Timestamp.from(clock.instant()))
        .param("who", who)
        .query(this::kept)
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Writes it down under the house's mark, for both on the trail. */
  void add(Deputyship d, Officer holder) {
    long id =
        jdbc.sql(
                """
                INSERT INTO people_deputy (holder_id, agency_id, role, deputy_id, since, until)
                VALUES (?, ?, ?, ?, ?, ?)
                RETURNING id
                """)
            .params(
                d.holderId(),
                d.agencyId(),
                d.role().name(),
                d.deputyId(),
                Timestamp.from(d.since()),
                Timestamp.from(d.until()))
            .query(Long.class)
            .single();
    jdbc.sql("UPDATE people_deputy SET mark = ? WHERE id = ?")
        .params(marks.deputy(d.numbered(id)), id)
        .update();
    book.write(d.holderId(), AccountAct.What.DEPUTY_NAMED, holder, Long.toString(id));
    book.write(d.deputyId(), AccountAct.What.DEPUTY_OF, holder, d.agencyId(), d.role());
  }

  /**
   * Ends those before their time.
   *
   * @param which {@code holder_id = :who AND id = :id}
   * @return how many there were
   */
  int end(String which, Map<String, Long> params, @Nullable Officer by) {
    List<long[]> ended =
        jdbc.sql(
                """
                UPDATE people_deputy SET ended_at = :now
                WHERE ended_at IS NULL AND until > :now AND %s
                RETURNING holder_id, id
                """
                    .formatted(which))
            .param("now", Timestamp.from(clock.instant()))
            .params(params)
            .query((row, _) -> new long[] {row.getLong(1), row.getLong(2)})
            .list();
    ended.forEach(e -> book.write(e[0], AccountAct.What.DEPUTY_ENDED, by, Long.toString(e[1])));
    return ended.size();
  }

  /** One the house did not write so, or that is open or over otherwise than the trail tells. */
  Optional<Long> firstStrange() {
    return jdbc
        .sql(SELECT + "WHERE d.ended_at IS NULL OR d.mark IS NOT NULL ORDER BY d.id")
        .query((row, n) ->
            kept(row, n).isPresent() ? Optional.<Long>empty() : Optional.of(row.getLong("id")))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> jdbc.sql(OTHERWISE).query(Long.class).optional());
  }

  private Optional<Deputyship> kept(ResultSet row, int number) throws SQLException {
    Deputyship d =
        new Deputyship(
            row.getLong("id"),
            row.getLong("holder_id"),
            row.getString("holder"),
            row.getLong("deputy_id"),
            row.getString("deputy"),
            row.getLong("agency_id"),
            Role.valueOf(row.getString("role")),
            row.getTimestamp("since").toInstant(),
            row.getTimestamp("until").toInstant());
    return MessageDigest.isEqual(marks.deputy(d), Marks.given(row.getBytes("mark")))
        ? Optional.of(d)
        : Optional.empty();
  }
}
