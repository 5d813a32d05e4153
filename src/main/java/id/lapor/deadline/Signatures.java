package id.lapor.deadline;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.WorkingCalendar;
import id.lapor.report.Hops;
import id.lapor.report.ReportId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A supervisor's own silence: letters that could be issued and are not are shown to everyone, and
 * the office whose supervisors could is reminded, then again each time as long, its superior too.
 */
@Service
public class Signatures {

  private static final int AT_ONCE = 500;

  private final SignatureStore store;
  private final Agencies agencies;
  private final Settings settings;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher listeners;
  private final InstantSource clock;

  Signatures(
      SignatureStore store,
      Agencies agencies,
      Settings settings,
      TransactionTemplate transaction,
      ApplicationEventPublisher listeners,
      InstantSource clock) {
    this.store = store;
    this.agencies = agencies;
    this.settings = settings;
    this.transaction = transaction;
    this.listeners = listeners;
    this.clock = clock;
  }

  /**
   * Letters that wait.
   *
   * @param first the longest waiting first
   * @param all how many there are, shown or not
   */
  public record Queue(List<Unsigned> first, int all) {

    public Queue {
      first = List.copyOf(first);
    }
  }

  /** Which of these everybody may read. */
  public interface Known {

    Set<ReportId> of(Collection<ReportId> reports);
  }

  /**
   * Of all agencies and these levels, as they are told to whoever knows of these reports.
   *
   * @param known of the others a letter tells only in fives, and not since when where it need not
   */
  public Queue waiting(Collection<Integer> levels, int limit, Known known) {
    List<Unsigned> all = unsigned(store.all(levels, clock.instant()), known);
    return new Queue(all.subList(0, Math.min(limit, all.size())), all.size());
  }

  /** To one agency, likewise. */
  public List<Unsigned> to(AgencyId agency, Known known) {
    return unsigned(store.of(agency, clock.instant()), known);
  }

  /** About one report, counting only its promises. */
  public List<Unsigned> about(ReportId report) {
    Map<Reprimand.Due, List<Unsigned.Promise>> promises = store.promises(report, clock.instant());
    return unsigned(store.about(report, clock.instant()), Set::copyOf).stream()
        .map(u ->
            new Unsigned(
                u.agency(),
                u.level(),
                u.since(),
                u.promises(),
                u.by(),
                promises.getOrDefault(new Reprimand.Due(u.agency(), u.level()), List.of())))
        .toList();
  }

  private List<Unsigned> unsigned(List<SignatureStore.Waiting> all, Known known) {
    Set<ReportId> open =
        known.of(all.stream().map(SignatureStore.Waiting::report).distinct().toList());
    Map<Reprimand.Due, List<SignatureStore.Waiting>> letters =
        all.stream().collect(Collectors.groupingBy(w -> new Reprimand.Due(w.agency(), w.level())));
    return letters.entrySet().stream()
        .flatMap(e -> unsigned(e.getKey(), e.getValue(), open).stream())
        .sorted(
            Comparator.comparing(Unsigned::since)
                .thenComparing(u -> u.agency().value())
                .thenComparing(Unsigned::level))
        .toList();
  }

  private Optional<Unsigned> unsigned(
      Reprimand.Due letter, List<SignatureStore.Waiting> promises, Set<ReportId> open) {
    List<Agency> by = agencies.supervising(letter.agency());
    List<SignatureStore.Waiting> named =
        promises.stream().filter(w -> open.contains(w.report())).toList();
    long told = Hops.told(promises.size(), named.size());
    return by.isEmpty() || told == 0
        ? Optional.empty()
        : (named.isEmpty() ? promises : named)
            .stream()
                .map(SignatureStore.Waiting::since)
                .min(Instant::compareTo)
                .map(since -> new Unsigned(letter.agency(), letter.level(), since, (int) told, by));
  }

  /** Reminds of what has waited too long; each time once, on whatever server. */
  void remind(Instant now) {
    Integer taken = AT_ONCE;
    while (taken != null && taken == AT_ONCE) {
      taken = transaction.execute(_ -> round(now));
    }
  }

  private int round(Instant now) {
    Setting at = settings.known(now);
    List<SignatureStore.Line> lines = store.lock(now, AT_ONCE);
    List<SignatureStore.Next> next = new ArrayList<>();
    List<SignatureStore.Line> due = new ArrayList<>();
    for (SignatureStore.Line line : lines) {
      if (line.held() || agencies.supervising(line.agency()).isEmpty()) {
        next.add(new SignatureStore.Next(line, null, line.reminded()));
      } else if (!line.known() || line.since().isAfter(now)) {
        next.add(next(line, line.since(), 0, at));
      } else {
        next.add(next(line, now, 1, at));
        due.add(line);
      }
    }
    store.next(next);
    if (!due.isEmpty()) {
      listeners.publishEvent(new LettersWaiting(reminders(due)));
    }
    return lines.size();
  }

  /** In the first morning of the supervisors after their time, for all letters of a day at once. */
  private SignatureStore.Next next(SignatureStore.Line line, Instant from, int more, Setting at) {
    Allowance given = at.book(line.rules()).allowance(Term.SIGNATURE);
    AgencyId office = agencies.supervising(line.agency()).getFirst().id();
    WorkingCalendar calendar = at.hours().office(office);
    Instant over = calendar.plus(from, given.duration(), given.unit().measure());
    return new SignatureStore.Next(line, calendar.opening(over), line.reminded() + more);
  }

  private List<LettersWaiting.Reminder> reminders(List<SignatureStore.Line> due) {
    Map<Reprimand.Due, List<SignatureStore.Line>> letters =
        due.stream()
            .collect(
                Collectors.groupingBy(
                    l -> new Reprimand.Due(l.agency(), l.level()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return letters.entrySet().stream().map(e -> reminder(e.getKey(), e.getValue())).toList();
  }

  private LettersWaiting.Reminder reminder(Reprimand.Due letter, List<SignatureStore.Line> lines) {
    List<Agency> by = agencies.supervising(letter.agency());
    Instant since =
        lines.stream().map(SignatureStore.Line::since).min(Instant::compareTo).orElseThrow();
    int count = lines.stream().mapToInt(SignatureStore.Line::reminded).max().orElseThrow() + 1;
    return new LettersWaiting.Reminder(
        new Unsigned(letter.agency(), letter.level(), since, lines.size(), by), count);
  }
}
