package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.ArchiveReason;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * No page offers what is refused afterwards: every form on every case page is sent, wherever the
 * report stands and whoever looks at it.
 */
@ApplicationTest
class OffersIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final LocalDate LATER = LocalDate.of(2026, 1, 20);
  private static final String WORDS = "Lampunya sudah diganti dan semuanya menyala lagi.";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired SettableClock clock;

  private City city;
  private Officer nadia = new Officer(0, "", "", 0, Role.NATIONAL_ADMIN);
  private final Map<String, Officer> officers = new LinkedHashMap<>();
  private final Map<String, Supplier<Report>> situations = new LinkedHashMap<>();

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
    AgencyId centre = agencies.nationalAdmin().id();
    nadia = new Officer(930, "nadia", "Nadia", centre.value(), Role.NATIONAL_ADMIN);
    officers.put("coordinator", city.rani);
    officers.put("another coordinator", city.bima);
    officers.put("liaison of the desk", City.liaison(city.desk));
    officers.put("approver of the desk", approver(city.desk));
    officers.put("liaison", City.liaison(city.transport));
    officers.put("approver", approver(city.transport));
    officers.put("other liaison", City.liaison(city.works));
    officers.put("national admin", nadia);
    situations.put("received", this::filed);
    situations.put("asked by the desk", () -> does(filed(), city.rani, new Command.Hold(WORDS)));
    situations.put("archive proposed", this::archiveProposed);
    situations.put(
        "archived", () -> does(archiveProposed(), city.bima, new Command.ApproveArchive()));
    situations.put("forwarded", this::forwarded);
    situations.put(
        "forwarded to two",
        () -> city.forwarded("Lampu mati.", "lampu-jalan", city.transport, city.works));
    situations.put("taken up", () -> at(forwarded(), new Command.TakeUp()));
    situations.put("asked by the agency", () -> at(forwarded(), new Command.Hold(WORDS)));
    situations.put("asked by one of two", this::askedByOneOfTwo);
    situations.put("scheduled", () -> at(forwarded(), new Command.Schedule(LATER, WORDS)));
    situations.put("answered", this::answered);
    situations.put("disputed", this::disputed);
    situations.put(
        "disputed twice",
        () -> says(at(disputed(), answer()), new Command.Dispute("Masih mati.", List.of())));
    situations.put("confirmed", () -> says(answered(), new Command.Confirm()));
    situations.put("withdrawn", () -> says(forwarded(), new Command.Withdraw("Sudah beres.")));
    situations.put("returned", this::returned);
    situations.put("at the arbiter", this::returnedTwice);
    situations.put("bound by the arbiter", this::bound);
    situations.put("merged", () -> does(filed(), city.rani, new Command.Merge(forwarded().id())));
  }

  @Test
  void refusesNothingItsPagesOffer() throws Exception {
    List<String> refused = new ArrayList<>();
    Set<String> offered = new TreeSet<>();
    for (var situation : situations.entrySet()) {
      Report report = situation.getValue().get();
      for (var officer : officers.entrySet()) {
        for (String act : forms(report, officer.getValue())) {
          offered.add(act);
          int status = send(situation.getValue().get(), act, officer.getValue()).getStatus();
          if (status >= 400) {
            refused.add(situation.getKey() + ", " + officer.getKey() + ": " + act);
          }
        }
      }
    }
    assertThat(refused).isEmpty();
    Set<String> all = new TreeSet<>(Commands.ACTS);
    assertThat(offered).as("every form was seen somewhere").containsAll(all);
  }

  @Test
  void offersNoReturnOnceTheArbiterHasDecided() throws Exception {
    Officer liaison = City.liaison(city.transport);
    assertThat(forms(forwarded(), liaison)).contains("kembalikan", "jawab");
    assertThat(forms(bound(), liaison)).contains("jawab").doesNotContain("kembalikan");
  }

  /** What a colleague has in front of them is not decided by somebody else meanwhile. */
  @Test
  void offersOnlyANoteWhileAColleagueDecides() throws Exception {
    Report report = filed();
    web.perform(
        get("/antrean").param("nomor", report.reference().toString()).with(signedIn(city.rani)));
    assertThat(forms(report, city.rani)).contains("teruskan");
    assertThat(forms(report, city.bima)).containsOnly("catat");
  }

  private Set<String> forms(Report report, Officer officer) throws Exception {
    MockHttpServletResponse answer =
        web.perform(get("/kerja/" + report.reference()).with(signedIn(officer)))
            .andReturn()
            .getResponse();
    return Pattern.compile("action=\"/kerja/" + report.reference() + "/([a-z-]+)\"")
        .matcher(answer.getContentAsString())
        .results()
        .map(m -> m.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The form as somebody fills it in who knows what they want. */
  private MockHttpServletResponse send(Report report, String act, Officer officer)
      throws Exception {
    AgencyId elsewhere = agencies.nationalAdmin().id();
    MockHttpServletRequestBuilder filled =
        post("/kerja/" + report.reference() + "/" + act)
            .param("seen", String.valueOf(report.version()))
            .param("text", WORDS)
            .param("lead", String.valueOf(city.transport.value()))
            .param("office", agencies.get(other(officer)).name())
            .param(
                "desk",
                String.valueOf(
                    report.course().desk().equals(elsewhere)
                        ? city.desk.value()
                        : elsewhere.value()))
            .param("reason", ArchiveReason.ABUSIVE.name())
            .param("day", LATER.toString())
            .param("whyNoEvidence", "Malam hari.");
    if (act.equals("gabung")) {
      Report into = report.course().desk().equals(city.desk) ? filed() : returnedTwice();
      filled = filled.param("number", into.reference().toString());
    }
    return web.perform(filled.with(signedIn(officer)).with(csrf())).andReturn().getResponse();
  }

  /** Nobody proposes themselves. */
  private AgencyId other(Officer officer) {
    return officer.agencyId() == city.works.value() ? city.transport : city.works;
  }

  private Report filed() {
    return city.filed("Lampu mati di depan rumah, gelap sekali.");
  }

  private Report forwarded() {
    return city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
  }

  private Report archiveProposed() {
    return does(filed(), city.rani, new Command.ProposeArchive(ArchiveReason.ABUSIVE, WORDS));
  }

  private Report answered() {
    return at(forwarded(), answer());
  }

  private Report disputed() {
    return says(answered(), new Command.Dispute("Masih mati.", List.of()));
  }

  private Report returned() {
    return at(forwarded(), new Command.Return(city.works, "Ruas ini bukan wewenang kami."));
  }

  private Report returnedTwice() {
    Report again = does(returned(), city.rani, forward(city.works));
    return does(
        again,
        City.liaison(city.works),
        new Command.Return(city.transport, "Bukan wewenang kami juga."));
  }

  private Report bound() {
    return does(returnedTwice(), nadia, forward(city.transport));
  }

  private static Command answer() {
    return new Command.Answer(WORDS, List.of(), "Malam hari.");
  }

  private static Command forward(AgencyId lead) {
    return new Command.Forward(
        lead, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Lampu mati.", WORDS);
  }

  private Report askedByOneOfTwo() {
    Report both = city.forwarded("Lampu mati.", "lampu-jalan", city.transport, city.works);
    return at(both, new Command.Hold(WORDS));
  }

  private Report at(Report report, Command command) {
    return does(report, City.liaison(city.transport), command);
  }

  private Report does(Report report, Officer officer, Command command) {
    return done(report, command, City.actor(officer));
  }

  private Report says(Report report, Command command) {
    return done(report, command, new Actor.Reporter());
  }

  private Report done(Report report, Command command, Actor actor) {
    assertThat(reports.command(report.id(), command, actor)).isInstanceOf(Outcome.Done.class);
    return reports.find(report.id()).orElseThrow();
  }

  private static Officer approver(AgencyId office) {
    return new Officer(
        3000 + office.value(), "a" + office.value(), "Atasan", office.value(), Role.APPROVER);
  }

  private static RequestPostProcessor signedIn(Officer officer) {
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }
}
