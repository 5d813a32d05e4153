package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import id.lapor.agency.Agencies;
import id.lapor.audit.Checkpoints;
import id.lapor.audit.Sequencer;
import id.lapor.evidence.EvidenceBox;
import id.lapor.notification.Postman;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import id.lapor.visibility.Visitors.Visit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/**
 * Every door of the running application, for every kind of visitor, with a report of every stage
 * and visibility behind it.
 */
@ApplicationTest
@ExtendWith(OutputCaptureExtension.class)
class VisibilityIntegrationTests {

  private static final Path SOURCES = Path.of("src/test/java/id/lapor");

  @Autowired MockMvc web;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired EvidenceBox box;
  @Autowired Sequencer sequencer;
  @Autowired Checkpoints checkpoints;
  @Autowired Postman postman;
  @Autowired JdbcTemplate jdbc;

  private static @Nullable City city;

  @BeforeEach
  void live() throws Exception {
    if (city == null) {
      City built = new City(reports, reporters, agencies, accounts, box);
      built.build();
      sequencer.placeAll();
      checkpoints.publish();
      city = built;
      visitors().takeIn();
      visitors().letIn(accounts);
    }
  }

  @Test
  void showsNobodyWhatIsNotForThem(CapturedOutput log) throws Exception {
    List<String> leaks = new ArrayList<>();
    Set<String> shut = new TreeSet<>();
    for (Doors.Row row : Doors.rows()) {
      if (!row.door().startsWith("GET")) {
        continue;
      }
      if (row.door().contains("{reference}")) {
        ThreadWatch.lookWithin();
      }
      boolean opened = false;
      for (String who : visitors().all()) {
        for (City.@Nullable Case about : visitors().behind(row, who)) {
          opened |= look(row, who, about, leaks);
        }
      }
      if (!opened) {
        shut.add(row.door());
      }
    }
    assertThat(leaks).isEmpty();
    assertThat(shut).as("shut to everybody here").isEqualTo(shutHere());
    assertQuiet(log);
  }

  /** Doors behind which nothing lies in this city, each with the test that opens it. */
  private static Set<String> shutHere() throws IOException {
    Set<String> doors = new TreeSet<>();
    for (String line :
        new ClassPathResource("visibility/shut.txt")
            .getContentAsString(StandardCharsets.UTF_8)
            .lines()
            .filter(l -> !l.startsWith("#"))
            .toList()) {
      String[] parts = line.split(" ;; ");
      assertThat(SOURCES.resolve(parts[1] + ".java")).exists();
      doors.add(parts[0]);
    }
    return doors;
  }

  @Test
  void doesNothingForWhoMayNot(CapturedOutput log) throws Exception {
    List<String> leaks = new ArrayList<>();
    Map<String, String> before = new Traces(jdbc).left();
    for (Doors.Row row : Doors.rows()) {
      if (row.door().startsWith("GET") || row.everyone()) {
        continue;
      }
      for (String who : visitors().all()) {
        boolean may = sight().may(row, who);
        boolean foreign = who.startsWith("foreign") && row.door().contains("{reference}");
        if (may && !foreign) {
          continue;
        }
        for (City.@Nullable Case about : visitors().behind(row, who)) {
          if (may && (row.members() || sight().concerns(who, about))) {
            continue;
          }
          MockHttpServletResponse answer = visitors().answer(row, new Visit(who, about));
          boolean led = who.equals(Visitors.IDLE) && Sight.administers(row) && !row.topmost();
          if (answer.getStatus() != (led ? 302 : 404)) {
            leaks.add(row.door() + " answers " + answer.getStatus() + " to " + who);
          }
          sight().scan(row, new Visit(who, about), answer, leaks);
        }
      }
    }
    assertThat(leaks).isEmpty();
    assertThat(new Traces(jdbc).left()).isEqualTo(before);
    assertQuiet(log);
  }

  /** At doors that are open to all, each report is its reporter's alone. */
  @Test
  void doesNothingForWhoseReportItIsNot(CapturedOutput log) throws Exception {
    Map<String, String> before = new Traces(jdbc).left();
    assertThat(new Strangers(visitors(), sight()).send(Doors.rows())).isEmpty();
    assertThat(new Traces(jdbc).left()).isEqualTo(before);
    assertQuiet(log);
  }

  @Test
  void hasSomebodyInEveryRole() {
    assertThat(city().officers().values().stream().map(Officer::role)).contains(Role.values());
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
        boolean shown = table.equals("publication_report") && sight().named(found.about());
        if (City.Field.IDENTITY.contains(found.field())
            && !(shown && found.field() == City.Field.NAME)) {
          leaks.add(table + " has " + sight().told(found.about(), found.field()));
        }
      }
    }
    sight().told(jdbc, 0).forEach(found -> leaks.add("messages tell " + found));
    assertThat(leaks).isEmpty();
  }

  /** Whether something was shown, or somebody led on. */
  private boolean look(Doors.Row row, String who, City.@Nullable Case about, List<String> leaks)
      throws Exception {
    MockHttpServletResponse answer = visitors().answer(row, new Visit(who, about));
    if (!row.everyone()
        && !sight().may(row, who)
        && answer.getStatus() != 404
        && answer.getStatus() != 302) {
      leaks.add(row.door() + " answers " + answer.getStatus() + " to " + who);
    }
    if (answer.getStatus() >= 500) {
      leaks.add(row.door() + " fails with " + answer.getStatus() + " for " + who);
    }
    sight().scan(row, new Visit(who, about), answer, leaks);
    String on = answer.getRedirectedUrl();
    return on == null ? answer.getStatus() == 200 : !on.contains("masuk");
  }

  private String page(Doors.Row row, String reference) throws Exception {
    MockHttpServletResponse answer =
        web.perform(request(HttpMethod.GET, row.path(reference))).andReturn().getResponse();
    return answer.getStatus()
        + answer
            .getContentAsString(StandardCharsets.UTF_8)
            .replace(reference, "NUMBER")
            .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
  }

  private Visitors visitors() {
    return new Visitors(web, city());
  }

  private Sight sight() {
    return new Sight(city());
  }

  private static City city() {
    if (city == null) {
      throw new IllegalStateException("Nothing is built");
    }
    return city;
  }

  private static void assertQuiet(CapturedOutput log) {
    assertThat(city().found(log.getAll() + ThreadWatch.dump())).isEmpty();
  }
}
