package id.lapor.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices within minutes that a line is down, and by its usual rhythm that a way in has fallen
 * silent although its line looks well. On any number of servers each alarm is raised once.
 */
@Service
public class Alarms {

  /** Shorter troubles mend themselves: a line is tried again all the time. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(Alarms.class);

  private final LineStore lines;
  private final Ways ways;
  private final ApplicationEventPublisher listeners;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Alarms(
      LineStore lines,
      Ways ways,
      ApplicationEventPublisher listeners,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.lines = lines;
    this.ways = ways;
    this.listeners = listeners;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** All that were raised and are not over. */
  public List<Alarm> raised() {
    return lines.alarms();
  }

  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
  void round() {
    try {
      look();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Lines could not be looked at, trying again: {}", e.getMessage());
    }
  }

  /** Raises what begins and ends what is over. */
  void look() {
    transaction.executeWithoutResult(_ -> {
      lines.holdAlarms();
      Map<String, Alarm> before = new HashMap<>();
      lines.alarms().forEach(a -> before.put(a.line(), a));
      for (Alarm alarm : found()) {
        Alarm known = before.remove(alarm.line());
        if (known == null || another(known, alarm)) {
          lines.end(alarm);
          lines.raise(alarm, clock.instant());
          tell(alarm);
        }
      }
      before.values().stream()
          .filter(this::over)
          .forEach(alarm -> {
            lines.end(alarm);
            tell(new Alarm(alarm.line(), alarm.cause(), alarm.since(), true));
          });
    });
  }

  /** What mends itself tomorrow has become what does not, or the other way round. */
  private static boolean another(Alarm known, Alarm alarm) {
    return (known.cause() == Alarm.Cause.SPENT) != (alarm.cause() == Alarm.Cause.SPENT);
  }

  /**
   * Silence ends with a message, or when nothing may come that way any more; after weeks of it, it
   * has only become usual.
   */
  private boolean over(Alarm alarm) {
    return alarm.cause() != Alarm.Cause.SILENT
        || ways.find(alarm.line()).map(way -> speaks(way, alarm.since())).orElse(true);
  }

  private static boolean speaks(Ways.Way way, Instant since) {
    @Nullable Instant last = way.ends().last();
    return last != null && last.isAfter(since);
  }

  private void tell(Alarm alarm) {
    log.warn("Line {} {} {}", alarm.line(), alarm.over() ? "works again," : "is", alarm.cause());
    listeners.publishEvent(alarm);
  }

  private List<Alarm> found() {
    Instant now = clock.instant();
    List<Alarm> found = new ArrayList<>(lines.down(now.minus(PATIENCE)));
    for (Ways.Way way : ways.all()) {
      InboxStore.Ends ends = way.ends();
      List<Integer> counts =
          Rhythm.before(ends.first(), ends.last(), now).stream().map(way::count).toList();
      boolean known = found.stream().anyMatch(a -> a.line().equals(way.line()));
      if (!known && ends.last() != null && Rhythm.broken(counts)) {
        found.add(new Alarm(way.line(), Alarm.Cause.SILENT, ends.last(), false));
      }
    }
    return found;
  }
}
