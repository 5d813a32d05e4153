package id.lapor.people;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accounts somebody had used before an administrator had a new link made for them: perhaps another
 * person is at work there now. They meet no identities, and administer nothing, until a second
 * administrator agrees, or, where there is none, an announced while has passed.
 */
@Service
public class Readmissions {

  /** So long it takes where no second administrator could agree. */
  public static final Duration ALONE = Duration.ofDays(3);

  /** So long an administrator is not second to whoever opened, moved or reset their account. */
  public static final Duration BEHOLDEN = Duration.ofDays(30);

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

  /**
   * Those of the accounts that wait. Three queries, by the acts' primary key, and more for each.
   */
  public Map<Long, Waiting> of(Collection<Long> accounts) {
    Map<Long, Waiting> all = new HashMap<>(reset(accounts));
    planted(accounts).forEach(w -> all.put(w.account(), w));
    return all;
  }

  /**
   * Accounts with an act among those it depends on that the house did not write, unless a second
   * administrator agreed since: see {@code ./lapor verify}. One query, and one more for all of
   * them.
   */
  private List<Waiting> planted(Collection<Long> accounts) {
    Map<Long, List<AccountAct>> acts =
        book
            .all(
                """
                account_id = ANY (?) AND what IN ('OPENED', 'EMAIL', 'INVITED', 'ACCEPTED', 'READMITTED')
                ORDER BY account_id, seq
                """,
                (Object) accounts.toArray(Long[]::new))
            .stream()
            .collect(Collectors.groupingBy(AccountAct::account));
    if (book.holds(acts.values().stream().flatMap(List::stream).toList())) {
      return List.of();
    }
    return acts.values().stream()
        .map(this::sinceAgreed)
        .filter(own -> !book.holds(own))
        .map(List::getLast)
        .map(a -> new Waiting(a.account(), 0, a.byName(), a.at(), null))
        .toList();
  }

  /** With the first act of all, which says whether the account is a new one. */
  private List<AccountAct> sinceAgreed(List<AccountAct> acts) {
    int agreed =
        acts.stream()
            .filter(a -> a.what() == AccountAct.What.READMITTED && book.holds(List.of(a)))
            .mapToInt(AccountAct::seq)
            .max()
            .orElse(0);
    return acts.stream().filter(a -> a.seq() == 1 || a.seq() > agreed).toList();
  }

  private Map<Long, Waiting> reset(Collection<Long> accounts) {
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

  /** From when nobody was left to agree: who removes the others does not shorten it. */
  private Waiting alone(Waiting w) {
    Instant since =
        book
            .held(REMOVED, hands(w).toArray(Long[]::new), w.account(), Timestamp.from(w.at()))
            .stream()
            .map(AccountAct::at)
            .max(Comparator.naturalOrder())
            .orElse(w.at());
    return new Waiting(w.account(), w.by(), w.byName(), w.at(), since.plus(ALONE));
  }

  private static final String REMOVED =
      """
      by_account = ANY (?)
      AND account_id NOT IN (?, by_account)
      AND at > ?
      AND what IN ('MOVED', 'EMAIL', 'INVITED', 'CLOSED')
      AND (EXISTS (
          SELECT FROM people_account_act p
          WHERE p.account_id = people_account_act.account_id AND p.seq < people_account_act.seq
            AND p.role = 'ADMINISTRATOR')
        OR EXISTS (
          SELECT FROM people_position p
          WHERE p.account_id = people_account_act.account_id AND p.role = 'ADMINISTRATOR'))
      """;

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
            WHERE o.account_id = i.account_id AND o.what = 'OPENED' AND o.by_account IS NOT NULL AND o.seq = 1))
        AND NOT EXISTS (
            SELECT FROM people_account_act a
            WHERE a.account_id = i.account_id AND a.what = 'READMITTED' AND a.seq > i.seq)
      ORDER BY i.account_id, i.seq DESC
      """;

  /**
   * Who could agree: nobody who had a hand in it, nor whoever was one person with them then, nor
   * whom one of these has made an administrator, or had a new link made for, a short while ago.
   */
  private List<Long> others(Waiting w) {
    Set<Long> hands = hands(w);
    Set<Long> beholden =
        book
            .held(BEHOLDEN_TO, hands.toArray(Long[]::new), Timestamp.from(w.at().minus(BEHOLDEN)))
            .stream()
            .map(AccountAct::account)
            .collect(Collectors.toSet());
    return seconders.stream()
        .flatMap(s -> s.of(w.account()).stream())
        .filter(id -> id != w.account() && !hands.contains(id) && !beholden.contains(id))
        .toList();
  }

  private static final String BEHOLDEN_TO =
      """
      by_account = ANY (?)
      AND account_id <> by_account
      AND at > ?
      AND what IN ('OPENED', 'MOVED', 'EMAIL', 'INVITED')
      """;

  /**
   * Who made a link to the account, or said where its mail goes, since it was last known whose it
   * is, and whoever was one person with them then; where the mail went at that time counts too. It
   * is known when a second administrator agreed, else when its link was first accepted.
   */
  private static final String HANDS =
      """
      WITH known AS (
        SELECT coalesce(
            max(seq) FILTER (WHERE what = 'READMITTED'),
            min(seq) FILTER (WHERE what = 'ACCEPTED'),
            0) AS seq
        FROM people_account_act
        WHERE account_id = :whom AND seq = ANY(:held)),
      hand AS (
        SELECT h.by_account AS who, h.at
        FROM people_account_act h CROSS JOIN known k
        WHERE h.account_id = :whom
          AND h.by_account <> :whom
          AND h.seq = ANY(:held)
          AND ((h.what IN ('INVITED', 'EMAIL') AND h.seq > k.seq)
            OR h.seq = (
              SELECT max(m.seq) FROM people_account_act m
              WHERE m.account_id = :whom AND m.what = 'EMAIL' AND m.seq < k.seq AND m.seq = ANY(:held))))
      SELECT who FROM hand
      UNION
      SELECT CASE WHEN d.holder_id = h.who THEN d.deputy_id ELSE d.holder_id END
      FROM hand h
      JOIN people_deputy d
        ON h.who IN (d.holder_id, d.deputy_id)
        AND d.since <= h.at
        AND coalesce(d.ended_at, d.until) > h.at
      """;

  private Set<Long> hands(Waiting w) {
    Integer[] held =
        book.held("account_id = ?", w.account()).stream()
            .map(AccountAct::seq)
            .toArray(Integer[]::new);
    return jdbc.sql(HANDS)
        .param("whom", w.account())
        .param("held", held)
        .query((row, _) -> row.getLong("who"))
        .set();
  }

  /** Whether it is this administrator's to agree. */
  public boolean mayAgree(Waiting w, Officer officer) {
    long seat = officer.deputises() ? officer.standsInFor() : officer.accountId();
    return others(w).contains(seat)
        && officer.accountId() != w.account()
        && !hands(w).contains(officer.accountId())
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
