package id.lapor.people;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accounts somebody had used before an administrator had a new link made for them: perhaps another
 * person is at work there now. They meet no identities until a second administrator agrees, or,
 * where there is none, an announced while has passed.
 */
@Service
public class Readmissions {

  /** So long it takes where no second administrator could agree. */
  public static final Duration ALONE = Duration.ofDays(3);

  private final JdbcClient jdbc;
  private final AccountBook book;
  private final ObjectProvider<Seconders> seconders;
  private final InstantSource clock;

  Readmissions(
      JdbcClient jdbc, AccountBook book, ObjectProvider<Seconders> seconders, InstantSource clock) {
    this.jdbc = jdbc;
    this.book = book;
    this.seconders = seconders;
    this.clock = clock;
  }

  /**
   * An account that meets no identities yet.
   *
   * @param by account of the administrator who had the link made
   * @param until when it does by itself; null when somebody has to agree
   */
  public record Waiting(
      long account, long by, String byName, Instant at, @Nullable Instant until) {}

  /** Whether the officer, or the one they stand in for, is somebody nobody has agreed to yet. */
  public boolean waits(Officer officer) {
    List<Long> persons =
        officer.deputises()
            ? List.of(officer.accountId(), officer.standsInFor())
            : List.of(officer.accountId());
    return !of(persons).isEmpty();
  }

  /** Those of the accounts that wait. One query, by the acts' primary key, and more for each. */
  public Map<Long, Waiting> of(Collection<Long> accounts) {
    Instant now = clock.instant();
    return jdbc
        .sql(RESET)
        .param("accounts", accounts.toArray(Long[]::new))
        .query((row, _) ->
            new Waiting(
                row.getLong("account_id"),
                row.getLong("by_account"),
                row.getString("by_name"),
                row.getTimestamp("at").toInstant(),
                null))
        .list()
        .stream()
        .map(w -> others(w).isEmpty() ? alone(w) : w)
        .filter(w -> w.until() == null || now.isBefore(w.until()))
        .collect(Collectors.toMap(Waiting::account, Function.identity()));
  }

  private static Waiting alone(Waiting w) {
    return new Waiting(w.account(), w.by(), w.byName(), w.at(), w.at().plus(ALONE));
  }

  /** The last link made for each account that had been used, unless somebody agreed since. */
  private static final String RESET =
      """
      SELECT DISTINCT ON (i.account_id) i.account_id, i.by_account, i.by_name, i.at
      FROM people_account_act i
      WHERE i.account_id = ANY(:accounts)
        AND i.what = 'INVITED'
        AND (EXISTS (
            SELECT FROM people_account_act u
            WHERE u.account_id = i.account_id AND u.what = 'ACCEPTED' AND u.seq < i.seq)
          OR NOT EXISTS (
            SELECT FROM people_account_act o
            WHERE o.account_id = i.account_id AND o.what = 'OPENED' AND o.by_account IS NOT NULL))
        AND NOT EXISTS (
            SELECT FROM people_account_act a
            WHERE a.account_id = i.account_id AND a.what = 'READMITTED' AND a.seq > i.seq)
      ORDER BY i.account_id, i.seq DESC
      """;

  /** Who could agree: not who made the link, nor whoever was one person with them then. */
  private List<Long> others(Waiting w) {
    return seconders.stream()
        .flatMap(s -> s.of(w.account()).stream())
        .filter(id -> id != w.account() && !isWhoReset(w, id))
        .toList();
  }

  private boolean isWhoReset(Waiting w, long account) {
    return account == w.by()
        || jdbc.sql(
                """
                SELECT EXISTS (
                  SELECT FROM people_deputy
                  WHERE ((holder_id = :one AND deputy_id = :other) OR (holder_id = :other AND deputy_id = :one))
                    AND since <= :at
                    AND coalesce(ended_at, until) > :at)
                """)
            .param("one", account)
            .param("other", w.by())
            .param("at", Timestamp.from(w.at()))
            .query(Boolean.class)
            .single();
  }

  /** Whether it is this administrator's to agree. */
  public boolean mayAgree(Waiting w, Officer officer) {
    long seat = officer.deputises() ? officer.standsInFor() : officer.accountId();
    return others(w).contains(seat)
        && officer.accountId() != w.account()
        && !isWhoReset(w, officer.accountId())
        && !waits(officer);
  }

  /** A second administrator agrees; false when it is too late or not theirs to say. */
  @Transactional
  public boolean agree(Officer whom, Officer by) {
    Optional<Waiting> waiting =
        Optional.ofNullable(of(List.of(whom.accountId())).get(whom.accountId()))
            .filter(w -> mayAgree(w, by));
    waiting.ifPresent(w -> book.write(w.account(), AccountAct.What.READMITTED, by));
    return waiting.isPresent();
  }
}
