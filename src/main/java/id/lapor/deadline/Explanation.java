package id.lapor.deadline;

import id.lapor.agency.Agency;
import id.lapor.agency.Holiday;
import id.lapor.agency.Timetable;
import id.lapor.agency.WorkingCalendar;
import id.lapor.platform.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why a clock is due when it is, for a page to put into words. Of one that stands still no due
 * moment can be told, as nobody knows when it goes on: it has what is left.
 *
 * @param office which owes it
 * @param allowance what the rules gave; null when an act named the end
 * @param counted when the office next opened, for a clock that began while it was closed
 * @param holidays of the office, between the begin and the due moment
 * @param specials further days between these on which the office stays closed by its own timetable
 * @param closed how long the office is closed by the wall clock until the due moment, for minutes
 *     and hours
 * @param pauses every stretch in which it stood still and after which it went on
 * @param paused how long of these by the wall clock the reporter was asked
 * @param late from the missed moment to the end or, while there is none, to now; null when nothing
 *     was missed
 * @param spared due later than counted, since no change makes anything due earlier than a working
 *     day ahead
 * @param always by a calendar that never closes, so that its minutes are any minutes
 * @param book the version of the rules it runs under
 */
public record Explanation(
    Clock clock,
    Agency office,
    @Nullable Allowance allowance,
    @Nullable Instant counted,
    List<Holiday> holidays,
    SortedMap<LocalDate, Timetable.Special> specials,
    Duration closed,
    List<Pause> pauses,
    Duration paused,
    @Nullable Lateness late,
    boolean spared,
    boolean always,
    RuleBook book) {

  private static final String ASKED = "Held";
  private static final Set<String> ANSWERS = Set.of("Answered", "Confirmed", "ClosedBySilence");
  private static final Set<String> ELSEWHERE = Set.of("Returned", "Redirected", "Recalled");
  private static final Map<String, String> ENDS =
      Map.of(
          "Answered", "answered",
          "Merged", "merged",
          "Archived", "archived",
          "Withdrawn", "withdrawn",
          "Confirmed", "closed",
          "ClosedBySilence", "closed",
          "Forwarded", "forwarded");
  private static final Duration A_DAY = Duration.ofDays(1);

  /**
   * A stretch in which a clock stood still.
   *
   * @param until null while it lasts
   * @param cause name of the act that stopped it
   */
  public record Pause(Instant since, @Nullable Instant until, String cause) {

    private Duration length(Instant now) {
      return Duration.between(since, until == null ? now : until);
    }
  }

  static Explanation of(Ledger ledger, House house, Instant now) {
    Clock clock = ledger.clock();
    @Nullable Term term = clock.term();
    RuleBook book = house.book(clock.rules());
    WorkingCalendar calendar = house.calendar(clock);
    boolean halted = clock.state() == Clock.State.PAUSED;
    boolean dated = term != null && !halted;
    return new Explanation(
        clock,
        house.hours().agency(clock.office()),
        term == null ? null : book.allowance(term),
        term == null ? null : counted(clock, calendar),
        halted ? List.of() : holidays(clock, calendar, house),
        halted ? Collections.emptySortedMap() : specials(clock, house),
        dated && clock.unit().measure() == WorkingCalendar.Measure.TIME
            ? closed(ledger, calendar)
            : Duration.ZERO,
        pauses(ledger),
        pauses(ledger).stream()
            .filter(p -> p.cause().equals(ASKED) && p.since().isBefore(clock.dueAt()))
            .map(p -> p.length(now))
            .reduce(Duration.ZERO, Duration::plus),
        late(clock, house, now),
        dated && spared(ledger, calendar),
        calendar.always(),
        book);
  }

  /** What the rules gave, in words; only where there is an allowance. */
  public String given(Page page) {
    return Objects.requireNonNull(allowance).words(page, always);
  }

  /** Stands still while the reporter is asked. */
  public boolean halted() {
    return clock.state() == Clock.State.PAUSED;
  }

  /** How long by the wall clock it stood still because the report was elsewhere. */
  public Duration away() {
    return pauses.stream()
        .filter(p -> ELSEWHERE.contains(p.cause()) && p.until() != null)
        .filter(p -> p.since().isBefore(clock.dueAt()))
        .map(p -> Duration.between(p.since(), p.until()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * How much more it got than the rules give: an agency that gave the report back when less than a
   * day was left, or whoever has to answer again; as the unit counts it.
   */
  public Duration more() {
    @Nullable Allowance usual = allowance;
    return usual == null
            || clock.unit() != usual.unit()
            || usual.duration().compareTo(clock.budget()) > 0
        ? Duration.ZERO
        : clock.budget().minus(usual.duration());
  }

  /** That in words: working days of the office, or its working time. */
  public String more(Page page) {
    String amount =
        clock.unit().measure() == WorkingCalendar.Measure.DAYS
            ? page.t("deadline.why.days", more().toMinutes() / (double) A_DAY.toMinutes())
            : page.span(more());
    return page.t("deadline.why.more" + why(), amount);
  }

  private String why() {
    boolean again = pauses.stream().anyMatch(p -> ANSWERS.contains(p.cause()));
    return clock.kind() != ClockKind.RESOLUTION ? "Back" : again ? "Again" : "Kept";
  }

  /** What else it stood still for before its moment, each with how long by the wall clock. */
  public List<String> ended(Page page) {
    return endings().entrySet().stream()
        .map(e -> page.t("deadline.why.ended." + e.getKey(), page.span(e.getValue())))
        .toList();
  }

  /** How long by what had ended it, neither a question nor the report being elsewhere. */
  Map<String, Duration> endings() {
    Map<String, Duration> sums = new TreeMap<>();
    for (Pause p : pauses) {
      boolean told = p.cause().equals(ASKED) || ELSEWHERE.contains(p.cause());
      if (!told && p.until() != null && p.since().isBefore(clock.dueAt())) {
        String end = ENDS.getOrDefault(p.cause(), "kept");
        sums.merge(end, Duration.between(p.since(), p.until()), Duration::plus);
      }
    }
    return sums;
  }

  public ZoneId zone() {
    return office.zone();
  }

  private static @Nullable Instant counted(Clock clock, WorkingCalendar calendar) {
    Instant began = clock.startedAt();
    return calendar.isWorking(began)
        ? null
        : calendar.plus(began, Duration.ofNanos(1)).minusNanos(1);
  }

  private static List<Holiday> holidays(Clock clock, WorkingCalendar calendar, House house) {
    return clock.unit() == Allowance.Unit.CALENDAR_DAYS
        ? List.of()
        : house
            .hours()
            .holidays(
                calendar,
                LocalDate.ofInstant(clock.startedAt(), calendar.zone()),
                LocalDate.ofInstant(clock.dueAt(), calendar.zone()));
  }

  private static SortedMap<LocalDate, Timetable.Special> specials(Clock clock, House house) {
    ZoneId zone = house.calendar(clock).zone();
    return clock.unit() == Allowance.Unit.CALENDAR_DAYS
        ? Collections.emptySortedMap()
        : house
            .hours()
            .closedSpecials(
                clock.office(),
                clock.kind() == ClockKind.TRIAGE,
                LocalDate.ofInstant(clock.startedAt(), zone),
                LocalDate.ofInstant(clock.dueAt(), zone));
  }

  /** Of all runs, the last of them taken up to the due moment. */
  private static Duration closed(Ledger ledger, WorkingCalendar calendar) {
    Duration sum = Duration.ZERO;
    for (Ledger.Run run : ledger.runs()) {
      boolean last = run == ledger.runs().getLast();
      @Nullable Instant until = last ? ledger.clock().dueAt() : run.until();
      if (until != null && run.since().isBefore(until)) {
        sum =
            sum.plus(Duration.between(run.since(), until))
                .minus(calendar.between(run.since(), until));
      }
    }
    return sum;
  }

  /** From the end of a run to the next, or to the end of the clock: not beyond it. */
  private static List<Pause> pauses(Ledger ledger) {
    List<Pause> pauses = new ArrayList<>();
    List<Ledger.Run> runs = ledger.runs();
    for (int i = 0; i < runs.size(); i++) {
      @Nullable Instant until = runs.get(i).until();
      boolean last = i == runs.size() - 1;
      @Nullable Instant again = last ? ledger.clock().stoppedAt() : runs.get(i + 1).since();
      if (until != null && !until.equals(again)) {
        pauses.add(new Pause(until, again, Objects.requireNonNull(runs.get(i).endedBy())));
      }
    }
    return List.copyOf(pauses);
  }

  private static @Nullable Lateness late(Clock clock, House house, Instant now) {
    if (!clock.kind().owed() || !clock.over(now)) {
      return null;
    }
    @Nullable Instant ended = clock.stoppedAt();
    return Lateness.of(clock, ended == null ? now : ended, house);
  }

  /** Only of one that runs: what has ended or was missed is not counted anew by later calendars. */
  private static boolean spared(Ledger ledger, WorkingCalendar calendar) {
    Clock clock = ledger.clock();
    return clock.state() == Clock.State.RUNNING
        && clock.breachedAt() == null
        && ledger.dueAnew(calendar).clock().dueAt().isBefore(clock.dueAt());
  }
}
