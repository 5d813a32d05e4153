package id.lapor.report;

import static id.lapor.report.SmallTown.DESK;
import static id.lapor.report.SmallTown.JOKO;
import static id.lapor.report.SmallTown.NATION;
import static id.lapor.report.SmallTown.RANI;
import static id.lapor.report.SmallTown.REPORTER;
import static id.lapor.report.SmallTown.ROADS;
import static id.lapor.report.SmallTown.WATER;
import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.SomeAgencies;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every private field of every event carries a word of its own: a canary. */
class StoryTests {

  private static final Agencies AGENCIES =
      SomeAgencies.of(
          SomeAgencies.agency(NATION, "Pusat", Agency.Type.NATIONAL, null),
          SomeAgencies.agency(DESK, "Diskominfo", Agency.Type.COORDINATOR, NATION),
          SomeAgencies.agency(ROADS, "Dishub", Agency.Type.AGENCY, NATION),
          SomeAgencies.agency(WATER, "Tirta", Agency.Type.AGENCY, NATION));

  private static final Instant AT = Instant.parse("2026-01-05T01:00:00Z");
  private static final List<EvidenceId> REPORTERS_FILE = List.of(new EvidenceId(71));
  private static final List<EvidenceId> OFFICES_FILE = List.of(new EvidenceId(72));
  private static final List<EvidenceId> WRITTEN_FILE = List.of(new EvidenceId(73));

  private static final List<Event> BY_REPORTER =
      List.of(
          new Event.HandedOver(AT),
          new Event.HandOverUndone(),
          new Event.SecretExchanged(false),
          new Event.Filed(Life.matter(Visibility.OPEN), DESK, REPORTERS_FILE),
          new Event.Replied("canary-reply", REPORTERS_FILE, null),
          new Event.Disputed("canary-dispute", REPORTERS_FILE, 1, ROADS),
          new Event.Rated(2, "canary-rating"),
          new Event.Appealed("canary-appeal"),
          new Event.Separated("canary-separation", null),
          new Event.Confirmed(AT),
          new Event.Withdrawn("canary-withdrawal"));
  private static final Reference JOINED = Reference.random(new java.util.Random(10));
  private static final List<Event> BY_DESK =
      List.of(
          new Event.Forwarded(
              DESK,
              ROADS,
              List.of(),
              Kind.COMPLAINT,
              false,
              null,
              "Lampu mati",
              "canary-forward-note",
              false,
              null),
          new Event.Recalled(DESK),
          new Event.SecretShown(),
          new Event.Forwarded(
              DESK,
              ROADS,
              List.of(WATER),
              Kind.COMPLAINT,
              false,
              null,
              "Lampu mati",
              "canary-decision-note",
              true,
              "public-grounds 0812 3456 7890"),
          new Event.Redirected(DESK, NATION, "public-redirect Pak Budi", null),
          new Event.ArchiveProposed(ArchiveReason.SPAM, "canary-proposal", 13, null),
          new Event.ArchiveDeclined("canary-declined"),
          new Event.Archived(ArchiveReason.SPAM, "public-archived 0812 3456 7890", AT),
          new Event.Merged(new ReportId(9), Reference.random(new java.util.Random(9))),
          new Event.Separated("public-merge-undone Pak Budi", DESK),
          new Event.Joined(new ReportId(10), JOINED),
          new Event.Resumed(DESK),
          new Event.TurnPassed(DESK),
          new Event.Narrowed(Visibility.OPEN, Visibility.ANONYMOUS, "canary-narrowed"),
          new Event.Ascribed(
              DESK, Channel.SMS, "canary-ascribed", REPORTERS_FILE, "canary-ascribed-why"));
  private static final List<Event> BY_AGENCY =
      List.of(
          new Event.Held(ROADS, "canary-question", AT),
          new Event.Wrote(ROADS, "canary-written", WRITTEN_FILE),
          new Event.Noted(ROADS, "canary-internal-note"),
          new Event.TakenUp(ROADS),
          new Event.FollowedUp(ROADS, "public-follow-up budi@contoh.id", OFFICES_FILE),
          new Event.Answered(ROADS, "public-answer KT 1234 AB", OFFICES_FILE, null, true, AT),
          new Event.Scheduled(ROADS, LocalDate.of(2026, 2, 1), "public-scheduled"),
          new Event.Returned(ROADS, WATER, "public-returned", 1, DESK));
  private static final List<Event> BY_HOUSE =
      List.of(
          new Event.Escalated("FIRST_ANSWER", ROADS, AT, 0),
          new Event.Escalated("FIRST_ANSWER", ROADS, AT, 1),
          new Event.Reprimanded("TGR-I/0001/2026", 1, ROADS),
          new Event.ReprimandWithdrawn("TGR-I/0001/2026", 1, ROADS, "public-withdrawn"),
          new Event.ClosedBySilence(AT),
          new Event.OmbudsmanOffered(AT),
          new Event.ImportedAsClosed("public-imported"));

