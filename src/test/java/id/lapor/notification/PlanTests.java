package id.lapor.notification;

import static id.lapor.report.SmallTown.CITY;
import static id.lapor.report.SmallTown.DESK;
import static id.lapor.report.SmallTown.JOKO;
import static id.lapor.report.SmallTown.MEGA;
import static id.lapor.report.SmallTown.NATION;
import static id.lapor.report.SmallTown.RANI;
import static id.lapor.report.SmallTown.REPORTER;
import static id.lapor.report.SmallTown.ROADS;
import static id.lapor.report.SmallTown.SEKAR;
import static id.lapor.report.SmallTown.WATER;
import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.AgencyId;
import id.lapor.platform.page.Texts;
import id.lapor.report.Actor;
import id.lapor.report.ArchiveReason;
import id.lapor.report.Attempts;
import id.lapor.report.Command;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Life;
import id.lapor.report.Report;
import id.lapor.report.SmallTown;
import id.lapor.report.Visibility;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTests {

  private static final Map<AgencyId, String> OFFICES =
      Map.of(NATION, "nation", CITY, "city", DESK, "desk", ROADS, "roads", WATER, "water");

  private static Arguments when(Supplier<Life> life, String... told) {
    return Arguments.of(life, List.of(told));
  }

  static Stream<Arguments> acts() {
    return Stream.of(ofOffices(), ofReturns(), ofReportersAndClocks()).flatMap(s -> s);
  }

  private static Stream<Arguments> ofOffices() {
    return Stream.of(
        when(PlanTests::filed, "reporter.filed", "desk: office.arrived"),
        when(Life::forwarded, "reporter.forwarded", "roads: office.given"),
        when(
            () -> filed().does(RANI, Life.forward(ROADS, WATER)),
            "reporter.forwarded",
            "roads: office.given",
            "water: office.given"),
        when(
            () -> filed().does(RANI, new Command.Redirect(NATION, "Bukan urusan kota")),
            "reporter.moved: Bukan urusan kota",
            "nation: office.arrived"),
        when(
            () -> filed().does(RANI, new Command.Hold("Di RT berapa?")),
            "reporter.asked: Di RT berapa?"),
        when(
            () -> Life.forwarded().does(JOKO, new Command.Write("Kami cek.", List.of())),
            "reporter.wrote: Kami cek."),
        when(
            () ->
                Life.forwarded()
                    .does(
                        JOKO,
                        new Command.FollowUp(
                            "Petugas ke lokasi dan memeriksa lampunya pagi ini.", List.of())),
            "reporter.followed: Petugas ke lokasi dan memeriksa lampunya pagi ini."),
        when(
            () ->
                Life.forwarded()
                    .does(
                        JOKO,
                        new Command.Schedule(
                            LocalDate.of(2026, 2, 1),
                            "Bahan dipesan, dikerjakan begitu tiba di gudang.")),
            "reporter.scheduled: Bahan dipesan, dikerjakan begitu tiba di gudang."),
        when(
            Life::answered,
            "reporter.answered: Lampu sudah diganti oleh petugas pada Selasa pagi."));
  }

  private static Stream<Arguments> ofReturns() {
    return Stream.of(
        when(
            () ->
                filed()
                    .does(RANI, new Command.Merge(Life.OTHER))
                    .does(RANI, new Command.Separate("Tiangnya lain.")),
            "reporter.mergeUndone: Tiangnya lain."),
        when(() -> Life.forwarded().does(JOKO, Life.giveBack(WATER)), "desk: office.returned"),
        when(
            () ->
                Life.forwarded()
                    .does(JOKO, Life.giveBack(WATER))
                    .does(RANI, Life.forward(WATER))
                    .does(MEGA, Life.giveBack(ROADS)),
            "nation: office.returned"),
        when(
            () ->
                Life.forwarded()
                    .does(JOKO, Life.giveBack(WATER))
                    .does(RANI, Life.forward(WATER))
                    .does(MEGA, Life.giveBack(ROADS))
                    .does(SmallTown.NADIA, Life.forward(ROADS, WATER)),
            "reporter.decided: Lampu di ruas itu milik dinas ini.",
            "roads: office.decided",
            "water: office.decided"));
  }

  private static Stream<Arguments> ofReportersAndClocks() {
    return Stream.of(
        when(() -> Life.forwarded().does(JOKO, new Command.Note("Internal."))),
        when(() -> Life.forwarded().does(JOKO, new Command.TakeUp())),
        when(
            () -> Life.forwarded().does(REPORTER, new Command.Reply("RT 12", List.of())),
            "roads: office.replied"),
        when(
            () ->
                filed()
                    .does(RANI, Life.forward(ROADS, WATER))
                    .does(MEGA, new Command.Hold("Sumur yang mana?"))
                    .does(REPORTER, new Command.Reply("RT 12", List.of())),
            "water: office.replied"),
        when(
            () -> filed().does(REPORTER, new Command.Reply("RT 12", List.of())),
            "desk: office.replied"),
        when(() -> Life.answered().does(REPORTER, Life.dispute()), "roads: office.disputed"),
        when(() -> Life.answered().does(REPORTER, new Command.Confirm())),
        when(() -> Life.answered().does(REPORTER, new Command.Rate(5, "Bagus"))),
        when(
            () ->
                Life.answered()
                    .later(SmallTown.TEN_DAYS)
                    .does(SmallTown.HOUSE, new Command.CloseBySilence()),
            "reporter.closed"),
        when(() -> filed().does(RANI, Life.spam())),
        when(
            () ->
                filed().does(RANI, Life.spam()).does(SmallTown.BIMA, new Command.ApproveArchive()),
            "reporter.archived: Ini iklan, bukan laporan tentang pelayanan."),
        when(() -> overdue(0), "roads: office.overdue", "desk: office.overdue", "reporter.overdue"),
        when(() -> overdue(1)),
        when(
            () ->
                Life.forwarded()
                    .does(SEKAR, new Command.NoteReprimand("TGR-I/0001/2026", 1, ROADS)),
            "roads: office.reprimanded",
            "reporter.reprimanded: TGR-I/0001/2026"));
  }

  @ParameterizedTest
  @MethodSource("acts")
  void tellsThese(Supplier<Life> lived, List<String> expected) {
    Life life = lived.get();
    assertThat(told(before(life), life.report(), life.last()))
        .as("after %s", life.last().event())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void tellsTheDeskOfItsOwnBreachOnce() {
    Life life =
        filed().does(SmallTown.HOUSE, new Command.Escalate("TRIAGE", DESK, Instant.EPOCH, 0));
    assertThat(told(before(life), life.report(), life.last()))
        .containsExactlyInAnyOrder("desk: office.overdue", "reporter.overdue");
  }

  @Test
  void tellsNobodyOfWhatWasTakenOverFromAnotherSystem() {
    Life life = filed();
    Entry filed = life.last();
    Entry imported =
        new Entry(filed.report(), 1, filed.at(), new Actor.House("import"), filed.event());
    assertThat(Plan.of(null, life.report(), imported)).isEmpty();
  }

  @Test
  void hasASentenceForEverythingItTells() {
    Texts texts = new Texts();
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      Life life = Life.filed(Visibility.ANONYMOUS);
      for (int j = 0; j < 30; j++) {
        Attempts.one(life, random);
      }
      for (Entry entry : life.journal()) {
        for (Plan.Told told : Plan.of(null, life.report(), entry)) {
          hasSentences(texts, told);
        }
        Plan.joined(life.report(), entry).forEach(told -> hasSentences(texts, told));
      }
    }
  }

  private static void hasSentences(Texts texts, Plan.Told told) {
    assertThat(texts.has("notification." + told.key() + ".subject")).as(told.key()).isTrue();
    assertThat(texts.has("notification." + told.key() + ".body")).as(told.key()).isTrue();
  }

  /** What everyone may read of the whole is what those merged into it hear. */
  @Test
  void tellsJoinedReportersNothingThatIsNotPublic() {
    for (Visibility visibility : Visibility.values()) {
      Life life = Life.filed(visibility).does(RANI, Life.forward(ROADS));
      life.does(JOKO, new Command.Write("canary", List.of()))
          .does(JOKO, new Command.Hold("canary canary"))
          .does(REPORTER, new Command.Reply("canary", List.of()))
          .does(JOKO, new Command.FollowUp("Petugas kami hubungi 0812 3456 7890 ya", List.of()));
      List<String> words =
          life.journal().stream()
              .flatMap(e -> Plan.joined(life.report(), e).stream())
              .map(Plan.Told::words)
              .toList();
      assertThat(words).hasSize(2).noneMatch(w -> w.contains("canary") || w.contains("3456"));
      assertThat(words.getLast().isEmpty()).isEqualTo(visibility == Visibility.SECRET);
    }
  }

  /** Offices read on their own page; no word of a reporter or of officers goes out to them. */
  @Test
  void sendsOfficesNoWords() {
    Life life = Life.answered().does(REPORTER, Life.dispute());
    Event archived = new Event.Archived(ArchiveReason.SPAM, "Iklan", Instant.EPOCH);
    assertThat(life.journal())
        .flatMap(e -> Plan.of(null, life.report(), e))
        .filteredOn(t -> t.office() != null)
        .isNotEmpty()
        .allSatisfy(t -> assertThat(t.words()).isEmpty());
    Entry entry = new Entry(life.report().id(), 9, Instant.EPOCH, RANI, archived);
    assertThat(Plan.of(null, life.report(), entry)).noneMatch(t -> t.office() != null);
  }

  private static @Nullable Report before(Life life) {
    List<Report> states = life.states();
    return states.size() < 2 ? null : states.get(states.size() - 2);
  }

  private static Life filed() {
    return Life.filed(Visibility.OPEN);
  }

  private static Life overdue(int step) {
    return Life.forwarded()
        .does(SmallTown.HOUSE, new Command.Escalate("FIRST_ANSWER", ROADS, Instant.EPOCH, step));
  }

  private static List<String> told(@Nullable Report before, Report report, Entry entry) {
    return Plan.of(before, report, entry).stream()
        .map(t -> {
          String to = t.office() == null ? "" : OFFICES.get(t.office()) + ": ";
          return to + t.key() + (t.words().isEmpty() ? "" : ": " + t.words());
        })
        .toList();
  }

  /** Who heard of a letter hears that it was taken back; of one never issued nobody did. */
  @Test
  void tellsThatALetterWasTakenBack() {
    Life issued = Life.forwarded().does(SEKAR, withdrawn("TGR-I/0001/2026"));
    assertThat(told(before(issued), issued.report(), issued.last()))
        .containsExactlyInAnyOrder(
            "roads: office.letterWithdrawn", "reporter.letterWithdrawn: TGR-I/0001/2026");
    Life declined = Life.forwarded().does(SEKAR, withdrawn(""));
    assertThat(told(before(declined), declined.report(), declined.last())).isEmpty();
  }

  private static Command withdrawn(String number) {
    return new Command.NoteWithdrawal(number, 1, ROADS, "Dikirim ke alamat yang keliru.");
  }
}
