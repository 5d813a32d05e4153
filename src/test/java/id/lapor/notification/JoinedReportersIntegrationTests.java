package id.lapor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Workflow;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A merge loses nobody: who was merged hears on, may leave, and goes on when the first gives up.
 */
@DatabaseTest
class JoinedReportersIntegrationTests {

  private static final Actor REPORTER = new Actor.Reporter();

  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Accounts accounts;
  @Autowired Agencies agencies;
  @Autowired Notifications notifications;
  @Autowired SettableClock clock;

  private City city;
  private Report whole;
  private Report part;
  private Report partOfPart;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    whole = filed();
    part = filed();
    partOfPart = filed();
    done(partOfPart, new Command.Merge(part.id()), desk());
    done(part, new Command.Merge(whole.id()), desk());
  }

  @Test
  void tellsEverybodyWhatTheAgencySays() {
    forward();
    done(whole, new Command.TakeUp(), liaison());
    done(
        whole,
        new Command.FollowUp("Petugas menuju lokasi untuk memeriksa tiangnya.", List.of()),
        liaison());
    for (Report report : List.of(whole, part, partOfPart)) {
      assertThat(told(report))
          .as(report.reference().toString())
          .anySatisfy(m ->
              assertThat(m)
                  .contains(
                      "Dinas Perhubungan", "Petugas menuju lokasi untuk memeriksa tiangnya."));
    }
    assertThat(told(partOfPart).getFirst())
        .contains("digabung dengan laporan Anda " + partOfPart.reference())
        .contains("/l/" + partOfPart.reference());
  }

  @Test
  void unsaysWhatWasUndone() {
    forward();
    assertThat(told(part)).anyMatch(m -> m.contains("diteruskan ke Dinas Perhubungan"));
    clock.advance(Workflow.SECOND_THOUGHTS);
    done(whole, new Command.Recall(), desk());
    for (Report report : List.of(whole, part, partOfPart)) {
      assertThat(told(report)).noneMatch(m -> m.contains("diteruskan ke Dinas Perhubungan"));
    }
  }

  @Test
  void letsAReporterStandAloneAgain() {
    done(part, new Command.Separate("Tiangnya lain, di seberang jalan."), REPORTER);
    forward();
    assertThat(stage(part)).isEqualTo(Stage.RECEIVED);
    assertThat(told(part)).noneMatch(m -> m.contains("digabung dengan laporan Anda"));
    assertThat(told(partOfPart)).noneMatch(m -> m.contains("digabung dengan laporan Anda"));
  }

  @Test
  void goesOnWithoutTheReporterWhoGaveUp() {
    done(whole, new Command.Withdraw("Sudah pindah rumah."), REPORTER);
    assertThat(stage(part)).isEqualTo(Stage.RECEIVED);
    assertThat(stage(partOfPart)).isEqualTo(Stage.MERGED);
    assertThat(told(part)).anyMatch(m -> m.contains("berjalan sendiri"));
    done(part, to(city.transport), desk());
    assertThat(told(partOfPart)).anyMatch(m -> m.contains("diteruskan ke Dinas Perhubungan"));
  }

  @Test
  void tellsWhoWorksWhatAMergedReporterAdds() {
    Officer liaison =
        accounts.open(
            "petugas" + System.nanoTime(),
            "Petugas",
            "kata-sandi-panjang",
            city.transport.value(),
            Role.LIAISON);
    accounts.setEmail(liaison.accountId(), "petugas@contoh.example", null);
    forward();
    done(partOfPart, new Command.Reply("Tiangnya sekarang miring.", List.of()), REPORTER);
    assertThat(notifications.latest(200))
        .filteredOn(m -> m.body().contains("/kerja/" + whole.reference()))
        .anyMatch(m -> m.body().startsWith("Pelapor membalas pada laporan " + whole.reference()));
  }

  private static Command to(AgencyId office) {
    return new Command.Forward(
        office, List.of(), Kind.COMPLAINT, false, null, "Lampu jalan mati", "");
  }

  private void forward() {
    done(whole, to(city.transport), desk());
  }

  private Report filed() {
    ReporterId reporter =
        reporters.keep(new Contact(null, null, "warga" + System.nanoTime() + "@contoh.example"));
    return city.filed("Lampu jalan mati di depan pasar, gelap sekali.", reporter);
  }

  private Actor desk() {
    return City.actor(city.rani);
  }

  private Actor liaison() {
    return City.actor(City.liaison(city.transport));
  }

  private void done(Report report, Command command, Actor actor) {
    assertThat(reports.command(report.id(), command, actor)).isInstanceOf(Outcome.Done.class);
  }

  private Stage stage(Report report) {
    return reports.find(report.id()).orElseThrow().stage();
  }

  /** What goes out to a report's reporter, the newest first. */
  private List<String> told(Report report) {
    return notifications.latest(200).stream()
        .map(Message::body)
        .filter(b -> b.contains("/l/" + report.reference()))
        .toList();
  }
}
