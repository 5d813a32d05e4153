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
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import id.lapor.deadline.Clock;
import id.lapor.deadline.ClockKind;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Recounts;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Pages on which rules, hours, holidays and letters are decided. */
@ApplicationTest
class RulePagesIntegrationTests {

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

  private AgencyId desk = new AgencyId(0);
  private AgencyId opd = new AgencyId(0);

  @BeforeEach
  void setUpATree() {
    clock.set(MONDAY);
    AgencyId centre =
        agencies.all().stream()
            .filter(a -> a.type() == Agency.Type.NATIONAL)
            .findFirst()
            .map(Agency::id)
            .orElseGet(() -> agencies.add(draft("PANRB", Agency.Type.NATIONAL, null)));
    String city = UUID.randomUUID().toString();
    desk = agencies.add(draft("KOMINFO-" + city, Agency.Type.COORDINATOR, centre));
    opd = agencies.add(draft("DISHUB-" + city, Agency.Type.AGENCY, desk));
  }

  /** All of what would move can be looked at, twenty rows at a time. */
  @Test
  void showsEveryDateThatWouldMove() throws Exception {
    for (int i = 0; i < 25; i++) {
      forwarded();
    }
    RequestPostProcessor nadia = officer(agencies.nationalAdmin().id(), Role.NATIONAL_ADMIN);
    Confirming form = new Confirming(web, nadia, "/aturan/hari-libur");
    Map<String, String> typed = new HashMap<>();
    typed.put("number", "Keppres 9/2026");
    typed.put("dates", "2026-01-08 Cuti bersama");
    String first = body(form.preview(typed));
    Matcher shown = SHOWN.matcher(first);
    assertThat(shown.find()).isTrue();
    assertThat(shown.group(1) + shown.group(2)).isEqualTo("120");
    int all = Integer.parseInt(shown.group(3));
    Set<String> rows = new HashSet<>(rows(first));
    assertThat(rows).hasSize(20);
    ResultActions last = null;
    for (int part = 2; part <= Math.ceilDiv(all, 20); part++) {
      typed.put("part", String.valueOf(part));
      last = form.preview(typed);
      rows.addAll(rows(body(last)));
    }
    assertThat(rows).hasSize(all);
    form.yes(Objects.requireNonNull(last), typed).andExpect(redirectedUrl("/aturan"));
  }

  private static final Pattern SHOWN = Pattern.compile("Ditampilkan (\\d+)–(\\d+) dari (\\d+)");
  private static final Pattern ROW =
      Pattern.compile("<tr><td><a href=\"/pengawasan/.*?</tr>", Pattern.DOTALL);

  private static List<String> rows(String page) {
    return ROW.matcher(page).results().map(MatchResult::group).toList();
  }

  private static String body(ResultActions shown) throws Exception {
    return shown.andReturn().getResponse().getContentAsString();
  }

  /** Of one year, by decree; the others a link away. */
  @Test
  void listsTheHolidaysOfOneYear() throws Exception {
    RequestPostProcessor nadia = officer(agencies.nationalAdmin().id(), Role.NATIONAL_ADMIN);
    String now = body(web.perform(get("/aturan/hari-libur").with(nadia)));
    assertThat(now)
        .contains("/aturan/hari-libur/2026-01-16", "/aturan/hari-libur?tahun=2027")
        .as("what has passed can be taken back no more")
        .contains("1 Januari 2026")
        .doesNotContain("/aturan/hari-libur/2026-01-01")
        .contains("SKB 1497/2/5 Tahun 2025, ditandatangani 19 September 2025 (")
        .doesNotContain("signed 20")
        .doesNotContain("/aturan/hari-libur/2027-01-01");
    assertThat(body(web.perform(get("/aturan/hari-libur?tahun=2027").with(nadia))))
        .contains("/aturan/hari-libur/2027-01-01")
        .doesNotContain("/aturan/hari-libur/2026-01-16");
  }

