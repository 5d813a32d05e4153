package id.lapor.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks for, decides on and opens what needs two persons; each step is written down for the reporter
 * and, in an emergency, in the history of the officer's account as well.
 */
@Service
public class Reveals {

  private static final String SELECT =
      """
      SELECT id, what, reporter_id, matter, reason, asked_at, asked_by, asked_instead_of, asker, decided_at, decider, approved
      FROM people_reveal
      """;

  private static final int PORTION = 50;
  private static final int LOOKED_THROUGH = 500;

  private final JdbcTemplate jdbc;
  private final Reporters reporters;
  private final AccountBook book;
  private final Readmissions readmissions;
  private final InstantSource clock;

  Reveals(
      JdbcTemplate jdbc,
      Reporters reporters,
      AccountBook book,
      Readmissions readmissions,
      InstantSource clock) {
    this.readmissions = readmissions;
    this.jdbc = jdbc;
    this.reporters = reporters;
    this.book = book;
    this.clock = clock;
  }

  /** To be shown who it is. */
  @Transactional
  public void ask(ReporterId reporter, String matter, Officer officer, String reason) {
    add(Reveal.What.IDENTITY, reporter, matter, officer, reason);
    reporters.note(reporter, new Look(Look.Purpose.ASKED, officer, reason));
  }

  /**
   * To read a case file that is not the officer's, because somebody would come to harm.
   *
   * @param reporter null when nobody is known
   * @return false while nobody has agreed that it is they
   */
  @Transactional
  public boolean askForCase(
      @Nullable ReporterId reporter, String matter, Officer officer, String reason) {
    if (readmissions.waits(officer)) {
      return false;
    }
    add(Reveal.What.CASE, reporter, matter, officer, reason);
    tell(reporter, new Look(Look.Purpose.CASE_ASKED, officer, reason));
    book.write(officer.accountId(), AccountAct.What.EMERGENCY_ASKED, officer, matter);
    return true;
  }

  private void tell(@Nullable ReporterId reporter, Look look) {
    if (reporter != null) {
      reporters.note(reporter, look);
    }
  }

