package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.agency.Holiday;
import id.lapor.agency.Span;
import id.lapor.agency.Timetable;
import id.lapor.agency.WorkingCalendar;
import id.lapor.deadline.Clock;
import id.lapor.deadline.ClockKind;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Recounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** When offices are open: whose hours are whose, and days that are taken back. */
@ApplicationTest
class OfficeHourPagesIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Calendars calendars;
  @Autowired Reports reports;
  @Autowired Deadlines deadlines;
  @Autowired Recounts recounts;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  private City city;

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    recounts.catchUp();
    city = new City(agencies, reports);
  }

  @Test
  void letsAnOfficeGoByOtherHoursFromNowOn() throws Exception {
    ReportId report = forwarded(city.transport);
    Instant due = firstAnswer(report).dueAt();
    RequestPostProcessor nadia = nadia();
    String weekend =
        String.valueOf(
            calendars.save(
                new Timetable(
                    0,
                    "Akhir pekan",
                    Map.of(DayOfWeek.SATURDAY, Span.read("08:00-12:00")),
                    new TreeMap<>(),
                    true,
                    true)));
    give(nadia, agencies.get(city.transport).code(), weekend, false)
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("2 lebih lambat")));
    assertThat(calendars.chosen(city.transport, false)).isEmpty();
    give(nadia, agencies.get(city.transport).code(), weekend, true)
        .andExpect(redirectedUrl("/aturan/jam-kantor"));
    recounts.catchUp();
    Instant weekendDue = firstAnswer(report).dueAt();
    assertThat(weekendDue).isAfter(due);
    assertThat(weekendDue.atZone(ZoneId.of("Asia/Makassar")).getDayOfWeek())
        .isEqualTo(DayOfWeek.SATURDAY);
    web.perform(get("/aturan/jam-kantor").with(nadia))
        .andExpect(content().string(containsString("Akhir pekan")));
    give(nadia, agencies.get(city.transport).code(), "", true)
        .andExpect(redirectedUrl("/aturan/jam-kantor"));
    recounts.catchUp();
    assertThat(firstAnswer(report).dueAt()).isEqualTo(due);
  }

  @Test
  void givesNobodyHoursThatAreNotThere() throws Exception {
    RequestPostProcessor nadia = nadia();
    give(nadia, "tidak ada", "1", true).andExpect(status().isUnprocessableContent());
    give(nadia, agencies.get(city.transport).code(), "987654", true)
        .andExpect(status().isUnprocessableContent());
    assertThat(calendars.chosen(city.transport, false)).isEmpty();
  }

  private ResultActions give(RequestPostProcessor by, String office, String timetable, boolean yes)
      throws Exception {
    Map<String, String> typed =
        Map.of("agency", office, "purpose", "OFFICE", "timetable", timetable);
    Confirming form = new Confirming(web, by, "/aturan/jam-kantor");
    return yes ? form.confirm(typed) : form.preview(typed);
  }

  @Test
  void takesAHolidayBackWithAReasonAndKeepsItOnRecord() throws Exception {
    RequestPostProcessor nadia = nadia();
    ReportId report = forwarded(city.works);
    Instant usual = firstAnswer(report).dueAt();
    LocalDate day = LocalDate.of(2026, 1, 8);
    decree(day, "Keppres 3/2026");
    Instant due = firstAnswer(report).dueAt();
    assertThat(due).isAfter(usual);
    revoke(nadia, "", true).andExpect(status().isUnprocessableContent());
    revoke(nadia, "Pilkada ditunda", true)
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Alasan terlalu pendek")))
        .andExpect(content().string(containsString("value=\"Pilkada ditunda\"")));
    revoke(nadia, "Keppres 4/2026 menunda Pilkada", false)
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("lebih cepat")));
    assertThat(firstAnswer(report).dueAt()).isEqualTo(due);
    revoke(nadia, "Keppres 4/2026 menunda Pilkada", true)
        .andExpect(redirectedUrl("/aturan/hari-libur"));
    recounts.catchUp();
    assertThat(firstAnswer(report).dueAt()).isEqualTo(usual);
    assertThat(calendars.holidays(2026)).noneMatch(h -> h.day().equals(day));
    web.perform(get("/aturan/hari-libur").with(nadia))
        .andExpect(content().string(containsString("Keppres 4/2026 menunda Pilkada")));
    revoke(nadia, "Sekali lagi", true).andExpect(status().isNotFound());
    decree(day, "Keppres 5/2026");
    assertThat(calendars.holidays(2026)).anyMatch(h -> h.decree().equals("Keppres 5/2026"));
    assertThat(calendars.revoked(2026))
        .anyMatch(r -> r.holiday().decree().equals("Keppres 3/2026") && r.by().equals("Nadia"));
    recounts.revoke(day, "Nadia", "selesai");
  }

  @Test
  void makesNothingDueWithinADayWhenAHolidayIsTakenBack() {
    ReportId report = forwarded(city.works);
    Instant usual = firstAnswer(report).dueAt();
    LocalDate day = LocalDate.ofInstant(usual, ZoneId.of("Asia/Makassar"));
    Instant dayBefore =
        calendars.office(city.works).minus(usual, Duration.ofDays(1), WorkingCalendar.Measure.DAYS);
    decree(day, "Keppres 6/2026");
    Instant due = firstAnswer(report).dueAt();
    clock.set(dayBefore.plus(Duration.ofHours(1)));
    recounts.revoke(day, "Nadia", "Keppres 7/2026");
    recounts.catchUp();
    assertThat(firstAnswer(report).dueAt())
        .isBetween(usual.plusSeconds(1), due.minusSeconds(1))
        .isEqualTo(calendars.office(city.works).plusDays(clock.instant(), 1));
  }

  private void decree(LocalDate day, String number) {
    recounts.decree(
        List.of(new Holiday(day, Holiday.Kind.NATIONAL, "Pilkada ulang", number)), "Nadia");
    recounts.catchUp();
  }

  private ResultActions revoke(RequestPostProcessor by, String why, boolean yes) throws Exception {
    Confirming form = new Confirming(web, by, "/aturan/hari-libur/2026-01-08");
    return yes ? form.confirm(Map.of("why", why)) : form.preview(Map.of("why", why));
  }

  private ReportId forwarded(AgencyId office) {
    return city.forwarded("Lampu jalan mati di depan pasar", "lampu-jalan", office).id();
  }

  private Clock firstAnswer(ReportId report) {
    return deadlines.of(report).stream()
        .filter(c -> c.kind() == ClockKind.FIRST_ANSWER)
        .findFirst()
        .orElseThrow();
  }

  private RequestPostProcessor nadia() {
    Officer officer =
        new Officer(
            77, "nadia", "Nadia", agencies.nationalAdmin().id().value(), Role.NATIONAL_ADMIN);
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }
}
