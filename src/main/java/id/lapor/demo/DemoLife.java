package id.lapor.demo;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.deadline.Passage;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.report.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Tells the last two months of the city in the order in which they happened: the clock stands at
 * each moment, people act, and what passes is noticed by the same watch as ever.
 */
@Component
@Profile("demo")
class DemoLife {

  private static final Duration PAST = Duration.ofDays(60);
  private static final Duration DRAFTS_WAIT = Duration.ofDays(2);

  private final DemoClock clock;
  private final DemoReports reports;
  private final Watch watch;
  private final Passage passage;
  private final Reprimands reprimands;
  private final Agencies agencies;
  private final Accounts accounts;
  private final Calendars calendars;
  private final Random random = new Random(1708);
  private final PriorityQueue<Happening> future =
      new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparing(Happening::order));
  private int order;

  DemoLife(
      DemoClock clock,
      DemoReports reports,
      Watch watch,
      Passage passage,
      Reprimands reprimands,
      Agencies agencies,
      Accounts accounts,
      Calendars calendars) {
    this.clock = clock;
    this.reports = reports;
    this.watch = watch;
    this.passage = passage;
    this.reprimands = reprimands;
    this.agencies = agencies;
    this.accounts = accounts;
    this.calendars = calendars;
  }

  private record Happening(Instant at, int order, Runnable what) {}

  /** Lets the past happen up to now. */
  void tell(Instant now, int howMany) {
    Map<AgencyId, List<Actor.Officer>> staff = staff();
    for (int i = 0; i < howMany; i++) {
      boolean fresh = i >= howMany - 6;
      long ago =
          fresh ? 20L + 60L * (howMany - i) : (long) (random.nextDouble() * PAST.toSeconds());
      Instant at = now.minusSeconds(Math.max(20, ago));
      plan(at, () -> reports.file(random, new DemoReports.Stage(staff, this::after), !fresh));
    }
    for (Instant day = now.minus(PAST); day.isBefore(now); day = day.plus(Duration.ofDays(1))) {
      plan(day, () -> issueOldDrafts(staff));
    }
    Instant last = now.minus(PAST);
    while (!future.isEmpty() && !future.peek().at().isAfter(now)) {
      Happening next = future.remove();
      passage.pass(last, next.at(), clock::tell);
      clock.tell(next.at());
      next.what().run();
      last = next.at();
    }
    passage.pass(last, now, clock::tell);
    clock.tell(null);
    watch.catchUp();
  }

  private void plan(Instant at, Runnable what) {
    future.add(new Happening(at, order++, what));
  }

  /** Something that happens after so many minutes, or after so many working days of an office. */
  private void after(AgencyId office, double minutesOrDays, boolean days, Runnable what) {
    Instant now = clock.instant();
    Instant at =
        days
            ? calendars
                .office(office)
                .plus(now, Duration.ofMinutes((long) (minutesOrDays * 8 * 60)))
            : now.plusSeconds((long) (minutesOrDays * 60));
    plan(at, what);
  }

  private void issueOldDrafts(Map<AgencyId, List<Actor.Officer>> staff) {
    Actor.Officer supervisor =
        staff.values().stream()
            .flatMap(List::stream)
            .filter(o -> o.role() == Role.SUPERVISOR)
            .findFirst()
            .orElseThrow();
    for (Reprimand.Draft draft : reprimands.drafts()) {
      if (draft.since().plus(DRAFTS_WAIT).isBefore(clock.instant())) {
        reprimands.issue(draft.due(), draft.seal(), supervisor);
      }
    }
  }

  private Map<AgencyId, List<Actor.Officer>> staff() {
    Map<AgencyId, List<Actor.Officer>> staff = new HashMap<>();
    agencies
        .all()
        .forEach(a ->
            staff.put(a.id(), accounts.of(a.id().value()).stream().map(DemoLife::actor).toList()));
    return staff;
  }

  static Actor.Officer actor(Officer o) {
    return Actor.Officer.of(o);
  }

  static LocalDate dayAfter(Instant now, int days) {
    return LocalDate.ofInstant(now, DemoCity.WITA).plusDays(days);
  }
}
