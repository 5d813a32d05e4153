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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
  record Seat(long account, Instant at, Role role, long office) {}

  private record Hand(long account, long who) {}

  static Seconds of(List<Waiting> waiting, List<Seconders.Circle> circles, JdbcClient jdbc) {
    if (waiting.isEmpty()) {
      return new Seconds(circles, Map.of(), List.of(), List.of(), Map.of());
    }
    Map<Long, Set<Long>> hands =
        jdbc
            .sql(HANDS)
            .param("accounts", waiting.stream().map(Waiting::account).toArray(Long[]::new))
            .query(Hand.class)
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Hand::account, Collectors.mapping(Hand::who, Collectors.toSet())));
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
        made(jdbc.sql(MADE).param("since", Timestamp.from(first.minus(Readmissions.BEHOLDEN)))),
        made(jdbc.sql(GONE).param("hands", all).param("since", Timestamp.from(first))),
        jdbc.sql(SEATS).param("accounts", after).query(Seat.class).list().stream()
            .collect(Collectors.groupingBy(Seat::account)));
  }

  private static List<Made> made(JdbcClient.StatementSpec sql) {
    return sql.query((row, _) ->
            new Made(row.getLong("maker"), row.getLong("whom"), row.getTimestamp("at").toInstant()))
        .list();
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
      WITH known AS (
        SELECT w.account_id, coalesce(max(a.seq), 0) AS seq
        FROM unnest(:accounts::bigint[]) AS w (account_id)
        LEFT JOIN people_account_act a
          ON a.account_id = w.account_id AND a.what = 'READMITTED'
        GROUP BY w.account_id),
      hand AS (
        SELECT h.account_id AS account, h.by_account AS who, h.at
        FROM people_account_act h
        JOIN known k USING (account_id)
        WHERE h.by_account <> h.account_id
          AND ((h.what IN ('OPENED', 'MOVED', 'INVITED', 'EMAIL') AND h.seq > k.seq)
            OR h.seq = (
              SELECT max(m.seq) FROM people_account_act m
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
      SELECT by_account AS maker, account_id AS whom, max(at) AS at
      FROM people_account_act
      WHERE by_account <> account_id
        AND at > :since
        AND what IN ('OPENED', 'MOVED', 'EMAIL', 'INVITED')
      GROUP BY by_account, account_id
      """;

  private static final String GONE =
      """
      SELECT a.by_account AS maker, a.account_id AS whom, a.at
      FROM people_account_act a
      WHERE a.by_account = ANY(:hands)
        AND a.account_id <> a.by_account
        AND a.at > :since
        AND a.what IN ('MOVED', 'EMAIL', 'INVITED', 'CLOSED')
        AND (EXISTS (
            SELECT FROM people_account_act p
            WHERE p.account_id = a.account_id AND p.seq < a.seq AND p.role = 'ADMINISTRATOR')
          OR EXISTS (
            SELECT FROM people_position p
            WHERE p.account_id = a.account_id AND p.role = 'ADMINISTRATOR'))
      """;

  private static final String SEATS =
      """
      SELECT account_id AS account, at, role, agency_id AS office
      FROM people_account_act
      WHERE account_id = ANY(:accounts) AND what IN ('OPENED', 'MOVED')
      ORDER BY account_id, seq
      """;
}
