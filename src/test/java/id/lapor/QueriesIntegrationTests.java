package id.lapor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Competence;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.platform.db.Statements;
import id.lapor.report.AccessSecret;
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
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A page asks the database as often for twenty reports as for three. */
@ApplicationTest
@Import(Statements.class)
class QueriesIntegrationTests {

  private static final AccessSecret SECRET =
      AccessSecret.of("secret-secret-secret".getBytes(StandardCharsets.UTF_8));
  private static final int FEW = 3;
  private static final int MANY = 18;

  /** More than this no page needs. */
  private static final int MOST = 12;

  /** Rules, calendars and the tree are looked at once a second, whatever page comes then. */
  private static final Predicate<String> ONCE_A_SECOND =
      Pattern.compile("FROM (deadline_(allowance|rung|rules)|agency_\\w+)\\b").asPredicate();

  @Autowired MockMvc web;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired Watch watch;
  @Autowired Reprimands reprimands;
  @Autowired SettableClock clock;

  private int filed;

  /** The people of a small city. */
  private record City(Officer rani, Officer joko, Officer sekar) {

    Actor.Officer acts(Officer officer) {
      return new Actor.Officer(
          officer.accountId(), officer.name(), new AgencyId(officer.agencyId()), officer.role());
    }
  }

  @Test
  void asksTheDatabaseAsOftenForManyAsForFew() throws Exception {
    City city = city();
    Report watched = live(city, FEW);
    askedFor(city, watched); // what a server learns at its first question it knows afterwards
    Map<String, List<String>> few = askedFor(city, watched);
    live(city, MANY - FEW);
    say(watched, city, MANY);
    Map<String, List<String>> many = askedFor(city, watched);
    few.forEach((page, sent) -> System.out.printf("%2d statements for %s%n", sent.size(), page));
    few.forEach((page, sent) -> {
      assertThat(many.get(page)).as(page).hasSameSizeAs(sent);
      assertThat(sent).as(page).hasSizeLessThanOrEqualTo(MOST);
    });
    assertThat(few.get("case at the desk")).as("counting counts").isNotEmpty();
  }

  private Map<String, List<String>> askedFor(City city, Report watched) throws Exception {
    String reference = watched.reference().toString();
    Map<String, MockHttpServletRequestBuilder> pages = new LinkedHashMap<>();
    pages.put("home", get("/"));
    pages.put("list", get("/laporan"));
    pages.put("search", get("/laporan").param("q", "lampu").param("tahap", "berjalan"));
    pages.put("report", get("/laporan/" + reference));
    pages.put("agencies", get("/instansi"));
    pages.put("agency", get("/instansi/DISHUB"));
    pages.put(
        "open311 requests",
        get("/open311/v2/requests.json").param("updated_after", "2020-01-01T00:00:00Z"));
    pages.put("api reports", get("/api/v1/reports"));
    pages.put("own page", get("/l/" + reference).cookie(own(watched)));
    pages.put("queue", as(city.rani(), get("/antrean")));
    pages.put("case at the desk", as(city.rani(), get("/kerja/" + reference)));
    pages.put("case at the agency", as(city.joko(), get("/kerja/" + reference)));
    pages.put("work due", as(city.joko(), get("/kerja")));
    pages.put("work answered", as(city.joko(), get("/kerja").param("lihat", "dijawab")));
    pages.put("letters", as(city.sekar(), get("/teguran")));
    pages.put(
        "letters to be issued",
        as(
            city.sekar(),
            get("/teguran/rancangan").queryParam("pilih", city.joko().agencyId() + "-1")));
    Map<String, List<String>> sent = new LinkedHashMap<>();
    for (var page : pages.entrySet()) {
      List<String> all =
          Statements.during(() -> web.perform(page.getValue()).andExpect(status().isOk()));
      sent.put(page.getKey(), all.stream().filter(s -> !ONCE_A_SECOND.test(s)).toList());
    }
    return sent;
  }

