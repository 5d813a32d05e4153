package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.Entry;
import id.lapor.report.Life;
import id.lapor.report.Report;
import id.lapor.report.SmallTown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The open clocks of one report without a database and without time: only which, whose, paused. */
final class Clocks {

  private static final Map<AgencyId, String> OFFICES =
      Map.of(
          SmallTown.NATION, "nation",
          SmallTown.CITY, "city",
          SmallTown.DESK, "desk",
          SmallTown.ROADS, "roads",
          SmallTown.WATER, "water");

  private record One(ClockKind kind, AgencyId office, boolean running, boolean asked) {

    String shown() {
      String name = kind + "@" + OFFICES.get(office);
      return running ? name : "(" + name + ")";
    }
  }

  private final List<One> open = new ArrayList<>();

  private Clocks() {}

  static Clocks beside(Life life) {
    Clocks clocks = new Clocks();
    List<Report> states = life.states();
    List<Entry> journal = life.journal();
    for (int i = 0; i < states.size(); i++) {
      @Nullable Report before = i == 0 ? null : states.get(i - 1);
      ClockRules.react(before, states.get(i), journal.get(i)).forEach(clocks::carryOut);
    }
    return clocks;
  }

  private void carryOut(Act act) {
    switch (act) {
      case Act.Start a -> open.add(new One(a.kind(), a.office(), true, false));
      case Act.StartUntil a -> open.add(new One(a.kind(), a.office(), true, false));
      case Act.StartDay a -> open.add(new One(ClockKind.PROMISE, a.office(), true, false));
      case Act.Stop a ->
          open.removeIf(c ->
              a.kinds().contains(c.kind())
                  && (a.office() == null || c.office().equals(a.office())));
      case Act.Pause a ->
          open.replaceAll(c ->
              c.kind().owed() && c.office().equals(a.office()) && !c.asked()
                  ? new One(c.kind(), c.office(), false, true)
                  : c);
      case Act.Resume a ->
          open.replaceAll(c ->
              c.kind().owed() && c.office().equals(a.office())
                  ? new One(c.kind(), c.office(), true, c.asked())
                  : c);
    }
  }

  Set<ClockKind> kinds() {
    return open.stream().map(One::kind).collect(Collectors.toSet());
  }

  boolean has(ClockKind kind, AgencyId office) {
    return open.stream().anyMatch(c -> c.kind() == kind && c.office().equals(office));
  }

  List<String> doubled() {
    Set<String> seen = new HashSet<>();
    return open.stream()
        .map(c -> c.kind() + "@" + c.office())
        .filter(name -> !seen.add(name))
        .toList();
  }

  /** In words, paused ones in brackets, a dash for none. */
  String shown() {
    return open.isEmpty()
        ? "-"
        : open.stream()
            .map(One::shown)
            .sorted((a, b) -> Boolean.compare(a.startsWith("("), b.startsWith("(")))
            .collect(Collectors.joining(" "));
  }
}
