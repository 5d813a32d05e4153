package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.audit.Checkpoints;
import id.lapor.audit.Sequencer;
import id.lapor.notification.Postman;
import id.lapor.people.Accounts;
import id.lapor.people.Member;
import id.lapor.people.Officer;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Every door of the running application, for every kind of visitor, with a report of every stage
 * and visibility behind it. What a visitor may see of a report is said here a second time, apart
 * from the code that decides it.
 */
@ApplicationTest
@ExtendWith(OutputCaptureExtension.class)
class VisibilityIntegrationTests {

  private static final String NOBODY = "nobody";
  private static final String REPORTER = "reporter";
  private static final String OTHER_REPORTER = "other-reporter";
  private static final String MEMBER = "reporter-with-an-account";
  private static final Set<String> OVERSEERS = Set.of("supervisor", "national");
  private static final Set<City.Field> IDENTITY =
      EnumSet.of(City.Field.NAME, City.Field.PHONE, City.Field.EMAIL, City.Field.SECRET);

  @Autowired MockMvc web;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired Sequencer sequencer;
  @Autowired Checkpoints checkpoints;
  @Autowired Postman postman;
  @Autowired JdbcTemplate jdbc;

  private static @Nullable City city;

  /** Who asks, and for which report. */
  private record Visit(String who, City.@Nullable Case about) {}

  @BeforeEach
  void live() throws Exception {
    if (city == null) {
      City built = new City(reports, reporters, agencies, accounts);
      built.build();
      sequencer.placeAll();
      checkpoints.publish();
      city = built;
      takeIn();
    }
  }

  /** Every second report is taken into the account. */
  private void takeIn() throws Exception {
    for (City.Case c : city().cases()) {
      if (kept(c)) {
        web.perform(
                post("/saya/laporan")
                    .with(csrf())
                    .with(signedIn())
                    .with(from("198.51.100." + c.number()))
                    .param("nomor", c.reference())
                    .param("secret", c.secret().shown()))
            .andExpect(redirectedUrl("/saya"));
      }
    }
  }

  private static boolean kept(City.@Nullable Case c) {
    return c != null && c.number() % 2 == 0;
  }

