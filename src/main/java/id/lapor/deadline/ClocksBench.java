package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.agency.Holiday;
import id.lapor.agency.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Measures the clocks at size: how fast the watch fires, what a catch-up does to new reports, how
 * long a decree takes. Fills the database it runs on, which must be an empty one.
 */
@Component
@Profile("bench")
public class ClocksBench {

  private static final int AGENCIES = 200;
  private static final double STEPS_WANTED = 2_000;
  private static final double SECONDS_LATE = 5;
  private static final double SECONDS_RECOUNT = 60;
  private static final double LONGEST_SECONDS = 600;

  private final JdbcClient jdbc;
  private final Watch watch;
  private final Recounts recounts;
  private final Calendars calendars;
  private final ClockCity city;
  private final InstantSource clock;

  ClocksBench(
      JdbcClient jdbc,
      Watch watch,
      Recounts recounts,
      Calendars calendars,
      ClockCity city,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.watch = watch;
    this.recounts = recounts;
    this.calendars = calendars;
    this.city = city;
    this.clock = clock;
  }

  /**
   * How much there is to be of everything.
   *
   * @param running clocks in all, 1,000,000 for the figures promised
   * @param due of them due when the watch begins
   * @param open of them moved by the decree, 100,000 for the figures promised
   */
  public record Size(int running, int due, int open) {}

  /**
   * @param wanted what is promised; a floor for rates, a ceiling for times
   */
  public record Figure(String what, double value, String unit, double wanted, boolean floor) {

    public boolean kept() {
      return floor ? value >= wanted : value <= wanted;
    }
  }

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
    Instant now = clock.instant();
    WorkingCalendar office = calendars.office(offices.getFirst());
    city.fill(size, now, office.plusDays(now, 3));
    jdbc.sql("ANALYZE").update();
    List<Figure> figures = new ArrayList<>();
    fire(size, figures);
    decree(size, now, office, figures);
    return figures;
  }

  private void fire(Size size, List<Figure> figures) {
    double idle = filing(20, () -> true);
    long before = steps();
    long start = System.nanoTime();
    city.arm();
    CompletableFuture<Void> firing =
        CompletableFuture.runAsync(() -> fireAll(before + size.due(), start));
    double during = filing(Integer.MAX_VALUE, () -> !firing.isDone());
    firing.join();
    double seconds = seconds(start);
    long fired = steps() - before;
    if (fired < size.due()) {
      throw new IllegalStateException("Only " + fired + " of " + size.due() + " clocks fired");
    }
    figures.add(new Figure("steps of the ladder", fired / seconds, "a second", STEPS_WANTED, true));
    figures.add(new Figure("a new report, idle (p95)", idle, "ms", 1_000, false));
    figures.add(
        new Figure("a new report while the watch catches up (p95)", during, "ms", 1_000, false));
    int together = Math.min(size.due(), (int) STEPS_WANTED);
    figures.add(
        new Figure(
            "lateness of the last of " + together + " due together",
            together * seconds / Math.max(1, fired),
            "s",
            SECONDS_LATE,
            false));
  }

  /** The server's own watch takes part; both are needed to come to the end. */
  private void fireAll(long steps, long start) {
    while (steps() < steps && seconds(start) < LONGEST_SECONDS) {
      watch.catchUp();
    }
  }

  private void decree(Size size, Instant now, WorkingCalendar office, List<Figure> figures) {
    LocalDate day = LocalDate.ofInstant(office.plusDays(now, 2), office.zone());
    long start = System.nanoTime();
    recounts.decree(List.of(new Holiday(day, Holiday.Kind.JOINT_LEAVE, "bench", "bench")), "bench");
    recounts.catchUp();
    figures.add(
        new Figure(
            "recount of " + size.open() + " open clocks after a decree",
            seconds(start),
            "s",
            SECONDS_RECOUNT,
            false));
    long moved = recounts.jobs().getFirst().moved();
    if (moved < size.open()) {
      throw new IllegalStateException("Only " + moved + " of " + size.open() + " clocks moved");
    }
  }

  /** 95th percentile of filing a report, in milliseconds, one after the other. */
  private double filing(int most, BooleanSupplier goOn) {
    List<Long> nanos = new ArrayList<>();
    do {
      long start = System.nanoTime();
      city.file();
      nanos.add(System.nanoTime() - start);
    } while (nanos.size() < most && goOn.getAsBoolean());
    long[] sorted = nanos.stream().mapToLong(n -> n).sorted().toArray();
    return sorted[(int) Math.floor((sorted.length - 1) * 0.95)] / 1e6;
  }

  private long steps() {
    return jdbc.sql("SELECT count(*) FROM deadline_step").query(Long.class).single();
  }

  private static double seconds(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
  }

  /** For a terminal: one figure a line, with what is promised. */
  public static String table(List<Figure> figures) {
    StringBuilder table = new StringBuilder();
    for (Figure f : figures) {
      table.append(
          "%-50s %,12.1f %-9s (promised %s %,.0f) %s%n"
              .formatted(
                  f.what(),
                  f.value(),
                  f.unit(),
                  f.floor() ? "at least" : "at most",
                  f.wanted(),
                  f.kept() ? "kept" : "MISSED"));
    }
    return table.toString();
  }
}
