package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import id.lapor.platform.db.DatabaseTest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ReportsIntegrationTests {

  @Autowired Reports reports;
  @Autowired Agencies agencies;

  private AgencyId desk = new AgencyId(0);
  private AgencyId opd = new AgencyId(0);
  private Actor admin = new Actor.House("");

  @BeforeEach
  void setUpATree() {
    String city = UUID.randomUUID().toString();
    desk = agencies.add(draft("KOMINFO-" + city, Agency.Type.COORDINATOR, null));
    opd = agencies.add(draft("DISHUB-" + city, Agency.Type.AGENCY, desk));
    admin = new Actor.Officer(7, "Rani", desk, Role.COORDINATOR);
  }

  private static Agencies.Draft draft(String code, Agency.Type type, @Nullable AgencyId parent) {
    return new Agencies.Draft(code, code, type, parent, ZoneId.of("Asia/Makassar"), null, "Kepala");
  }

  @Test
  void answersARepeatedSubmissionWithTheFirstReport() throws Exception {
    Submission submission = submission("same-key");
    try (var clients = Executors.newFixedThreadPool(8)) {
      List<Callable<Reports.Filing>> tries =
          IntStream.range(0, 8)
              .<Callable<Reports.Filing>>mapToObj(_ -> () -> reports.file(submission))
              .toList();
      var filings = clients.invokeAll(tries).stream().map(f -> f.resultNow()).toList();
      assertThat(filings)
          .extracting(f -> f.report().reference())
          .containsOnly(filings.getFirst().report().reference());
      assertThat(filings).filteredOn(Reports.Filing::fresh).hasSize(1);
    }
  }

  @Test
  void keepsTheReportAsItsJournalTellsIt() {
    Report filed = reports.file(submission("journal")).report();
    Command forward =
        new Command.Forward(
            opd, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Lampu mati", "segera");
    Outcome outcome = reports.command(filed.id(), filed.version(), forward, admin);
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    Report stored = reports.find(filed.reference()).orElseThrow();
    List<Entry> history = reports.history(filed.id());
    assertThat(stored.stage()).isEqualTo(Stage.FORWARDED);
    assertThat(Folding.fold(filed, history.subList(1, history.size()))).isEqualTo(stored);
    assertThat(reports.ofAgency(opd, EnumSet.of(Stage.FORWARDED), null, 10)).contains(stored);
  }

  @Test
  void refusesWhoActsOnAVersionThatHasGone() {
    Report filed = reports.file(submission("stale")).report();
    reports.command(filed.id(), new Command.Hold("Di RT berapa?"), admin);
    assertThat(reports.command(filed.id(), filed.version(), new Command.Resume(), admin))
        .isEqualTo(new Outcome.Refused(Refusal.CHANGED_MEANWHILE));
  }

  /** A second tap is no act of somebody else; what another did, or other words, still are. */
  @Test
  void takesAnActSentTwiceAsDone() {
    Report filed = reports.file(submission("twice")).report();
    Command hold = new Command.Hold("Di RT berapa?");
    reports.command(filed.id(), filed.version(), hold, admin);
    reports.command(filed.id(), new Command.Note("Sudah ditelepon."), admin);
    int entries = reports.history(filed.id()).size();
    assertThat(reports.command(filed.id(), filed.version(), hold, admin))
        .isInstanceOf(Outcome.Done.class);
    assertThat(reports.history(filed.id())).hasSize(entries);
    Outcome stale = new Outcome.Refused(Refusal.CHANGED_MEANWHILE);
    Actor.Officer same = (Actor.Officer) admin;
    Actor other = new Actor.Officer(same.account() + 1, "Lain", same.agency(), same.role());
    assertThat(reports.command(filed.id(), filed.version(), hold, other)).isEqualTo(stale);
    assertThat(
            reports.command(
                filed.id(), filed.version(), new Command.Hold("Di RW berapa ya?"), admin))
        .isEqualTo(stale);
    assertThat(reports.command(filed.id(), filed.version() + 1, hold, admin)).isEqualTo(stale);
  }

  @Test
  void opensWithItsOwnSecretOnly() {
    AccessSecret secret = AccessSecret.of(new byte[16]);
    Report filed = reports.file(submission("secret")).report();
    assertThat(reports.open(filed.reference(), secret)).isEmpty();
    assertThat(
            reports.open(
                filed.reference(),
                AccessSecret.of("secret-secret-secret".getBytes(StandardCharsets.UTF_8))))
        .contains(filed);
  }

  private Submission submission(String key) {
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
            new Place("64.74.01.1001", 0.13, 117.5, "Depan pasar"),
            null);
    return new Submission(
        key,
        AccessSecret.of("secret-secret-secret".getBytes(StandardCharsets.UTF_8)),
        matter,
        desk,
        List.of());
  }
}
