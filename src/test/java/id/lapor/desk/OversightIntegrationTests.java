package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Matter;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.TakenOver;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a supervisor of a city reads beside what it promised and still has. */
@DatabaseTest
class OversightIntegrationTests {

  @Autowired Oversight oversight;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  private City city;
  private Officer supervisor;

  @BeforeEach
  void live() {
    city = new City(agencies, reports);
    supervisor = new Officer(903, "s", "S", city.desk.value(), Role.SUPERVISOR);
  }

  /** What ended in another system before it came here was never promised by anybody. */
  @Test
  void coversWhatConcernsItsOfficesThoughNobodyPromisedIt() {
    Report closed = takenOver(city.desk);
    Report elsewhere = takenOver(agencies.nationalAdmin().id());
    assertThat(oversight.covers(supervisor, closed)).isTrue();
    assertThat(oversight.covers(supervisor, elsewhere)).isFalse();
  }

  /** Time that only runs for the reporter makes a report nobody's business. */
  @Test
  void coversElsewhereOnlyWhatItsOfficesOwe() {
    Submission submission =
        new Submission(
            UUID.randomUUID().toString(),
            AccessSecret.of(new byte[16]),
            matter(),
            agencies.nationalAdmin().id(),
            List.of());
    Report report = reports.file(submission).report();
    assertThat(oversight.covers(supervisor, report)).isFalse();
    give("OMBUDSMAN", report);
    assertThat(oversight.covers(supervisor, report)).isFalse();
    give("RESOLUTION", report);
    assertThat(oversight.covers(supervisor, report)).isTrue();
  }

  private void give(String clockKind, Report report) {
    int given =
        jdbc.update(
            "UPDATE deadline_clock SET office_id = ? WHERE report_id = ? AND kind = ?",
            city.desk.value(),
            report.id().value(),
            clockKind);
    assertThat(given).isEqualTo(1);
  }

  private Matter matter() {
    return city.filed("Lampu jalan mati di depan pasar.").matter();
  }

  private Report takenOver(AgencyId desk) {
    String number = "lama:" + UUID.randomUUID();
    TakenOver.Ending ending = new TakenOver.Ending(clock.instant(), "Selesai.");
    reports.takeOver(List.of(new TakenOver(number, matter(), desk, clock.instant(), ending)));
    List<ReportId> ids =
        jdbc.query(
            "SELECT id FROM report_case WHERE external_id = ?",
            (row, _) -> new ReportId(row.getLong(1)),
            number);
    return reports.find(ids.getFirst()).orElseThrow();
  }
}
