package id.lapor.deadline;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.WorkingCalendar;
import id.lapor.report.ReportId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Of all agencies and these levels. */
  public Queue waiting(Collection<Integer> levels, int limit) {
    Instant now = clock.instant();
    List<Unsigned> first = unsigned(store.all(levels, now, limit));
    return new Queue(first, first.size() < limit ? first.size() : store.count(levels, now));
  }

  /** To one agency. */
  public List<Unsigned> to(AgencyId agency) {
    return unsigned(store.of(agency, clock.instant()));
  }

  /** About one report, counting only its promises. */
  public List<Unsigned> about(ReportId report) {
    Map<Reprimand.Due, List<Unsigned.Promise>> promises = store.promises(report, clock.instant());
    return unsigned(store.about(report, clock.instant())).stream()
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

  private List<Unsigned> unsigned(List<SignatureStore.Waiting> all) {
    return all.stream()
        .filter(w -> !agencies.supervising(w.agency()).isEmpty())
        .map(w ->
            new Unsigned(
                w.agency(), w.level(), w.since(), w.promises(), agencies.supervising(w.agency())))
        .toList();
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