  private static Cookie own(Report report) {
    return new Cookie("buka-" + report.reference().code(), SECRET.shown());
  }

  private static MockHttpServletRequestBuilder as(
      Officer officer, MockHttpServletRequestBuilder request) {
    return request.with(
        authentication(
            UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())));
  }

  /** Some of each: at the desk, forwarded, answered, overdue with an issued letter; all nearby. */
  private Report live(City city, int count) {
    Report first = null;
    for (int i = 0; i < count; i++) {
      file();
      Report forwarded = file();
      forward(forwarded, city);
      Report answered = file();
      forward(answered, city);
      does(
          answered,
          new Command.Answer("Sudah diganti pada hari Selasa.", List.of(), "Malam"),
          city);
      first = first == null ? forwarded : first;
      clock.advance(Duration.ofDays(9));
      watch.catchUp();
      for (Reprimand.Draft draft :
          reprimands.drafts().stream().filter(Reprimand.Draft::ready).toList()) {
        assertThat(reprimands.issue(draft.due(), draft.seal(), city.acts(city.sekar())))
            .isPresent();
      }
    }
    return java.util.Objects.requireNonNull(first);
  }

  private Report file() {
    int n = filed++;
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            "lampu-jalan",
            Visibility.OPEN,
            true,
            Channel.WEB,
            "Lampu jalan mati di depan pasar, tiang " + n,
            null,
            new Place("64.74.01.1001", 0.13, 117.5, "Depan pasar"),
            reporters.keep(new Contact("Budi " + n, null, "budi" + n + "@contoh.example")));
    AgencyId desk = agencies.deskFor("64.74.01.1001").id();
    return reports.file(new Submission("key-" + n, SECRET, matter, desk, List.of())).report();
  }

  private void forward(Report report, City city) {
    Command forward =
        new Command.Forward(
            new AgencyId(city.joko().agencyId()),
            List.of(),
            Kind.COMPLAINT,
            false,
            "lampu-jalan",
            "Lampu jalan mati",
            "");
    done(report, forward, city.acts(city.rani()));
  }

  private void does(Report report, Command command, City city) {
    done(report, command, city.acts(city.joko()));
  }

  private void say(Report report, City city, int times) {
    for (int i = 0; i < times; i++) {
      done(report, new Command.Reply("Masih gelap", List.of()), new Actor.Reporter());
      does(report, new Command.Note("Cek stok"), city);
    }
  }

  private void done(Report report, Command command, Actor actor) {
    assertThat(reports.command(report.id(), command, actor)).isInstanceOf(Outcome.Done.class);
  }

  private City city() {
    AgencyId nation = agency("PANRB", Agency.Type.NATIONAL, null, null);
    AgencyId watchers = agency("KEMENDAGRI", Agency.Type.SUPERVISOR, nation, null);
    AgencyId town = agency("KOTA", Agency.Type.GOVERNMENT, nation, "64.74");
    AgencyId desk = agency("DISKOMINFO", Agency.Type.COORDINATOR, town, null);
    AgencyId roads = agency("DISHUB", Agency.Type.AGENCY, town, null);
    agencies.addCompetence(new Competence(roads, "lampu-jalan", 9));
    String hash = accounts.hash("kata-sandi-panjang");
    return new City(
        accounts.openHashed("rani", "Rani", hash, desk.value(), Role.COORDINATOR),
        accounts.openHashed("joko", "Joko", hash, roads.value(), Role.LIAISON),
        accounts.openHashed("sekar", "Sekar", hash, watchers.value(), Role.SUPERVISOR));
  }

  private AgencyId agency(
      String code, Agency.Type type, @Nullable AgencyId parent, @Nullable String region) {
    ZoneId zone = ZoneId.of("Asia/Makassar");
    return agencies.add(new Agencies.Draft(code, code, type, parent, zone, region, "Kepala"));
  }
}
