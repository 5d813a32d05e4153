package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import id.lapor.agency.Agencies;
import id.lapor.deadline.ReadLetter;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Redaction;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import jakarta.servlet.http.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** The file for the ombudsman: every act the reporter may know of, no word that was internal. */
@ApplicationTest
class OmbudsmanFileIntegrationTests {

  private static final Actor REPORTER = new Actor.Reporter();
  private static final String INTERNAL = "Catatan dalam jangan keluar";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Watch watch;
  @Autowired Reprimands reprimands;
  @Autowired SettableClock clock;

  private City city;

  @BeforeEach
  void build() {
    clock.set(Instant.parse("2026-01-05T01:00:00Z"));
    city = new City(agencies, reports);
  }

  @Test
  void holdsEveryActAndNoInternalNote() throws Exception {
    Report report = lived();
    web.perform(get(address(report, "json")).cookie(own(report))).andExpect(status().isNotFound());
    does(report, new Command.HandOver(), REPORTER);
    List<String> acts =
        reports.history(report.id()).stream()
            .filter(OmbudsmanFileIntegrationTests::told)
            .map(e -> e.event().getClass().getSimpleName())
            .toList();
    String json =
        web.perform(get(address(report, "json")).cookie(own(report)))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString();
    List<String> kinds = JsonPath.read(json, "$.journey[*].act");
    assertThat(kinds.stream().map(k -> k.replaceAll("(Together|Late)$", "")).toList())
        .containsExactlyElementsOf(acts)
        .contains("Filed", "Forwarded", "Held", "Replied", "FollowedUp", "Escalated")
        .contains("OmbudsmanOffered", "HandedOver");
    assertThat(json).contains("Dua tiang di RT 12").doesNotContain(INTERNAL);
    String national = agencies.nationalAdmin().name();
    assertThat(JsonPath.<List<String>>read(json, "$.reprimandsWaiting[*].waitsFor[*]"))
        .isNotEmpty()
        .containsOnly(national);
    assertThat(JsonPath.<List<String>>read(json, "$.reprimandsWaiting[*].promises[*].kind"))
        .contains("FIRST_ANSWER");
    web.perform(get("/l/" + report.reference()).cookie(own(report)))
        .andExpect(content().string(containsString("Menunggu keputusan " + national)))
        .andExpect(content().string(containsString("tindak lanjut pertama: lewat sejak")));
    String pdf = text(report);
    assertThat(pdf)
        .contains("Menunggu keputusan " + national)
        .contains("Dua tiang di RT 12", "Petugas ke lokasi")
        .contains("bersama Dinas Pekerjaan Umum")
        .contains("tidak membawa kamera")
        .doesNotContain(INTERNAL)
        .doesNotContain("{");
    web.perform(get(address(report, "pdf"))).andExpect(status().isNotFound());
  }

  /** Why each clock ended when it did, and what was done about it when it was missed. */
  @Test
  void holdsPlaceCategoryLedgerAndLetters() throws Exception {
    Report report = lived();
    Reprimand letter = ReadLetter.issue(reprimands, city.works, 1, supervisor()).orElseThrow();
    long days = Objects.requireNonNull(letter.cases().getFirst().late()).time().toDays();
    does(report, new Command.HandOver(), REPORTER);
    String json =
        web.perform(get(address(report, "json")).cookie(own(report)))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(JsonPath.<String>read(json, "$.category.name")).isEqualTo("Lampu jalan");
    assertThat(JsonPath.<String>read(json, "$.place.name")).contains("Bontang");
    assertThat(JsonPath.<Double>read(json, "$.place.latitude")).isEqualTo(0.133);
    String ours = "$.clocks[?(@.kind == 'FIRST_ANSWER' && @.office == 'Dinas Perhubungan')]";
    assertThat(JsonPath.<List<String>>read(json, ours + ".pauses[*].question"))
        .containsExactly("Tiang yang mana?");
    assertThat(JsonPath.<List<Object>>read(json, ours + ".workingDaysLate")).isEmpty();
    String theirs = "$.clocks[?(@.kind == 'FIRST_ANSWER' && @.office == 'Dinas Pekerjaan Umum')]";
    assertThat(JsonPath.<List<Integer>>read(json, theirs + ".workingDaysLate"))
        .containsExactly((int) days)
        .allMatch(late -> late > 20);
    assertThat(JsonPath.<List<Object>>read(json, theirs + ".budget"))
        .containsExactly(Map.of("amount", 3, "unit", "WORKING_DAYS"));
    assertThat(json)
        .as("no amounts as a machine writes them")
        .doesNotContainPattern("\"PT[0-9.HMS]+\"");
    assertThat(JsonPath.<List<String>>read(json, "$.clocks[*].kind")).doesNotContain("OMBUDSMAN");
    offered(json, report);
    assertThat(JsonPath.<List<String>>read(json, "$.reprimands[*].number"))
        .containsExactly(letter.number());
    assertThat(JsonPath.<List<String>>read(json, "$.reprimands[*].addressee"))
        .containsExactly("Dinas Pekerjaan Umum");

    assertThat(text(report))
        .contains("Lampu jalan", "Kota Bontang", "0.13300,117.49200")
        .contains("pelapor ditanya: Tiang yang mana?")
        .contains("terlambat " + days + " hari kerja")
        .contains("Teguran I, " + letter.number())
        .doesNotContain("deadline.", "{");
  }