  private static RequestPostProcessor signedIn() {
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(new Member(1), null, List.of()));
  }

  private static RequestPostProcessor from(String address) {
    return request -> {
      request.setRemoteAddr(address);
      return request;
    };
  }

  private static boolean may(Doors.Row row, String who) {
    @Nullable Officer officer = officer(who);
    return officer == null
        ? row.members() && who.equals(MEMBER)
        : row.roles().contains(officer.role());
  }

  @Test
  void showsNobodyWhatIsNotForThem(CapturedOutput log) throws Exception {
    List<String> leaks = new ArrayList<>();
    for (Doors.Row row : Doors.rows()) {
      if (!row.door().startsWith("GET")) {
        continue;
      }
      for (String who : visitors()) {
        for (City.@Nullable Case about : behind(row)) {
          look(row, who, about, leaks);
        }
      }
    }
    assertThat(leaks).isEmpty();
    assertQuiet(log);
  }

  @Test
  void doesNothingForWhoMayNot(CapturedOutput log) throws Exception {
    List<String> leaks = new ArrayList<>();
    String before = everything();
    for (Doors.Row row : Doors.rows()) {
      if (row.door().startsWith("GET") || row.everyone()) {
        continue;
      }
      for (String who : visitors()) {
        boolean may = may(row, who);
        boolean foreign = who.startsWith("foreign") && row.door().contains("{reference}");
        if (may && !foreign) {
          continue;
        }
        for (City.@Nullable Case about : behind(row)) {
          if (may && (row.members() || concerns(who, about))) {
            continue;
          }
          MockHttpServletResponse answer = answer(row, who, about);
          if (answer.getStatus() != 404) {
            leaks.add(row.door() + " answers " + answer.getStatus() + " to " + who);
          }
          scan(row, new Visit(who, about), answer, leaks);
        }
      }
    }
    assertThat(leaks).isEmpty();
    assertThat(everything()).isEqualTo(before);
    assertQuiet(log);
  }

  /** A secret report, a report that is not there and a wrong secret look the same. */
  @Test
  void doesNotTellThatASecretReportExists() throws Exception {
    for (Doors.Row row : Doors.rows()) {
      if (!row.everyone() || !row.door().startsWith("GET") || !row.door().contains("{reference}")) {
        continue;
      }
      String unknown = page(row, "ZZZZ-ZZZZ-Z");
      for (City.Case c : city().cases()) {
        if (city().report(c).matter().visibility() == Visibility.SECRET) {
          assertThat(page(row, c.reference())).as(row.door()).isEqualTo(unknown);
        }
      }
    }
  }

  /** What is sent and what lies in the database names nobody; shown names are public by choice. */
  @Test
  void keepsIdentitiesOutOfMessagesAndTables() {
    postman.deliver();
    List<String> leaks = new ArrayList<>();
    for (String table :
        jdbc.queryForList(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'", String.class)) {
      String rows =
          jdbc.queryForObject(
              "SELECT string_agg(t::text, ' ') FROM \"" + table + "\" t", String.class);
      for (City.Found found : city().found(rows == null ? "" : rows)) {
        boolean shown = table.equals("publication_report") && named(found.about());
        if (IDENTITY.contains(found.field()) && !(shown && found.field() == City.Field.NAME)) {
          leaks.add(table + " has " + named(found.about(), found.field()));
        }
      }
    }
    for (City.Found found :
        city()
            .found(
                jdbc.queryForList("SELECT subject, body FROM notification_message").toString())) {
      if (found.field() != City.Field.REFERENCE) {
        leaks.add("messages tell " + named(found.about(), found.field()));
      }
    }
    assertThat(leaks).isEmpty();
  }

  private void look(Doors.Row row, String who, City.@Nullable Case about, List<String> leaks)
      throws Exception {
    MockHttpServletResponse answer = answer(row, who, about);
    if (!row.everyone()
        && !may(row, who)
        && answer.getStatus() != 404
        && answer.getStatus() != 302) {
      leaks.add(row.door() + " answers " + answer.getStatus() + " to " + who);
    }
    if (answer.getStatus() >= 500) {
      leaks.add(row.door() + " fails with " + answer.getStatus() + " for " + who);
    }
    scan(row, new Visit(who, about), answer, leaks);
  }

  /** Looks for every canary of every report in one answer, headers included. */
  private void scan(Doors.Row row, Visit visit, MockHttpServletResponse answer, List<String> leaks)
      throws IOException {
    String all =
        answer.getContentAsString(StandardCharsets.UTF_8)
            + answer.getHeaderNames().stream().map(n -> n + answer.getHeaders(n)).toList();
    for (City.Found found : city().found(all)) {
      City.Case c = found.about();
      boolean typed = found.field() == City.Field.REFERENCE && c.equals(visit.about());
      if (!typed && !maySee(row, visit, found.field(), c)) {
        leaks.add(row.door() + " shows " + visit.who() + " " + named(c, found.field()));
      }
    }
  }

  private static boolean concerns(String who, City.@Nullable Case about) {
    @Nullable Officer officer = officer(who);
    return officer != null
        && about != null
        && city().report(about).course().concerns(new AgencyId(officer.agencyId()));
  }

  private static String named(City.Case c, City.Field field) {
    Report r = city().report(c);
    return c.number() + " (" + r.matter().visibility() + ", " + r.stage() + ", " + field + ")";
  }

  /** DOMAIN section 5, for pages that are only looked at. */
  private static boolean maySee(Doors.Row row, Visit visit, City.Field field, City.Case c) {
    Report report = city().report(c);
    boolean open = report.matter().visibility() == Visibility.OPEN;
    boolean shown = City.shownToAll(report.matter());
    @Nullable Officer officer = officer(visit.who());
    boolean concerned =
        officer != null
            && officer.role() != Role.ADMINISTRATOR
            && report.course().concerns(new AgencyId(officer.agencyId()));
    boolean oversees = OVERSEERS.contains(visit.who());
    boolean own =
        (visit.who().equals(REPORTER) && c.equals(visit.about()))
            || (visit.who().equals(MEMBER) && kept(c));
    boolean mergedInto =
        (visit.who().equals(REPORTER) || (visit.who().equals(MEMBER) && kept(visit.about())))
            && visit.about() != null
            && c.id().equals(city().report(visit.about()).course().mergedInto());
    boolean circle =
        switch (field) {
          case NAME -> named(c);
          case PHONE, EMAIL, SECRET -> false;
          case TEXT, REPLY -> own || concerned || oversees;
          case ADDRESS -> own || concerned || oversees || (shown && open);
          case NOTE -> concerned;
          case REFERENCE -> shown || own || mergedInto || concerned || oversees;
        };
    return circle && (field == City.Field.REFERENCE || row.fields().contains(field));
  }

  /** The reporter of an open report chose to show the name, and the report is public. */
  private static boolean named(City.Case c) {
    Report report = city().report(c);
    return report.matter().nameShown() && City.shownToAll(report.matter());
  }

  private MockHttpServletResponse answer(Doors.Row row, String who, City.@Nullable Case about)
      throws Exception {
    String[] door = row.door().split(" ");
    HttpMethod method = door[0].equals("*") ? HttpMethod.GET : HttpMethod.valueOf(door[0]);
    MockHttpServletRequestBuilder request =
        request(method, path(door[1], about == null ? "ZZZZ-ZZZZ-Z" : about.reference()));
    if (method != HttpMethod.GET) {
      request.with(csrf()).param("text", "Alasan yang cukup panjang");
    }
    @Nullable Officer officer = officer(who);
    if (officer != null) {
      request.with(
          authentication(
              UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())));
    }
    if (who.equals(MEMBER)) {
      request.with(signedIn());
    }
    if (who.equals(REPORTER) || who.equals(OTHER_REPORTER)) {
      List<City.Case> cases = city().cases();
      for (City.Case c : cases) {
        boolean hers = about == null || (who.equals(REPORTER) == c.equals(about));
        if (hers) {
          String name = "buka-" + c.reference().replace("-", "");
          request.cookie(new Cookie(name, c.secret().shown()));
        }
      }
    }
    return web.perform(request).andReturn().getResponse();
  }

  private String page(Doors.Row row, String reference) throws Exception {
    String door = row.door().split(" ")[1];
    MockHttpServletResponse answer =
        web.perform(request(HttpMethod.GET, path(door, reference))).andReturn().getResponse();
    return answer.getStatus()
        + answer
            .getContentAsString(StandardCharsets.UTF_8)
            .replace(reference, "NUMBER")
            .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
  }

  /** Fills the variables of an address: the first choice of a pattern, else something likely. */
  private static String path(String pattern, String reference) {
    return pattern
        .replace("{reference}", reference)
        .replaceAll("\\{(day|from|to):(?:[^{}]|\\{[^{}]*})*}", "2026-01-05")
        .replaceAll("\\{\\w+:\\\\d\\+}", "1")
        .replaceAll("\\{code:(?:[^{}]|\\{[^{}]*})*}", "AB12")
        .replaceAll("\\{\\w+:([a-zA-Z\\-]+)(?:\\|[^}]*)?}", "$1")
        .replace("{act}", "catat")
        .replace("{code}", "DISHUB")
        .replaceAll("\\{\\w+}", "1");
  }

  private List<City.@Nullable Case> behind(Doors.Row row) {
    List<City.@Nullable Case> cases = new ArrayList<>();
    if (row.door().contains("{reference}")) {
      cases.addAll(city().cases());
    } else {
      cases.add(null);
    }
    return cases;
  }

  private static List<String> visitors() {
    return Stream.concat(
            Stream.of(NOBODY, REPORTER, OTHER_REPORTER, MEMBER),
            city().officers().keySet().stream())
        .toList();
  }

  private static @Nullable Officer officer(String who) {
    return city().officers().get(who);
  }

  private static City city() {
    if (city == null) {
      throw new IllegalStateException("Nothing is built");
    }
    return city;
  }

  /** What may not change by what may not be done. */
  private String everything() {
    return jdbc.queryForList(
            """
            SELECT (SELECT count(*) FROM report_event), (SELECT count(*) FROM people_look),
              (SELECT string_agg(a::text, ',' ORDER BY id) FROM people_account a),
              (SELECT count(*) FROM people_reveal), (SELECT count(*) FROM people_invitation),
              (SELECT string_agg(c.version::text, ',' ORDER BY id) FROM report_case c)
            """)
        .toString();
  }

  private static void assertQuiet(CapturedOutput log) {
    assertThat(city().found(log.getAll() + ThreadWatch.dump())).isEmpty();
  }
}
