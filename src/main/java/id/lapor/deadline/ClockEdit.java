package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A clock being changed; lives only inside the pure core. */
final class ClockEdit {

  private final Clock from;
  long id;
  AgencyId office;
  long rules;
  @Nullable Term term;
  Allowance.Unit unit;
  Duration budget;
  Duration consumed;
  Instant dueAt;
  Clock.State state;
  int step;
  boolean asked;
  @Nullable Instant breachedAt;
  @Nullable Instant stoppedAt;
  @Nullable Instant firesAt;
  @Nullable Instant climbsFrom;
  boolean sound;

  ClockEdit(Clock from) {
    this.from = from;
    id = from.id();
    office = from.office();
    rules = from.rules();
    term = from.term();
    unit = from.unit();
    budget = from.budget();
    consumed = from.consumed();
    dueAt = from.dueAt();
    state = from.state();
    step = from.step();
    asked = from.asked();
    breachedAt = from.breachedAt();
    stoppedAt = from.stoppedAt();
    firesAt = from.firesAt();
    climbsFrom = from.climbsFrom();
    sound = from.sound();
  }

  Clock done() {
    return new Clock(
        id,
        from.report(),
        office,
        from.kind(),
        rules,
        term,
        unit,
        budget,
        consumed,
        from.startedAt(),
        dueAt,
        state,
        step,
        asked,
        breachedAt,
        stoppedAt,
        firesAt,
        climbsFrom,
        sound);
  }
}
