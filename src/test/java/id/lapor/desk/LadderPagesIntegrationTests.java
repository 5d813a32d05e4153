package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.deadline.Ladder;
import id.lapor.deadline.Recounts;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.RuleBook;
import id.lapor.deadline.Watch;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The ladder is data: an administrator changes its rungs, and what they say happens. */
@ApplicationTest
class LadderPagesIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");

  private static final Instant TUESDAY = Instant.parse("2026-01-06T01:00:00Z");

  private static final Map<String, String> AMOUNTS = RuleForm.of("2026-01-06", Map.of());

  private static final Map<String, String> RUNGS =
      Map.of(
          "RUNG_REPRIMAND_1", "2",
          "AUTO_REPRIMAND_1", "true",
          "RUNG_REPRIMAND_2", "4",
          "RUNG_REPRIMAND_3", "30");

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Recounts recounts;
  @Autowired Reprimands reprimands;
  @Autowired Watch watch;
  @Autowired SettableClock clock;

  private City city;

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
  }

  @Test
  void issuesByItselfWhereTheRungSaysSo() throws Exception {
    publish(RUNGS, false)
        .andExpect(status().isOk())
        .andExpect(
            content().string(containsString("name=\"AUTO_REPRIMAND_1\" value=\"true\" checked")))
        .andExpect(content().string(containsString("Tangga yang baru berlaku")));
    assertThat(latest()).hasSize(4);
    publish(RUNGS, true).andExpect(redirectedUrl("/aturan"));
    assertThat(latest())
        .containsExactly(
            new Ladder.Rung(0, Ladder.Deed.TELL, false),
            new Ladder.Rung(2, Ladder.Deed.REPRIMAND_1, true),
            new Ladder.Rung(4, Ladder.Deed.REPRIMAND_2, false),
            new Ladder.Rung(30, Ladder.Deed.REPRIMAND_3, false));
    clock.set(TUESDAY);
    city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    clock.set(Instant.parse("2026-01-13T00:59:00Z"));
    watch.catchUp();
    assertThat(reprimands.drafts()).as("before the second working day").isEmpty();
    clock.set(Instant.parse("2026-01-13T01:01:00Z"));
    watch.catchUp();
    assertThat(reprimands.issuedTo(city.transport)).as("collects for an hour").isEmpty();
    clock.advance(Duration.ofMinutes(61));
    watch.catchUp();
    assertThat(reprimands.issuedTo(city.transport))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.level()).isEqualTo(1);
          assertThat(letter.issuerOffice()).as("no supervisor").isNull();
        });
    clock.set(Instant.parse("2026-01-23T01:00:00Z"));
    watch.catchUp();
    assertThat(reprimands.drafts()).extracting(Reprimand.Draft::level).containsExactly(2);
    assertThat(reprimands.issuedTo(city.transport)).hasSize(1);
  }

  /** A second tap finds done what it asks for. */
  @Test
  void publishesOnceWhatIsSentTwice() throws Exception {
    Map<String, String> typed = new HashMap<>(AMOUNTS);
    typed.put("BETWEEN_LETTERS", "2");
    typed.put("FIRST_ANSWER", "6");
    typed.put("from", "2026-02-06");
    Confirming form = new Confirming(web, nadia(), "/aturan/bontang");
    ResultActions shown = form.preview(typed);
    form.yes(shown, typed).andExpect(redirectedUrl("/aturan"));
    int books = recounts.books().size();
    form.yes(shown, typed).andExpect(redirectedUrl("/aturan"));
    assertThat(recounts.books()).hasSize(books);
    typed.put("from", "2026-02-07");
    form.yes(shown, typed).andExpect(status().isConflict());
    RuleBook latest =
        recounts.books().stream().filter(b -> b.profile().equals("bontang")).toList().getLast();
    recounts.takeBack(latest.id(), "Nadia", "Dibatalkan sesudah pengujian ini.");
  }

  @Test
  void refusesRungsOutOfOrderAndKeepsWhatWasTyped() throws Exception {
    int before = recounts.books().size();
    publish(Map.of("RUNG_REPRIMAND_1", "9", "RUNG_REPRIMAND_2", "3"), true)
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("lebih cepat daripada surat sebelumnya")))
        .andExpect(content().string(containsString("value=\"9\"")));
    publish(Map.of("RUNG_REPRIMAND_1", "besok"), true)
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("value=\"besok\"")));
    assertThat(recounts.books()).hasSize(before);
    web.perform(get("/aturan/national").with(nadia()))
        .andExpect(content().string(containsString("name=\"RUNG_REPRIMAND_3\" value=\"7\"")));
  }

  /** Rules by which nothing is ever due and no letter ever comes are no rules. */
  @Test
  void keepsTheRulesWithinBounds() throws Exception {
    int before = recounts.books().size();
    Map<Map<String, String>, String> beyond =
        Map.of(
            Map.of("FIRST_ANSWER", "365", "FIRST_ANSWER_UNIT", "CALENDAR_DAYS"),
            "paling lama tiga kali aturan nasional",
            Map.of("TRIAGE", "10", "TRIAGE_UNIT", "WORKING_DAYS"),
            "paling lama tiga kali aturan nasional",
            Map.of("RUNG_REPRIMAND_2", ""),
            "Ketiga teguran harus ada",
            Map.of("RUNG_REPRIMAND_3", "31"),
            "Teguran III paling lambat 30 hari kerja sesudah tenggat.",
            Map.of("why", "Terlalu pendek"),
            "Alasan terlalu pendek");
    for (Map.Entry<Map<String, String>, String> b : beyond.entrySet()) {
      Map<String, String> typed = new HashMap<>(b.getKey());
      typed.put("from", "2026-03-06");
      publish(typed, true)
          .andExpect(status().isUnprocessableContent())
          .andExpect(content().string(containsString(b.getValue())));
    }
    assertThat(recounts.books()).hasSize(before);
  }

  @Test
  void tellsEverybodyWhatIsLooserThanTheNationalRules() throws Exception {
    Map<String, String> looser =
        Map.of("FIRST_ANSWER", "15", "RUNG_REPRIMAND_3", "30", "from", "2026-03-06");
    publish(looser, false)
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Lebih longgar dari aturan nasional:")))
        .andExpect(
            content()
                .string(
                    containsString("Tindak lanjut pertama: 15 hari kerja; nasional 5 hari kerja")));
    publish(looser, true).andExpect(redirectedUrl("/aturan"));
    web.perform(get("/instansi/" + agencies.get(city.transport).code()))
        .andExpect(content().string(containsString("lebih longgar dari aturan nasional")))
        .andExpect(content().string(containsString("Percobaan aturan tenggat yang baru.")))
        .andExpect(
            content()
                .string(containsString("Teguran III: 30 hari kerja sesudah tenggat; nasional 7")));
    RuleBook latest =
        recounts.books().stream().filter(b -> b.profile().equals("bontang")).toList().getLast();
    recounts.takeBack(latest.id(), "Nadia", "Dibatalkan sesudah pengujian ini.");
  }

  /** Whoever decides sees the ladder whole, and of the amounts those that change. */
  @Test
  void showsTheRulesBeforeAndAfter() throws Exception {
    List<Ladder.Rung> before = latest();
    String page =
        publish(
                Map.of(
                    "FIRST_ANSWER", "4",
                    "from", "2026-02-06",
                    "RUNG_REPRIMAND_1", "5",
                    "AUTO_REPRIMAND_1", "true",
                    "RUNG_REPRIMAND_2", "6",
                    "RUNG_REPRIMAND_3", "9"),
                false)
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString();
    Ladder.Rung first =
        recounts.inForce("bontang", LocalDate.of(2026, 1, 5)).orElseThrow().rungs().get(1);
    assertThat(rows(page))
        .contains(
            "Tindak lanjut pertama|3 hari kerja|4 hari kerja",
            "Teguran I|%d hari kerja sesudah tenggat%s|5 hari kerja sesudah tenggat, terbit sendiri"
                .formatted(first.afterDays(), first.automatic() ? ", terbit sendiri" : ""),
            "Laporan yang masih terbuka|–|tetap menurut versi lama")
        .noneMatch(row -> row.startsWith("Penerusan|"));
    assertThat(latest()).as("only shown").isEqualTo(before);
  }

  /** Cells of each row of the page's tables, parted by bars. */
  private static List<String> rows(String page) {
    return Pattern.compile("<tr>(.*?)</tr>", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(m -> m.group(1).replaceAll("</t[hd]>\\s*<t[hd][^>]*>", "|"))
        .map(row ->
            row.replaceAll("<[^>]+>", "")
                .replaceAll("\\s+", " ")
                .replaceAll(" ?\\| ?", "|")
                .strip())
        .toList();
  }

  private List<Ladder.Rung> latest() {
    return recounts.books().stream()
        .filter(b -> b.profile().equals("bontang"))
        .toList()
        .getLast()
        .rungs();
  }

  private ResultActions publish(Map<String, String> rungs, boolean yes) throws Exception {
    Map<String, String> typed = new HashMap<>(AMOUNTS);
    typed.putAll(rungs);
    Confirming form = new Confirming(web, nadia(), "/aturan/bontang");
    return yes ? form.confirm(typed) : form.preview(typed);
  }

  private RequestPostProcessor nadia() {
    Officer officer =
        new Officer(
            77, "nadia", "Nadia", agencies.nationalAdmin().id().value(), Role.NATIONAL_ADMIN);
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }
}
