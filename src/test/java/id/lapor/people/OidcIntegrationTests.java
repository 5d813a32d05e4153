package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nimbusds.jose.JOSEException;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.FilterChainProxy;
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
  @Autowired FilterChainProxy security;
  @Autowired Members members;
  @Autowired Sessions sessions;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  @BeforeEach
  void signedInOverThereAnHourAgo() {
    ISSUER.signedIn(clock.instant().minus(Duration.ofHours(1)));
  }

  @DynamicPropertySource
  static void configure(DynamicPropertyRegistry settings) {
    settings.add("lapor.people.oidc.issuer", ISSUER::address);
    settings.add("lapor.people.oidc.client-id", () -> LocalIssuer.CLIENT);
    settings.add("lapor.people.oidc.client-secret", () -> LocalIssuer.SECRET);
    settings.add("lapor.people.oidc.acr", () -> "urn:contoh:kartu," + LocalIssuer.STRONG);
    settings.add("lapor.people.oidc.max-age", () -> "12h");
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  /** With an issuer two filters answer besides what answers without; see beside.txt. */
  @Test
  void opensTheWayThereAndBackAndNoOtherDoor() throws Exception {
    assertThat(
            security.getFilterChains().stream()
                .flatMap(c -> c.getFilters().stream())
                .map(f -> "security " + f.getClass().getSimpleName()))
        .containsExactlyInAnyOrderElementsOf(
            new ClassPathResource("visibility/beside.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .map(l -> l.split(" ;; ")[0])
                .filter(l -> l.startsWith("security "))
                .toList());
  }

  @Test
  void letsInTheSamePersonAgainAndAnotherElsewhere() throws Exception {
    ISSUER.says("1001", LocalIssuer.Fault.NONE);
    Long before = members();
    Cookie first = in();
    web.perform(get("/saya").cookie(first)).andExpect(status().isOk());
    in();
    assertThat(members()).isEqualTo(before + 1);
    ISSUER.says("1002", LocalIssuer.Fault.NONE);
    in();
    assertThat(members()).isEqualTo(before + 2);
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
    Long before = members();
    MockHttpServletResponse answer = back(out());
    assertThat(answer.getRedirectedUrl()).isEqualTo("/saya/masuk");
    assertThat(members()).isEqualTo(before);
  }

  @Test
  void takesNoAnswerToAQuestionAnotherDeviceAsked() throws Exception {
    ISSUER.says("3001", LocalIssuer.Fault.NONE);
    Way hers = out();
    Way his = out();
    assertThat(back(new Way(his.session(), hers.answer())).getRedirectedUrl())
        .isEqualTo("/saya/masuk");
  }

  /** OpenID Connect Core 1.0, section 3.1.2.1. */
  @Test
  void asksForAStrongAndRecentSignIn() throws Exception {
    ISSUER.says("4001", LocalIssuer.Fault.NONE);
    in();
    assertThat(ISSUER.asked())
        .containsEntry("acr_values", "urn:contoh:kartu " + LocalIssuer.STRONG)
        .containsEntry("max_age", "43200")
        .doesNotContainKey("prompt");
  }

  @Test
  void saysWhyASignInOverThereIsNotEnough() throws Exception {
    ISSUER.says("4002", LocalIssuer.Fault.WEAK);
    assertThat(notice(back(out("")))).isEqualTo("member.notice.oidcWeak");
    ISSUER.says("4002", LocalIssuer.Fault.NO_TIME);
    assertThat(notice(back(out("")))).isEqualTo("member.notice.oidcOld");
  }

  /** Such a reporter has no password here, so the other house is asked once more. */
  @Test
  void endsSessionsOnlyAfterAFreshSignInOverThere() throws Exception {
    ISSUER.says("5001", LocalIssuer.Fault.NONE);
    Cookie old = in();
    Member member = new Member(newestMember());
    in();
    assertThat(end(old)).isEqualTo("people.notice.sessionKept");
    assertThat(sessions.of(member.getName(), "")).hasSize(2);
    web.perform(get("/saya/akun").cookie(old))
        .andExpect(content().string(containsString("/saya/luar?ulang=ya")))
        .andExpect(content().string(not(containsString("/akhiri"))));

    web.perform(get("/saya/luar").param("ulang", "ya").cookie(old))
        .andExpect(redirectedUrl("/saya/oidc/lapor?ulang=ya"));
    Way again = out("?ulang=ya");
    assertThat(ISSUER.asked()).containsEntry("prompt", "login").containsEntry("max_age", "0");
    ISSUER.signedIn(clock.instant());
    MockHttpServletResponse answer = back(again);
    assertThat(answer.getRedirectedUrl()).isEqualTo("/saya/akun");
    Cookie fresh = Objects.requireNonNull(answer.getCookie("sesi"));
    web.perform(get("/saya/akun").cookie(fresh))
        .andExpect(content().string(containsString("/akhiri")));
    assertThat(end(fresh)).isEqualTo("people.notice.ended");
    assertThat(sessions.of(member.getName(), "")).hasSize(1);

    in();
    clock.advance(Anew.RECENT);
    assertThat(end(fresh)).as("ten minutes later").isEqualTo("people.notice.sessionKept");
  }

  /** A house that sends an older sign-in instead of asking again is not believed. */
  @Test
  void takesNoOldSignInForAFreshOne() throws Exception {
    ISSUER.says("5002", LocalIssuer.Fault.NONE);
    MockHttpServletResponse answer = back(out("?ulang=ya"));
    assertThat(notice(answer)).isEqualTo("member.notice.oidcNotAnew");
    assertThat(end(Objects.requireNonNull(answer.getCookie("sesi"))))
        .isEqualTo("people.notice.sessionKept");
  }

  private Long members() {
    return Objects.requireNonNull(
        jdbc.queryForObject("SELECT count(*) FROM people_member", Long.class));
  }

  private long newestMember() {
    return Objects.requireNonNull(
        jdbc.queryForObject("SELECT max(id) FROM people_member", Long.class));
  }

  /** What was said when all other sessions were to end. */
  private String end(Cookie session) throws Exception {
    return notice(
        web.perform(post("/saya/akun/sesi/semua/akhiri").cookie(session).with(csrf()))
            .andReturn()
            .getResponse());
  }

  private static String notice(MockHttpServletResponse answer) {
    return Objects.requireNonNull(answer.getCookie("notice")).getValue();
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
    return out("");
  }

  /**
   * @param query as the address has it
   */
  private Way out(String query) throws Exception {
    MockHttpServletResponse out =
        web.perform(get("/saya/oidc/lapor" + query)).andReturn().getResponse();
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
