package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nimbusds.jose.JOSEException;
import id.lapor.platform.db.ApplicationTest;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/** Reporters another house vouches for, with an issuer on this machine. */
@ApplicationTest
class OidcIntegrationTests {

  private static final LocalIssuer ISSUER = issuer();

  @Autowired MockMvc web;
  @Autowired Members members;
  @Autowired JdbcTemplate jdbc;

  @DynamicPropertySource
  static void configure(DynamicPropertyRegistry settings) {
    settings.add("lapor.people.oidc.issuer", ISSUER::address);
    settings.add("lapor.people.oidc.client-id", () -> LocalIssuer.CLIENT);
    settings.add("lapor.people.oidc.client-secret", () -> "rahasia");
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  @Test
  void letsInTheSamePersonAgainAndAnotherElsewhere() throws Exception {
    ISSUER.says("1001", LocalIssuer.Fault.NONE);
    Cookie first = in();
    web.perform(get("/saya").cookie(first)).andExpect(status().isOk());
    in();
    assertThat(jdbc.queryForObject("SELECT count(*) FROM people_member", Long.class)).isOne();
    ISSUER.says("1002", LocalIssuer.Fault.NONE);
    in();
    assertThat(jdbc.queryForObject("SELECT count(*) FROM people_member", Long.class)).isEqualTo(2);
    assertThat(
            jdbc.queryForList("SELECT * FROM people_member").toString()
                + jdbc.queryForList(
                    "SELECT encode(attribute_bytes, 'escape') FROM spring_session_attributes"))
        .doesNotContain("warga1001", "1001@");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void refusesWhatIsNotTheIssuersForUsAndNow(LocalIssuer.Fault fault) throws Exception {
    ISSUER.says("2001", fault);
    Long before = jdbc.queryForObject("SELECT count(*) FROM people_member", Long.class);
    MockHttpServletResponse answer = back(out());
    assertThat(answer.getRedirectedUrl()).isEqualTo("/saya/masuk");
    assertThat(jdbc.queryForObject("SELECT count(*) FROM people_member", Long.class))
        .isEqualTo(before);
  }

  @Test
  void takesNoAnswerToAQuestionAnotherDeviceAsked() throws Exception {
    ISSUER.says("3001", LocalIssuer.Fault.NONE);
    Way hers = out();
    Way his = out();
    assertThat(back(new Way(his.session(), hers.answer())).getRedirectedUrl())
        .isEqualTo("/saya/masuk");
  }

  @Test
  void offersIt() throws Exception {
    web.perform(get("/saya/masuk")).andExpect(content().string(containsString("/saya/luar")));
    web.perform(get("/saya/luar")).andExpect(redirectedUrl("/saya/oidc/lapor"));
  }

  /** A session that asked, and the issuer's answer to it. */
  private record Way(Cookie session, UriComponents answer) {}

  private Cookie in() throws Exception {
    Way way = out();
    MockHttpServletResponse answer = back(way);
    assertThat(answer.getRedirectedUrl()).isEqualTo("/saya");
    Cookie session = Objects.requireNonNull(answer.getCookie("sesi"));
    assertThat(session.getValue())
        .as("a session of its own")
        .isNotEqualTo(way.session().getValue());
    return session;
  }

  private Way out() throws Exception {
    MockHttpServletResponse out = web.perform(get("/saya/oidc/lapor")).andReturn().getResponse();
    String issuer = Objects.requireNonNull(out.getRedirectedUrl());
    assertThat(issuer).startsWith(ISSUER.address() + "/authorize").contains("code_challenge=");
    try (HttpClient browser = HttpClient.newHttpClient()) {
      String answer =
          browser
              .send(
                  HttpRequest.newBuilder(URI.create(issuer)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .headers()
              .firstValue("Location")
              .orElseThrow();
      return new Way(
          Objects.requireNonNull(out.getCookie("sesi")),
          UriComponentsBuilder.fromUriString(answer).build());
    }
  }

  private MockHttpServletResponse back(Way way) throws Exception {
    return web.perform(
            get(URI.create(way.answer().getPath() + "?" + way.answer().getQuery()))
                .cookie(way.session()))
        .andReturn()
        .getResponse();
  }

  private static LocalIssuer issuer() {
    try {
      return new LocalIssuer();
    } catch (IOException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
