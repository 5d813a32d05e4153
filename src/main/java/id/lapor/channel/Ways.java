package id.lapor.channel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Every way in on which something is missed when nothing comes: the wires, and who calls at doors.
 */
@Component
class Ways {

  private final InboxStore inbox;
  private final DoorStore doors;
  private final List<Callers> callers;

  Ways(InboxStore inbox, DoorStore doors, List<Callers> callers) {
    this.inbox = inbox;
    this.doors = doors;
    this.callers = callers;
  }

  /** What ever came on a line. */
  interface Way {

    String line();

    InboxStore.Ends ends();

    int count(Rhythm.Span span);
  }

  private record OfWire(Wire.Kind wire, InboxStore inbox) implements Way {
    @Override
    public String line() {
      return wire.name();
    }

    @Override
    public InboxStore.Ends ends() {
      return inbox.ends(wire);
    }

    @Override
    public int count(Rhythm.Span span) {
      return inbox.count(wire, span);
    }
  }

  private record OfCaller(String line, DoorStore doors) implements Way {
    @Override
    public InboxStore.Ends ends() {
      return doors.ends(line);
    }

    @Override
    public int count(Rhythm.Span span) {
      return doors.count(line, span);
    }
  }

  List<Way> all() {
    return Stream.<Way>concat(
            Arrays.stream(Wire.Kind.values()).map(w -> new OfWire(w, inbox)),
            callers.stream().flatMap(c -> c.lines().stream()).map(l -> new OfCaller(l, doors)))
        .toList();
  }

  Optional<Way> find(String line) {
    return all().stream().filter(w -> w.line().equals(line)).findFirst();
  }
}
