package id.lapor.report;

import java.util.List;

/** What {@link Workflow} says to a command. */
public sealed interface Decision {

  record Accepted(List<Event> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Refused(Refusal why) implements Decision {}

  static Decision accept(Event... events) {
    return new Accepted(List.of(events));
  }

  static Decision refuse(Refusal why) {
    return new Refused(why);
  }
}
