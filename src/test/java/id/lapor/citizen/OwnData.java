package id.lapor.citizen;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import id.lapor.agency.Agencies;
import id.lapor.audit.Verifier;
import id.lapor.notification.Notifications;
import id.lapor.notification.Notified;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.DataRequests;
import id.lapor.people.Look;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A reporter before the page about their own data, and who decides on it; for tests. */
abstract class OwnData {

  static final String WHY = "Pelapor datang sendiri membawa KTP";

  @Autowired MockMvc web;
  @Autowired Reporters reporters;
  @Autowired DataRequests requests;
  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired Notifications notifications;
  @Autowired Verifier verifier;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  @BeforeEach
  void anotherDay() {
    clock.advance(Duration.ofDays(1));
  }

  /** A report, its reporter, and the browser that holds its secret. */
  record Own(Report report, ReporterId reporter, Cookie cookie) {
    String data() {
      return "/l/" + report.reference() + "/data";
    }
  }

  Own proven() throws Exception {
    return own(true);
  }

  Own own(boolean proven) throws Exception {
    City city = new City(agencies, reports);
    ReporterId reporter =
        reporters.keep(
            new Contact(
                "Siti", "+62812" + (clock.instant().getEpochSecond() / 60) % 100_000_000L, null));
    if (proven) {
      reporters.prove(reporter, true);
    }
    Report report = city.filed("Lampu jalan mati sejak minggu lalu.", reporter);
    Cookie cookie =
        Arrays.stream(
                web.perform(
                        post("/cek")
                            .with(csrf())
                            .param("nomor", report.reference().toString())
                            .param("secret", AccessSecret.of(new byte[16]).shown()))
                    .andReturn()
                    .getResponse()
                    .getCookies())
            .filter(c -> c.getName().startsWith("buka-"))
            .findFirst()
            .orElseThrow();
    return new Own(report, reporter, cookie);
  }

  ResultActions sends(Own own, String act, String... params) throws Exception {
    MockHttpServletRequestBuilder form = post(own.data() + act).cookie(own.cookie()).with(csrf());
    for (int i = 0; i < params.length; i += 2) {
      form.param(params[i], params[i + 1]);
    }
    return web.perform(form);
  }

  ResultActions see(Own own) throws Exception {
    return web.perform(get(own.data()).cookie(own.cookie()));
  }

  /** Asks for a code and reads it out of the message. */
  String code(Own own, @Nullable String side) throws Exception {
    String act = side == null ? "/kode/ponsel" : "/betulkan/" + side + "/ponsel/kode";
    sends(own, act).andExpect(redirectedUrl(own.data()));
    return Notified.code(notifications);
  }

  long count(String sql) {
    return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class));
  }

  Contact look(Own own) {
    return reporters.look(own.reporter(), Look.of(Look.Purpose.OWN, "")).orElseThrow();
  }

  @Nullable String phone(Own own) {
    return look(own).phone();
  }

  Officer admin() {
    new City(agencies, reports);
    return accounts.open(
        "dpo-" + clock.instant().getEpochSecond(),
        "Dewi",
        "kata-sandi-panjang",
        agencies.nationalAdmin().id().value(),
        Role.ADMINISTRATOR);
  }

  void decide(Officer admin, long id, String act) throws Exception {
    as(admin, post("/data-pribadi/" + id + "/" + act).param("text", WHY).with(csrf()))
        .andExpect(redirectedUrl("/data-pribadi"));
  }

  ResultActions as(Officer officer, MockHttpServletRequestBuilder request) throws Exception {
    return web.perform(
        request.with(
            authentication(
                UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()))));
  }
}
