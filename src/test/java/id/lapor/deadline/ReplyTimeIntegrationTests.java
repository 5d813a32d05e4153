package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Outcome;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A question to a reporter who never answers is no way out of a promise. */
@DatabaseTest
class ReplyTimeIntegrationTests {

  private static final Command QUESTION = new Command.Hold("Tiang nomor berapa?");

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Deadlines deadlines;
  @Autowired Watch watch;
  @Autowired SettableClock clock;

  private AgencyId desk = new AgencyId(0);
  private AgencyId roads = new AgencyId(0);
  private Actor rani = new Actor.House("");
  private Actor joko = new Actor.House("");

  @BeforeEach
  void setUpATree() {
    String city = UUID.randomUUID().toString();
    desk = agency("KOMINFO-" + city, Agency.Type.COORDINATOR, null);
    roads = agency("DISHUB-" + city, Agency.Type.AGENCY, desk);
    rani = new Actor.Officer(7, "Rani", desk, Role.COORDINATOR);
    joko = new Actor.Officer(8, "Joko", roads, Role.LIAISON);
  }

  @Test
  void runsAnAgencysClockOnWhenTheReporterStaysSilent() {
    Report report = forwarded();
    does(report, QUESTION, joko);
    assertThat(running(report)).containsExactly(ClockKind.REPORTER_TURN);
    clock.advance(Duration.ofDays(20));
    watch.catchUp();
    assertThat(running(report)).contains(ClockKind.FIRST_ANSWER);
    clock.advance(Duration.ofDays(7));
    watch.catchUp();
    assertThat(deadlines.of(report.id()))
        .filteredOn(c -> c.kind() == ClockKind.FIRST_ANSWER)
        .allSatisfy(c -> assertThat(c.breachedAt()).isNotNull());
  }

  /** While one asks, another works on; and nobody waits for ever for who never answers. */
  @Test
  void locksNobodyOutByAQuestionOfAnother() {
    AgencyId water = agency("PDAM-" + UUID.randomUUID(), Agency.Type.AGENCY, desk);
    Actor mega = new Actor.Officer(9, "Mega", water, Role.LIAISON);
    Report report = forwarded(water);
    does(report, QUESTION, mega);
    clock.advance(Duration.ofHours(1));
    does(
        report,
        new Command.FollowUp("Petugas ke lokasi dan memeriksa lampunya pagi ini.", List.of()),
        joko);
    assertThat(running(report)).containsExactly(ClockKind.REPORTER_TURN);
    does(report, new Command.Hold("Atau di sumur yang mana?"), mega);
    clock.advance(Duration.ofDays(20));
    watch.catchUp();
    assertThat(running(report)).containsExactly(ClockKind.FIRST_ANSWER);
    Report now = reports.find(report.id()).orElseThrow();
    assertThat(now.stage()).isEqualTo(Stage.IN_PROGRESS);
    assertThat(now.course().waiting()).isNull();
    does(report, QUESTION, joko);
  }

  @Test
  void asksTheDeskToDecideWhenTheReporterStaysSilent() {
    Report report = filed();
    does(report, QUESTION, rani);
    assertThat(running(report)).containsExactly(ClockKind.REPORTER_TURN);
    clock.advance(Duration.ofDays(20));
    watch.catchUp();
    assertThat(running(report)).contains(ClockKind.TRIAGE);
    does(report, new Command.Resume(), rani);
    assertThat(running(report)).containsExactly(ClockKind.TRIAGE);
  }

  private List<ClockKind> running(Report report) {
    return deadlines.of(report.id()).stream()
        .filter(c -> c.state() == Clock.State.RUNNING)
        .map(Clock::kind)
        .filter(k -> k != ClockKind.OMBUDSMAN && k != ClockKind.RESOLUTION) // run beside the others
        .toList();
  }

  private Report filed() {
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            Visibility.OPEN,
            false,
            Channel.WEB,
            "Lampu jalan mati di depan pasar",
            null,
            Place.NONE,
            null);
    String key = UUID.randomUUID().toString();
    return reports.file(new Submission(key, null, matter, desk, List.of())).report();
  }

  private Report forwarded(AgencyId... others) {
    Report report = filed();
    does(
        report,
        new Command.Forward(roads, List.of(others), Kind.COMPLAINT, false, null, "Lampu mati", ""),
        rani);
    return report;
  }

  private void does(Report report, Command command, Actor actor) {
    assertThat(reports.command(report.id(), command, actor)).isInstanceOf(Outcome.Done.class);
  }

  private AgencyId agency(String code, Agency.Type type, @Nullable AgencyId parent) {
    ZoneId zone = ZoneId.of("Asia/Makassar");
    return agencies.add(new Agencies.Draft(code, code, type, parent, zone, null, "Kepala"));
  }
}
