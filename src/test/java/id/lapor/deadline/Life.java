package id.lapor.deadline;

import id.lapor.agency.Offices;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Histories;
import id.lapor.report.Kind;
import id.lapor.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One report in the pure core: events happen to it, and its clocks follow. */
final class Life {

  private final House house;
  private final List<Ledger> ledgers = new ArrayList<>();
  private final List<Entry> journal = new ArrayList<>();
  private Report report;
  private Instant now;

  /** Monday 5 January 2026, 09:00 in Makassar. */
  static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");

  Life(House house, Instant received) {
    this(house, received, Channel.WEB);
  }

  Life(House house, Instant received, Channel channel) {
    this.house = house;
    this.now = received;
    Event.Filed filed = Histories.filed(Offices.DESK, Kind.COMPLAINT, channel);
    this.report = Histories.first(Histories.filed(Offices.DESK, received), filed, received);
    react(null, report, filed);
  }

  Life later(Duration time) {
    now = now.plus(time);
    return this;
  }

  Life at(Instant moment) {
    now = moment;
    return this;
  }

  Life happens(Event... events) {
    for (Event event : events) {
      Report before = report;
      report = Histories.after(report, event, now);
      react(before, report, event);
    }
    return this;
  }

  /** What the watch has made of one of the clocks. */
  Life becomes(Clock clock) {
    ledgers.replaceAll(l ->
        l.clock().kind() == clock.kind() && l.clock().startedAt().equals(clock.startedAt())
            ? new Ledger(clock, l.runs())
            : l);
    return this;
  }

  Instant now() {
    return now;
  }

  Report report() {
    return report;
  }

  /** What happened, as it is written down. */
  List<Entry> journal() {
    return List.copyOf(journal);
  }

  List<Ledger> ledgers() {
    return List.copyOf(ledgers);
  }

  List<Clock> clocks() {
    return ledgers.stream().map(Ledger::clock).toList();
  }

  /** The latest of a kind. */
  Clock clock(ClockKind kind) {
    return clocks().reversed().stream().filter(c -> c.kind() == kind).findFirst().orElseThrow();
  }

  Ledger ledger(ClockKind kind) {
    return ledgers.reversed().stream()
        .filter(l -> l.clock().kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private void react(@Nullable Report before, Report after, Event event) {
    Entry entry = new Entry(after.id(), (int) after.version(), now, new Actor.Reporter(), event);
    journal.add(entry);
    carryOut(ClockRules.react(before, after, entry), event.getClass().getSimpleName());
  }

  private void carryOut(List<Act> acts, String cause) {
    Timekeeper keeper = new Timekeeper(house, report, report.receivedAt(), ledgers);
    acts.forEach(act -> keeper.carryOut(act, now, cause));
    ledgers.clear();
    ledgers.addAll(keeper.all());
  }
}
