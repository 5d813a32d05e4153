package id.lapor.visibility;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import id.lapor.people.Member;
import id.lapor.people.Officer;
import jakarta.servlet.http.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Everybody who comes to the doors of a city, and how they knock. */
record Visitors(MockMvc web, City city) {

  static final String NOBODY = "nobody";
  static final String REPORTER = "reporter";
  static final String OTHER_REPORTER = "other-reporter";
  static final String MEMBER = "reporter-with-an-account";

  /** Who asks, and for which report. */
  record Visit(String who, City.@Nullable Case about) {}

  List<String> all() {
    return Stream.concat(
            Stream.of(NOBODY, REPORTER, OTHER_REPORTER, MEMBER), city.officers().keySet().stream())
        .toList();
  }

  @Nullable Officer officer(String who) {
    return city.officers().get(who);
  }

  /** Whether a report is in the account: every second one is. */
  static boolean kept(City.@Nullable Case c) {
    return c != null && c.number() % 2 == 0;
  }

  /** Takes every second report into the account. */
  void takeIn() throws Exception {
    for (City.Case c : city.cases()) {
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

  /** The reports a door is tried with; one try without any where its address names none. */
  List<City.@Nullable Case> behind(Doors.Row row) {
    List<City.@Nullable Case> cases = new ArrayList<>();
    if (row.door().contains("{reference}")) {
      cases.addAll(city.cases());
    } else {
      cases.add(null);
    }
    return cases;
  }

  MockHttpServletResponse answer(Doors.Row row, Visit visit) throws Exception {
    String[] door = row.door().split(" ");
    HttpMethod method = door[0].equals("*") ? HttpMethod.GET : HttpMethod.valueOf(door[0]);
    City.@Nullable Case about = visit.about();
    MockHttpServletRequestBuilder request =
        request(method, row.path(about == null ? "ZZZZ-ZZZZ-Z" : about.reference()));
    if (method != HttpMethod.GET) {
      request.with(csrf()).param("text", "Alasan yang cukup panjang");
    }
    return answer(request, visit);
  }

  MockHttpServletResponse answer(MockHttpServletRequestBuilder request, Visit visit)
      throws Exception {
    @Nullable Officer officer = officer(visit.who());
    if (officer != null) {
      request.with(
          authentication(
              UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())));
    }
    if (visit.who().equals(MEMBER)) {
      request.with(signedIn());
    }
    if (visit.who().equals(REPORTER) || visit.who().equals(OTHER_REPORTER)) {
      for (City.Case c : city.cases()) {
        boolean hers =
            visit.about() == null || (visit.who().equals(REPORTER) == c.equals(visit.about()));
        if (hers) {
          String name = "buka-" + c.reference().replace("-", "");
          request.cookie(new Cookie(name, c.secret().shown()));
        }
      }
    }
    return web.perform(request).andReturn().getResponse();
  }
}
