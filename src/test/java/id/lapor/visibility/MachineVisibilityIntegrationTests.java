package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.agency.Agencies;
import id.lapor.evidence.EvidenceBox;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Reporters;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/**
 * Every list and feed for machines, with a report of every stage and visibility behind it: what is
 * public is there, and nothing else, with the best key there is.
 */
@ApplicationTest
class MachineVisibilityIntegrationTests {

  private static final Pattern KEY = Pattern.compile("id=\"key\">([0-9a-f]{64})<");
  private static final List<String> DESKS = List.of("KOMINFO", "KOMINFO-DUA", "PANRB");

  @Autowired MockMvc web;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired EvidenceBox box;

  private City city;
  private String key = "";

  @BeforeEach
  void live() throws Exception {
    city = new City(reports, reporters, agencies, accounts, box);
    city.build();
    key = key();
  }

  private String key() throws Exception {
    Officer admin = Objects.requireNonNull(city.officers().get("administrator"));
    String page =
        web.perform(
                post("/sistem-luar")
                    .with(
                        authentication(
                            UsernamePasswordAuthenticationToken.authenticated(
                                admin, null, List.of())))
                    .with(csrf())
                    .param("nama", "Sistem")
                    .param("meja", "" + agencies.find("KOMINFO").orElseThrow().id().value())
                    .param("lingkup", "FILE", "OWN", "REPLY", "EVENTS")
                    .param("batas", "10000"))
            .andReturn()
            .getResponse()
            .getContentAsString();
    Matcher found = KEY.matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void showsWhatIsPublicAndNothingElse() throws Exception {
    StringBuilder lists = new StringBuilder();
    List<String> leaks = new ArrayList<>();
    for (var door : doors().entrySet()) {
      var answer =
          web.perform(door.getValue().header("Authorization", "Bearer " + key))
              .andReturn()
              .getResponse();
      String all = answer.getContentAsString(StandardCharsets.UTF_8);
      assertThat(answer.getStatus()).as(door.getKey() + all).isIn(200, 404);
      for (City.Found found : city.found(all)) {
        if (!maySee(found)) {
          leaks.add(door.getKey() + " shows " + found.field() + " of " + about(found.about()));
        }
      }
      lists.append(door.getKey().contains(" list") ? all : "");
    }
    assertThat(leaks).isEmpty();
    assertThat(
            city.found(lists.toString()).stream()
                .filter(f -> f.field() == City.Field.REFERENCE)
                .map(f -> f.about().reference())
                .collect(Collectors.toSet()))
        .isEqualTo(
            city.cases().stream()
                .filter(c -> City.shownToAll(city.report(c).matter()))
                .map(City.Case::reference)
                .collect(Collectors.toSet()))
        .isNotEmpty();
  }

  private String about(City.Case c) {
    Report r = city.report(c);
    return c.number() + " (" + r.matter().visibility() + ", " + r.stage() + ")";
  }

  private boolean maySee(City.Found found) {
    var matter = city.report(found.about()).matter();
    return switch (found.field()) {
      case REFERENCE -> City.shownToAll(matter);
      case ADDRESS -> City.shownToAll(matter) && matter.visibility() == Visibility.OPEN;
      case POINT -> City.shownToAll(matter) && matter.visibility() == Visibility.OPEN;
      case ANSWER -> City.shownToAll(matter);
      case NAME, PHONE, EMAIL, NIK, X, TEXT, FILE, NOTE, REPLY, QUESTION, REASON, SECRET -> false;
    };
  }

  private Map<String, MockHttpServletRequestBuilder> doors() {
    Map<String, MockHttpServletRequestBuilder> doors = new LinkedHashMap<>();
    String ids = city.cases().stream().map(City.Case::reference).collect(Collectors.joining(","));
    for (String desk : DESKS) {
      for (String format : List.of("json", "xml")) {
        String base = "/open311/v2/requests." + format;
        doors.put(base + desk + " list", get(base).param("jurisdiction_id", desk));
        doors.put(
            base + desk + " changes",
            get(base)
                .param("jurisdiction_id", desk)
                .param("updated_after", "2020-01-01T00:00:00Z"));
      }
      doors.put("/api/v1/reports " + desk, get("/api/v1/reports").param("jurisdiction", desk));
    }
    doors.put("named", get("/open311/v2/requests.json").param("service_request_id", ids));
    for (String format : List.of("json", "xml")) {
      String updates = "/open311/v2/servicerequestupdates." + format;
      doors.put(updates, get(updates).param("api_key", key));
    }
    doors.put("events", get("/api/v1/events").param("limit", "500"));
    for (City.Case c : city.cases()) {
      for (String path :
          List.of(
              "/open311/v2/requests/%s.json",
              "/open311/v2/requests/%s.xml",
              "/open311/v2/tokens/%s.json",
              "/api/v1/reports/%s",
              "/api/v1/own-reports/%s")) {
        String address = path.formatted(c.reference());
        doors.put(address, get(address));
      }
    }
    return doors;
  }
}
