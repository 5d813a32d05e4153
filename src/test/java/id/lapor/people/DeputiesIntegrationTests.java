package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody stands in for an absent officer: under both names, and only for so long. */
@ApplicationTest
class DeputiesIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";

  @Autowired MockMvc web;
  @Autowired Accounts accounts;
  @Autowired Deputies deputies;
  @Autowired Reveals reveals;
  @Autowired Reporters reporters;
  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired SessionRepository<? extends Session> sessions;
  @Autowired SettableClock clock;

  @Test
  void worksInThePositionUnderBothNamesUntilTheTimeIsOver() throws Exception {
    Officer budi = accounts.open("budi-1", "Budi", PASSWORD, 71, Role.APPROVER);
    Officer ayu = accounts.open("ayu-1", "Ayu", PASSWORD, 71, Role.LIAISON);
    name(enter("budi-1"), ayu, 0, 2);
    Cookie hers = enter("ayu-1");
    Instant began = session(hers).getCreationTime();
    long id = deputies.of(ayu).getFirst().id();
    Cookie acting = take(hers, id);
    assertThat(session(acting).<Long>getAttribute("since"))
        .as("puts the end of the shift off by nothing")
        .isEqualTo(began.toEpochMilli());
    web.perform(get("/akun").cookie(acting)).andExpect(status().isOk());
    Officer both =
        deputies.take(ayu, id, (own, holder) -> own + " (pengganti " + holder + ")").orElseThrow();
    assertThat(both.name()).isEqualTo("Ayu (pengganti Budi)");
    assertThat(both.role()).isEqualTo(Role.APPROVER);
    assertThat(both.accountId()).isEqualTo(ayu.accountId());
    assertThat(both.standsInFor()).isEqualTo(budi.accountId());

    clock.advance(Duration.ofDays(3));
    web.perform(get("/kerja").cookie(acting)).andExpect(redirectedUrl("/akun"));
    assertThat(deputies.of(ayu)).isEmpty();
    assertThat(accounts.history(ayu.accountId()))
        .filteredOn(a -> a.what() == AccountAct.What.DEPUTY_OF)
        .allSatisfy(a -> {
          assertThat(a.byName()).isEqualTo("Budi");
          assertThat(a.role()).isEqualTo(Role.APPROVER);
        })
        .hasSize(1);
  }

  @Test
  void endsWithTheHoldersWordPositionOrAccount() throws Exception {
    Officer budi = accounts.open("budi-2", "Budi", PASSWORD, 72, Role.LIAISON);
    Officer ayu = accounts.open("ayu-2", "Ayu", PASSWORD, 72, Role.APPROVER);
    Cookie his = enter("budi-2");
    name(his, ayu, 0, 5);
    Cookie acting = take(enter("ayu-2"), deputies.of(ayu).getFirst().id());
    web.perform(
            post("/akun/pengganti/" + deputies.namedBy(budi).getFirst().id() + "/akhiri")
                .cookie(his)
                .with(csrf()))
        .andExpect(redirectedUrl("/akun"));
    web.perform(get("/kerja").cookie(acting)).andExpect(redirectedUrl("/akun"));

    name(his, ayu, 0, 5);
    Cookie again = take(enter("ayu-2"), deputies.of(ayu).getFirst().id());
    accounts.move(budi, 73, Role.LIAISON, ayu);
    web.perform(get("/kerja").cookie(again)).andExpect(redirectedUrl("/akun"));
  }

  /** A deputy who moved away stands in for nobody, and going back does not bring it back. */
  @Test
  void endsWithTheDeputysPositionOrAccount() throws Exception {
    Officer budi = accounts.open("budi-6", "Budi", PASSWORD, 80, Role.LIAISON);
    Officer ayu = accounts.open("ayu-6", "Ayu", PASSWORD, 80, Role.APPROVER);
    Cookie his = enter("budi-6");
    name(his, ayu, 0, 5);
    long id = deputies.of(ayu).getFirst().id();
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.update(
          "UPDATE people_position SET agency_id = 81 WHERE account_id = ?", ayu.accountId());
      assertThat(deputies.of(ayu)).as("elsewhere, whoever moved them").isEmpty();
    });
    accounts.move(ayu, 81, Role.APPROVER, budi);
    Officer away = accounts.find("ayu-6").orElseThrow();
    assertThat(deputies.take(away, id, String::concat)).isEmpty();
    accounts.move(away, 80, Role.APPROVER, budi);
    assertThat(deputies.of(ayu)).isEmpty();
    assertThat(accounts.history(budi.accountId()).getFirst().what())
        .isEqualTo(AccountAct.What.DEPUTY_ENDED);

    name(his, ayu, 0, 5);
    accounts.close(accounts.find("ayu-6").orElseThrow(), budi, clock.instant());
    assertThat(deputies.namedBy(budi)).isEmpty();
    assertThat(accounts.history(budi.accountId()))
        .filteredOn(a -> a.what() == AccountAct.What.DEPUTY_ENDED)
        .hasSize(2);
  }

  @Test
  void isEndedByTheirAdministratorAndNoOther() throws Exception {
    City city = new City(agencies, reports);
    long office = city.transport.value();
    Officer above =
        accounts.open(
            "admin-7", "Admin", PASSWORD, agencies.superior(city.desk).value(), Role.ADMINISTRATOR);
    Officer budi = accounts.open("budi-7", "Budi", PASSWORD, office, Role.LIAISON);
    Officer ayu = accounts.open("ayu-7", "Ayu", PASSWORD, office, Role.APPROVER);
    Officer other = accounts.open("lain-7", "Lain", PASSWORD, office, Role.APPROVER);
    name(enter("budi-7"), ayu, 0, 5);
    long id = deputies.of(ayu).getFirst().id();
    web.perform(get("/petugas/" + ayu.accountId()).with(as(above)))
        .andExpect(content().string(containsString("Ayu menggantikan Budi")));
    endBy(above, other, id).andExpect(status().isNotFound());
    assertThat(deputies.of(ayu)).hasSize(1);
    endBy(above, ayu, id).andExpect(redirectedUrl("/petugas/" + ayu.accountId()));
    assertThat(deputies.of(ayu)).isEmpty();
    AccountAct last = accounts.history(budi.accountId()).getFirst();
    assertThat(last.what()).isEqualTo(AccountAct.What.DEPUTY_ENDED);
    assertThat(last.byName()).isEqualTo("Admin");
  }

  private ResultActions endBy(Officer admin, Officer whose, long id) throws Exception {
    return web.perform(
        post("/petugas/" + whose.accountId() + "/pengganti/" + id + "/akhiri")
            .with(as(admin))
            .with(csrf()));
  }

  private static RequestPostProcessor as(Officer who) {
    return authentication(UsernamePasswordAuthenticationToken.authenticated(who, null, List.of()));
  }

  @Test
  void letsOnlyColleaguesStandInAndNoDeputyNameAnother() throws Exception {
    Officer budi = accounts.open("budi-3", "Budi", PASSWORD, 74, Role.LIAISON);
    Officer ayu = accounts.open("ayu-3", "Ayu", PASSWORD, 74, Role.APPROVER);
    Officer other = accounts.open("lain-3", "Lain", PASSWORD, 75, Role.APPROVER);
    Cookie his = enter("budi-3");
    name(his, other, 0, 1);
    name(his, budi, 0, 1);
    name(his, ayu, 2, 1);
    name(his, ayu, -5, -3);
    name(his, ayu, 0, 400);
    assertThat(deputies.namedBy(budi)).isEmpty();
    name(his, ayu, 1, 3);
    assertThat(deputies.namedBy(budi)).hasSize(1);
    assertThat(deputies.of(ayu)).as("not yet").isEmpty();
    clock.advance(Duration.ofDays(1));
    assertThat(deputies.of(other)).isEmpty();
    Cookie acting = take(enter("ayu-3"), deputies.of(ayu).getFirst().id());
    Officer third = accounts.open("tiga-3", "Tiga", PASSWORD, 74, Role.LIAISON);
    name(acting, third, 0, 1);
    assertThat(deputies.of(third)).isEmpty();
  }

  @Test
  void needsTheSecondStepThePositionNeeds() throws Exception {
    Officer chief = accounts.open("kepala-4", "Kepala", PASSWORD, 76, Role.COORDINATOR);
    Officer ayu = accounts.open("ayu-4", "Ayu", PASSWORD, 76, Role.LIAISON);
    var since = clock.instant().minusSeconds(60);
    assertThat(deputies.name(chief, ayu.accountId(), since, since.plusSeconds(3600))).isNull();
    long id = deputies.of(ayu).getFirst().id();
    assertThat(deputies.take(ayu, id, String::concat)).as("by a password alone").isEmpty();
    web.perform(post("/akun/pengganti/" + id + "/bertindak").cookie(enter("ayu-4")).with(csrf()))
        .andExpect(redirectedUrl("/akun"));
  }

  @Test
  void isNoSecondPersonBesideWhoeverTheyStandInFor() {
    Officer asker = accounts.open("awas-5", "Awas", PASSWORD, 77, Role.SUPERVISOR);
    Officer ayu = accounts.open("ayu-5", "Ayu", PASSWORD, 77, Role.SUPERVISOR);
    ReporterId reporter = reporters.keep(new Contact("Siti", null, null));
    reveals.ask(reporter, "7K3M-Q9TX-5", asker, "Ada ancaman kepada pelapor");
    long id = reveals.latest(1, _ -> true).getFirst().id();
    Officer acting =
        new Officer(
            ayu.accountId(),
            "ayu-5",
            "Ayu (pengganti Awas)",
            77,
            Role.SUPERVISOR,
            1,
            asker.accountId());
    assertThat(reveals.decide(id, acting, true)).isFalse();
    assertThat(reveals.decide(id, ayu, true)).isTrue();

    reveals.ask(reporter, "7K3M-Q9TX-5", acting, "Ada ancaman kepada pelapor");
    long hers = reveals.latest(1, _ -> true).getFirst().id();
    assertThat(reveals.decide(hers, asker, true)).as("whose position it was asked in").isFalse();
    assertThat(reveals.decide(hers, ayu, true)).as("who asked, in her own position").isFalse();
    Officer third = accounts.open("citra-5", "Citra", PASSWORD, 77, Role.SUPERVISOR);
    assertThat(reveals.decide(hers, third, true)).isTrue();
  }

  private void name(Cookie session, Officer deputy, int fromDay, int toDay) throws Exception {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Jakarta"));
    web.perform(
            post("/akun/pengganti")
                .cookie(session)
                .with(csrf())
                .param("petugas", Long.toString(deputy.accountId()))
                .param("dari", today.plusDays(fromDay).toString())
                .param("sampai", today.plusDays(toDay).toString()))
        .andExpect(redirectedUrl("/akun"));
  }

  private Cookie take(Cookie session, long id) throws Exception {
    return Objects.requireNonNull(
        web.perform(post("/akun/pengganti/" + id + "/bertindak").cookie(session).with(csrf()))
            .andExpect(redirectedUrl("/kerja"))
            .andReturn()
            .getResponse()
            .getCookie("sesi"));
  }

  private Session session(Cookie cookie) {
    byte[] shown = Base64.getDecoder().decode(cookie.getValue());
    String id = new String(shown, StandardCharsets.US_ASCII).replaceFirst("\\..*", "");
    return Objects.requireNonNull(sessions.findById(id));
  }

  private Cookie enter(String login) throws Exception {
    return Objects.requireNonNull(
        web.perform(post("/masuk").with(csrf()).param("login", login).param("password", PASSWORD))
            .andReturn()
            .getResponse()
            .getCookie("sesi"));
  }
}
