package id.lapor.people;

import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long personal data stay, as rules that are rows. None runs before somebody saw how many it
 * would take, which is on the trail; then it goes on in small transactions, each of which can be
 * the last.
 */
@Service
public class Retention implements SmartInitializingSingleton, Check {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final int AT_ONCE = 100;
  private static final int ROUNDS = 50;
  private static final int ACTS = 20;

  static final int SHORTEST = 30;
  static final int LONGEST = 36_500;

  private final JdbcClient jdbc;
  private final List<Retained> kinds;
  private final TransactionTemplate transaction;
  private final AccountBook book;
  private final InstantSource clock;

  Retention(
      JdbcClient jdbc,
      List<Retained> kinds,
      TransactionTemplate transaction,
      AccountBook book,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.book = book;
    this.kinds = kinds.stream().sorted(Comparator.comparing(Retained::rule)).toList();
    this.transaction = transaction;
    this.clock = clock;
  }

  /** A rule as it stands. */
  public record Line(Retained.Rule rule, int days, boolean running) {}

  /** What was done with rules and by them. */
  public record Act(
      Retained.Rule rule, Instant at, What what, int days, long count, String byName) {}

  /** What can be done with a rule, and by it. */
  public enum What {
    ON,
    OFF,
    TERM,
    GONE
  }

  /** A rule that is new in this version is there, and off. */
  @Override
  public void afterSingletonsInstantiated() {
    kinds.forEach(k ->
        jdbc.sql(
                "INSERT INTO people_retention (rule, days) VALUES (?, ?) ON CONFLICT (rule) DO"
                    + " NOTHING")
            .params(k.rule().name(), k.rule().days())
            .update());
  }

  public List<Line> lines() {
    return jdbc.sql("SELECT rule, days, running FROM people_retention ORDER BY rule")
        .query((row, _) ->
            new Line(
                Retained.Rule.valueOf(row.getString("rule")),
                row.getInt("days"),
                row.getBoolean("running")))
        .list();
  }

  public List<Act> acts() {
    return jdbc.sql("SELECT * FROM people_retention_act ORDER BY id DESC LIMIT ?")
        .param(ACTS)
        .query((row, _) ->
            new Act(
                Retained.Rule.valueOf(row.getString("rule")),
                row.getTimestamp("at").toInstant(),
                What.valueOf(row.getString("what")),
                row.getInt("days"),
                row.getLong("count"),
                row.getString("by_name")))
        .list();
  }

  /** How many this rule would take now with this term. Changes nothing. */
  long due(Retained.Rule rule, int days) {
    return of(rule).due(before(days));
  }

  /** Another term; a rule that ran stops, until somebody saw what the new term would take. */
  @Transactional
  void term(Retained.Rule rule, int days, Officer officer) {
    jdbc.sql("UPDATE people_retention SET days = ?, running = false WHERE rule = ?")
        .params(days, rule.name())
        .update();
    write(rule, What.TERM, days, 0, officer);
  }

  /**
   * Switches a rule on.
   *
   * @param seen how many it would take, as it stood on the page
   * @return false when it would take more than that by now, or has another term
   */
  @Transactional
  boolean start(Retained.Rule rule, int days, long seen, Officer officer) {
    long due = due(rule, days);
    if (due > seen
        || jdbc.sql("UPDATE people_retention SET running = true WHERE rule = ? AND days = ?")
                .params(rule.name(), days)
                .update()
            == 0) {
      return false;
    }
    write(rule, What.ON, days, due, officer);
    return true;
  }