  private static final Duration A_DAY = Duration.ofDays(1);

  private final Story story = new Story(AGENCIES, new SmallTown(), _ -> Map.of());

  private static List<Entry> journal() {
    List<Entry> journal = new ArrayList<>();
    BY_REPORTER.forEach(e -> journal.add(entry(journal, REPORTER, e)));
    BY_DESK.forEach(e -> journal.add(entry(journal, RANI, e)));
    BY_AGENCY.forEach(e -> journal.add(entry(journal, JOKO, e)));
    BY_HOUSE.forEach(e -> journal.add(entry(journal, SmallTown.HOUSE, e)));
    journal.add(entry(journal, SmallTown.NEIGHBOUR, new Event.Supported()));
    return journal;
  }

  private static Entry entry(List<Entry> journal, Actor actor, Event event) {
    return new Entry(new ReportId(7), journal.size() + 1, AT, actor, event);
  }

  private List<Line> told(Line.Eyes eyes) {
    return story.tell(Life.forwarded().report(), journal(), eyes);
  }

  @Test
  void namesAReportThatBecameSecretToOfficersOnly() {
    Report whole = Life.filed(Visibility.SECRET).report();
    SmallTown town = new SmallTown();
    town.add(whole);
    List<Entry> merged =
        List.of(
            new Entry(
                new ReportId(9), 2, AT, RANI, new Event.Merged(whole.id(), whole.reference())));
    for (Line.Eyes eyes : Line.Eyes.values()) {
      Line line =
          new Story(AGENCIES, town, _ -> Map.of())
              .tell(Life.filed().report(), merged, eyes)
              .getFirst();
      assertThat(line.what().isEmpty()).as("%s", eyes).isEqualTo(eyes != Line.Eyes.OFFICER);
    }
  }

  /** What one desk tells the office it gives a report to. */
  @Test
  void tellsTheNoteThatGoesAlongToOfficersOnly() {
    Event forward =
        new Event.Forwarded(
            DESK,
            ROADS,
            List.of(),
            Kind.COMPLAINT,
            false,
            null,
            "Lampu mati",
            "canary-forward-note",
            false,
            null);
    List<Entry> given = List.of(entry(new ArrayList<>(), RANI, forward));
    for (Line.Eyes eyes : Line.Eyes.values()) {
      boolean told =
          story.tell(Life.forwarded().report(), given, eyes).stream()
              .anyMatch(l -> "canary-forward-note".equals(l.said()));
      assertThat(told).as("%s", eyes).isEqualTo(eyes == Line.Eyes.OFFICER);
    }
  }

  /** Who was seen with a telephone at that minute could be found by it. */
  @Test
  void tellsEveryoneOnlyTheDayOfWhatIsNotOpen() {
    for (Visibility visibility : Visibility.values()) {
      for (Line.Eyes eyes : Line.Eyes.values()) {
        boolean coarse = visibility != Visibility.OPEN && eyes == Line.Eyes.EVERYONE;
        assertThat(story.tell(Life.filed(visibility).report(), journal(), eyes))
            .isNotEmpty()
            .allSatisfy(l -> assertThat(l.dayOnly()).isEqualTo(coarse))
            .allSatisfy(l -> assertThat(l.at().equals(AT)).isEqualTo(!coarse))
            .allSatisfy(l -> assertThat(Duration.between(l.at(), AT)).isLessThan(A_DAY));
      }
    }
  }

  @Test
  void keepsBackFilesThatMayNotLeaveTheHouse() {
    Story careful =
        new Story(
            AGENCIES,
            new SmallTown(),
            ids ->
                ids.stream().distinct().collect(Collectors.toMap(i -> i, _ -> Standing.WAITING)));
    for (Line.Eyes eyes : Line.Eyes.values()) {
      List<Line> lines = careful.tell(Life.forwarded().report(), journal(), eyes);
      assertThat(lines).allMatch(l -> l.open().isEmpty());
      assertThat(lines).anyMatch(l -> l.held(Standing.WAITING) > 0);
      assertThat(told(eyes)).anyMatch(l -> !l.open().isEmpty());
    }
  }