  private void add(
      Reveal.What what,
      @Nullable ReporterId reporter,
      String matter,
      Officer officer,
      String reason) {
    jdbc.update(
        """
        INSERT INTO people_reveal (what, reporter_id, matter, reason, asked_at, asked_by, asked_instead_of, asker)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        what.name(),
        reporter == null ? null : (Long) reporter.value(),
        matter,
        reason,
        Timestamp.from(clock.instant()),
        officer.accountId(),
        officer.insteadOf(),
        officer.name());
  }

  /** The second person says yes or no; false when it is too late or not theirs to say. */
  @Transactional
  public boolean decide(long id, Officer officer, boolean yes) {
    Instant now = clock.instant();
    @Nullable Reveal reveal = held(id).filter(r -> r.mayDecide(officer, now)).orElse(null);
    if (reveal == null || readmissions.waits(officer) || ofOneHand(reveal, officer)) {
      return false;
    }
    jdbc.update(
        "UPDATE people_reveal SET decided_at = ?, decided_by = ?, decider = ?, approved = ? WHERE"
            + " id = ?",
        Timestamp.from(now),
        officer.accountId(),
        officer.name(),
        yes,
        id);
    Look.Purpose agreed =
        reveal.what() == Reveal.What.CASE ? Look.Purpose.CASE_APPROVED : Look.Purpose.APPROVED;
    tell(
        reveal.reporter(), new Look(yes ? agreed : Look.Purpose.REFUSED, officer, reveal.reason()));
    if (reveal.what() == Reveal.What.CASE) {
      book.write(
          reveal.askedBy(),
          yes ? AccountAct.What.EMERGENCY_APPROVED : AccountAct.What.EMERGENCY_REFUSED,
          officer,
          reveal.matter());
    }
    return true;
  }

  /** Whether who asked and the officer came to their accounts through one administrator lately. */
  public boolean ofOneHand(Reveal reveal, Officer officer) {
    @Nullable Long instead = reveal.askedInsteadOf();
    List<Long> askers =
        instead == null ? List.of(reveal.askedBy()) : List.of(reveal.askedBy(), instead);
    return readmissions.oneHand(askers, Readmissions.persons(officer));
  }

  /** Who it is, to who asked, while the time runs. */
  @Transactional
  public Optional<Contact> open(long id, Officer officer) {
    return held(id)
        .filter(r -> r.mayOpen(officer, clock.instant()))
        .filter(r -> !alone(r))
        .flatMap(r ->
            r.what() == Reveal.What.IDENTITY && r.reporter() != null
                ? reporters.look(r.reporter(), new Look(Look.Purpose.REVEALED, officer, r.reason()))
                : Optional.empty());
  }

  /** The case file that was asked for, to who asked, while the time runs; each time is told. */
  @Transactional
  public Optional<Reveal> read(long id, Officer officer) {
    Optional<Reveal> reveal =
        held(id)
            .filter(r -> r.what() == Reveal.What.CASE && r.mayOpen(officer, clock.instant()))
            .filter(r -> !alone(r) && !readmissions.waits(officer));
    reveal.ifPresent(r -> {
      tell(r.reporter(), new Look(Look.Purpose.CASE_READ, officer, r.reason()));
      book.write(officer.accountId(), AccountAct.What.EMERGENCY_READ, officer, r.matter());
    });
    return reveal;
  }

  /**
   * Approved ones of which no record tells that one person asked and another agreed: a look of each
   * at the identity, an act of each on the asker's account for a case file. The act follows the row
   * within its transaction. With an identity that was gone by then nothing was recorded.
   */
  private static final String ALONE =
      """
      SELECT r.id
      FROM people_reveal r
      WHERE r.approved AND (r.asked_by = r.decided_by OR CASE r.what
        WHEN 'IDENTITY' THEN NOT EXISTS (
            SELECT FROM people_look k
            WHERE k.reporter_id = r.reporter_id AND k.purpose = 'ERASED' AND k.at <= r.decided_at)
          AND NOT (EXISTS (
            SELECT FROM people_look k
            WHERE k.reporter_id = r.reporter_id AND k.purpose = 'ASKED' AND k.account_id = r.asked_by
              AND k.at BETWEEN r.asked_at - %1$s AND r.asked_at + %2$s)
          AND EXISTS (
            SELECT FROM people_look k
            WHERE k.reporter_id = r.reporter_id AND k.purpose = 'APPROVED' AND k.account_id = r.decided_by
              AND k.at BETWEEN r.decided_at - %1$s AND r.decided_at + %2$s))
        ELSE NOT (EXISTS (
            SELECT FROM people_account_act a
            WHERE a.account_id = r.asked_by AND a.what = 'EMERGENCY_ASKED' AND a.by_account = r.asked_by
              AND a.about = r.matter AND a.at BETWEEN r.asked_at - %1$s AND r.asked_at + %2$s)
          AND EXISTS (
            SELECT FROM people_account_act a
            WHERE a.account_id = r.asked_by AND a.what = 'EMERGENCY_APPROVED' AND a.by_account = r.decided_by
              AND a.about = r.matter AND a.at BETWEEN r.decided_at - %1$s AND r.decided_at + %2$s))
        END)
      """
          .formatted("interval '1 millisecond'", "interval '5 minutes'");

  private boolean alone(Reveal r) {
    return !jdbc.queryForList(ALONE + " AND r.id = ?", Long.class, r.id()).isEmpty() || !written(r);
  }

  /** Somebody did something, at that time. */
  private record Said(boolean asked, @Nullable Long by, Instant at) {

    boolean by(@Nullable Long who, @Nullable Instant when) {
      return who != null
          && when != null
          && who.equals(by)
          && !at.isBefore(when.minus(EARLIER))
          && !at.isAfter(when.plus(LATER));
    }
  }

  private static final Duration EARLIER = Duration.ofMillis(1);
  private static final Duration LATER = Duration.ofMinutes(5);

  /** Whether the house put it on record so that one asked and the other agreed, as in ALONE. */
  private boolean written(Reveal r) {
    List<Said> said = said(r);
    @Nullable Long decider =
        jdbc.queryForObject(
            "SELECT decided_by FROM people_reveal WHERE id = ?", Long.class, r.id());
    return said.stream().anyMatch(s -> s.asked() && s.by(r.askedBy(), r.askedAt()))
        && said.stream().anyMatch(s -> !s.asked() && s.by(decider, r.decidedAt()));
  }

  private List<Said> said(Reveal r) {
    if (r.what() == Reveal.What.CASE) {
      return book
          .held(
              "account_id = ? AND what IN ('EMERGENCY_ASKED', 'EMERGENCY_APPROVED') AND about = ?",
              r.askedBy(),
              r.matter())
          .stream()
          .map(a -> new Said(a.what() == AccountAct.What.EMERGENCY_ASKED, a.byAccount(), a.at()))
          .toList();
    }
    return r.reporter() == null
        ? List.of()
        : reporters.agreed(r.reporter()).stream()
            .map(k -> new Said(k.purpose() == Look.Purpose.ASKED, k.account(), k.at()))
            .toList();
  }

  /** The first one approved that no two persons are on record for. */
  Optional<Long> firstAlone() {
    return jdbc.query(ALONE + " ORDER BY r.id LIMIT 1", (row, _) -> row.getLong(1)).stream()
        .findFirst();
  }

  /** The emergencies an officer asked for, the newest first. */
  public List<Reveal> emergencies(Officer officer, int limit) {
    return jdbc.query(
        SELECT + "WHERE what = 'CASE' AND asked_by = ? ORDER BY asked_at DESC LIMIT ?",
        Reveals::reveal,
        officer.accountId(),
        limit);
  }

  public Optional<Reveal> find(long id) {
    return jdbc.query(SELECT + "WHERE id = ?", Reveals::reveal, id).stream().findFirst();
  }

  /**
   * The newest that somebody may know of, whoever asked; all that can still be decided or opened
   * are looked through, and of the older ones as many as a page is worth.
   */
  public List<Reveal> latest(int limit, Predicate<Reveal> known) {
    Instant alive = clock.instant().minus(Reveal.WAITS).minus(Reveal.OPEN);
    List<Reveal> found = new ArrayList<>();
    int seen = 0;
    List<Reveal> portion = before(clock.instant().plus(Reveal.WAITS), Long.MAX_VALUE);
    while (!portion.isEmpty() && found.size() < limit) {
      portion.stream().filter(known).limit(limit - found.size()).forEach(found::add);
      seen += portion.size();
      Reveal last = portion.getLast();
      boolean enough = seen >= LOOKED_THROUGH && last.askedAt().isBefore(alive);
      portion = enough ? List.of() : before(last.askedAt(), last.id());
    }
    return found;
  }

  private List<Reveal> before(Instant askedAt, long id) {
    return jdbc.query(
        SELECT + "WHERE (asked_at, id) < (?, ?) ORDER BY asked_at DESC, id DESC LIMIT ?",
        Reveals::reveal,
        Timestamp.from(askedAt),
        id,
        PORTION);
  }

  /** Whoever lets go of an identity holds its row first, then what was asked about it. */
  private Optional<Reveal> held(long id) {
    find(id).map(Reveal::reporter).ifPresent(reporters::hold);
    return jdbc.query(SELECT + "WHERE id = ? FOR UPDATE", Reveals::reveal, id).stream().findFirst();
  }

  private static Reveal reveal(ResultSet row, int number) throws SQLException {
    @Nullable Timestamp decided = row.getTimestamp("decided_at");
    @Nullable Long reporter = row.getObject("reporter_id", Long.class);
    return new Reveal(
        row.getLong("id"),
        Reveal.What.valueOf(row.getString("what")),
        reporter == null ? null : new ReporterId(reporter),
        row.getString("matter"),
        row.getString("reason"),
        row.getTimestamp("asked_at").toInstant(),
        row.getLong("asked_by"),
        row.getObject("asked_instead_of", Long.class),
        row.getString("asker"),
        decided == null ? null : decided.toInstant(),
        row.getString("decider"),
        row.getObject("approved", Boolean.class));
  }
}