  private static void offered(String json, Report report) {
    assertThat(JsonPath.<Map<String, Object>>read(json, "$.offer"))
        .containsKeys("since", "offeredAt", "agreedAt")
        .doesNotContainKeys("office", "state")
        .containsEntry("after", Map.of("amount", 60, "unit", "CALENDAR_DAYS"))
        .containsEntry("from", report.receivedAt().plus(Duration.ofDays(60)).toString());
  }

  /** What is left of a clock that stands still, in working days. */
  @Test
  void tellsWhatIsLeftInItsUnit() throws Exception {
    Report report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    does(report, new Command.Hold("Tiang mana lagi?"), City.actor(City.liaison(city.transport)));
    does(report, new Command.OfferOmbudsman(report.receivedAt()), new Actor.House("deadline"));
    String json = json(report, new Command.HandOver());
    List<Map<String, Object>> left = JsonPath.read(json, "$.clocks[?(@.state == 'PAUSED')].left");
    assertThat(left)
        .isNotEmpty()
        .allSatisfy(l -> assertThat(l).containsOnlyKeys("amount", "unit"))
        .anySatisfy(l -> assertThat(l).containsEntry("unit", "WORKING_DAYS"));
  }

  /** The offer is open to the reporter, and nobody is late with it. */
  @Test
  void callsTheOfferAnOffer() throws Exception {
    Report report = lived();
    clock.advance(Duration.ofDays(20));
    String page =
        web.perform(get("/l/" + report.reference()).cookie(own(report)))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(page)
        .containsPattern("tawaran ke Ombudsman</strong>: dapat dipilih pelapor sejak ")
        .contains("Ditawarkan kepada pelapor ")
        .doesNotContainPattern("tawaran ke Ombudsman</strong>[^<]*lewat");
  }

