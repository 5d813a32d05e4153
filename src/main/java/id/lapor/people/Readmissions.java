package id.lapor.people;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
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
   * @param by account of the administrator who did it; 0 when the house did not write all of it
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

    Waiting until(Instant end) {
      return new Waiting(account, by, byName, what, at, end);
    }

    /** Not all that was done to it is on record as the house wrote it. */
    private boolean strange() {
      return by == 0;
    }

    /** What was done, as a message key. */
    public String textKey() {
      return strange() ? "officers.waitsStrange" : "officers.waitsText." + what;
    }

    /** What whoever agrees has to find out first, likewise. */
    public String hintKey() {
      return what == AccountAct.What.INVITED && !strange()
          ? "officers.agreeHint"
          : "officers.agreeHintFresh";
    }
  }

  /**
   * Whether the officer, or the one they stand in for, is somebody nobody has agreed to yet; or
   * does not sit where the acts on the account, or on the one whose position it is, tell.
   */
  public boolean waits(Officer officer) {
    List<Long> persons = persons(officer);
    return !reset(persons).isEmpty()
        || persons.stream().map(book::told).anyMatch(told -> !told.blank() && !told.whole())
        || !sits(officer);
  }

  /** Nobody signs in to an account of which nothing is on record, so there is nothing to ask. */
  private boolean sits(Officer officer) {
    Told told = book.told(officer.deputises() ? officer.standsInFor() : officer.accountId());
    return told.blank()
        || (told.sits(officer.agencyId(), officer.role())
            && (!officer.deputises() || told.names(officer.deputyship())));
  }

  /** The officer, and whom they stand in for. */
  static List<Long> persons(Officer officer) {
    return officer.deputises()
        ? List.of(officer.accountId(), officer.standsInFor())
        : List.of(officer.accountId());
  }

  /** The account, if it waits: nothing is missing from what was done to it, and all is ours. */
  public Optional<Waiting> of(long account) {
    return Optional.ofNullable(of(List.of(account)).get(account))
        .or(() ->
            Optional.of(book.told(account))
                .filter(told -> !told.blank() && !told.whole())
                .map(told -> planted(account, told)));
  }

  private Waiting planted(long account, Told told) {
    return told.acts().stream()
        .reduce((_, later) -> later)
        .map(Readmissions::planted)
        .orElseGet(
            () -> new Waiting(account, 0, "", AccountAct.What.INVITED, clock.instant(), null));
  }

  private static Waiting planted(AccountAct last) {
    return new Waiting(last.account(), 0, last.byName(), AccountAct.What.INVITED, last.at(), null);
  }

  /**
   * Those of the accounts that wait, for a list of them; {@link #waits} and {@link #of(long)} look
   * at more. Three queries, and nine more where there may be any.
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
                account_id = ANY (?)
                AND (what IN ('OPENED', 'EMAIL', 'INVITED', 'ACCEPTED', 'READMITTED')
                  OR (what = 'MOVED' AND role IS NOT NULL))
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
        .map(Readmissions::planted)
        .toList();
  }

  private List<AccountAct> sinceAgreed(List<AccountAct> acts) {
    int agreed =
        acts.stream()
            .filter(a -> a.what() == AccountAct.What.READMITTED && book.holds(List.of(a)))
            .mapToInt(AccountAct::seq)
            .max()
            .orElse(0);
    return acts.stream().filter(a -> a.seq() > agreed).toList();
  }

  private Map<Long, Waiting> reset(Collection<Long> accounts) {
    Instant now = clock.instant();
    List<Waiting> onOneWord =
        jdbc.sql(LAST)
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
            .list();
    Seconds seconds = seconds(onOneWord);
    return onOneWord.stream()
        .map(w -> seconds.of(w).isEmpty() ? w.until(seconds.alone(w).plus(ALONE)) : w)
        .filter(w -> w.until() == null || now.isBefore(w.until()))
        .collect(Collectors.toMap(Waiting::account, Function.identity()));
  }

  private Seconds seconds(List<Waiting> waiting) {
    List<Seconders.Circle> circles =
        waiting.isEmpty() ? List.of() : seconders.stream().map(Seconders::now).toList();
    return Seconds.of(waiting, circles, book, jdbc);
  }

  /**
   * Acts by which one administrator alone says whose an account is, unless somebody agreed since: a
   * link to one that was used or agreed to before, an opening, a move. A move to another office in
   * the role of before is none.
   */
  private static final String ON_ONE_WORD =
      """
      i.account_id = ANY(:accounts)
        AND i.by_account IS NOT NULL
        AND CASE
          WHEN i.what = 'INVITED' THEN EXISTS (
              SELECT FROM people_account_act u
              WHERE u.account_id = i.account_id AND u.what IN ('ACCEPTED', 'READMITTED') AND u.seq < i.seq)
            OR NOT EXISTS (
              SELECT FROM people_account_act o
              WHERE o.account_id = i.account_id AND o.what = 'OPENED' AND o.by_account IS NOT NULL AND o.seq = 1)
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

  /** Whether it is this administrator's to agree. */
  public boolean mayAgree(Waiting w, Officer officer) {
    long seat = officer.deputises() ? officer.standsInFor() : officer.accountId();
    Seconds seconds = seconds(List.of(w));
    return seconds.of(w).contains(seat)
        && officer.accountId() != w.account()
        && !seconds.hands(w).contains(officer.accountId())
        && !waits(officer);
  }

  /** What became of the wish to agree. */
  public enum Agreed {
    DONE,
    /** There is nothing to agree to, or it is not theirs to say. */
    NOT_THEIRS,
    /** Nobody has used the last link, or it is not certain who has. */
    NOT_IN_YET,
    /** Something was done to the account since they looked at it. */
    CHANGED
  }

  /** Whether somebody has set a password of their own since the account was last given. */
  public boolean entered(long account) {
    return book.told(account).entered();
  }

  /** Number of the last act on the account that whoever agrees has to know of. */
  public int lastOn(long account) {
    return jdbc.sql(
            """
            SELECT coalesce(max(seq), 0) FROM people_account_act
            WHERE account_id = ?
              AND what IN ('OPENED', 'MOVED', 'EMAIL', 'INVITED', 'ACCEPTED', 'READMITTED', 'CLOSED')
            """)
        .param(account)
        .query(Integer.class)
        .single();
  }

  /**
   * A second administrator agrees that the account is whose it is said to be, and sits where it
   * does.
   *
   * @param seen {@link #lastOn} when they looked at it
   */
  @Transactional
  public Agreed agree(Officer whom, Officer by, int seen) {
    book.hold(whom.accountId());
    Optional<Waiting> waiting = of(whom.accountId()).filter(w -> mayAgree(w, by));
    if (waiting.isEmpty()) {
      return Agreed.NOT_THEIRS;
    }
    if (lastOn(whom.accountId()) != seen) {
      return Agreed.CHANGED;
    }
    Told told = book.told(whom.accountId());
    if (!told.entered()) {
      return Agreed.NOT_IN_YET;
    }
    if (told.elsewhere(whom.agencyId(), whom.role())) {
      return Agreed.NOT_THEIRS;
    }
    book.write(whom.accountId(), AccountAct.What.READMITTED, by, whom.agencyId(), whom.role());
    return Agreed.DONE;
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
            .query((row, _) -> new Hand(row.getLong("account_id"), row.getLong("by_account")))
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
