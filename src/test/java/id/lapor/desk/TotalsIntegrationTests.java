package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.ClockKind;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Mark;
import id.lapor.deadline.Watch;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;

/** Every total of open promises says what it counts, and no page contradicts itself or another. */
@ApplicationTest
class TotalsIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final Instant FIRST_ANSWERS_MISSED = Instant.parse("2026-01-09T01:01:00Z");

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Deadlines deadlines;
  @Autowired Watch watch;
  @Autowired SettableClock clock;

  private City city;
  private AgencyId opd = new AgencyId(0);

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
    String code = "JUMLAH-" + UUID.randomUUID();
    opd =
        agencies.add(
            new Agencies.Draft(
                code,
                code,
                Agency.Type.AGENCY,
                city.desk,
                agencies.get(city.desk).zone(),
                null,
                "Kepala"));
  }

  /** One alone, one as lead, one as companion, one secret, one paused, one merged, one answered. */
  @Test
  void saysOnEveryPageWhatIsCounted() throws Exception {
    Report alone = forwarded(Visibility.ANONYMOUS, opd);
    forwarded(Visibility.ANONYMOUS, opd, city.transport);
    forwarded(Visibility.ANONYMOUS, city.transport, opd);
    forwarded(Visibility.SECRET, opd);
    by(forwarded(Visibility.ANONYMOUS, opd), new Command.Hold("Di RT berapa lampunya?"));
    by(
        forwarded(Visibility.ANONYMOUS, opd),
        new Command.Answer("Lampu sudah diganti dan menyala lagi.", List.of(), "Tidak perlu."));
    Report merged = city.filed("Lampu mati juga.");
    reports.command(merged.id(), new Command.Merge(alone.id()), City.actor(city.rani));
    clock.set(FIRST_ANSWERS_MISSED);
    watch.catchUp();

    String work = page("/kerja", City.liaison(opd));
    assertThat(work)
        .contains("<dd>9 <span class=\"small\">pada 5 laporan</span></dd>")
        .contains("<dd>4 <span class=\"small\">pada 4 laporan</span></dd>");
    assertThat(count(work, "<a href=\"/kerja/[0-9A-Z]{4}-")).as("each report once").isEqualTo(5);

    String code = agencies.get(opd).code();
    String missed = page("/pelanggaran/" + code, sekar());
    assertThat(missed)
        .contains("4 janji terlewat dan belum dipenuhi.")
        .doesNotContain("Ditampilkan");
    assertThat(count(missed, "<a href=\"/pengawasan/")).isEqualTo(4);
    assertThat(page("/pelanggaran", sekar()))
        .containsPattern(code + "</a></td><td class=\"number strong\"[^>]*>4</td>");
    assertThat(page("/instansi/" + code, null)).contains("<dd>9</dd>").contains("<dd>4</dd>");
    assertThat(page("/instansi", null))
        .containsPattern(code + "</a></td><td[^>]*>9</td><td[^>]*><span[^>]*>4</span></td>");
  }

  @Test
  void saysHowManyWaitOnADeskBeyondThoseItShows() throws Exception {
    for (int i = 0; i < 23; i++) {
      city.filed("Lampu jalan mati " + i);
    }
    int all =
        deadlines
            .due(city.desk, EnumSet.of(ClockKind.TRIAGE, ClockKind.ARBITRATION), Mark.START, 199)
            .size();
    assertThat(page("/antrean", city.rani)).contains("Semua yang menunggu (20 dari " + all + ")");
  }

  private Report forwarded(Visibility visibility, AgencyId lead, AgencyId... others) {
    Report report = city.filed("Lampu mati di depan pasar.", visibility);
    @Nullable String text = visibility == Visibility.SECRET ? null : "Lampu mati di depan pasar.";
    Command forward =
        new Command.Forward(lead, List.of(others), Kind.COMPLAINT, false, "lampu-jalan", text, "");
    assertThat(reports.command(report.id(), forward, City.actor(city.rani)))
        .isInstanceOf(Outcome.Done.class);
    return report;
  }

  private void by(Report report, Command command) {
    Actor officer = City.actor(City.liaison(opd));
    assertThat(reports.command(report.id(), command, officer)).isInstanceOf(Outcome.Done.class);
  }

  private Officer sekar() {
    return new Officer(9, "sekar", "Sekar", agencies.nationalAdmin().id().value(), Role.SUPERVISOR);
  }

  private String page(String address, @Nullable Officer officer) throws Exception {
    var request = get(address);
    if (officer != null) {
      request.with(
          authentication(
              UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())));
    }
    return web.perform(request).andReturn().getResponse().getContentAsString();
  }

  private static long count(String page, String what) {
    return Pattern.compile(what).matcher(page).results().count();
  }
}
