package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.agency.Holiday;
import id.lapor.agency.WorkingCalendar;
import id.lapor.platform.db.Referee;
import id.lapor.platform.task.Figure;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Measures the clocks at size: how fast the watch fires and how late, what a catch-up does to new
 * reports, how long a decree takes. Fills the database it runs on, which must be an empty one.
 */
@Component
@Profile("bench")
public class ClocksBench {

  private static final int AGENCIES = 200;

  /** Threads of its own: the common pool of two cores has one only. */
  private static final Executor ASIDE = work -> Thread.ofVirtual().start(work);

  private static final double STEPS = 2_000;
  private static final double MILLIS_FILING = 1_000;
  private static final int STEADY_RATE = 500;
  private static final int IDLE_FILINGS = 100;
  private static final long FILING_NANOS = 100_000_000;
  private static final long LOOK_NANOS = 1_000_000_000;
  private static final long SEE_NANOS = 200_000_000;
  private static final double SECONDS_LATE = 5;
  private static final double SECONDS_RECOUNT = 60;
  private static final double LONGEST_SECONDS = 600;

  private final JdbcClient jdbc;
  private final Watch watch;
  private final Recounts recounts;
  private final Calendars calendars;
  private final ClockCity city;
  private final Referee referee;

  ClocksBench(
      JdbcClient jdbc,
      Watch watch,
      Recounts recounts,
      Calendars calendars,
      ClockCity city,
      Referee referee) {
    this.jdbc = jdbc;
    this.watch = watch;
    this.recounts = recounts;
    this.calendars = calendars;
    this.city = city;
    this.referee = referee;
  }

  /**
   * How much there is to be of everything.
   *
   * @param running clocks in all, 1,000,000 for the figures promised
   * @param due of them due when the watch begins, and as many under steady load
   * @param open of them moved by the decree, 100,000 for the figures promised
   */
  public record Size(int running, int due, int open) {}

  /**
   * Fills and measures.
   *
   * @throws IllegalStateException when the database is in use
   */
  public List<Figure> run(Size size) {
    if (jdbc.sql("SELECT EXISTS (SELECT FROM report_case)").query(Boolean.class).single()) {
      throw new IllegalStateException(
          "The bench fills the database it runs on, and this one holds reports; use an empty --data directory");
    }
    List<AgencyId> offices = city.build(AGENCIES);
    Instant now = referee.now();
    WorkingCalendar office = calendars.office(offices.getFirst());
    city.fill(size, now, office.plusDays(now, 3));
    jdbc.sql("ANALYZE").update();
    List<Figure> figures = new ArrayList<>();
    catchUp(size, figures);
    steady(size, figures);
    decree(size, now, office, figures);
    return figures;
  }

  /** A day's missed promises at once beside new reports, and how fast their bare rows are. */
  private void catchUp(Size size, List<Figure> figures) {
    Percentiles idle = new Percentiles(file(IDLE_FILINGS, () -> false));
    double limit = city.bareSteps(size.due());
    long before = steps();
    city.arm(ClockCity.Group.STOPPED, referee.now().minus(Duration.ofDays(1)), Duration.ofDays(1));
    long start = System.nanoTime();
    CompletableFuture<Void> firing = CompletableFuture.runAsync(watch::catchUp, ASIDE);
    Percentiles during = new Percentiles(file(Integer.MAX_VALUE, firing::isDone));
    firing.join();
    double rate = fired(before, size.due()) / seconds(start);
    figures.add(new Figure("steps of the ladder, catching up", rate, "a second", STEPS, true));
    figures.add(Figure.told("their bare rows by plain JDBC", limit, "a second"));
    figures.add(Figure.told("steps, in hundredths of that limit", 100 * rate / limit, "%"));
    figures.add(Figure.most("a new report, idle (p99)", idle.at(99), "ms", MILLIS_FILING));
    figures.add(
        Figure.most("a new report during the catch-up (p99)", during.at(99), "ms", MILLIS_FILING));
  }

