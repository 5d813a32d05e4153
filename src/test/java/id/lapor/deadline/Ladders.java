package id.lapor.deadline;

import id.lapor.agency.WorkingCalendar;
import java.time.Instant;

/** What the watch does to a clock when it looks. */
final class Ladders {

  private Ladders() {}

  /**
   * After one look.
   *
   * @throws ClassCastException when no rung fires then
   */
  static Clock fired(Clock clock, Instant now, House house) {
    WorkingCalendar calendar = house.calendar(clock);
    Ladder ladder = house.book(clock.rules()).ladder();
    Passing.Climbed rung = (Passing.Climbed) Passing.of(clock, now, calendar, ladder);
    ClockEdit edit = clock.edit();
    edit.step = rung.step() + 1;
    edit.breachedAt = clock.dueAt();
    edit.firesAt = rung.next();
    return edit.done();
  }
}