  /** A letter a supervisor decided against is a letter as well. */
  @Test
  void holdsLettersThatWereNotIssued() throws Exception {
    Report report = lived();
    String said = "Kantor terbakar habis kemarin malam, kata 0812-3456-7890.";
    String why = Redaction.propose(said);
    assertThat(why).isNotEqualTo(said);
    assertThat(ReadLetter.decline(reprimands, city.works, 1, said, supervisor())).isEmpty();
    String json = json(report, new Command.HandOver());
    Map<String, Object> letter =
        JsonPath.<List<Map<String, Object>>>read(json, "$.reprimands[?(@.state == 'DECLINED')]")
            .getFirst();
    assertThat(letter)
        .doesNotContainKeys("number", "issuedAt")
        .containsEntry("level", 1)
        .containsEntry("addressee", "Dinas Pekerjaan Umum");
    assertThat(letter.get("withdrawal"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("reason", why)
        .containsEntry("by", "Sekar")
        .containsEntry("office", agencies.nationalAdmin().name());
    assertThat(text(report))
        .contains("diputuskan tidak diterbitkan", why.substring(0, why.indexOf(Redaction.MASK)))
        .contains("Sekar, " + agencies.nationalAdmin().name());
  }

  /** As everybody reads them: without what points to a person. */
  @Test
  void masksWhatIsWrittenOnLetters() throws Exception {
    Report report = lived();
    Reprimand letter = ReadLetter.issue(reprimands, city.works, 1, supervisor()).orElseThrow();
    String words = "Menunggu suku cadang; tanyakan kepada 0812-3456-7890 setiap pagi.";
    assertThat(
            reprimands.answer(
                letter.id(),
                new Reprimands.Reply(words, LocalDate.of(2026, 3, 16)),
                Actor.Officer.of(City.liaison(city.works))))
        .isEmpty();
    String json = json(report, new Command.HandOver());
    assertThat(JsonPath.<List<String>>read(json, "$.reprimands[*].answer.words"))
        .singleElement()
        .asString()
        .startsWith("Menunggu suku cadang")
        .doesNotContain("3456");
    assertThat(text(report)).contains("Menunggu suku cadang").doesNotContain("3456");
  }

  /** Whoever reads it by machine finds every name and every act in the documents. */
  @Test
  void hasNoNameThatIsNotDocumented() throws Exception {
    String document = Files.readString(Path.of("docs/ombudsman-file.md"));
    Set<String> documented =
        Pattern.compile("`([^`]+)`")
            .matcher(document)
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toSet());
    Report report = lived();
    ReadLetter.issue(reprimands, city.works, 1, supervisor());
    clock.advance(Duration.ofDays(2));
    ReadLetter.decline(
        reprimands, city.works, 2, "Kantor terbakar habis kemarin malam.", supervisor());
    Set<String> names = new TreeSet<>();
    names("", JsonPath.read(json(report, new Command.HandOver()), "$"), names);
    assertThat(names)
        .contains("journey[].sentence", "reprimands[].withdrawal.office", "offer.after.unit")
        .isSubsetOf(documented);
    Set<String> acts = new TreeSet<>();
    for (String key : ResourceBundle.getBundle("messages.report_id").keySet()) {
      if (key.startsWith("report.event.")) {
        acts.add(key.substring("report.event.".length()));
      }
    }
    acts.removeAll(
        Set.of("ArchiveProposed", "ArchiveDeclined", "Joined", "Noted", "Supported", "Recalled"));
    assertThat(acts).isNotEmpty().isSubsetOf(documented);
  }

  private static void names(String path, Object value, Set<String> names) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, below) ->
          names(path.isEmpty() ? String.valueOf(name) : path + "." + name, below, names));
    } else if (value instanceof List<?> list) {
      list.forEach(below -> names(path + "[]", below, names));
    } else {
      names.add(path);
    }
  }

  /** However long the report and an answer are. */
  @ParameterizedTest
  @ValueSource(ints = {1, 60, 250})
  void hasNoEmptyPage(int times) throws Exception {
    Report report = lived("Lampu mati di dua tiang.\n\n".repeat(times));
    Command more =
        new Command.FollowUp("Petugas ke lokasi lagi pagi ini. ".repeat(times), List.of());
    does(report, more, City.actor(City.liaison(city.works)));
    does(report, new Command.HandOver(), REPORTER);
    try (PDDocument document = Loader.loadPDF(pdf(report))) {
      PDFTextStripper stripper = new PDFTextStripper();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        assertThat(stripper.getText(document).strip()).as("page %s", page).hasSizeGreaterThan(100);
      }
    }
  }

  /** A later rung is a letter, and the letter is told; support by others is a number. */
  private static boolean told(Entry entry) {
    return switch (entry.event()) {
      case Event.Noted _, Event.Supported _ -> false;
      case Event.Escalated e -> e.step() == 0;
      default -> true;
    };
  }

  private Actor.Officer supervisor() {
    return new Actor.Officer(904, "Sekar", agencies.nationalAdmin().id(), Role.SUPERVISOR);
  }

  private String json(Report report, Command first) throws Exception {
    does(report, first, REPORTER);
    return web.perform(get(address(report, "json")).cookie(own(report)))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private Report lived() {
    return lived("Lampu mati di dua tiang.");
  }

  private Report lived(String text) {
    Report report = city.filed(text);
    Command forward =
        new Command.Forward(
            city.transport,
            List.of(city.works),
            Kind.COMPLAINT,
            false,
            "lampu-jalan",
            "Lampu mati di dua tiang.",
            "");
    does(report, forward, City.actor(city.rani));
    Actor officer = City.actor(City.liaison(city.transport));
    does(report, new Command.Note(INTERNAL), officer);
    does(report, new Command.Hold("Tiang yang mana?"), officer);
    clock.advance(Duration.ofHours(3));
    does(report, new Command.Reply("Dua tiang di RT 12", List.of()), REPORTER);
    clock.advance(Duration.ofHours(2));
    does(
        report,
        new Command.FollowUp("Petugas ke lokasi dan memeriksa lampunya pagi ini.", List.of()),
        officer);
    clock.set(Instant.parse("2026-03-09T01:00:00Z"));
    watch.catchUp();
    does(
        report,
        new Command.Answer(
            "Satu tiang sudah menyala lagi.", List.of(), "Petugas tidak membawa kamera."),
        officer);
    assertThat(reports.find(report.id()).orElseThrow().course().ombudsman()).isNotNull();
    return report;
  }

  private byte[] pdf(Report report) throws Exception {
    return web.perform(get(address(report, "pdf")).cookie(own(report)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsByteArray();
  }

  private String text(Report report) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf(report))) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  private void does(Report report, Command command, Actor actor) {
    assertThat(reports.command(report.id(), command, actor)).isInstanceOf(Outcome.Done.class);
  }

  private static String address(Report report, String ending) {
    return "/l/" + report.reference() + "/ombudsman." + ending;
  }

  private static Cookie own(Report report) {
    return new Cookie("buka-" + report.reference().code(), AccessSecret.of(new byte[16]).shown());
  }
}
