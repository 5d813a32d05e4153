package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.Invitations;
import id.lapor.people.Look;
import id.lapor.people.Officer;
import id.lapor.people.OfficerMail;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** No administrator comes into an account that somebody else has used. */
@ApplicationTest
@TestPropertySource(properties = "spring.mail.host=127.0.0.1")
class ReadmissionIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Accounts accounts;
  @Autowired Invitations invitations;
  @Autowired Reporters reporters;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  private City city;
  private Officer admin;
  private Officer victim;
  private String own;
  private String mark;

  @BeforeEach
  void people() {
    city = new City(agencies, reports);
    clock.advance(Duration.ofDays(5));
    mark = "-" + clock.instant().getEpochSecond();
    own = "korban" + mark + "@contoh.example";
    admin =
        officer("adm" + mark, agencies.find("KOTA").orElseThrow().id().value(), Role.ADMINISTRATOR);
    victim = officer("kor" + mark, city.desk.value(), Role.COORDINATOR);
    reach(victim, own);
    reach(officer("rek" + mark, city.desk.value(), Role.COORDINATOR), "rekan" + mark);
    reach(officer("luar" + mark, city.transport.value(), Role.LIAISON), "luar" + mark);
    long centre = agencies.nationalAdmin().id().value();
    reach(officer("was" + mark, centre, Role.SUPERVISOR), "awas" + mark);
    reach(officer("top" + mark, centre, Role.ADMINISTRATOR), "atas" + mark);
    jdbc.update("DELETE FROM notification_message");
  }

  private Officer officer(String login, long office, Role role) {
    return accounts.open(login, "Nama " + login, PASSWORD, office, role);
  }

  private void reach(Officer officer, String address) {
    accounts.setEmail(officer.accountId(), address, null);
  }

  private ResultActions act(Officer whom, String act, String... params) throws Exception {
    var form =
        post("/petugas/" + whom.accountId() + "/" + act)
            .with(csrf())
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(admin, null, List.of())));
    for (int i = 0; i < params.length; i += 2) {
      form.param(params[i], params[i + 1]);
    }
    return web.perform(form);
  }

  private List<@Nullable String> mail(String address) {
    return jdbc.queryForList(
        "SELECT body FROM notification_message WHERE recipient = ?", String.class, address);
  }

  private List<@Nullable String> told() {
    return jdbc.queryForList(
        """
        SELECT split_part(recipient, '-', 1) FROM notification_message
        WHERE body LIKE ? AND recipient LIKE ?
        """,
        String.class,
        "%" + victim.name() + "%",
        "%" + mark + "%");
  }

  @Test
  void sendsTheLinkToItsOwnerOnlyAndTellsTheOthers() throws Exception {
    act(victim, "undang").andExpect(redirectedUrl("/petugas"));
    assertThat(mail(own)).singleElement().asString().contains("/undangan#");
    assertThat(told()).containsExactlyInAnyOrder("rekan", "awas", "atas");
    assertThat(accounts.enter(victim.login(), PASSWORD)).as("the old password is gone").isEmpty();
    String code =
        Objects.requireNonNull(mail(own).getFirst())
            .replaceFirst("(?s).*/undangan#([A-Z2-7]+).*", "$1");
    assertThat(invitations.accept(code, PASSWORD)).isPresent();
    tellsTheReporterThatTheAccountWasReset();
  }

  /** Whoever it was who looked: perhaps no longer the officer. */
  private void tellsTheReporterThatTheAccountWasReset() {
    ReporterId reporter = reporters.keep(new Contact("Siti", "+6281200001111", null));
    reporters.look(reporter, new Look(Look.Purpose.CONTACT, victim, "Perlu menanyakan letaknya"));
    clock.advance(Look.LATELY.plusDays(1));
    reporters.look(reporter, new Look(Look.Purpose.CONTACT, victim, "Perlu menanyakan lagi"));
    assertThat(
            reporters.looks(reporter).stream()
                .filter(l -> l.account() != null)
                .map(Look.Kept::link))
        .satisfiesExactly(
            link ->
                assertThat(link).isNotNull().extracting(Look.Link::byName).isEqualTo(admin.name()),
            link -> assertThat(link).isNull());
  }

  /** An address an administrator wrote counts after three days; that of before is told at once. */
  @Test
  void goesToTheOldAddressWhileANewOneIsYoung() throws Exception {
    act(victim, "surel", "surel", "penyerang@contoh.example");
    assertThat(mail(own)).singleElement().asString().contains("mengganti alamat surel");
    act(victim, "surel", "surel", "penyerang2@contoh.example");
    clock.advance(OfficerMail.SETTLES.minusSeconds(1));
    act(victim, "undang").andExpect(redirectedUrl("/petugas"));
    assertThat(mail("penyerang2@contoh.example")).isEmpty();
    assertThat(mail(own)).asString().contains("/undangan#");
    clock.advance(Duration.ofSeconds(1));
    act(victim, "undang").andExpect(redirectedUrl("/petugas"));
    assertThat(mail("penyerang2@contoh.example")).asString().contains("/undangan#");
  }

  /** Nor by taking the address away, nor by a position that meets nobody. */
  @Test
  void showsNoLinkByAWayRound() throws Exception {
    act(victim, "surel", "surel", "");
    act(victim, "pindah", "agency", String.valueOf(city.desk.value()), "role", Role.LIAISON.name());
    clock.advance(OfficerMail.SETTLES.plusSeconds(1));
    act(victim, "undang")
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(not(containsString("/undangan#"))));
    assertThat(accounts.enter(victim.login(), PASSWORD)).as("nothing was changed").isPresent();
  }

  /** No identity can be met there; and yet it is seen. */
  @Test
  void showsTheLinkOfWhoMeetsNobodyAndTellsTheOthers() throws Exception {
    victim = officer("pen-" + clock.instant().getEpochSecond(), city.works.value(), Role.LIAISON);
    act(victim, "undang").andExpect(content().string(containsString("/undangan#")));
    assertThat(told()).containsExactlyInAnyOrder("awas", "atas");
  }

  /** An account nobody has used is nobody's yet. */
  @Test
  void showsTheLinkOfAFreshAccount() throws Exception {
    Officer fresh =
        accounts.openInvited(
            "baru-" + clock.instant().getEpochSecond(),
            "Baru",
            city.desk.value(),
            Role.COORDINATOR,
            admin);
    for (int i = 0; i < 2; i++) {
      act(fresh, "undang").andExpect(content().string(containsString("/undangan#")));
    }
    assertThat(jdbc.queryForList("SELECT 1 FROM notification_message")).isEmpty();
  }
}
