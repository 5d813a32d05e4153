package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Outcome;
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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An office answers late, before or after a letter: how late it is ends there, and what is asked.
 */
@DatabaseTest
class AnsweredLateIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final Instant FIRST_RUNG = Instant.parse("2026-01-09T01:01:00Z");
  private static final Instant SECOND_RUNG = Instant.parse("2026-01-13T01:01:00Z");

  private static final Command ANSWER =
      new Command.Answer("Lampu sudah diganti dan menyala lagi.", List.of(), "Tidak perlu.");

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Deadlines deadlines;
  @Autowired Reprimands reprimands;
  @Autowired LetterSheets sheets;
  @Autowired Watch watch;
  @Autowired SettableClock clock;
  @Autowired TransactionTemplate transaction;

  private AgencyId opd = new AgencyId(0);
  private City city;
  private Actor.Officer sekar;

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
    ZoneId zone = ZoneId.of("Asia/Makassar");
    opd =
        agencies.add(
            new Agencies.Draft(
                "OPD-" + UUID.randomUUID(),
                "Dinas",
                Agency.Type.AGENCY,
                city.desk,
                zone,
                null,
                "Kepala"));
    sekar = new Actor.Officer(9, "Sekar", agencies.nationalAdmin().id(), Role.SUPERVISOR);
  }

  @Test
  void issuesARecordOfWhatWasAnsweredBeforeTheLetter() {
    ReportId lamp = forwarded("Lampu mati.");
    at(FIRST_RUNG);
    Reprimand.Draft read = draft(1);
    assertThat(read.settled()).isFalse();
    Instant answered = Instant.parse("2026-01-12T03:00:00Z");
    at(answered);
    follows(lamp);
    assertThat(reprimands.issue(read.due(), read.seal(), sekar)).as("not as it was read").isEmpty();
    clock.set(answered.plus(Duration.ofDays(9)));
    watch.catchUp();
    Reprimand.Draft now = draft(1);
    assertThat(now.settled()).isTrue();
    Reprimand letter = reprimands.issue(now.due(), now.seal(), sekar).orElseThrow();
    assertThat(letter.state()).isEqualTo(Reprimand.State.FULFILLED);
    assertThat(letter.cases())
        .singleElement()
        .satisfies(c -> {
          Reprimand.End end = Objects.requireNonNull(c.end());
          assertThat(end.at()).isEqualTo(answered);
          assertThat(c.ending()).isEqualTo("answered");
          assertThat(c.late()).isEqualTo(end.after());
          assertThat(Objects.requireNonNull(end.after()).time().toDays()).isEqualTo(2);
        });
    assertThat(sheets.of(letter).settled()).isTrue();
    assertThat(reprimands.drafts()).noneMatch(d -> d.agency().equals(opd));
  }

  /** The second rung had been reached: its letter is a record too, and takes nothing further. */
  @Test
  void climbsNoFurtherOnceAnswered() {
    ReportId lamp = forwarded("Lampu mati.");
    at(FIRST_RUNG);
    Reprimand first = issue(1);
    at(SECOND_RUNG);
    follows(lamp);
    assertThat(state(first)).isEqualTo(Reprimand.State.FULFILLED);
    Reprimand second = issue(2);
    at(Instant.parse("2026-02-16T01:00:00Z"));
    assertThat(reprimands.issuedTo(opd))
        .extracting(Reprimand::id, Reprimand::state)
        .containsExactly(
            tuple(second.id(), Reprimand.State.FULFILLED),
            tuple(first.id(), Reprimand.State.FULFILLED));
    assertThat(lateDays(second)).isEqualTo(lateDays(issuedAs(second))).isEqualTo(3);
    assertThat(reprimands.drafts())
        .filteredOn(d -> d.agency().equals(opd) && d.ready())
        .as("only the resolution of the report, which is owed still")
        .allSatisfy(d ->
            assertThat(d.cases())
                .extracting(Reprimand.Case::kind)
                .containsOnly(ClockKind.RESOLUTION));
  }

  @Test
  void asksForWhatIsLeftOfTwoPromises() {
    ReportId lamp = forwarded("Lampu mati.");
    ReportId ditch = forwarded("Parit mampet.");
    at(FIRST_RUNG);
    Reprimand letter = issue(1);
    follows(lamp);
    assertThat(state(letter)).isEqualTo(Reprimand.State.ISSUED);
    at(SECOND_RUNG);
    Reprimand.Draft second = draft(2);
    assertThat(second.cases()).extracting(Reprimand.Case::report).containsExactly(ditch);
    follows(ditch);
    assertThat(state(letter)).isEqualTo(Reprimand.State.FULFILLED);
    assertThat(reprimands.find(letter.id()).orElseThrow().cases())
        .allSatisfy(c -> assertThat(c.late()).as("as printed").isNotNull())
        .extracting(c -> Objects.requireNonNull(Objects.requireNonNull(c.end()).after()))
        .extracting(l -> l.time().toDays())
        .containsExactlyInAnyOrder(1L, 3L);
  }

  /** One letter about two, of which one was answered before it was issued. */
  @Test
  void asksOnlyForWhatIsOwedStill() {
    ReportId lamp = forwarded("Lampu mati.");
    forwarded("Parit mampet.");
    at(FIRST_RUNG);
    follows(lamp);
    clock.advance(Duration.ofHours(1));
    assertThat(draft(1).settled()).isFalse();
    Reprimand letter = issue(1);
    assertThat(letter.state()).isEqualTo(Reprimand.State.ISSUED);
    assertThat(sheets.of(letter).settled()).isFalse();
    assertThat(sheets.of(letter).partly()).isTrue();
  }

  /** A record overtakes no letter that asks for something else still. */
  @Test
  void leavesALowerLetterInForceForWhatIsOwed() {
    ReportId lamp = forwarded("Lampu mati.");
    clock.advance(Duration.ofDays(1));
    forwarded("Parit mampet.");
    at(Instant.parse("2026-01-12T01:01:00Z"));
    Reprimand first = issue(1);
    assertThat(first.cases()).hasSize(2);
    at(SECOND_RUNG);
    follows(lamp);
    assertThat(issue(2).state()).isEqualTo(Reprimand.State.FULFILLED);
    assertThat(state(first)).isEqualTo(Reprimand.State.ISSUED);
  }

  /** A gives back what it missed, and has not answered. */
  @Test
  void doesNotTakeAReturnForAnAnswer() {
    ReportId lamp = forwarded("Lampu mati.");
    at(FIRST_RUNG);
    does(lamp, new Command.Return(city.works, "Bukan wewenang kami, jalan milik PU."));
    assertThat(draft(1).cases()).extracting(Reprimand.Case::ending).containsExactly("dropped");
  }

  /** "Not solved": the letter about the whole asks again, that about the first answer does not. */
  @Test
  void asksAgainForWhatWasDisputed() {
    ReportId lamp = forwarded("Lampu mati.");
    at(Instant.parse("2026-02-02T01:00:00Z"));
    Reprimand letter = issue(1);
    assertThat(letter.cases())
        .extracting(Reprimand.Case::kind)
        .containsExactlyInAnyOrder(ClockKind.FIRST_ANSWER, ClockKind.RESOLUTION);
    clock.advance(Duration.ofHours(1));
    does(lamp, ANSWER);
    assertThat(state(letter)).isEqualTo(Reprimand.State.FULFILLED);
    clock.advance(Duration.ofHours(1));
    Command dispute = new Command.Dispute("Masih gelap.", List.of());
    assertThat(reports.command(lamp, dispute, new Actor.Reporter()))
        .isInstanceOf(Outcome.Done.class);
    Reprimand again = reprimands.find(letter.id()).orElseThrow();
    assertThat(again.state()).isEqualTo(Reprimand.State.ISSUED);
    assertThat(again.cases())
        .filteredOn(c -> c.end() == null)
        .extracting(Reprimand.Case::kind)
        .containsExactly(ClockKind.RESOLUTION);
  }

  /** Once, by whichever server looks first, and never rewritten. */
  @Test
  void recordsTheNewDateThatWasMissed() {
    ReportId lamp = forwarded("Lampu mati.");
    at(FIRST_RUNG);
    Reprimand letter = promised(issue(1), LocalDate.of(2026, 1, 12));
    assertThat(outcome(letter)).isNull();
    Instant closing = Instant.parse("2026-01-12T08:00:00Z");
    at(closing);
    assertThat(outcome(letter)).isNull();
    at(SECOND_RUNG);
    Reprimand.Outcome missed = new Reprimand.Outcome(Reprimand.Kept.MISSED, closing);
    assertThat(outcome(letter)).isEqualTo(missed);
    assertThat(draft(2).ready()).as("the ladder goes on").isTrue();
    assertThat(sheets.of(List.of(draft(2)), sekar).getFirst().broken())
        .extracting(Reprimand::number)
        .containsExactly(letter.number());
    Reprimand second = issue(2);
    assertThat(sheets.of(second).broken())
        .extracting(Reprimand::number)
        .containsExactly(letter.number());
    follows(lamp);
    at(SECOND_RUNG.plus(Duration.ofDays(1)));
    assertThat(outcome(letter)).isEqualTo(missed);
    assertThat(state(second)).isEqualTo(Reprimand.State.FULFILLED);
  }

  /** Though the next level had come meanwhile: a date in the future holds nothing. */
  @Test
  void recordsTheNewDateThatWasKept() {
    ReportId lamp = forwarded("Lampu mati.");
    at(FIRST_RUNG);
    Reprimand letter = promised(issue(1), LocalDate.of(2026, 1, 15));
    at(SECOND_RUNG);
    issue(2);
    assertThat(state(letter)).isEqualTo(Reprimand.State.ESCALATED);
    Instant done = Instant.parse("2026-01-14T02:00:00Z");
    at(done);
    does(lamp, ANSWER);
    at(Instant.parse("2026-01-20T02:00:00Z"));
    assertThat(outcome(letter)).isEqualTo(new Reprimand.Outcome(Reprimand.Kept.KEPT, done));
  }

  /** What is being written may just keep it. */
  @Test
  void judgesNoNewDateWhileSomebodyIsAtWork() {
    ReportId lamp = forwarded("Lampu mati.");
    at(FIRST_RUNG);
    Reprimand letter = promised(issue(1), LocalDate.of(2026, 1, 12));
    clock.set(SECOND_RUNG);
    transaction.executeWithoutResult(_ -> {
      reports.lockAll(List.of(lamp));
      CompletableFuture.runAsync(watch::catchUp).join();
      assertThat(outcome(letter)).isNull();
    });
    watch.catchUp();
    assertThat(outcome(letter)).isNotNull();
  }

  @Test
  void takesAReturnForNoKeptDate() {
    ReportId lamp = forwarded("Lampu mati.");
    at(FIRST_RUNG);
    Reprimand letter = promised(issue(1), LocalDate.of(2026, 1, 15));
    does(lamp, new Command.Return(city.works, "Bukan wewenang kami, jalan milik PU."));
    assertThat(outcome(letter))
        .isEqualTo(new Reprimand.Outcome(Reprimand.Kept.DROPPED, clock.instant()));
  }

  @Test
  void takesNoDayThatIsOver() {
    forwarded("Lampu mati.");
    at(FIRST_RUNG);
    Reprimand letter = issue(1);
    at(Instant.parse("2026-01-09T09:00:00Z")); // the office has closed
    assertThat(answer(letter, LocalDate.of(2026, 1, 9))).contains("report.refused.DAY_IN_THE_PAST");
    assertThat(answer(letter, LocalDate.of(2026, 1, 10))).contains("desk.missing.dayClosed");
    assertThat(answer(letter, LocalDate.of(2026, 1, 12))).isEmpty();
  }

  private Reprimand promised(Reprimand letter, LocalDate until) {
    assertThat(answer(letter, until)).isEmpty();
    return letter;
  }

  private Optional<String> answer(Reprimand letter, LocalDate until) {
    Actor.Officer joko = new Actor.Officer(10, "Joko", opd, Role.LIAISON);
    return reprimands.answer(
        letter.id(), new Reprimands.Reply("Kabel baru sudah dipesan.", until), joko);
  }

  private Reprimand.@Nullable Outcome outcome(Reprimand letter) {
    return Objects.requireNonNull(reprimands.find(letter.id()).orElseThrow().answer()).outcome();
  }

  private static long lateDays(Reprimand letter) {
    return Objects.requireNonNull(letter.cases().getFirst().late()).time().toDays();
  }

  private Reprimand issuedAs(Reprimand letter) {
    return reprimands.numbered(Objects.requireNonNull(letter.number())).orElseThrow();
  }

  private Reprimand.State state(Reprimand letter) {
    return reprimands.find(letter.id()).orElseThrow().state();
  }

  private Reprimand.Draft draft(int level) {
    return ReadLetter.draft(reprimands, opd, level).orElseThrow();
  }

  private Reprimand issue(int level) {
    return ReadLetter.issue(reprimands, opd, level, sekar).orElseThrow();
  }

  private void at(Instant moment) {
    clock.set(moment);
    watch.catchUp();
  }

  private ReportId forwarded(String text) {
    return city.forwarded(text, "lampu-jalan", opd).id();
  }

  private void follows(ReportId report) {
    does(
        report,
        new Command.FollowUp("Petugas ke lokasi dan memeriksa lampunya pagi ini.", List.of()));
  }

  private void does(ReportId report, Command command) {
    Actor officer = City.actor(City.liaison(opd));
    assertThat(reports.command(report, command, officer)).isInstanceOf(Outcome.Done.class);
  }
}