  @Test
  void showsWhatADecreeMovesAndThenMovesIt() throws Exception {
    ReportId report = forwarded();
    Instant due = firstAnswer(report).dueAt();
    RequestPostProcessor nadia = officer(agencies.nationalAdmin().id(), Role.NATIONAL_ADMIN);
    Confirming form = new Confirming(web, nadia, "/aturan/hari-libur");
    Map<String, String> typed =
        Map.of(
            "number", "Keppres 1/2026", "kind", "JOINT_LEAVE", "dates", "2026-01-07 Cuti bersama");
    ResultActions shown = form.preview(typed);
    shown
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Simpan dan geser")));
    assertThat(firstAnswer(report).dueAt()).isEqualTo(due);
    form.yes(shown, typed).andExpect(redirectedUrl("/aturan"));
    recounts.catchUp();
    assertThat(firstAnswer(report).dueAt()).isEqualTo(calendars.office(opd).plusDays(due, 1));
    assertThat(recounts.jobs().getFirst().finishedAt()).isPresent();
    web.perform(get("/aturan").with(nadia))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Keppres 1/2026")));
  }

  @Test
  void keepsWhatWasTypedWhenADecreeCannotBeRead() throws Exception {
    web.perform(
            post("/aturan/hari-libur")
                .with(officer(agencies.nationalAdmin().id(), Role.NATIONAL_ADMIN))
                .with(csrf())
                .param("number", "SKB 9")
                .param("dates", "2026-05-05 Percobaan\n\nbesok libur")
                .param("yes", "true"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Baris 3 tidak terbaca: “besok libur”")))
        .andExpect(content().string(containsString("Tidak ada yang disimpan")));
    assertThat(calendars.holidays(2026)).noneMatch(h -> h.decree().equals("SKB 9"));
  }

  @Test
  void putsNewRulesInForceForOpenReportsOnlyWhenSaidSo() throws Exception {
    ReportId report = forwarded();
    Instant due = firstAnswer(report).dueAt();
    RequestPostProcessor nadia = officer(agencies.nationalAdmin().id(), Role.NATIONAL_ADMIN);
    publish(nadia, "4d", "2026-01-06", false).andExpect(redirectedUrl("/aturan"));
    publish(nadia, "5d", "2026-01-07", true).andExpect(redirectedUrl("/aturan"));
    recounts.catchUp();
    assertThat(firstAnswer(report).dueAt()).as("not begun").isEqualTo(due);
    clock.set(MONDAY.plus(Duration.ofHours(41)));
    recounts.catchUp();
    LocalDate day = LocalDate.ofInstant(due, ZoneId.of("Asia/Makassar"));
    assertThat(LocalDate.ofInstant(firstAnswer(report).dueAt(), ZoneId.of("Asia/Makassar")))
        .isAfter(day);
    publish(nadia, "banyak", "2026-01-09", true).andExpect(status().isUnprocessableContent());
  }

  @Test
  void refusesHoursThatNeverOpenWithASentence() throws Exception {
    RequestPostProcessor nadia = officer(agencies.nationalAdmin().id(), Role.NATIONAL_ADMIN);
    web.perform(post("/aturan/jam-kerja/0").with(nadia).with(csrf()).param("name", "Tidak pernah"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("tidak pernah buka")))
        .andExpect(content().string(containsString("Tidak pernah")));
    web.perform(
            post("/aturan/jam-kerja/0")
                .with(nadia)
                .with(csrf())
                .param("name", "Semenit seminggu")
                .param("MONDAY", "08:00-08:01"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("paling sedikit dua hari dan 14 jam")));
    web.perform(
            post("/aturan/jam-kerja/0")
                .with(nadia)
                .with(csrf())
                .param("name", "Siang")
                .param("MONDAY", "08:00-12:00, 13:00-24:00")
                .param("TUESDAY", "08:00-12:00")
                .param("specials", "2026-03-02 08:00-15:00 Ramadan"))
        .andExpect(redirectedUrl("/aturan/jam-kerja"));
    web.perform(get("/aturan/jam-kerja").with(nadia))
        .andExpect(content().string(containsString("08:00-12:00, 13:00-24:00")));
  }

  @Test
  void hidesTheRulesFromEverybodyElse() throws Exception {
    web.perform(get("/aturan").with(officer(opd, Role.LIAISON))).andExpect(status().isNotFound());
    web.perform(get("/pelanggaran").with(officer(opd, Role.LIAISON)))
        .andExpect(status().isNotFound());
  }

  @Test
  void issuesManyLettersAndShowsThemToEverybody() throws Exception {
    forwarded();
    clock.set(MONDAY.plus(Duration.ofDays(21)));
    watch.catchUp();
    RequestPostProcessor sekar = officer(agencies.nationalAdmin().id(), Role.SUPERVISOR);
    web.perform(get("/pelanggaran").with(sekar)).andExpect(status().isOk());
    web.perform(get("/pelanggaran/" + agencies.get(opd).code()).with(sekar))
        .andExpect(status().isOk());
    web.perform(get("/teguran").with(sekar)).andExpect(status().isOk());
    for (int level : List.of(1, 2)) {
      String letter = opd.value() + "-" + level;
      new IssueForm(web, sekar).read(letter).confirm().andExpect(redirectedUrl("/teguran"));
      clock.advance(Duration.ofDays(1));
    }
    var letters = reprimands.issuedTo(opd);
    assertThat(letters).hasSize(2);
    web.perform(get("/surat-kami").with(officer(opd, Role.LIAISON))).andExpect(status().isOk());
    web.perform(get("/teguran-terbit"))
        .andExpect(content().string(containsString(letters.getFirst().number())));
    web.perform(get("/teguran-terbit.atom"))
        .andExpect(content().string(containsString("/surat/" + letters.getFirst().code())));
    web.perform(get("/verifikasi").param("kode", String.valueOf(letters.getFirst().code())))
        .andExpect(redirectedUrl("/surat/" + letters.getFirst().code()));
    web.perform(get("/verifikasi").param("kode", "\"><b>x"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(not(containsString("\"><b>x"))));
  }

  @Test
  void knowsNoLetterThatNeverWas() throws Exception {
    web.perform(
            post("/teguran/surat/987654321/tarik")
                .with(officer(agencies.nationalAdmin().id(), Role.SUPERVISOR))
                .with(csrf())
                .param("text", "Janji itu ternyata ditepati pada waktunya."))
        .andExpect(status().isNotFound());
  }

  private ResultActions publish(
      RequestPostProcessor nadia, String amount, String from, boolean open) throws Exception {
    Map<String, String> typed = RuleForm.firstAnswer(amount, from);
    if (open) {
      typed.put("open", "true");
    }
    return new Confirming(web, nadia, "/aturan/bontang").confirm(typed);
  }

  private Clock firstAnswer(ReportId report) {
    return deadlines.of(report).stream()
        .filter(c -> c.kind() == ClockKind.FIRST_ANSWER)
        .findFirst()
        .orElseThrow();
  }

  private static RequestPostProcessor officer(AgencyId office, Role role) {
    Officer officer = new Officer(77, "nadia", "Nadia", office.value(), role);
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }

  private ReportId forwarded() {
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
            new Place(null, null, null, null),
            null);
    AccessSecret secret =
        AccessSecret.of(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    Report filed =
        reports
            .file(new Submission(UUID.randomUUID().toString(), secret, matter, desk, List.of()))
            .report();
    Command forward =
        new Command.Forward(opd, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Lampu mati", "");
    reports.command(filed.id(), forward, new Actor.Officer(7, "Rani", desk, Role.COORDINATOR));
    return filed.id();
  }

  private static Agencies.Draft draft(String code, Agency.Type type, @Nullable AgencyId parent) {
    return new Agencies.Draft(code, code, type, parent, ZoneId.of("Asia/Makassar"), null, "Kepala");
  }
}
