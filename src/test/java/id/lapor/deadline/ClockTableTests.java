package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Offices;
import id.lapor.report.Event;
import id.lapor.report.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/clocks.md says what the code does, cell by cell. */
class ClockTableTests {

  private static final House HOUSE = new FakeHouse(Set.of(), "7m");

  /** What happened before, and the act itself as the last. */
  private static final Map<String, List<Event>> STORIES = stories();

  private static final Set<String> FIRST = Set.of("Received", "Received, ended elsewhere before");

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void doesWhatTheTableSays(String act, List<String> cells) {
    if (FIRST.contains(act)) {
      assertThat(first(act)).as(act).isEqualTo(cells);
      return;
    }
    List<Event> story = STORIES.getOrDefault(act, List.of());
    assertThat(story).as("a story for the row \"%s\"", act).isNotEmpty();
    Life life = new Life(HOUSE, Life.MONDAY);
    story.subList(0, story.size() - 1).forEach(e -> life.later(Duration.ofMinutes(2)).happens(e));
    List<Clock> before = life.clocks();
    life.later(Duration.ofMinutes(2)).happens(story.getLast());
    assertThat(effects(before, life.clocks())).as(act).isEqualTo(cells);
  }

  @Test
  void hasARowForEveryEvent() throws IOException {
    Set<String> told =
        STORIES.values().stream()
            .map(story -> story.getLast().getClass().getSimpleName())
            .collect(Collectors.toSet());
    Set<String> nowhere =
        Set.of("Filed", "ImportedAsClosed", "ArchiveDeclined", "Rated", "OmbudsmanOffered");
    assertThat(
            Arrays.stream(Event.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(e -> !nowhere.contains(e)))
        .allMatch(told::contains);
    assertThat(rows()).hasSize(STORIES.size() + FIRST.size());
  }

  private static List<String> first(String act) {
    boolean elsewhere = !act.equals("Received");
    List<Clock> none = List.of();
    return elsewhere ? effects(none, none) : effects(none, new Life(HOUSE, Life.MONDAY).clocks());
  }

  private static List<String> effects(List<Clock> before, List<Clock> after) {
    return Arrays.stream(ClockKind.values()).map(kind -> effect(kind, before, after)).toList();
  }

  private static String effect(ClockKind kind, List<Clock> before, List<Clock> after) {
    List<Clock> old = before.stream().filter(c -> c.kind() == kind).toList();
    List<Clock> now = after.stream().filter(c -> c.kind() == kind).toList();
    boolean wasOpen = old.stream().anyMatch(Clock::open);
    if (now.size() > old.size()) {
      return wasOpen ? "restart" : "start";
    }
    for (int i = 0; i < old.size(); i++) {
      @Nullable String word = word(old.get(i), now.get(i));
      if (word != null) {
        return word;
      }
    }
    return "–";
  }

  private static @Nullable String word(Clock old, Clock now) {
    if (old.state() != now.state()) {
      return switch (now.state()) {
        case STOPPED -> "stop";
        case PAUSED -> "pause";
        case RUNNING -> old.state() == Clock.State.PAUSED ? "resume" : "reopen";
      };
    }
    if (!old.office().equals(now.office())) {
      return "move";
    }
    if (now.dueAt().isBefore(old.dueAt())) {
      return "earlier";
    }
    assertThat(now).isEqualTo(old);
    return null;
  }

  static Stream<Arguments> rows() throws IOException {
    return Files.readAllLines(Path.of("docs", "clocks.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| Act"))
        .map(line -> line.substring(1, line.length() - 1).split("\\|"))
        .map(cells -> Arrays.stream(cells).map(String::strip).toList())
        .map(cells -> Arguments.of(cells.getFirst(), cells.subList(1, cells.size())));
  }

  private static Map<String, List<Event>> stories() {
    Map<String, List<Event>> all = new LinkedHashMap<>();
    atTheDesk(all);
    undone(all);
    atTheAgency(all);
    beside(all);
    betweenOffices(all);
    atTheArbiter(all);
    theEnd(all);
    List<Event> nothing = Happenings.without();
    List<String> names =
        List.of(
            "Message to the reporter",
            "Internal note",
            "Made secret",
            "Joined by a merged report",
            "Supported by others",
            "Breach noted",
            "Reprimand noted",
            "Reprimand withdrawn",
            "Handed over to the ombudsman",
            "That taken back",
            "A message put on it by an officer",
            "Secret shown to an officer",
            "Secret exchanged");
    for (int i = 0; i < names.size(); i++) {
      all.put(names.get(i), List.of(Happenings.forwarded(), nothing.get(i)));
    }
    return all;
  }

  private static void atTheDesk(Map<String, List<Event>> all) {
    Event held = Happenings.held(Offices.DESK);
    Event redirected = Happenings.redirected();
    Event back = Happenings.redirected(Offices.OTHER_DESK, Offices.DESK);
    all.put("Handed to another desk", List.of(redirected));
    all.put("Handed back to a desk that had it", List.of(redirected, back));
    all.put("Handed on a second time", List.of(redirected, Happenings.redirectedToArbiter()));
    all.put("Forwarded", List.of(Happenings.forwarded()));
    all.put("Forwarded, classified anew", List.of(Happenings.forwarded(Offices.OPD, true, false)));
    all.put("The desk asks the reporter", List.of(held));
    all.put("The reporter replies to the desk", List.of(held, Happenings.replied()));
    all.put(
        "Forwarded, classified anew with a shorter term",
        List.of(Happenings.classified(Kind.INFORMATION_REQUEST)));
    all.put("The reporter's time passes at the desk", List.of(held, Happenings.turnPassed()));
    all.put("The desk asks again", List.of(held, Happenings.replied(), held));
    all.put(
        "The desk goes on and asks again", List.of(held, Happenings.resumed(Offices.DESK), held));
    all.put(
        "The reporter replies to the desk that asked again",
        List.of(held, Happenings.replied(), held, Happenings.replied()));
    all.put("The desk goes on without a reply", List.of(held, Happenings.resumed(Offices.DESK)));
    all.put("Archived", List.of(Happenings.archived()));
    all.put("Archived while the reporter is asked", List.of(held, Happenings.archived()));
    all.put("Appealed", List.of(Happenings.archived(), Happenings.appealed()));
    all.put("Archiving proposed", List.of(Happenings.archiveProposed()));
    all.put("Merged", List.of(Happenings.merged()));
    all.put("Withdrawn", List.of(Happenings.forwarded(), Happenings.withdrawn()));
  }

  private static void undone(Map<String, List<Event>> all) {
    Event held = Happenings.held(Offices.DESK);
    all.put("Forwarding undone at once", List.of(Happenings.forwarded(), Happenings.recalled()));
    all.put(
        "Forwarding undone by the desk that had asked",
        List.of(held, Happenings.forwarded(), Happenings.recalled()));
    all.put(
        "Separated a second time",
        List.of(
            Happenings.merged(),
            Happenings.separated(),
            Happenings.merged(),
            Happenings.separated()));
    all.put("Separated again", List.of(Happenings.merged(), Happenings.separated()));
    Event undone = Happenings.mergeUndone(Offices.DESK);
    all.put("Merge undone by the desk", List.of(Happenings.merged(), undone));
    all.put("Merge undone by the desk that had asked", List.of(held, Happenings.merged(), undone));
  }

  private static void atTheAgency(Map<String, List<Event>> all) {
    Event forwarded = Happenings.forwarded();
    Event held = Happenings.held(Offices.OPD);
    all.put("Taken up", List.of(forwarded, Happenings.takenUp()));
    all.put("The agency asks the reporter", List.of(forwarded, held));
    all.put("The agency asks again", List.of(forwarded, held, Happenings.replied(), held));
    all.put("The agency asks again before a reply", List.of(forwarded, held, held));
    all.put(
        "The reporter's time passes at the agency",
        List.of(forwarded, held, Happenings.resumed(Offices.OPD)));
    all.put("The reporter replies to the agency", List.of(forwarded, held, Happenings.replied()));
    all.put("The reporter writes unasked", List.of(forwarded, Happenings.replied()));
    all.put(
        "The reporter writes after the answer",
        List.of(forwarded, Happenings.answered(true), Happenings.repliedToAnswer()));
    all.put("Follow-up", List.of(forwarded, Happenings.followedUp()));
    all.put(
        "Follow-up while the reporter is asked", List.of(forwarded, held, Happenings.followedUp()));
    all.put("Work promised for a day", List.of(forwarded, Happenings.scheduled(12)));
    all.put(
        "Work promised for a later day",
        List.of(forwarded, Happenings.scheduled(12), Happenings.scheduled(30)));
    all.put(
        "Work promised for an earlier day",
        List.of(forwarded, Happenings.scheduled(12), Happenings.scheduled(9)));
    all.put(
        "Follow-up to promised work",
        List.of(forwarded, Happenings.scheduled(12), Happenings.followedUp()));
    all.put("Answered for good", List.of(forwarded, Happenings.answered(true)));
    all.put(
        "Answered for good while the reporter is asked",
        List.of(forwarded, held, Happenings.answered(true)));
    all.put(
        "Promised work answered for good",
        List.of(forwarded, Happenings.scheduled(12), Happenings.answered(true)));
    all.put(
        "Answered by the lead, a companion is open",
        List.of(Happenings.forwarded(Offices.COMPANION), Happenings.answered(false)));
  }

  private static void beside(Map<String, List<Event>> all) {
    Event both = Happenings.forwarded(Offices.COMPANION);
    Event theirs = Happenings.held(Offices.COMPANION);
    all.put("A companion asks the reporter", List.of(both, theirs));
    all.put("Follow-up while a companion asks", List.of(both, theirs, Happenings.followedUp()));
  }

  private static void betweenOffices(Map<String, List<Event>> all) {
    Event forwarded = Happenings.forwarded();
    Event returned = Happenings.returned(1, Offices.OPD);
    Event toOther = Happenings.forwarded(Offices.COMPANION, false, false);
    Event second = Happenings.returned(2, Offices.COMPANION);
    all.put("Returned", List.of(forwarded, returned));
    all.put(
        "Forwarded again to an agency that had given it back",
        List.of(forwarded, returned, forwarded));
    all.put("Returned a second time", List.of(forwarded, returned, toOther, second));
    all.put(
        "Returned by a companion",
        List.of(
            Happenings.forwarded(Offices.COMPANION), Happenings.returned(1, Offices.COMPANION)));
    all.put(
        "Forwarded again to an agency that had promised a day",
        List.of(
            Happenings.forwarded(Offices.COMPANION, false, false, Offices.OPD),
            Happenings.scheduled(12),
            Happenings.returned(1, Offices.COMPANION),
            forwarded));
    all.put(
        "Forwarded again to an agency that had followed up and given it back",
        List.of(forwarded, Happenings.followedUp(), returned, forwarded));
  }

  private static void atTheArbiter(Map<String, List<Event>> all) {
    Event forwarded = Happenings.forwarded();
    Event returned = Happenings.returned(1, Offices.OPD);
    Event toOther = Happenings.forwarded(Offices.COMPANION, false, false);
    Event second = Happenings.returned(2, Offices.COMPANION);
    all.put(
        "The arbiter asks the reporter",
        List.of(forwarded, returned, toOther, second, Happenings.held(Offices.NATIONAL)));
    all.put(
        "Merge undone by the arbiter",
        List.of(
            forwarded,
            returned,
            toOther,
            second,
            Happenings.merged(),
            Happenings.mergeUndone(Offices.NATIONAL)));
    all.put(
        "Separated again, where the arbiter had it",
        List.of(forwarded, returned, toOther, second, Happenings.merged(), Happenings.separated()));
    all.put(
        "The arbiter decides, for an agency that had given it back",
        List.of(
            forwarded, returned, toOther, second, Happenings.forwarded(Offices.OPD, false, true)));
    all.put(
        "The arbiter decides for another",
        List.of(
            forwarded,
            returned,
            forwarded,
            Happenings.returned(2, Offices.OPD),
            Happenings.forwarded(Offices.COMPANION, false, true)));
  }

  private static void theEnd(Map<String, List<Event>> all) {
    Event forwarded = Happenings.forwarded();
    Event answered = Happenings.answered(true);
    Event disputed = Happenings.disputed(1);
    all.put("Disputed", List.of(forwarded, answered, disputed));
    all.put(
        "Forwarded again to an agency that had given it back after a dispute",
        List.of(
            forwarded,
            answered,
            disputed,
            Happenings.takenUp(),
            Happenings.returned(1, Offices.OPD),
            forwarded));
    all.put(
        "Follow-up after a dispute",
        List.of(forwarded, answered, disputed, Happenings.followedUp()));
    all.put("Answered after a dispute", List.of(forwarded, answered, disputed, answered));
    all.put(
        "Disputed a second time",
        List.of(forwarded, answered, disputed, answered, Happenings.disputed(2)));
    all.put("Confirmed", List.of(forwarded, answered, Happenings.confirmed()));
    all.put(
        "Closed after an announced silence", List.of(forwarded, answered, Happenings.silence()));
    all.put(
        "Disputed after closing", List.of(forwarded, answered, Happenings.confirmed(), disputed));
  }
}
