package id.lapor.people;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accounts of which one administrator alone says whose they are: those somebody had used before a
 * new link was made for them, and those opened in, or moved into, a role that may meet identities.
 * They meet none, and administer nothing after such a link, until a second administrator agrees,
 * or, where there is none, an announced while has passed. What whoever runs the installation opens
 * does not wait.
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
   * @param by account of the administrator who did it
   * @param what had a link made for an account that was used, opened it, or moved it
   * @param until when it does by itself; null when somebody has to agree
   */
  public record Waiting(
      long account,
      long by,
      String byName,
      AccountAct.What what,
      Instant at,
      @Nullable Instant until) {

    /** What was done, as a message key. */
    public String textKey() {
      return "officers.waitsText." + what;
    }

    /** What whoever agrees has to find out first, likewise. */
    public String hintKey() {
      return what == AccountAct.What.INVITED ? "officers.agreeHint" : "officers.agreeHintFresh";
    }
  }

  /** Whether the officer, or the one they stand in for, is somebody nobody has agreed to yet. */
  public boolean waits(Officer officer) {
    return !of(persons(officer)).isEmpty();
  }

  /** The officer, and whom they stand in for. */
  static List<Long> persons(Officer officer) {
    return officer.deputises()
        ? List.of(officer.accountId(), officer.standsInFor())
        : List.of(officer.accountId());
  }

  /** Those of the accounts that wait. One query, by the acts' primary key, and more for each. */
  public Map<Long, Waiting> of(Collection<Long> accounts) {
    Instant now = clock.instant();
    return jdbc
        .sql(LAST)
        .param("accounts", accounts.toArray(Long[]::new))
        .param("meeting", MEETING)
        .query((row, _) ->
            new Waiting(
                row.getLong("account_id"),
                row.getLong("by_account"),
                row.getString("by_name"),
                AccountAct.What.valueOf(row.getString("what")),
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
        jdbc.sql(REMOVED)
            .param("hands", hands(w).toArray(Long[]::new))
            .param("whom", w.account())
            .param("since", Timestamp.from(w.at()))
            .query(Timestamp.class)
            .optional()
            .map(Timestamp::toInstant)
            .orElse(w.at());
    return new Waiting(w.account(), w.by(), w.byName(), w.what(), w.at(), since.plus(ALONE));
  }

  private static final String REMOVED =
      """
      SELECT max(a.at)
      FROM people_account_act a
      WHERE a.by_account = ANY(:hands)
        AND a.account_id NOT IN (:whom, a.by_account)
        AND a.at > :since
        AND a.what IN ('MOVED', 'EMAIL', 'INVITED', 'CLOSED')
        AND (EXISTS (
            SELECT FROM people_account_act p
            WHERE p.account_id = a.account_id AND p.seq < a.seq AND p.role = 'ADMINISTRATOR')
          OR EXISTS (
            SELECT FROM people_position p
            WHERE p.account_id = a.account_id AND p.role = 'ADMINISTRATOR'))
      """;

  /**
   * Acts by which one administrator alone says whose an account is, unless somebody agreed since. A
   * move to another office in the role of before is none.
   */
  private static final String ON_ONE_WORD =
      """
      i.account_id = ANY(:accounts)
        AND i.by_account IS NOT NULL
        AND CASE
          WHEN i.what = 'INVITED' THEN EXISTS (
              SELECT FROM people_account_act u
              WHERE u.account_id = i.account_id AND u.what = 'ACCEPTED' AND u.seq < i.seq)
            OR NOT EXISTS (
              SELECT FROM people_account_act o
              WHERE o.account_id = i.account_id AND o.what = 'OPENED' AND o.by_account IS NOT NULL)
          WHEN i.what IN ('OPENED', 'MOVED') THEN i.role = ANY(:meeting)
            AND i.role IS DISTINCT FROM (
              SELECT b.role FROM people_account_act b
              WHERE b.account_id = i.account_id AND b.what IN ('OPENED', 'MOVED') AND b.seq < i.seq
              ORDER BY b.seq DESC
              LIMIT 1)
          ELSE false END
        AND NOT EXISTS (
            SELECT FROM people_account_act a
            WHERE a.account_id = i.account_id AND a.what = 'READMITTED' AND a.seq > i.seq)
      """;

  /** The last of them on each account. */
  private static final String LAST =
      """
      SELECT DISTINCT ON (i.account_id) i.account_id, i.by_account, i.by_name, i.what, i.at
      FROM people_account_act i
      WHERE %s
      ORDER BY i.account_id, i.seq DESC
      """
          .formatted(ON_ONE_WORD);

  private static final String[] MEETING =
      Arrays.stream(Role.values())
          .filter(Role::mayMeetIdentities)
          .map(Role::name)
          .toArray(String[]::new);

  /**
   * Who could agree: nobody who had a hand in it, nor whoever was one person with them then, nor an
   * administrator who owes them the account, or whom they owe theirs, since a short while; and
   * nobody who became one only after the while was over.
   */
  private List<Long> others(Waiting w) {
    Set<Long> hands = hands(w);
    Set<Long> beholden =
        jdbc.sql(BEHOLDEN_TO)
            .param("hands", hands.toArray(Long[]::new))
            .param("since", Timestamp.from(w.at().minus(BEHOLDEN)))
            .param("over", Timestamp.from(w.at().plus(ALONE)))
            .query((row, _) -> row.getLong("account_id"))
            .set();
    return seconders.stream()
        .flatMap(s -> s.of(w.account()).stream())
        .filter(id -> id != w.account() && !hands.contains(id) && !beholden.contains(id))
        .toList();
  }

  /** Up to whoever made the hands, down to all whom any of these made, and the late ones. */
  private static final String BEHOLDEN_TO =
      """
      WITH RECURSIVE made AS (
        SELECT DISTINCT by_account AS maker, account_id AS whom
        FROM people_account_act
        WHERE by_account <> account_id
          AND at > :since
          AND what IN ('OPENED', 'MOVED', 'EMAIL', 'INVITED')),
      up AS (
        SELECT who FROM unnest(:hands::bigint[]) AS hand (who)
        UNION
        SELECT m.maker FROM up JOIN made m ON m.whom = up.who),
      down AS (
        SELECT who FROM up
        UNION
        SELECT m.whom FROM down JOIN made m ON m.maker = down.who)
      SELECT who AS account_id FROM down
      UNION
      SELECT account_id
      FROM people_account_act
      WHERE what IN ('OPENED', 'MOVED') AND role = 'ADMINISTRATOR'
      GROUP BY account_id
      HAVING min(at) > :over
      """;

  /**
   * Who opened or moved the account, made a link to it, or said where its mail goes, since a second
   * administrator last agreed whose it is, and whoever was one person with them then; where the
   * mail went at that time counts too.
   */
  private static final String HANDS =
      """
      WITH known AS (
        SELECT coalesce(max(seq), 0) AS seq
        FROM people_account_act
        WHERE account_id = :whom AND what = 'READMITTED'),
      hand AS (
        SELECT h.by_account AS who, h.at
        FROM people_account_act h CROSS JOIN known k
        WHERE h.account_id = :whom
          AND h.by_account <> :whom
          AND ((h.what IN ('OPENED', 'MOVED', 'INVITED', 'EMAIL') AND h.seq > k.seq)
            OR h.seq = (
              SELECT max(m.seq) FROM people_account_act m
              WHERE m.account_id = :whom AND m.what = 'EMAIL' AND m.seq < k.seq)))
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
    return jdbc.sql(HANDS).param("whom", w.account()).query((row, _) -> row.getLong("who")).set();
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

  /**
   * Whether one administrator alone said a short while ago whose an account of each side is, and
   * both still wait for it, or the one is that administrator's own: then two names are perhaps one
   * person. It ends as the waiting does.
   */
  public boolean oneHand(Collection<Long> one, Collection<Long> other) {
    List<Long> both = Stream.concat(one.stream(), other.stream()).toList();
    List<Hand> hands =
        jdbc.sql(RECENT)
            .param("accounts", of(both).keySet().toArray(Long[]::new))
            .param("meeting", MEETING)
            .param("since", Timestamp.from(clock.instant().minus(BEHOLDEN)))
            .query(Hand.class)
            .list();
    return !Collections.disjoint(behind(one, hands), behind(other, hands));
  }

  /** Whose word it was. */
  private record Hand(long accountId, long byAccount) {}

  private static final String RECENT =
      """
      SELECT i.account_id, i.by_account
      FROM people_account_act i
      WHERE %s AND i.at > :since
      """
          .formatted(ON_ONE_WORD);

  private static Set<Long> behind(Collection<Long> accounts, List<Hand> hands) {
    return Stream.concat(
            accounts.stream(),
            hands.stream().filter(h -> accounts.contains(h.accountId())).map(Hand::byAccount))
        .collect(Collectors.toSet());
  }
}