  /** Promises end one after the other, and the watch looks every second as on a server. */
  private void steady(Size size, List<Figure> figures) {
    long before = steps();
    Duration window = Duration.ofMillis(1_000L * size.due() / STEADY_RATE);
    Instant first = referee.now().plusSeconds(1);
    city.arm(ClockCity.Group.STEADY, first, window);
    Map<Long, Double> late = new HashMap<>();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> seeing =
        CompletableFuture.runAsync(
            () -> {
              while (late.size() < size.due() && !over.get()) {
                see(first, late);
              }
            },
            ASIDE);
    CompletableFuture<?> filing =
        CompletableFuture.runAsync(() -> file(Integer.MAX_VALUE, seeing::isDone), ASIDE);
    long start = System.nanoTime();
    while (!seeing.isDone() && seconds(start) < LONGEST_SECONDS) {
      watch.catchUp();
      LockSupport.parkNanos(LOOK_NANOS);
    }
    over.set(true);
    seeing.join();
    filing.join();
    fired(before, size.due());
    Percentiles seconds = new Percentiles(late.values());
    String what =
        "from the end of a promise to its step on record, %d a second ".formatted(STEADY_RATE);
    figures.add(Figure.most(what + "(p50)", seconds.at(50), "s", SECONDS_LATE));
    figures.add(Figure.most(what + "(p99)", seconds.at(99), "s", SECONDS_LATE));
    figures.add(Figure.most(what + "(the latest)", seconds.max(), "s", SECONDS_LATE));
  }

  /** Notes the steps that have become visible, and how late that is by the watch's own time. */
  private void see(Instant first, Map<Long, Double> late) {
    Map<Long, Instant> found = new HashMap<>();
    jdbc.sql("SELECT clock_id, due_at FROM deadline_step WHERE due_at >= :first AND step = 0")
        .param("first", Timestamp.from(first))
        .query(row -> {
          found.put(row.getLong(1), row.getTimestamp(2).toInstant());
        });
    Instant now = referee.now();
    found.forEach(
        (clock, due) -> late.putIfAbsent(clock, Duration.between(due, now).toMillis() / 1_000.0));
    LockSupport.parkNanos(SEE_NANOS);
  }

  private long fired(long before, int due) {
    long fired = steps() - before;
    if (fired < due) {
      throw new IllegalStateException("Only " + fired + " of " + due + " clocks fired");
    }
    return fired;
  }

  private void decree(Size size, Instant now, WorkingCalendar office, List<Figure> figures) {
    LocalDate day = LocalDate.ofInstant(office.plusDays(now, 2), office.zone());
    long start = System.nanoTime();
    recounts.decree(List.of(new Holiday(day, Holiday.Kind.JOINT_LEAVE, "bench", "bench")), "bench");
    CompletableFuture<Double> counting =
        CompletableFuture.supplyAsync(
            () -> {
              recounts.catchUp();
              return seconds(start);
            },
            ASIDE);
    Percentiles during = new Percentiles(file(Integer.MAX_VALUE, counting::isDone));
    figures.add(
        new Figure(
            "recount of " + size.open() + " open clocks after a decree",
            counting.join(),
            "s",
            SECONDS_RECOUNT,
            false));
    figures.add(Figure.most("a new report meanwhile (p99)", during.at(99), "ms", MILLIS_FILING));
    long moved = recounts.jobs().getFirst().moved();
    if (moved < size.open()) {
      throw new IllegalStateException("Only " + moved + " of " + size.open() + " clocks moved");
    }
  }

  /** Files reports, so many a second, until there are enough or it is over; in milliseconds. */
  private List<Double> file(int most, BooleanSupplier over) {
    List<Double> millis = new ArrayList<>();
    long next = System.nanoTime();
    do {
      LockSupport.parkNanos(next - System.nanoTime());
      long start = System.nanoTime();
      city.file();
      millis.add((System.nanoTime() - start) / 1e6);
      next += FILING_NANOS;
    } while (millis.size() < most && !over.getAsBoolean());
    return millis;
  }

  private long steps() {
    return jdbc.sql("SELECT count(*) FROM deadline_step").query(Long.class).single();
  }

  private static double seconds(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
  }
}
