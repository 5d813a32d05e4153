package id.lapor.publication;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** What everyone is shown is held against the reports themselves. */
@DatabaseTest
@Transactional
class PublicCheckIntegrationTests {

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired PublicCheck check;
  @Autowired JdbcTemplate jdbc;

  private City city;
  private final Map<Visibility, ReportId> forwarded = new EnumMap<>(Visibility.class);

  @BeforeEach
  void live() {
    city = new City(agencies, reports);
    city.filed("Belum diverifikasi.");
    for (Visibility visibility : Visibility.values()) {
      Report report = city.filed("Lampu mati.", visibility);
      forward(report, city.transport, visibility, City.actor(city.rani));
      forwarded.put(visibility, report.id());
    }
    assertThat(check.look()).isEmpty();
  }

  private void forward(Report report, AgencyId lead, Visibility visibility, Actor rani) {
    reports.command(
        report.id(),
        new Command.Forward(
            lead,
            List.of(),
            Kind.COMPLAINT,
            false,
            "lampu-jalan",
            visibility == Visibility.SECRET ? null : "Lampu mati.",
            ""),
        rani);
  }

  /** Its desk goes with it, on the public side as well. */
  @Test
  void isStillWellWhenAReportIsHandedOn() {
    ReportId open = Objects.requireNonNull(forwarded.get(Visibility.OPEN));
    Actor liaison = City.actor(City.liaison(city.transport));
    done(open, new Command.Return(city.works, "Ruas ini bukan wewenang kami."), liaison);
    done(
        open,
        new Command.Redirect(agencies.nationalAdmin().id(), "Ini urusan pemerintah pusat."),
        City.actor(city.rani));
    assertThat(reports.find(open).orElseThrow().course().desk()).isNotEqualTo(city.desk);
    assertThat(check.look()).isEmpty();
  }

  private void done(ReportId report, Command command, Actor actor) {
    assertThat(reports.command(report, command, actor)).isInstanceOf(Outcome.Done.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OPEN | text = 'Semua beres'
          OPEN | stage = 'CLOSED'
          OPEN | agency_id = agency_id + 1
          OPEN | category = 'sampah'
          OPEN | received_at = received_at - interval '1 day'
          OPEN | supporters = 9
          OPEN | name = 'Budi'
          OPEN | reference = 'X'
          ANONYMOUS | address = 'Jl. Melati 12'
          ANONYMOUS | latitude = 0.1
          ANONYMOUS | day_only = false
          ANONYMOUS | region = '64.74.01.1001'
          """)
  void namesWhatIsShownOtherwise(Visibility visibility, String change) {
    ReportId report = Objects.requireNonNull(forwarded.get(visibility));
    jdbc.update("UPDATE publication_report SET " + change + " WHERE report_id = ?", report.value());
    names(report);
  }

  @Test
  void namesWhatIsShownNoMore() {
    ReportId open = Objects.requireNonNull(forwarded.get(Visibility.OPEN));
    jdbc.update("DELETE FROM publication_report WHERE report_id = ?", open.value());
    names(open);
  }

  @Test
  void namesWhatNobodyMaySee() {
    ReportId open = Objects.requireNonNull(forwarded.get(Visibility.OPEN));
    ReportId secret = Objects.requireNonNull(forwarded.get(Visibility.SECRET));
    jdbc.update(
        "UPDATE publication_report SET report_id = ? WHERE report_id = ?",
        secret.value(),
        open.value());
    jdbc.update("UPDATE report_case SET public_text = NULL WHERE id = ?", open.value());
    names(secret);
  }

  /** A text that was planted in a secret report makes it no public one. */
  @Test
  void takesNoSecretReportForAPublicOne() {
    jdbc.update(
        "UPDATE report_case SET public_text = 'x' WHERE id = ?",
        Objects.requireNonNull(forwarded.get(Visibility.SECRET)).value());
    assertThat(check.look()).isEmpty();
  }

  private void names(ReportId report) {
    assertThat(check.look())
        .hasValueSatisfying(
            f -> assertThat(f.toString()).contains("publication_report " + report.value()));
  }
}
