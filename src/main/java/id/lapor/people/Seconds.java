package id.lapor.people;

import id.lapor.people.Readmissions.Waiting;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which administrators could agree to accounts that wait. What it takes is asked once for all of
 * them, however many they are.
 *
 * @param hands of each account
 * @param made who made whom, and when last
 * @param gone administrators whom the hands have moved, reset or closed
 * @param seats where those who look after the accounts have sat, the oldest first
 */
record Seconds(
    List<Seconders.Circle> circles,
    Map<Long, Set<Long>> hands,
    List<Made> made,
    List<Made> gone,
    Map<Long, List<Seat>> seats) {

  /** One account did something to another. */
  record Made(long maker, long whom, Instant at) {}

  /** A position from then on. */
  record Seat(long account, Instant at, Role role, long office) {

    static Optional<Seat> of(AccountAct act) {
      @Nullable Role role = act.role();
      @Nullable Long office = act.agency();
      return role == null || office == null
          ? Optional.empty()
          : Optional.of(new Seat(act.account(), act.at(), role, office));
    }
  }

  private record Hand(long account, long who) {}

  /** Acts that the house did not write decide nothing here. */
  static Seconds of(
      List<Waiting> waiting, List<Seconders.Circle> circles, AccountBook book, JdbcClient jdbc) {
    if (waiting.isEmpty()) {
      return new Seconds(circles, Map.of(), List.of(), List.of(), Map.of());
    }
    Map<Long, Set<Long>> hands = hands(waiting, book, jdbc);
    Instant first = waiting.stream().map(Waiting::at).min(Comparator.naturalOrder()).orElseThrow();
    Long[] all = hands.values().stream().flatMap(Set::stream).distinct().toArray(Long[]::new);
    Long[] after =
        waiting.stream()
            .flatMap(w -> circles.stream().flatMap(c -> c.of(w.account()).stream()))
            .distinct()
            .toArray(Long[]::new);
    return new Seconds(
        circles,
        hands,
        made(book.held(MADE, Timestamp.from(first.minus(Readmissions.BEHOLDEN)))),
        made(book.held(GONE, all, Timestamp.from(first))),
        book.held(SEATS, (Object) after).stream()
            .flatMap(act -> Seat.of(act).stream())
            .collect(Collectors.groupingBy(Seat::account)));
  }

  private static Map<Long, Set<Long>> hands(
      List<Waiting> waiting, AccountBook book, JdbcClient jdbc) {
    Long[] accounts = waiting.stream().map(Waiting::account).toArray(Long[]::new);
    List<AccountAct> held = book.held("account_id = ANY (?)", (Object) accounts);
    return jdbc
        .sql(HANDS)
        .param("accounts", accounts)
        .param("held", held.stream().map(AccountAct::account).toArray(Long[]::new))
        .param("seqs", held.stream().map(AccountAct::seq).toArray(Integer[]::new))
        .query((row, _) -> new Hand(row.getLong("account"), row.getLong("who")))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Hand::account, Collectors.mapping(Hand::who, Collectors.toSet())));
  }

  private static List<Made> made(List<AccountAct> acts) {
    return acts.stream()
        .flatMap(a -> Stream.ofNullable(a.byAccount()).map(by -> new Made(by, a.account(), a.at())))
        .toList();
  }

  /**
   * Who opened or moved the account, made a link to it, or said where its mail goes, since a second
   * administrator last agreed whose it is, and whoever was one person with them then; where the
   * mail went at that time counts too.
   */
  Set<Long> hands(Waiting w) {
    return hands.getOrDefault(w.account(), Set.of());
  }

  /**
   * Who could agree: nobody who had a hand in it, nor whoever was one person with them then, nor an
   * administrator who owes them the account, or whom they owe theirs, since a short while; and
   * nobody who began to look after the account only after the while was over.
   */
  List<Long> of(Waiting w) {
    Set<Long> beholden = beholden(w);
    return circles.stream()
        .flatMap(c -> c.of(w.account()).stream())
        .filter(id -> !hands(w).contains(id) && !beholden.contains(id) && !late(id, w))
        .toList();
  }

  /** Up to whoever made the hands, and down to all whom any of these made. */
  private Set<Long> beholden(Waiting w) {
    List<Made> then =
        made.stream().filter(m -> m.at().isAfter(w.at().minus(Readmissions.BEHOLDEN))).toList();
    Set<Long> up = reached(hands(w), then, Made::whom, Made::maker);
    return reached(up, then, Made::maker, Made::whom);
  }

  private static Set<Long> reached(
      Set<Long> start, List<Made> made, Function<Made, Long> from, Function<Made, Long> to) {
    Map<Long, Set<Long>> next =
        made.stream()
            .collect(Collectors.groupingBy(from, Collectors.mapping(to, Collectors.toSet())));
    Set<Long> reached = new HashSet<>(start);
    Deque<Long> open = new ArrayDeque<>(start);
    while (!open.isEmpty()) {
      next.getOrDefault(open.pop(), Set.of()).stream().filter(reached::add).forEach(open::push);
    }
    return reached;
  }

  /** Nor one who was an administrator elsewhere then: what is over does not begin anew. */
  private boolean late(long administrator, Waiting w) {
    Instant over = w.at().plus(Readmissions.ALONE);
    List<Seat> own = seats.getOrDefault(administrator, List.of());
    return !own.isEmpty()
        && own.stream()
            .filter(s -> !s.at().isAfter(over))
            .reduce((_, last) -> last)
            .filter(s -> s.role() == Role.ADMINISTRATOR)
            .filter(s -> circles.stream().anyMatch(c -> c.from(s.office(), w.account())))
            .isEmpty();
  }

  /** From when nobody was left to agree: who removes the others does not shorten it. */
  Instant alone(Waiting w) {
    return gone.stream()
        .filter(g -> hands(w).contains(g.maker()) && g.whom() != w.account())
        .map(Made::at)
        .filter(at -> at.isAfter(w.at()))
        .max(Comparator.naturalOrder())
        .orElse(w.at());
  }

  private static final String HANDS =
      """
      WITH held AS (
        SELECT * FROM unnest(:held::bigint[], :seqs::integer[]) AS acts (account_id, seq)),
      act AS (
        SELECT a.* FROM people_account_act a JOIN held USING (account_id, seq)),
      known AS (
        SELECT w.account_id, coalesce(max(a.seq), 0) AS seq
        FROM unnest(:accounts::bigint[]) AS w (account_id)
        LEFT JOIN act a ON a.account_id = w.account_id AND a.what = 'READMITTED'
        GROUP BY w.account_id),
      hand AS (
        SELECT h.account_id AS account, h.by_account AS who, h.at
        FROM act h
        JOIN known k USING (account_id)
        WHERE h.by_account <> h.account_id
          AND ((h.what IN ('OPENED', 'MOVED', 'INVITED', 'EMAIL') AND h.seq > k.seq)
            OR h.seq = (
              SELECT max(m.seq) FROM act m
              WHERE m.account_id = h.account_id AND m.what = 'EMAIL' AND m.seq < k.seq)))
      SELECT account, who FROM hand
      UNION
      SELECT h.account, CASE WHEN d.holder_id = h.who THEN d.deputy_id ELSE d.holder_id END
      FROM hand h
      JOIN people_deputy d
        ON h.who IN (d.holder_id, d.deputy_id)
        AND d.since <= h.at
        AND coalesce(d.ended_at, d.until) > h.at
      """;

  private static final String MADE =
      """
      by_account <> account_id
      AND at > ?
      AND what IN ('OPENED', 'MOVED', 'EMAIL', 'INVITED')
      """;

  private static final String GONE =
      """
      by_account = ANY (?)
      AND account_id <> by_account
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

  private static final String SEATS =
      """
      account_id = ANY (?) AND what IN ('OPENED', 'MOVED')
      ORDER BY account_id, seq
      """;
}
