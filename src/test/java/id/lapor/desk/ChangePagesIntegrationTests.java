package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.Calendars;
import id.lapor.agency.Span;
import id.lapor.agency.Timetable;
import id.lapor.audit.Trail;
import id.lapor.deadline.Recounts;
import id.lapor.deadline.RuleBook;
import id.lapor.deadline.Term;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Changing rules, hours and holidays: only what was shown is made, and nobody overwrites anybody.
 */
@ApplicationTest
class ChangePagesIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final String FAR = "+999999999-12-31";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Calendars calendars;
  @Autowired Reports reports;
  @Autowired Recounts recounts;
  @Autowired SettableClock clock;
  @Autowired Trail trail;
  @Autowired JdbcClient jdbc;

  private City city;

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    recounts.books().stream()
        .filter(b -> b.validFrom().isAfter(LocalDate.of(2026, 1, 5)))
        .forEach(b -> recounts.takeBack(b.id(), "Nadia", "Dibatalkan sebelum pengujian ini."));
    recounts.catchUp();
    city = new City(agencies, reports);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "/aturan/bontang, from, +999999999-12-31, 422",
    "/aturan/bontang, from, +300000-01-01, 422",
    "/aturan/jam-kerja/0, specials, +999999999-12-31 tutup Pilkada, 422",
    "/aturan/jam-kerja/0, name, Jam kerja, 422",
    "/aturan/jam-kerja/999999, name, Jam malam, 404",
    "/aturan/hari-libur, dates, +999999999-12-31 Pilkada, 422",
  })
  void answersWithASentence(String address, String field, String value, int status)
      throws Exception {
    Map<String, String> typed = new HashMap<>(rules("3d", "2026-01-06"));
    typed.putAll(Map.of("name", "Jam lain", "MONDAY", "08:00-12:00", "number", "Keppres 1"));
    typed.put(field, value);
    at(address).confirm(typed).andExpect(status().is(status));
  }

  @Test
  void knowsNoHolidayThousandsOfYearsAway() throws Exception {
    for (String day : List.of(FAR, "-999999999-01-01")) {
      web.perform(get("/aturan/hari-libur/{day}", day).with(nadia()))
          .andExpect(status().isNotFound());
    }
  }

  @Test
  void keepsEverySpanOfASpecialDayAndReasonsOfABoundedLength() throws Exception {
    String special = "2026-03-02 08:00-12:00, 13:00-15:00 Ramadan, hari pertama";
    Map<String, String> typed =
        Map.of(
            "name", "Ramadan",
            "MONDAY", "08:00-16:00",
            "TUESDAY", "08:00-16:00",
            "specials", special);
    at("/aturan/jam-kerja/0").preview(typed).andExpect(redirectedUrl("/aturan/jam-kerja"));
    Timetable saved = named("Ramadan");
    assertThat(saved.specials().get(LocalDate.of(2026, 3, 2)))
        .isEqualTo(
            new Timetable.Special(Span.read("08:00-12:00, 13:00-15:00"), "Ramadan, hari pertama"));
    web.perform(get("/aturan/jam-kerja/" + saved.id()).with(nadia()))
        .andExpect(content().string(containsString(special)));
    Map<String, String> wordy = new HashMap<>(typed);
    wordy.put("name", "Ramadan panjang");
    wordy.put("specials", "2026-03-02 tutup " + "x".repeat(201));
    at("/aturan/jam-kerja/0").preview(wordy).andExpect(status().isUnprocessableContent());
  }

  @Test
  void saysWhichHolidayADecreeReplaces() throws Exception {
    Map<String, String> first = Map.of("number", "Keppres 3", "dates", "2026-05-05 Hari pertama");
    at("/aturan/hari-libur").confirm(first).andExpect(redirectedUrl("/aturan"));
    at("/aturan/hari-libur")
        .preview(Map.of("number", "Keppres 4", "dates", "2026-05-05 Hari kedua"))
        .andExpect(content().string(containsString("menggantikan yang lama")))
        .andExpect(content().string(containsString("Hari pertama (Keppres 3)")));
  }

  @Test
  void makesOnlyWhatWasShown() throws Exception {
    int before = recounts.books().size();
    Confirming form = at("/aturan/bontang");
    Map<String, String> unseen = new HashMap<>(rules("4d", "2026-01-06"));
    unseen.put("yes", "true");
    form.preview(unseen)
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("harus sama dengan pratinjaunya")))
        .andExpect(content().string(containsString("Yang akan bergeser")));
    ResultActions shown = form.preview(rules("4d", "2026-01-06"));
    ResultActions other = form.yes(shown, rules("6d", "2026-01-06"));
    other.andExpect(status().isConflict());
    assertThat(recounts.books()).hasSize(before);
    form.yes(other, rules("6d", "2026-01-06")).andExpect(redirectedUrl("/aturan"));
    assertThat(recounts.books()).hasSize(before + 1);
    clock.set(MONDAY.plus(Duration.ofDays(1)));
    web.perform(get("/"))
        .andExpect(content().string(containsString("Ditindaklanjuti dalam 6 hari kerja")));
  }

  @Test
  void tellsTheSecondOfTwoAdministratorsAboutRules() throws Exception {
    Confirming form = at("/aturan/bontang");
    ResultActions opened = web.perform(get("/aturan/bontang").with(nadia()));
    ResultActions shown = form.preview(rules("4d", "2026-01-06"));
    form.confirm(rules("5d", "2026-01-07")).andExpect(redirectedUrl("/aturan"));
    int before = recounts.books().size();
    form.yes(shown, rules("4d", "2026-01-06"))
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("Orang lain mengubah ini")));
    Map<String, String> late = new HashMap<>(rules("7d", "2026-01-08"));
    late.putAll(Confirming.marks(opened));
    ResultActions told = form.preview(late);
    told.andExpect(status().isConflict())
        .andExpect(content().string(containsString("name=\"FIRST_ANSWER\" value=\"7\"")));
    assertThat(recounts.books()).hasSize(before);
    form.yes(told, rules("7d", "2026-01-08")).andExpect(redirectedUrl("/aturan"));
  }

  @Test
  void tellsTheSecondOfTwoAdministratorsAboutHours() throws Exception {
    long id = timetable("Dua orang");
    Confirming form = at("/aturan/jam-kerja/" + id);
    ResultActions shown =
        form.preview(
            Map.of("name", "Dua orang", "MONDAY", "09:00-17:00", "TUESDAY", "09:00-17:00"));
    form.confirm(Map.of("name", "Dua orang", "MONDAY", "08:00-18:00", "TUESDAY", "08:00-18:00"))
        .andExpect(redirectedUrl("/aturan/jam-kerja"));
    form.yes(shown, Map.of("name", "Dua orang", "MONDAY", "09:00-17:00", "TUESDAY", "09:00-17:00"))
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("09:00-17:00")));
    assertThat(named("Dua orang").on(DayOfWeek.MONDAY)).isEqualTo(Span.read("08:00-18:00"));
  }

  /** A first answer due on 8 January is over when rules of the 20th begin. */
  @Test
  void namesTheReportsAVersionMovesAndLeavesOutWhatIsDueBefore() throws Exception {
    Report report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    Map<String, String> soon = new HashMap<>(rules("9d", "2026-01-06"));
    soon.put("open", "true");
    String link = "/pengawasan/" + report.reference();
    at("/aturan/bontang").preview(soon).andExpect(content().string(containsString(link)));
    soon.put("from", "2026-01-20");
    at("/aturan/bontang").preview(soon).andExpect(content().string(not(containsString(link))));
  }

  /** What is promised today stays what it is today, and a mistake can be taken back. */
  @Test
  void letsNoVersionBeginToday() throws Exception {
    int before = recounts.books().size();
    at("/aturan/strict")
        .preview(rules("9d", "2026-01-05"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("belum dimulai di mana pun")))
        .andExpect(content().string(containsString("Paling cepat 6 Januari 2026")));
    clock.set(Instant.parse("2026-01-05T15:30:00Z")); // it is the 6th in Jayapura
    at("/aturan/strict")
        .preview(rules("9d", "2026-01-06"))
        .andExpect(status().isUnprocessableContent());
    assertThat(recounts.books()).hasSize(before);
  }

  @Test
  void showsWhatIsInForceAndTakesBackWhatHasNotBegun() throws Exception {
    at("/aturan/strict").confirm(rules("9d", "2026-02-02")).andExpect(redirectedUrl("/aturan"));
    RuleBook planned = last("strict");
    web.perform(get("/aturan/strict").with(nadia()))
        .andExpect(content().string(containsString("name=\"FIRST_ANSWER\" value=\"2\"")));
    web.perform(get("/aturan").with(nadia()))
        .andExpect(content().string(containsString("belum berlaku")))
        .andExpect(content().string(containsString("dipakai di sini")));
    web.perform(post("/aturan/versi/" + planned.id() + "/cabut").with(nadia()).with(csrf()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Tulis alasannya")));
    assertThat(last("strict")).isEqualTo(planned);
    takeBack(planned);
    assertThat(
            jdbc.sql(
                    "SELECT what, by_name, words FROM deadline_rules_act WHERE rules_id = ? ORDER BY seq")
                .param(planned.id())
                .query(
                    (row, _) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
                .list())
        .satisfiesExactly(
            act -> assertThat(act).startsWith("PUBLISHED Nadia strict from 2026-02-02: TRIAGE 7m"),
            act ->
                assertThat(act)
                    .isEqualTo("TAKEN_BACK Nadia Salah ketik pada jangka waktu jawaban."));
    assertThat(Trail.chained(trail.leaves("rules", planned.id()))).isTrue();
    assertThat(trail.leaves("rules", planned.id())).hasSize(2);
    web.perform(get("/aturan").with(nadia()))
        .andExpect(content().string(containsString("Salah ketik pada jangka waktu jawaban.")));
    assertThat(last("strict").allowance(Term.FIRST_ANSWER).write()).isEqualTo("2d");
    at("/aturan/strict").confirm(rules("8d", "2026-02-02")).andExpect(redirectedUrl("/aturan"));
    clock.set(Instant.parse("2026-02-01T15:30:00Z")); // it is the 2nd in Jayapura
    takeBack(last("strict"));
    assertThat(last("strict").allowance(Term.FIRST_ANSWER).write()).isEqualTo("8d");
  }

  /** It is public, and stays. */
  @Test
  void takesNoVersionBackWithoutGrounds() throws Exception {
    at("/aturan/strict").confirm(rules("9d", "2026-02-02")).andExpect(redirectedUrl("/aturan"));
    RuleBook planned = last("strict");
    web.perform(
            post("/aturan/versi/" + planned.id() + "/cabut")
                .with(nadia())
                .with(csrf())
                .param("why", "Salah ketik"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Alasan terlalu pendek")))
        .andExpect(content().string(containsString("Salah ketik")));
    assertThat(last("strict")).isEqualTo(planned);
    takeBack(planned);
  }

  /** Changes that had both come before one walk began are told as counted together. */
  @Test
  void claimsNoFiguresOfAnother() throws Exception {
    city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    at("/aturan/hari-libur").confirm(Map.of("number", "Keppres 5", "dates", "2026-01-06 Satu"));
    at("/aturan/hari-libur").confirm(Map.of("number", "Keppres 6", "dates", "2026-01-07 Dua"));
    recounts.catchUp();
    Recounts.Job second = recounts.jobs().get(0);
    Recounts.Job first = recounts.jobs().get(1);
    assertThat(first.moved()).isPositive();
    assertThat(first.together()).isFalse();
    assertThat(second.together()).isTrue();
    assertThat(second.finishedAt()).isEqualTo(first.finishedAt()).isPresent();
    web.perform(get("/aturan").with(nadia()))
        .andExpect(content().string(containsString("Hari libur: Keppres 6")))
        .andExpect(content().string(containsString("dihitung bersama")));
    recounts.revoke(LocalDate.of(2026, 1, 6), "Nadia", "selesai");
    recounts.revoke(LocalDate.of(2026, 1, 7), "Nadia", "selesai");
    recounts.catchUp();
  }

  private void takeBack(RuleBook book) throws Exception {
    web.perform(
            post("/aturan/versi/" + book.id() + "/cabut")
                .with(nadia())
                .with(csrf())
                .param("why", "Salah ketik pada jangka waktu jawaban."))
        .andExpect(redirectedUrl("/aturan"));
  }

  private RuleBook last(String profile) {
    return recounts.books().stream().filter(b -> b.profile().equals(profile)).toList().getLast();
  }

  private long timetable(String name) {
    return calendars.save(
        new Timetable(
            0,
            name,
            Map.of(
                DayOfWeek.MONDAY, Span.read("08:00-16:00"),
                DayOfWeek.TUESDAY, Span.read("08:00-16:00")),
            new TreeMap<>(),
            false,
            false));
  }

  private Timetable named(String name) {
    return calendars.timetables().stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> rules(String firstAnswer, String from) {
    return RuleForm.firstAnswer(firstAnswer, from);
  }

  private Confirming at(String address) {
    return new Confirming(web, nadia(), address);
  }

  private RequestPostProcessor nadia() {
    Officer officer =
        new Officer(
            77, "nadia", "Nadia", agencies.nationalAdmin().id().value(), Role.NATIONAL_ADMIN);
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }
}
