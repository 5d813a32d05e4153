package id.lapor.deadline;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.agency.WorkingCalendar;
import id.lapor.report.Changes;
import id.lapor.report.Entry;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Keeps the clocks of all reports. What {@link ClockRules} says about an event is done in the
 * transaction of that event: {@code due = now + (budget − consumed working time)}.
 */
@Service
public class Deadlines {

  private static final Duration TALLIED = Duration.ofDays(90);

  private final DeadlineStore store;
  private final Rules rules;
  private final Calendars calendars;
  private final Agencies agencies;
  private final InstantSource clock;

  Deadlines(
      DeadlineStore store,
      Rules rules,
      Calendars calendars,
      Agencies agencies,
      InstantSource clock) {
    this.store = store;
    this.rules = rules;
    this.calendars = calendars;
    this.agencies = agencies;
    this.clock = clock;
  }

  /**
   * How an office keeps its promises.
   *
   * @param open promises that run
   * @param over open ones that were missed
   * @param done promises that ended in the last 90 days
   * @param kept of those, in time
   */
  public record Tally(long open, long over, long done, long kept) {}

  /** Open clocks of an office, first due first; the page after a clock when one is given. */
  public List<Clock> due(AgencyId office, Set<ClockKind> kinds, @Nullable Clock after, int limit) {
    return store.due(office, kinds, after, limit);
  }

  /** Every clock a report ever had, oldest first. */
  public List<Clock> of(ReportId report) {
    return store.all(report);
  }

  /** The first open clock somebody owes, of each of the reports that has one. */
  public Map<ReportId, Clock> next(Collection<ReportId> reports) {
    return store.open(reports).stream()
        .filter(c -> c.kind().owed())
        .collect(Collectors.toMap(Clock::report, Function.identity(), (first, _) -> first));
  }

  public Tally tally(AgencyId office) {
    Instant now = clock.instant();
    return store.tally(office, now.minus(TALLIED), now);
  }

  /**
   * By when a first answer can be expected when a desk forwards at the given moment; for promises
   * to reporters.
   */
  public Instant answerExpected(AgencyId desk, Instant forwarded) {
    WorkingCalendar calendar = calendars.office(desk);
    String profile = profile(desk);
    return calendar.plus(
        forwarded, rules.budget(profile, ClockKind.FIRST_ANSWER, calendar, forwarded));
  }

  @EventListener
  void on(Changes changes) {
    Instant now = clock.instant();
    List<Clock> fresh = new ArrayList<>();
    for (Changes.Change change : changes.all()) {
      for (Entry entry : change.entries()) {
        Instant at = ClockRules.takenOver(entry) ? now : entry.at();
        String cause = entry.event().getClass().getSimpleName();
        for (Act act : ClockRules.react(change.before(), change.after(), entry)) {
          if (change.before() == null && act instanceof Act.Start a) {
            fresh.add(budgeted(change.after().id(), a.kind(), a.office(), at));
          } else {
            carryOut(change.after().id(), act, at, cause);
          }
        }
      }
    }
    begin(fresh, "Filed");
  }

  /** The reporter did not reply in time: the office that asked owes its act again. */
  void replyTimePassed(Report report, Instant now) {
    ClockRules.replyTimePassed(report)
        .ifPresent(act -> carryOut(report.id(), act, now, "ReplyTimePassed"));
  }

  private void carryOut(ReportId report, Act act, Instant at, String cause) {
    switch (act) {
      case Act.Start a -> begin(List.of(budgeted(report, a.kind(), a.office(), at)), cause);
      case Act.StartUntil a ->
          begin(List.of(until(report, a.kind(), a.office(), at, a.until())), cause);
      case Act.StartDay a -> {
        ZoneId zone = calendars.office(a.office()).zone();
        Instant morning = a.day().atStartOfDay(zone).toInstant();
        Instant end = calendars.office(a.office()).plusDays(morning, 1);
        begin(List.of(until(report, a.kind(), a.office(), at, end)), cause);
      }
      case Act.Stop a ->
          store.open(report).stream()
              .filter(c -> a.kinds().contains(c.kind()))
              .filter(c -> a.office() == null || a.office().equals(c.office()))
              .forEach(c -> store.stop(c, consumed(c, at), at, cause));
      case Act.Pause a ->
          owedBy(report, a.office()).stream()
              .filter(c -> c.state() == Clock.State.RUNNING && !c.asked() && !c.over(at))
              .forEach(c -> store.pause(c, consumed(c, at), at, cause));
      case Act.Resume a ->
          owedBy(report, a.office()).stream()
              .filter(c -> c.state() == Clock.State.PAUSED)
              .forEach(c ->
                  store.resume(
                      c,
                      calendar(c.kind(), c.office()).dueAt(at, c.budget(), c.consumed()),
                      at,
                      cause));
    }
  }

  private List<Clock> owedBy(ReportId report, AgencyId office) {
    return store.open(report).stream()
        .filter(c -> c.kind().owed() && c.office().equals(office))
        .toList();
  }

  private Clock budgeted(ReportId report, ClockKind kind, AgencyId office, Instant at) {
    WorkingCalendar calendar = calendar(kind, office);
    String profile = profile(office);
    Duration budget = rules.budget(profile, kind, calendar, at);
    Promise promise = new Promise(budget, at, calendar.plus(at, budget));
    return started(report, kind, office, profile, promise);
  }

  private Clock until(ReportId report, ClockKind kind, AgencyId office, Instant at, Instant until) {
    Promise promise = new Promise(calendar(kind, office).between(at, until), at, until);
    return started(report, kind, office, profile(office), promise);
  }

  private record Promise(Duration budget, Instant at, Instant due) {}

  private static Clock started(
      ReportId report, ClockKind kind, AgencyId office, String profile, Promise promise) {
    return new Clock(
        0,
        report,
        office,
        kind,
        profile,
        promise.budget(),
        Duration.ZERO,
        promise.at(),
        promise.due(),
        Clock.State.RUNNING,
        0,
        false,
        null,
        null);
  }

  private void begin(List<Clock> clocks, String cause) {
    if (clocks.isEmpty()) {
      return;
    }
    List<Long> ids = store.nextIds(clocks.size());
    List<Clock> numbered = new ArrayList<>();
    for (int i = 0; i < clocks.size(); i++) {
      numbered.add(clocks.get(i).numbered(ids.get(i)));
    }
    store.start(numbered, cause);
  }

  private Duration consumed(Clock c, Instant now) {
    if (c.state() != Clock.State.RUNNING) {
      return c.consumed();
    }
    return c.consumed()
        .plus(calendar(c.kind(), c.office()).between(store.runningSince(c.id()), now));
  }

  /** Minutes at a desk run by the desk's hours, all else by the office's. */
  private WorkingCalendar calendar(ClockKind kind, AgencyId office) {
    return kind == ClockKind.TRIAGE ? calendars.desk(office) : calendars.office(office);
  }

  private String profile(AgencyId office) {
    return rules.profile(
        agencies.find(office).filter(a -> a.type() == Agency.Type.NATIONAL).isPresent());
  }
}
