package id.lapor.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Officers who stand in for absent ones. A deputy works in the holder's position under a name that
 * tells both, so every trail has both; when the time is over, the next step taken is refused.
 */
@Service
public class Deputies {

  /** Longer absences are for an administrator to fill. */
  static final Duration LONGEST = Duration.ofDays(92);

  /** Holds while the holder still has the position and both still have accounts. */
  private static final String LIVE =
      """
      SELECT d.id, d.holder_id, h.name AS holder, d.deputy_id, a.name AS deputy, d.agency_id, d.role, d.since, d.until
      FROM people_deputy d
      JOIN people_account h ON h.id = d.holder_id AND h.disabled_at IS NULL
      JOIN people_account a ON a.id = d.deputy_id AND a.disabled_at IS NULL
      JOIN people_position p ON p.account_id = d.holder_id AND p.agency_id = d.agency_id AND p.role = d.role
      WHERE d.ended_at IS NULL
        AND d.until > :now
      """;

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final AccountBook book;
  private final SecondStep secondStep;
  private final InstantSource clock;

  Deputies(
      JdbcClient jdbc,
      Accounts accounts,
      AccountBook book,
      SecondStep secondStep,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.book = book;
    this.secondStep = secondStep;
    this.clock = clock;
  }

  /** Colleagues an officer may name: those of the same office. */
  List<Officer> colleagues(Officer officer) {
    return officer.deputises()
        ? List.of()
        : accounts.of(officer.agencyId()).stream()
            .filter(o -> o.accountId() != officer.accountId())
            .toList();
  }

  /** Deputies the officer has named, now and to come. */
  List<Deputyship> namedBy(Officer officer) {
    return jdbc.sql(LIVE + "AND d.holder_id = :who ORDER BY d.since, d.id")
        .param("now", Timestamp.from(clock.instant()))
        .param("who", officer.accountId())
        .query(Deputies::deputyship)
        .list();
  }

  /** Whom the officer may stand in for right now. */
  List<Deputyship> of(Officer officer) {
    Instant now = clock.instant();
    return jdbc.sql(LIVE + "AND d.deputy_id = :who AND d.since <= :now ORDER BY d.since, d.id")
        .param("now", Timestamp.from(now))
        .param("who", officer.accountId())
        .query(Deputies::deputyship)
        .list();
  }

  /**
   * Names a colleague for the officer's own position.
   *
   * @return message key of what is wrong; null when it was done
   */
  @Transactional
  @Nullable String name(Officer holder, long deputy, Instant since, Instant until) {
    Instant now = clock.instant();
    Optional<Officer> colleague =
        colleagues(holder).stream().filter(o -> o.accountId() == deputy).findFirst();
    if (colleague.isEmpty()) {
      return "people.notice.deputyNobody";
    }
    if (!since.isBefore(until) || !until.isAfter(now)) {
      return "people.notice.deputyOrder";
    }
    if (Duration.between(since, until).compareTo(LONGEST) > 0) {
      return "people.notice.deputyLong";
    }
    jdbc.sql(
            """
            INSERT INTO people_deputy (holder_id, agency_id, role, deputy_id, since, until)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .params(
            holder.accountId(),
            holder.agencyId(),
            holder.role().name(),
            deputy,
            Timestamp.from(since),
            Timestamp.from(until))
        .update();
    Officer by = colleague.get();
    book.write(holder.accountId(), AccountAct.What.DEPUTY_NAMED, holder);
    book.write(by.accountId(), AccountAct.What.DEPUTY_OF, holder, holder.agencyId(), holder.role());
    return null;
  }

  /** Before its time; false when the officer has named no such deputy. */
  @Transactional
  boolean end(Officer holder, long id) {
    int ended =
        jdbc.sql(
                """
                UPDATE people_deputy SET ended_at = ?
                WHERE id = ? AND holder_id = ? AND ended_at IS NULL
                """)
            .params(Timestamp.from(clock.instant()), id, holder.accountId())
            .update();
    if (ended == 1) {
      book.write(holder.accountId(), AccountAct.What.DEPUTY_ENDED, holder);
    }
    return ended == 1;
  }

  /**
   * The officer in the other's position; empty when that is not, or not now, theirs to take, or
   * when the position needs a second step the officer has not set up.
   *
   * @param words how "Ayu, deputy of Budi" is said
   */
  Optional<Officer> take(
      Officer officer, long id, java.util.function.BinaryOperator<String> words) {
    return accounts
        .find(officer.accountId())
        .filter(own -> !own.deputises())
        .flatMap(own ->
            of(own).stream()
                .filter(d -> d.id() == id)
                .filter(d -> !secondStep.lacks(own, d.role()))
                .findFirst()
                .map(d ->
                    new Officer(
                        own.accountId(),
                        own.login(),
                        words.apply(own.name(), d.holder()),
                        d.agencyId(),
                        d.role(),
                        d.id(),
                        d.holderId())));
  }

  /** Whether somebody who stands in may still do so. */
  boolean holds(Officer officer) {
    return of(officer).stream().anyMatch(d -> d.id() == officer.deputyship());
  }

  private static Deputyship deputyship(ResultSet row, int number) throws SQLException {
    return new Deputyship(
        row.getLong("id"),
        row.getLong("holder_id"),
        row.getString("holder"),
        row.getLong("deputy_id"),
        row.getString("deputy"),
        row.getLong("agency_id"),
        Role.valueOf(row.getString("role")),
        row.getTimestamp("since").toInstant(),
        row.getTimestamp("until").toInstant());
  }
}
