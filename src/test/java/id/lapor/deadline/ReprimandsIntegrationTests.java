package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Jurisdiction;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Letters, from what waits for them to their end; each test has an agency that missed promises. */
@DatabaseTest
class ReprimandsIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Deadlines deadlines;
  @Autowired Reprimands reprimands;
  @Autowired Watch watch;
  @Autowired SettableClock clock;

  private AgencyId opd = new AgencyId(0);
  private City city;
  private Actor.Officer sekar;

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
    String code = "DISHUB-" + UUID.randomUUID();
    ZoneId zone = ZoneId.of("Asia/Makassar");
    opd =
        agencies.add(
            new Agencies.Draft(code, "Dinas", Agency.Type.AGENCY, city.desk, zone, null, "Kepala"));
    sekar = new Actor.Officer(9, "Sekar", agencies.nationalAdmin().id(), Role.SUPERVISOR);
  }

  /** After a long silence all three wait together; none is skipped and none comes first. */
  @Test
  void issuesNoLetterBeforeTheLowerOnesAboutThePromise() {
    Clock lamp = missed("Lampu mati.");
    for (int level : List.of(3, 1, 2)) {
      asks(level, false, lamp);
    }
    assertThat(waiting()).extracting(Reprimand.Draft::level).containsExactly(1, 2, 3);
    assertThat(waiting()).extracting(Reprimand.Draft::ready).containsExactly(true, false, false);
    assertThat(issue(3)).isEmpty();
    assertThat(issue(1)).isPresent();
    assertThat(issue(3)).as("the second still waits").isEmpty();
    clock.advance(Duration.ofDays(1));
    assertThat(ReadLetter.decline(reprimands, opd, 2, "Kantor terbakar, arsipnya hilang.", sekar))
        .isEmpty();
    assertThat(issue(3)).as("declined on record").isPresent();
    assertThat(reprimands.issuedTo(opd))
        .extracting(Reprimand::level, Reprimand::state)
        .containsExactly(tuple(3, Reprimand.State.ISSUED), tuple(1, Reprimand.State.ESCALATED));
  }

  /** What is signed is what was read: nothing more, nothing less, and once. */
  @Test
  void issuesALetterOnlyAsItWasRead() {
    Clock lamp = missed("Lampu mati.");
    asks(1, false, lamp);
    Reprimand.Draft read = ReadLetter.draft(reprimands, opd, 1).orElseThrow();
    Clock ditch = missed("Parit mampet.");
    asks(1, false, ditch);
    assertThat(reprimands.issue(read.due(), read.seal(), sekar)).as("one has come").isEmpty();
    assertThat(reprimands.issuedTo(opd)).isEmpty();
    Reprimand.Draft again = ReadLetter.draft(reprimands, opd, 1).orElseThrow();
    Reprimand letter = reprimands.issue(again.due(), again.seal(), sekar).orElseThrow();
    assertThat(letter.cases())
        .extracting(Reprimand.Case::report)
        .containsExactlyInAnyOrder(lamp.report(), ditch.report());
    assertThat(reprimands.issue(again.due(), again.seal(), sekar)).as("twice").isEmpty();
    assertThat(reprimands.issue(read.due(), read.seal(), sekar)).as("one has gone").isEmpty();
    assertThat(reprimands.issuedTo(opd)).hasSize(1);
  }

  /** All three wait on a Friday; no click makes them one avalanche, nor does policy. */
  @Test
  void leavesAnAgencyTimeToActOnALetterBeforeTheNext() {
    Clock lamp = missed("Lampu mati.");
    for (int level : List.of(1, 2, 3)) {
      asks(level, level == 3, lamp);
    }
    clock.set(Instant.parse("2026-01-09T02:00:00Z"));
    assertThat(issue(1)).isPresent();
    assertThat(issue(2)).as("in the same go").isEmpty();
    reprimands.issueAutomatic(clock.instant());
    assertThat(reprimands.issuedTo(opd)).as("policy neither").hasSize(1);
    Instant monday = Instant.parse("2026-01-12T02:00:00Z");
    assertThat(ReadLetter.draft(reprimands, opd, 2).orElseThrow().soonest()).contains(monday);
    clock.set(monday.minusSeconds(1));
    assertThat(issue(2)).isEmpty();
    clock.set(monday);
    Reprimand second = issue(2).orElseThrow();
    assertThat(issue(3)).isEmpty();
    reprimands.withdraw(second.id(), "Keliru, laporannya sudah dijawab.", sekar);
    assertThat(issue(3)).as("what was taken back asks nothing").isPresent();
  }

  @Test
  void leavesBehindOnlyThePromisesOutOfOrder() {
    Clock lamp = missed("Lampu mati.");
    Clock ditch = missed("Parit mampet.");
    asks(1, false, lamp);
    issue(1);
    clock.advance(Duration.ofDays(1));
    asks(1, false, ditch);
    asks(2, false, lamp, ditch);
    assertThat(issue(2).orElseThrow().cases())
        .extracting(Reprimand.Case::report)
        .containsExactly(lamp.report());
    assertThat(waiting())
        .extracting(Reprimand.Draft::level, d -> d.cases().size(), d -> d.held().size())
        .containsExactly(tuple(1, 1, 0), tuple(2, 0, 1));
  }

  /**
   * Rules of different versions meet in one agency; a promise of the one waits not for the other.
   */
  @Test
  void letsPolicyWriteWhateverWaitsForASupervisorBesideIt() {
    Clock lamp = missed("Lampu mati.");
    Clock ditch = missed("Parit mampet.");
    asks(1, true, lamp);
    asks(1, false, ditch);
    afterAnHour();
    assertThat(reprimands.issuedTo(opd))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.issuerOffice()).as("no supervisor").isNull();
          assertThat(letter.cases())
              .extracting(Reprimand.Case::report)
              .containsExactly(lamp.report());
        });
    assertThat(waiting())
        .singleElement()
        .satisfies(d ->
            assertThat(d.cases())
                .extracting(Reprimand.Case::report)
                .containsExactly(ditch.report()));
  }

  /** A second letter by policy is not put off by a supervisor who never decides on the first. */
  @Test
  void letsPolicyWriteTheLowerLettersNobodyDecidedOn() {
    Clock lamp = missed("Lampu mati.");
    Clock ditch = missed("Parit mampet.");
    asks(1, false, lamp, ditch);
    asks(2, true, lamp);
    afterAnHour();
    assertThat(reprimands.issuedTo(opd)).extracting(Reprimand::level).containsExactly(1);
    clock.advance(Duration.ofDays(1));
    reprimands.issueAutomatic(clock.instant());
    assertThat(reprimands.issuedTo(opd))
        .extracting(Reprimand::level, l -> l.cases().size())
        .containsExactly(tuple(2, 1), tuple(1, 1));
    assertThat(waiting())
        .extracting(Reprimand.Draft::level, d -> d.cases().size())
        .containsExactly(tuple(1, 1));
  }

  /** Whoever makes a letter disappear is named wherever the letter would have been. */
  @Test
  void namesWhoDeclinedALetter() {
    Clock lamp = missed("Lampu mati.");
    asks(1, false, lamp);
    clock.advance(Duration.ofHours(2));
    assertThat(ReadLetter.decline(reprimands, opd, 1, " ", sekar))
        .contains("report.refused.TEXT_MISSING");
    assertThat(ReadLetter.decline(reprimands, opd, 1, "x".repeat(10_001), sekar))
        .contains("report.refused.TEXT_TOO_LONG");
    assertThat(ReadLetter.decline(reprimands, opd, 1, "Kantor terbakar, arsipnya hilang.", sekar))
        .isEmpty();
    assertThat(ReadLetter.decline(reprimands, opd, 1, "Sekali lagi, arsipnya hilang.", sekar))
        .contains("desk.letters.decided");
    Reprimand declined = reprimands.decided(1).getFirst();
    assertThat(declined.state()).isEqualTo(Reprimand.State.DECLINED);
    assertThat(declined.withdrawal())
        .isEqualTo(
            new Reprimand.Withdrawal(
                "Sekar", sekar.agency(), clock.instant(), "Kantor terbakar, arsipnya hilang."));
    assertThat(lastOf(lamp))
        .isEqualTo(
            entry(new Event.ReprimandWithdrawn("", 1, opd, "Kantor terbakar, arsipnya hilang.")));
  }

  @Test
  void takesBackOnlyALetterNothingHasBecomeOf() {
    Clock lamp = missed("Lampu mati.");
    asks(1, false, lamp);
    Reprimand first = issue(1).orElseThrow();
    clock.advance(Duration.ofDays(1));
    asks(2, false, lamp);
    Reprimand second = issue(2).orElseThrow();
    assertThat(reprimands.withdraw(first.id(), "Keliru, laporannya sudah dijawab.", sekar))
        .contains("desk.letters.decided");
    assertThat(lastOf(lamp).event()).isInstanceOf(Event.Reprimanded.class);
    assertThat(reprimands.withdraw(second.id(), "Keliru, laporannya sudah dijawab.", sekar))
        .isEmpty();
    assertThat(reprimands.withdraw(second.id(), "Keliru, laporannya sudah dijawab.", sekar))
        .isPresent();
    Reprimand back = reprimands.find(second.id()).orElseThrow();
    assertThat(back.withdrawal())
        .isEqualTo(
            new Reprimand.Withdrawal(
                "Sekar", sekar.agency(), clock.instant(), "Keliru, laporannya sudah dijawab."));
    assertThat(lastOf(lamp))
        .isEqualTo(
            entry(
                new Event.ReprimandWithdrawn(
                    String.valueOf(second.number()), 2, opd, "Keliru, laporannya sudah dijawab.")));
  }

  /** Else a promise of the agency would vanish with the letter it answers. */
  @Test
  void takesBackNoLetterTheAgencyHasAnswered() {
    asks(1, false, missed("Lampu mati."));
    Reprimand letter = issue(1).orElseThrow();
    assertThat(reprimands.withdrawable(letter, sekar.agency())).isTrue();
    LocalDate until = LocalDate.of(2026, 1, 20);
    assertThat(
            reprimands.answer(
                letter.id(), new Reprimands.Reply("Kabel baru sudah dipesan.", until), joko()))
        .isEmpty();
    assertThat(reprimands.withdraw(letter.id(), "Keliru menghitung hari kerja.", sekar))
        .contains("desk.letters.stands");
    Reprimand kept = reprimands.find(letter.id()).orElseThrow();
    assertThat(kept.state()).isEqualTo(Reprimand.State.ACKNOWLEDGED);
    assertThat(kept.withdrawal()).isNull();
    assertThat(reprimands.withdrawable(kept, sekar.agency())).isFalse();
  }

  private Actor.Officer joko() {
    return new Actor.Officer(10, "Joko", opd, Role.LIAISON);
  }

  /** Rungs that have passed are no letters: what nobody has issued is not shown as issued. */
  @Test
  void countsBreachesByTheLettersThatWereIssued() {
    Clock lamp = missed("Lampu mati.");
    clock.set(MONDAY.plus(Duration.ofDays(28)));
    watch.catchUp();
    assertThat(levels()).as("four rungs have passed").isEqualTo("[2, 0, 0, 0]");
    Reprimand first = issue(1).orElseThrow();
    assertThat(levels()).isEqualTo("[0, 2, 0, 0]");
    assertThat(deadlines.letters(deadlines.of(lamp.report()))).containsEntry(lamp.id(), 1);
    reprimands.withdraw(first.id(), "Keliru, laporannya sudah dijawab.", sekar);
    ReadLetter.decline(reprimands, opd, 2, "Kantor terbakar, arsipnya hilang.", sekar);
    assertThat(levels()).isEqualTo("[2, 0, 0, 0]");
  }

  private String levels() {
    return deadlines.breaches(Jurisdiction.COUNTRY).offices().stream()
        .filter(row -> row.office().equals(opd))
        .findFirst()
        .orElseThrow()
        .byLevel()
        .toString();
  }

  /** Eleven days after the missed Thursday: two weekends and a holiday do not count. */
  @Test
  void saysHowManyWorkingDaysEachPromiseIsLate() {
    Clock lamp = missed("Lampu mati.");
    asks(1, false, lamp);
    clock.set(lamp.dueAt().plus(Duration.ofDays(11)).plusSeconds(60));
    Reprimand letter = issue(1).orElseThrow();
    assertThat(letter.cases())
        .singleElement()
        .satisfies(c -> {
          Lateness late = Objects.requireNonNull(c.late());
          assertThat(late.unit()).isEqualTo(Lateness.Unit.WORKING_DAYS);
          assertThat(late.time().toDays()).isEqualTo(6);
        });
    assertThat(reprimands.find(letter.id())).contains(letter);
  }

  /** Seven minutes of a desk that keeps all hours, over a weekend in which its office is closed. */
  @Test
  void countsHowLateADeskIsByItsOwnHours() {
    clock.set(Instant.parse("2026-01-09T12:00:00Z"));
    Clock triage =
        deadlines.of(city.filed("Kabel putus.").id()).stream()
            .filter(c -> c.kind() == ClockKind.TRIAGE)
            .findFirst()
            .orElseThrow();
    asks(1, false, triage);
    clock.set(triage.dueAt().plus(Duration.ofHours(51)));
    Lateness late = new Lateness(Duration.ofHours(51), Lateness.Unit.TIME, Duration.ofHours(51));
    Reprimand letter = ReadLetter.issue(reprimands, city.desk, 1, sekar).orElseThrow();
    assertThat(letter.cases()).extracting(Reprimand.Case::late).containsExactly(late);
    assertThat(deadlines.explain(triage.report()))
        .filteredOn(e -> e.clock().equals(triage))
        .extracting(Explanation::late)
        .containsExactly(late);
  }

  private Told lastOf(Clock promise) {
    Entry last = reports.history(promise.report()).getLast();
    return new Told(last.at(), last.actor(), last.event());
  }

  private Told entry(Event event) {
    return new Told(clock.instant(), sekar, event);
  }

  /** What the journal holds of an act. */
  private record Told(Instant at, Actor by, Event event) {}

  /** A promise of the agency. */
  private Clock missed(String text) {
    ReportId report = city.forwarded(text, "lampu-jalan", opd).id();
    return deadlines.of(report).stream()
        .filter(c -> c.kind() == ClockKind.FIRST_ANSWER)
        .findFirst()
        .orElseThrow();
  }

  /** The ladder asks a letter about the promises. */
  private void asks(int level, boolean automatic, Clock... promises) {
    reprimands.draft(
        Stream.of(promises).map(c -> new Reprimands.Missed(c, level, automatic)).toList(),
        clock.instant());
  }

  private Optional<Reprimand> issue(int level) {
    return ReadLetter.issue(reprimands, opd, level, sekar);
  }

  private void afterAnHour() {
    clock.advance(Duration.ofMinutes(61));
    reprimands.issueAutomatic(clock.instant());
  }

  private List<Reprimand.Draft> waiting() {
    return reprimands.drafts().stream().filter(d -> d.agency().equals(opd)).toList();
  }
}
