package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Outcome;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who decides what the offices of a city, and those of a province, return to each other. */
@DatabaseTest
class ArbiterIntegrationTests {

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Deadlines deadlines;

  private AgencyId nation;
  private AgencyId provinceDesk;
  private AgencyId cityDesk;

  @BeforeEach
  void build() {
    nation = agencies.foundNationalAdmin().id();
    AgencyId province = unit("PROVINSI", Agency.Type.GOVERNMENT, nation, "64");
    provinceDesk = unit("KOMINFO-PROVINSI", Agency.Type.COORDINATOR, province, null);
    unit("PU-PROVINSI", Agency.Type.AGENCY, province, null);
    unit("HUB-PROVINSI", Agency.Type.AGENCY, province, null);
    AgencyId city = unit("KOTA", Agency.Type.GOVERNMENT, nation, "64.74");
    cityDesk = unit("KOMINFO-KOTA", Agency.Type.COORDINATOR, city, null);
    unit("PU-KOTA", Agency.Type.AGENCY, city, null);
    unit("HUB-KOTA", Agency.Type.AGENCY, city, null);
  }

  @Test
  void letsTheProvinceDecideForItsCity() {
    Report decided = returnedTwice(cityDesk, "PU-KOTA", "HUB-KOTA", provinceDesk);
    does(
        decided,
        new Command.Forward(
            agency("PU-KOTA"),
            List.of(),
            Kind.COMPLAINT,
            false,
            "jalan-rusak",
            "Jalan",
            "Ruas ini tercatat sebagai jalan kota."),
        officer(provinceDesk, Role.COORDINATOR));
    assertThat(
            reports.command(
                decided.id(),
                new Command.Return(agency("HUB-KOTA"), "Tetap bukan wewenang kami."),
                officer(agency("PU-KOTA"), Role.LIAISON)))
        .as("the decision binds")
        .isNotInstanceOf(Outcome.Done.class);
  }

  @Test
  void letsTheNationDecideForAProvince() {
    returnedTwice(provinceDesk, "PU-PROVINSI", "HUB-PROVINSI", nation);
  }

  private Report returnedTwice(AgencyId desk, String one, String other, AgencyId arbiter) {
    Report report = filed(desk);
    forwardAndReturn(report, desk, one, other);
    assertThat(reports.find(report.id()).orElseThrow().course().desk()).isEqualTo(desk);
    forwardAndReturn(report, desk, other, one);
    assertThat(reports.find(report.id()).orElseThrow().course().desk()).isEqualTo(arbiter);
    assertThat(deadlines.of(report.id()))
        .filteredOn(c -> c.kind() == ClockKind.ARBITRATION && c.open())
        .singleElement()
        .satisfies(c -> assertThat(c.office()).isEqualTo(arbiter));
    return report;
  }

  private void forwardAndReturn(Report report, AgencyId desk, String to, String proposed) {
    does(
        report,
        new Command.Forward(
            agency(to), List.of(), Kind.COMPLAINT, false, "jalan-rusak", "Jalan rusak", ""),
        officer(desk, Role.COORDINATOR));
    does(
        report,
        new Command.Return(agency(proposed), "Ruas ini bukan wewenang kami."),
        officer(agency(to), Role.LIAISON));
  }

  private void does(Report report, Command command, Actor actor) {
    assertThat(reports.command(report.id(), command, actor)).isInstanceOf(Outcome.Done.class);
  }

  private static Actor officer(AgencyId office, Role role) {
    return new Actor.Officer(office.value(), "Petugas", office, role);
  }

  private Report filed(AgencyId desk) {
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            Visibility.OPEN,
            false,
            Channel.WEB,
            "Jalan rusak di batas kota",
            null,
            Place.NONE,
            null);
    String key = UUID.randomUUID().toString();
    return reports.file(new Submission(key, null, matter, desk, List.of())).report();
  }

  private AgencyId agency(String code) {
    return agencies.find(code).orElseThrow().id();
  }

  private AgencyId unit(String code, Agency.Type type, AgencyId parent, @Nullable String region) {
    ZoneId zone = ZoneId.of("Asia/Makassar");
    return agencies
        .find(code)
        .map(Agency::id)
        .orElseGet(() ->
            agencies.add(new Agencies.Draft(code, code, type, parent, zone, region, "Kepala")));
  }
}
