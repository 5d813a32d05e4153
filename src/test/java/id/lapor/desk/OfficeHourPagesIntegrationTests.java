package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.agency.Given;
import id.lapor.agency.Holiday;
import id.lapor.agency.Span;
import id.lapor.agency.Timetable;
import id.lapor.agency.WorkingCalendar;
import id.lapor.deadline.Clock;
import id.lapor.deadline.ClockKind;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Lateness;
import id.lapor.deadline.Recounts;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
  @Autowired Reprimands reprimands;
  @Autowired Watch watch;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  private City city;

  /** Its hours stay on record, so it is no office that other tests know. */
  private AgencyId opd = new AgencyId(0);

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    recounts.catchUp();
    city = new City(agencies, reports);
    Agency transport = agencies.get(city.transport);
    String code = "JAM-" + UUID.randomUUID();
    opd =
        agencies.add(
            new Agencies.Draft(
                code,
                code,
                transport.type(),
                transport.parent(),
                transport.zone(),
                null,
                "Kepala"));
  }

  @Test
  void letsAnOfficeGoByOtherHoursFromADayOn() throws Exception {
    ReportId report = forwarded(opd);
    Instant due = firstAnswer(report).dueAt();
    RequestPostProcessor nadia = nadia();
    String weekend =
        String.valueOf(timetable("Akhir pekan", days(DayOfWeek.SATURDAY, "08:00-16:00")));
    give(nadia, agencies.get(opd).code(), weekend, false)
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("2 lebih lambat")));
    assertThat(calendars.uses(opd, false)).isEmpty();
    give(nadia, agencies.get(opd).code(), weekend, true)
        .andExpect(redirectedUrl("/aturan/jam-kantor"));
    recounts.catchUp();
    Instant weekendDue = firstAnswer(report).dueAt();
    assertThat(weekendDue).isAfter(due);
    assertThat(weekendDue.atZone(ZoneId.of("Asia/Makassar")).getDayOfWeek())
        .isEqualTo(DayOfWeek.SATURDAY);
    web.perform(get("/aturan/jam-kantor").with(nadia))
        .andExpect(content().string(containsString("Akhir pekan")));
    give(nadia, agencies.get(opd).code(), "", true).andExpect(redirectedUrl("/aturan/jam-kantor"));
    recounts.catchUp();
    assertThat(firstAnswer(report).dueAt()).isEqualTo(due);
  }

  @Test
  void givesNobodyHoursThatAreNotThere() throws Exception {
    RequestPostProcessor nadia = nadia();
    give(nadia, "tidak ada", "1", true).andExpect(status().isUnprocessableContent());
    give(nadia, agencies.get(opd).code(), "987654", true)
        .andExpect(status().isUnprocessableContent());
    assertThat(calendars.uses(opd, false)).isEmpty();
  }

  /** 36 working days late became 8 when the office was given fewer days a week afterwards. */
  @Test
  void countsLatenessByTheHoursOfEachDayWhateverIsGivenLater() throws Exception {
    forwarded(opd);
    clock.set(Instant.parse("2026-02-16T01:00:00Z"));
    watch.catchUp();
    Duration before = lateness();
    assertThat(before.toDays()).isEqualTo(25);
    String code = agencies.get(opd).code();
    String thin =
        String.valueOf(
            calendars.save(
                new Timetable(
                    0,
                    "Dua hari seminggu",
                    days(DayOfWeek.MONDAY, "08:00-15:00"),
                    new TreeMap<>(
                        Map.of(
                            LocalDate.of(2026, 3, 9),
                            new Timetable.Special(List.of(), "Rapat kerja"))),
                    true,
                    true)));
    give(nadia(), code, thin, true)
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("belum dimulai di mana pun")));
    Map<String, String> typed = typed(code, thin, "2026-02-17", "Terlalu pendek");
    at().confirm(typed).andExpect(status().isUnprocessableContent());
    typed = typed(code, thin, "2026-02-17", "Percobaan jam kerja yang sangat singkat.");
    at().preview(typed)
        .andExpect(content().string(containsString("hanya buka 14 jam, 2 hari seminggu")));
    at().confirm(typed).andExpect(redirectedUrl("/aturan/jam-kantor"));
    recounts.catchUp();
    assertThat(lateness()).isEqualTo(before);
    clock.set(Instant.parse("2026-03-02T01:00:00Z"));
    assertThat(lateness().toDays()).isEqualTo(28);
    assertThat(late()).satisfies(late -> assertThat(late.wall()).isEqualTo(Duration.ofDays(53)));
    web.perform(get("/instansi/" + code))
        .andExpect(content().string(containsString("Sejak 17 Februari 2026")))
        .andExpect(content().string(containsString("9 Maret 2026 tutup (Rapat kerja)")))
        .andExpect(content().string(containsString("Percobaan jam kerja yang sangat singkat.")))
        .andExpect(content().string(containsString("lebih sedikit dari minggu kerja")));
  }

  /** Twenty special days of one timetable and then twenty of another are forty of the office. */
  @Test
  void closesAnOfficeOnNoMoreDaysByTwoTimetables() throws Exception {
    String code = agencies.get(opd).code();
    String why = "Percobaan jam kerja yang sering tutup.";
    String first = closing("Rapat awal tahun", LocalDate.of(2026, 1, 7));
    String second = closing("Rapat bulan Maret", LocalDate.of(2026, 3, 2));
    at().confirm(typed(code, first, "2026-01-07", why))
        .andExpect(redirectedUrl("/aturan/jam-kantor"));
    at().confirm(typed(code, second, "2026-03-02", why))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Paling banyak 30 hari khusus")));
    Given given = new Given(LocalDate.of(2026, 3, 2), why, "Nadia");
    assertThatThrownBy(
            () -> recounts.use(new Calendars.Use(opd, false, Long.valueOf(second), given)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(calendars.uses(opd, false)).hasSize(1);
  }

  /** Closed for four weeks, else as usual. */
  private String closing(String name, LocalDate from) {
    Map<DayOfWeek, List<Span>> week = calendars.timetable(1).orElseThrow().week();
    TreeMap<LocalDate, Timetable.Special> specials = new TreeMap<>();
    from.datesUntil(from.plusDays(28))
        .forEach(day -> specials.put(day, new Timetable.Special(List.of(), name)));
    return "" + calendars.save(new Timetable(0, name + opd.value(), week, specials, true, true));
  }

  @Test
  void deletesOnlyHoursNobodyEverWentByAndRecountsNothingForThem() throws Exception {
    int jobs = recounts.jobs().size();
    hours(0).preview(Map.of("name", "Sia-sia", "MONDAY", "08:00-16:00", "TUESDAY", "08:00-16:00"));
    assertThat(recounts.jobs()).hasSize(jobs);
    long unused = calendars.timetables().getLast().id();
    web.perform(post("/aturan/jam-kerja/" + unused + "/hapus").with(nadia()).with(csrf()))
        .andExpect(redirectedUrl("/aturan/jam-kerja"));
    assertThat(calendars.timetable(unused)).isEmpty();
    long used = timetable("Pernah dipakai");
    recounts.use(use(used));
    recounts.use(use(null));
    web.perform(post("/aturan/jam-kerja/" + used + "/hapus").with(nadia()).with(csrf()));
    assertThat(calendars.timetable(used)).isPresent();
    assertThatThrownBy(() ->
            jdbc.sql("UPDATE agency_hours SET first_day = '2026-01-01' WHERE agency_id = ?")
                .param(opd.value())
                .update())
        .hasStackTraceContaining("stay on record");
  }

  private Calendars.Use use(@Nullable Long timetable) {
    return new Calendars.Use(
        opd,
        false,
        timetable,
        new Given(recounts.earliest(), "Percobaan jam kerja dua hari.", "Nadia"));
  }

  /** What a timetable was stays what its past days are counted by. */
  @Test
  void changesHoursThatAreUsedFromADayOnlyAndWithAReason() throws Exception {
    long id = timetable("Jam lama");
    recounts.use(use(id));
    Map<String, String> typed =
        new HashMap<>(
            Map.of("name", "Jam lama", "MONDAY", "08:00-15:05", "TUESDAY", "08:00-15:05"));
    hours(id)
        .preview(typed)
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("value=\"08:00-15:05\"")));
    typed.put("why", "Kantor pindah ke gedung yang belum selesai.");
    typed.put("from", "2026-01-05");
    hours(id).preview(typed).andExpect(status().isUnprocessableContent());
    typed.put("from", "2026-01-12");
    hours(id)
        .preview(typed)
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("hanya buka 14 jam 10 menit, 2 hari seminggu")));
    hours(id).confirm(typed).andExpect(redirectedUrl("/aturan/jam-kerja"));
    assertThat(calendars.office(opd).spans(LocalDate.of(2026, 1, 5)))
        .isEqualTo(Span.read("08:00-16:00"));
    assertThat(calendars.office(opd).spans(LocalDate.of(2026, 1, 12)))
        .isEqualTo(Span.read("08:00-15:05"));
    web.perform(get("/aturan/jam-kerja").with(nadia()))
        .andExpect(content().string(containsString("Kantor pindah ke gedung")));
  }

  /** Two in a row. */
  private static Map<DayOfWeek, List<Span>> days(DayOfWeek first, String spans) {
    return Map.of(first, Span.read(spans), first.plus(1), Span.read(spans));
  }

  private long timetable(String name) {
    return timetable(name, days(DayOfWeek.MONDAY, "08:00-16:00"));
  }

  private long timetable(String name, Map<DayOfWeek, List<Span>> week) {
    return calendars.save(new Timetable(0, name, week, new TreeMap<>(), false, false));
  }

  private Confirming hours(long id) {
    return new Confirming(web, nadia(), "/aturan/jam-kerja/" + id);
  }

  private Duration lateness() {
    return Objects.requireNonNull(late()).time();
  }

  private @Nullable Lateness late() {
    return draft().cases().stream()
        .filter(c -> c.kind() == ClockKind.FIRST_ANSWER)
        .findFirst()
        .orElseThrow()
        .late();
  }

  private Reprimand.Draft draft() {
    return reprimands.drafts().stream()
        .filter(d -> d.agency().equals(opd) && d.level() == 1)
        .findFirst()
        .orElseThrow();
  }

  private ResultActions give(RequestPostProcessor by, String office, String timetable, boolean yes)
      throws Exception {
    Map<String, String> typed =
        typed(office, timetable, "2026-01-06", "Percobaan jam kerja di akhir pekan.");
    Confirming form = new Confirming(web, by, "/aturan/jam-kantor");
    return yes ? form.confirm(typed) : form.preview(typed);
  }

  private Confirming at() {
    return new Confirming(web, nadia(), "/aturan/jam-kantor");
  }

  private static Map<String, String> typed(
      String office, String timetable, String from, String why) {
    return Map.of(
        "agency", office, "purpose", "OFFICE", "timetable", timetable, "from", from, "why", why);
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
