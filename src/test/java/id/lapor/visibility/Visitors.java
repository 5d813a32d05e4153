package id.lapor.visibility;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import id.lapor.people.Accounts;
import id.lapor.people.Member;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import jakarta.servlet.http.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

  /** An administrator somebody made a new link for, and nobody agreed to yet. */
  static final String IDLE = "waiting-administrator";

  /** In this office somebody stands in for the liaison officer. */
  private static final String DEPUTY = "deputy";

  private static final Pattern STANDS_IN = Pattern.compile("/akun/pengganti/(\\d+)/bertindak");

  /** Where what is behind a door is not for somebody, one report in so many is tried. */
  private static final int FEW = 12;

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

  /**
   * Whether a report is in the account: every second one is, unless an officer has seen its secret,
   * which then proves nothing.
   */
  static boolean kept(City.@Nullable Case c) {
    return c != null && c.number() % 2 == 0 && c.state() != City.State.SEEN;
  }

  /** Lets in also who stands in for somebody, and who waits. */
  void letIn(Accounts accounts) throws Exception {
    Officer holder = Objects.requireNonNull(officer("liaison"));
    Officer own =
        accounts.open(
            "second-approver",
            "second-approver",
            "kata-sandi-panjang",
            holder.agencyId(),
            Role.APPROVER);
    city.officers().put(DEPUTY, own);
    answer(
        post("/akun/pengganti")
            .with(csrf())
            .param("petugas", "" + own.accountId())
            .param("dari", "2026-01-01")
            .param("sampai", "2026-03-31"),
        new Visit("liaison", null));
    Matcher taken =
        STANDS_IN.matcher(answer(get("/akun"), new Visit(DEPUTY, null)).getContentAsString());
    if (!taken.find()) {
      throw new IllegalStateException("Nobody stands in for " + holder);
    }
    city.officers()
        .put(
            DEPUTY,
            new Officer(
                own.accountId(),
                own.login(),
                "second-approver (pengganti liaison)",
                holder.agencyId(),
                holder.role(),
                Long.parseLong(taken.group(1)),
                holder.accountId()));
    long desk = Objects.requireNonNull(officer("coordinator")).agencyId();
    Officer idle = accounts.open(IDLE, IDLE, "kata-sandi-panjang", desk, Role.ADMINISTRATOR);
    city.officers().put(IDLE, idle);
    answer(
        post("/petugas/" + idle.accountId() + "/undang").with(csrf()),
        new Visit("administrator", null));
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

  static RequestPostProcessor from(String address) {
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

  /**
   * The same for one visitor: all reports for whom the door is, and for nobody; of the others few,
   * at each door others, since what is decided for them hangs on no report.
   */
  List<City.@Nullable Case> behind(Doors.Row row, String who) {
    List<City.@Nullable Case> all = behind(row);
    boolean few =
        row.everyone()
            ? officer(who) != null || who.equals(OTHER_REPORTER)
            : !new Sight(city).may(row, who);
    int turn = (row.door() + who).hashCode() & Integer.MAX_VALUE;
    return few
        ? IntStream.range(0, all.size())
            .filter(i -> (i + turn) % Math.min(FEW, all.size()) == 0)
            .mapToObj(all::get)
            .toList()
        : all;
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