  @Transactional
  void stop(Retained.Rule rule, Officer officer) {
    Line line = line(rule).orElseThrow();
    jdbc.sql("UPDATE people_retention SET running = false WHERE rule = ?")
        .param(rule.name())
        .update();
    write(rule, What.OFF, line.days(), 0, officer);
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT20M")
  void round() {
    try {
      run();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Old personal data could not be let go of, trying again: {}", e.getMessage());
    }
  }

  /**
   * Lets go of what is due by the rules that run; what is left over goes the next time. A rule with
   * which something goes wrong stops no other.
   */
  public void run() {
    for (Line line : lines()) {
      try {
        run(line);
      } catch (RuntimeException e) {
        log.warn("What is due by {} does not all go, trying again: {}", line.rule(), e.toString());
      }
    }
  }

  private void run(Line line) {
    int went = AT_ONCE;
    for (int i = 0; line.running() && went == AT_ONCE && i < ROUNDS; i++) {
      Integer n = transaction.execute(_ -> batch(line.rule()));
      went = n == null ? 0 : n;
    }
  }

  /** The rule is held, so that no two servers take the same and nobody changes it meanwhile. */
  private int batch(Retained.Rule rule) {
    return jdbc.sql(
            "SELECT days FROM people_retention WHERE rule = ? AND running FOR UPDATE SKIP LOCKED")
        .param(rule.name())
        .query(Integer.class)
        .optional()
        .filter(days -> switchedOn(rule, days))
        .map(days -> {
          int went = of(rule).letGo(before(days), AT_ONCE);
          if (went > 0) {
            write(rule, What.GONE, days, went, null);
          }
          return went;
        })
        .orElse(0);
  }

  /** Whether that is what an officer did last with the rule, on the trail. */
  private boolean switchedOn(Retained.Rule rule, int days) {
    List<AccountAct> acts =
        book.all(
            """
            what IN ('RETENTION_ON', 'RETENTION_OFF', 'RETENTION_TERM') AND about LIKE ? || ' %'
            ORDER BY at DESC, account_id DESC, seq DESC
            """,
            rule.name());
    String term = rule + " " + days + " ";
    return acts.stream()
        .filter(a -> book.holds(List.of(a)))
        .findFirst()
        .filter(a -> a.what() == AccountAct.What.RETENTION_ON)
        .filter(a -> String.valueOf(a.about()).startsWith(term))
        .isPresent();
  }

  /** A rule that runs was switched on by somebody, with this term. */
  @Override
  public Optional<Verdict.Finding> look() {
    return lines().stream()
        .filter(l -> l.running() && !switchedOn(l.rule(), l.days()))
        .findFirst()
        .map(l ->
            new Verdict.Finding(
                "people_retention " + l.rule(),
                "Nothing on record says that somebody switched it on with this term."));
  }

  /** What an officer does goes on the trail as well. */
  private void write(
      Retained.Rule rule, What what, int days, long count, @Nullable Officer officer) {
    jdbc.sql(
            """
            INSERT INTO people_retention_act (rule, at, what, days, count, by_name)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .params(
            rule.name(),
            Timestamp.from(clock.instant()),
            what.name(),
            days,
            count,
            officer == null ? "" : officer.name())
        .update();
    if (officer != null) {
      book.write(officer.accountId(), onTrail(what), officer, rule + " " + days + " " + count);
    }
  }

  private static AccountAct.What onTrail(What what) {
    return switch (what) {
      case ON -> AccountAct.What.RETENTION_ON;
      case OFF -> AccountAct.What.RETENTION_OFF;
      case TERM -> AccountAct.What.RETENTION_TERM;
      case GONE -> throw new IllegalStateException("No officer does that");
    };
  }

  private Optional<Line> line(Retained.Rule rule) {
    return lines().stream().filter(l -> l.rule() == rule).findFirst();
  }

  private Retained of(Retained.Rule rule) {
    return kinds.stream().filter(k -> k.rule() == rule).findFirst().orElseThrow();
  }

  private Instant before(int days) {
    return clock.instant().minus(Duration.ofDays(days));
  }

  static Optional<Retained.Rule> named(String typed) {
    return Arrays.stream(Retained.Rule.values()).filter(r -> r.name().equals(typed)).findFirst();
  }
}
