package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import id.lapor.agency.Agencies;
import id.lapor.people.Accounts;
import id.lapor.people.Member;
import id.lapor.people.Reporters;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;

/**
 * Every page of the house, for every kind of visitor: it runs nothing that stands in it, and a
 * citizen can leave it at once.
 */
@ApplicationTest
class PagesIntegrationTests {

  /** What everyone sees alike, and where officers come in: there is nothing to run from. */
  private static final Set<String> WITHOUT_EXIT =
      Set.of(
          "GET /",
          "GET /luring",
          "GET /laporan",
          "GET /laporan/{reference}",
          "GET /instansi",
          "GET /instansi/{code}",
          "GET /surat/{code:[0-9A-Fa-f]+}",
          "GET /jejak",
          "GET /teguran-terbit",
          "GET /masuk",
          "GET /masuk/kunci",
          "GET /undangan");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data: blob:; manifest-src 'self'; worker-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; report-uri /kebijakan";

  @Autowired MockMvc web;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;

  private static @Nullable Visits visits;

  @BeforeEach
  void live() {
    if (visits == null) {
      City city = new City(reports, reporters, agencies, accounts);
      city.build();
      visits = new Visits(web, city);
    }
  }

  /** Who looks, and what came. */
  private record Seen(Doors.Row row, boolean citizen, MockHttpServletResponse answer) {

    boolean whole() throws Exception {
      return String.valueOf(answer.getContentType()).startsWith("text/html")
          && answer.getContentAsString(StandardCharsets.UTF_8).contains("<html");
    }
  }

  private static Visits visits() {
    if (visits == null) {
      throw new IllegalStateException("Nothing is built");
    }
    return visits;
  }

  private List<Seen> everything() throws Exception {
    List<Seen> all = new ArrayList<>();
    for (Doors.Row row : Doors.rows()) {
      if (!row.door().startsWith("GET ")) {
        continue;
      }
      for (Visibility visibility : Visibility.values()) {
        City.Case about = visits().one(visibility, Stage.ANSWERED);
        String path = row.path(about.reference());
        all.add(new Seen(row, true, visits().own(about, get(path)).andReturn().getResponse()));
      }
      String path = row.path(visits().one(Visibility.OPEN, Stage.ANSWERED).reference());
      all.add(new Seen(row, true, web.perform(get(path)).andReturn().getResponse()));
      all.add(
          new Seen(
              row,
              true,
              web.perform(
                      get(path)
                          .with(
                              authentication(
                                  UsernamePasswordAuthenticationToken.authenticated(
                                      new Member(1), null, List.of()))))
                  .andReturn()
                  .getResponse()));
      for (String who : officers(row)) {
        all.add(new Seen(row, false, visits().as(who, get(path)).andReturn().getResponse()));
      }
    }
    return all;
  }

  /** Those it is for; one of them all where it is for everybody. */
  private static List<String> officers(Doors.Row row) {
    return row.everyone()
        ? List.of("supervisor")
        : visits().city().officers().entrySet().stream()
            .filter(e -> row.roles().contains(e.getValue().role()))
            .map(Map.Entry::getKey)
            .toList();
  }

  @Test
  void runNothingThatStandsInThemAndLetCitizensLeave() throws Exception {
    Set<String> looked = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (Seen seen : everything()) {
      headers(seen, wrong);
      if (seen.whole()) {
        if (seen.answer().getStatus() == 200) {
          looked.add(seen.row().door());
        }
        Document page = Jsoup.parse(seen.answer().getContentAsString(StandardCharsets.UTF_8));
        inline(seen, page, wrong);
        exit(seen, page, wrong);
      }
    }
    assertThat(new TreeSet<>(wrong)).isEmpty();
    assertThat(looked).as("pages").hasSizeGreaterThan(50);
  }

  private static void headers(Seen seen, List<String> wrong) {
    MockHttpServletResponse answer = seen.answer();
    boolean file = String.valueOf(answer.getHeader("Content-Security-Policy")).contains("sandbox");
    if (!file && !POLICY.equals(answer.getHeader("Content-Security-Policy"))) {
      wrong.add(seen.row().door() + " has another policy");
    }
    if (!"no-referrer".equals(answer.getHeader("Referrer-Policy"))) {
      wrong.add(seen.row().door() + " tells where one comes from");
    }
    if (!"nosniff".equals(answer.getHeader("X-Content-Type-Options"))) {
      wrong.add(seen.row().door() + " lets browsers guess");
    }
  }

  private static void inline(Seen seen, Document page, List<String> wrong) {
    for (Element element : page.getAllElements()) {
      boolean script = element.nameIs("script") && !element.hasAttr("src");
      if (script || element.nameIs("style")) {
        wrong.add(seen.row().door() + " has a <" + element.normalName() + "> in it");
      }
      for (Attribute attribute : element.attributes()) {
        String name = attribute.getKey();
        boolean acts = name.startsWith("on") || name.equals("style") || name.equals("srcdoc");
        if (acts || attribute.getValue().strip().startsWith("javascript:")) {
          wrong.add(seen.row().door() + " has " + attribute + " in it");
        }
      }
    }
  }

  private static void exit(Seen seen, Document page, List<String> wrong) {
    boolean has = !page.select("a[data-exit][href=/keluar-cepat]").isEmpty();
    boolean open = WITHOUT_EXIT.contains(seen.row().door()) && seen.answer().getStatus() == 200;
    if (has != (seen.citizen() && !open)) {
      wrong.add(
          seen.row().door()
              + (has ? " leads away " : " holds back ")
              + (seen.citizen() ? "a citizen" : "an officer"));
    }
  }
}