  @Test
  void triesEveryEvent() {
    Set<String> tried =
        journal().stream().map(e -> Journal.kind(e.event())).collect(Collectors.toSet());
    assertThat(tried)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Event.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  @Test
  void tellsNobodyOutsideOfAForwardThatWasUndone() {
    for (Line.Eyes eyes : Line.Eyes.values()) {
      assertThat(told(eyes).stream().map(Line::kind).anyMatch(k -> k.equals("Recalled")))
          .as("%s", eyes)
          .isEqualTo(eyes == Line.Eyes.OFFICER);
      assertThat(told(eyes).stream().filter(l -> l.kind().startsWith("Forwarded")).count())
          .as("%s", eyes)
          .isEqualTo(eyes == Line.Eyes.OFFICER ? 1 : 0);
    }
  }

  @Test
  void tellsOfAnArbitersDecisionAsOneThatBinds() {
    for (Line.Eyes eyes : Line.Eyes.values()) {
      assertThat(told(eyes))
          .filteredOn(l -> l.kind().equals("DecidedTogether"))
          .singleElement()
          .satisfies(l -> {
            assertThat(l.by()).isEqualTo("Diskominfo");
            assertThat(l.what()).isEqualTo("Dishub");
            assertThat(l.said()).startsWith("public-grounds");
          });
    }
  }

  /** It may be a secret one. */
  @Test
  void namesWhatWasMergedIntoAReportToOfficersOnly() {
    for (Line.Eyes eyes : Line.Eyes.values()) {
      assertThat(told(eyes).stream().anyMatch(l -> l.what().equals(JOINED.toString())))
          .as("%s", eyes)
          .isEqualTo(eyes == Line.Eyes.OFFICER);
    }
  }

  @Test
  void tellsEveryoneWhatOfficesDidAndNothingThatWasSaidInConfidence() {
    String all = told(Line.Eyes.EVERYONE).toString();
    assertThat(all)
        .contains(
            "public-redirect",
            "public-archived",
            "public-follow-up",
            "public-answer",
            "public-scheduled",
            "public-returned",
            "public-grounds",
            "public-merge-undone",
            "public-imported",
            "Lampu jalan mati",
            "Dishub")
        .doesNotContain("canary", "Rani", "Joko", "Pak Budi", "0812", "budi@", "1234 AB")
        .doesNotContain("depan pasar");
  }

  @Test
  void saysToEveryoneThatTheReporterWroteThoughNotWhat() {
    assertThat(told(Line.Eyes.EVERYONE))
        .filteredOn(Line::hidden)
        .extracting(Line::kind)
        .containsExactly(
            "Replied", "Disputed", "Rated", "Appealed", "Separated", "Withdrawn", "Held");
  }

  @Test
  void showsEveryoneOnlyFilesThatOfficesShowed() {
    assertThat(told(Line.Eyes.EVERYONE))
        .flatExtracting(Line::evidence)
        .containsOnlyElementsOf(OFFICES_FILE);
    assertThat(told(Line.Eyes.REPORTER))
        .flatExtracting(Line::evidence)
        .contains(REPORTERS_FILE.getFirst(), OFFICES_FILE.getFirst(), WRITTEN_FILE.getFirst());
  }

  @Test
  void tellsTheReporterAllButWhatOfficersTellEachOther() {
    String all = told(Line.Eyes.REPORTER).toString();
    assertThat(all)
        .contains(
            "canary-reply",
            "canary-dispute",
            "canary-rating",
            "canary-appeal",
            "canary-question",
            "canary-written",
            "canary-narrowed",
            "tanya Pak Budi di 0812 3456 7890")
        .doesNotContain(
            "canary-internal-note",
            "canary-proposal",
            "canary-declined",
            "canary-forward-note",
            "Rani",
            "Joko");
  }

  @Test
  void tellsOfficersEverythingAndWhoAmongThemDidIt() {
    String all = told(Line.Eyes.OFFICER).toString();
    assertThat(all)
        .contains("canary-internal-note", "canary-proposal", "canary-declined")
        .contains("canary-forward-note", "canary-reply", "Rani", "Joko");
  }

  /** Support is a number, and the rungs above the breach are letters that tell themselves. */
  @ParameterizedTest
  @EnumSource
  void tellsOfABreachOnceAndOfNoSupporter(Line.Eyes eyes) {
    List<Line> told = told(eyes);
    assertThat(told).extracting(Line::kind).doesNotContain("Supported");
    assertThat(told).filteredOn(l -> l.kind().equals("Escalated")).hasSize(1);
    assertThat(told).filteredOn(l -> l.kind().equals("Reprimanded")).hasSize(1);
  }

  @Test
  void namesNobodyInTheReportersOwnActs() {
    assertThat(told(Line.Eyes.EVERYONE))
        .filteredOn(l -> l.tone() == Line.Tone.REPORTER)
        .isNotEmpty()
        .allSatisfy(l -> assertThat(l.by()).isEmpty())
        .allSatisfy(l -> assertThat(l.person()).isNull());
  }
}
