package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What keeps a promise, a letter and a new date: doing it, and neither giving back nor "ok". */
@DatabaseTest
class KeptIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final Instant FIRST_RUNG = Instant.parse("2026-01-09T01:01:00Z");
  private static final Instant SECOND_RUNG = Instant.parse("2026-01-13T01:01:00Z");

  private static final Command ANSWER =
      new Command.Answer("Lampu sudah diganti dan menyala lagi.", List.of(), "Tidak perlu.");

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

  /** A follow-up ends the clock of the first answer, and says only that there is work. */
  @Test
  void keepsNoNewDateByAFollowUp() {
    ReportId lamp = forwarded("Lampu mati.");
    ReportId ditch = forwarded("Parit mampet.");
    at(FIRST_RUNG);
    Reprimand letter = promised(issue(1), LocalDate.of(2026, 1, 12));
    follows(lamp);
    follows(ditch);
    assertThat(state(letter)).isEqualTo(Reprimand.State.FULFILLED);
    assertThat(outcome(letter)).isNull();
    clock.advance(Duration.ofHours(1));
    does(lamp, ANSWER);
    assertThat(outcome(letter)).as("one of two").isNull();
    clock.advance(Duration.ofHours(1));
    does(ditch, ANSWER);
    assertThat(outcome(letter))
        .isEqualTo(new Reprimand.Outcome(Reprimand.Kept.KEPT, clock.instant()));
  }

  @Test
  void missesTheNewDateThatOnlyAFollowUpMet() {
    ReportId lamp = forwarded("Lampu mati.");
    at(FIRST_RUNG);
    Reprimand letter = promised(issue(1), LocalDate.of(2026, 1, 12));
    follows(lamp);
    at(SECOND_RUNG);
    Instant closing = Instant.parse("2026-01-12T08:00:00Z");
    Reprimand.Outcome missed = new Reprimand.Outcome(Reprimand.Kept.MISSED, closing);
    assertThat(outcome(letter)).isEqualTo(missed);
    does(lamp, ANSWER);
    assertThat(outcome(letter)).isEqualTo(missed);
  }

  /** What was followed up and then given back was not done by the date. */
  @Test
  void dropsTheNewDateOfWhatIsGivenBackAfterAFollowUp() {
    ReportId lamp = forwarded("Lampu mati.");
    at(FIRST_RUNG);
    Reprimand letter = promised(issue(1), LocalDate.of(2026, 1, 15));
    follows(lamp);
    clock.advance(Duration.ofHours(1));
    does(lamp, new Command.Return(city.works, "Bukan wewenang kami, jalan milik PU."));
    assertThat(outcome(letter))
        .isEqualTo(new Reprimand.Outcome(Reprimand.Kept.DROPPED, clock.instant()));
  }

  /** One given back, one answered: the letter ended, and was not fulfilled. */
  @Test
  void takesAReturnForNoFulfilledLetter() {
    ReportId lamp = forwarded("Lampu mati.");
    ReportId ditch = forwarded("Parit mampet.");
    at(FIRST_RUNG);
    Reprimand letter = issue(1);
    does(lamp, new Command.Return(city.works, "Bukan wewenang kami, jalan milik PU."));
    assertThat(state(letter)).isEqualTo(Reprimand.State.ISSUED);
    follows(ditch);
    assertThat(state(letter)).isEqualTo(Reprimand.State.ENDED);
    assertThat(
            reprimands.decided(
                new Reprimand.Wanted(opd, null, Reprimand.State.ENDED), Long.MAX_VALUE, 5))
        .extracting(Reprimand::id)
        .containsExactly(letter.id());
  }

  /** In time or not, what was given back was not kept; what was missed first stays missed. */
  @Test
  void countsNoReturnAsKept() {
    ReportId returned = forwarded("Lampu mati.");
    ReportId late = forwarded("Parit mampet.");
    ReportId followed = forwarded("Jalan rusak.");
    does(returned, new Command.Return(city.works, "Bukan wewenang kami, jalan milik PU."));
    follows(followed);
    assertThat(deadlines.tally(opd).due()).isEqualTo(1);
    assertThat(deadlines.tally(opd).kept()).isEqualTo(1);
    at(FIRST_RUNG);
    does(late, new Command.Return(city.works, "Bukan wewenang kami, jalan milik PU."));
    assertThat(deadlines.tally(opd).due()).isEqualTo(2);
    assertThat(deadlines.tally(opd).kept()).isEqualTo(1);
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

  private Reprimand.State state(Reprimand letter) {
    return reprimands.find(letter.id()).orElseThrow().state();
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
