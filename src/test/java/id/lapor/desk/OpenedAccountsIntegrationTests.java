package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;

import id.lapor.agency.Agencies;
import id.lapor.people.Accounts;
import id.lapor.people.ByTheHouse;
import id.lapor.people.Contact;
import id.lapor.people.Invitations;
import id.lapor.people.Look;
import id.lapor.people.Officer;
import id.lapor.people.Readmissions;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Reveal;
import id.lapor.people.Reveals;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/** No administrator comes to identities by accounts of their own making. */
@ApplicationTest
@TestPropertySource(properties = "spring.mail.host=127.0.0.1")
class OpenedAccountsIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Accounts accounts;
  @Autowired Reporters reporters;
  @Autowired Readmissions readmissions;
  @Autowired Invitations invitations;
  @Autowired Reveals reveals;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;
  @Autowired BeanFactory beans;

  private City city;
  private long centre;
  private Officer admin;
  private Officer beside;
  private String mark;

  @BeforeEach
  void people() {
    city = new City(agencies, reports);
    centre = agencies.nationalAdmin().id().value();
    clock.advance(Duration.ofDays(5));
    mark = "-" + clock.instant().getEpochSecond();
    jdbc.update(
        """
        UPDATE people_account SET disabled_at = ?
        WHERE id IN (SELECT account_id FROM people_position WHERE role = 'ADMINISTRATOR')
        """,
        Timestamp.from(clock.instant()));
    admin = byTheHouse("adm", centre, Role.ADMINISTRATOR);
    beside = byTheHouse("sam", centre, Role.ADMINISTRATOR);
    jdbc.update("DELETE FROM notification_message");
  }

  private Officer byTheHouse(String login, long office, Role role) {
    return accounts.open(login + mark, "Nama " + login, "kata-sandi-panjang", office, role);
  }

  private ResultActions as(Officer by, AbstractMockHttpServletRequestBuilder<?> request)
      throws Exception {
    return web.perform(
        request
            .with(csrf())
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(by, null, List.of()))));
  }

  /** As the page does it. */
  private Officer opened(Officer by, String login, long office, Role role) throws Exception {
    as(
            by,
            post("/petugas")
                .param("login", login + mark)
                .param("name", "Nama " + login)
                .param("agency", String.valueOf(office))
                .param("role", role.name()))
        .andExpect(content().string(containsString("/undangan#")));
    return accounts.find(login + mark).orElseThrow();
  }

  private Officer moved(Officer whom, long office, Role role) throws Exception {
    as(
        admin,
        post("/petugas/" + whom.accountId() + "/pindah")
            .param("agency", String.valueOf(office))
            .param("role", role.name()));
    return accounts.find(whom.accountId()).orElseThrow();
  }

  private void agrees(Officer by, Officer whom) throws Exception {
    agrees(by, whom, readmissions.lastOn(whom.accountId()));
  }

  private ResultActions agrees(Officer by, Officer whom, int seen) throws Exception {
    return as(
        by,
        post("/petugas/" + whom.accountId() + "/setujui").param("sampai", String.valueOf(seen)));
  }

  /** By a link, as whoever it was handed to does. */
  private void enters(Officer by, Officer officer) throws Exception {
    String page =
        as(by, post("/petugas/" + officer.accountId() + "/undang"))
            .andReturn()
            .getResponse()
            .getContentAsString();
    String code = page.replaceFirst("(?s).*/undangan#([A-Z2-7]+).*", "$1");
    assertThat(invitations.accept(code, "kata-sandi-lain-lagi")).isPresent();
  }

  private ReporterId somebody() {
    return reporters.keep(new Contact("Siti", "+6281200001111", null));
  }

  private boolean meets(Officer officer) {
    Look look = new Look(Look.Purpose.CONTACT, officer, "Perlu menanyakan letaknya");
    return reporters.look(somebody(), look).isPresent();
  }

  @Test
  void meetsNobodyUntilASecondAdministratorAgrees() throws Exception {
    Officer fresh = opened(admin, "baru", city.desk.value(), Role.COORDINATOR);
    enters(admin, fresh);
    clock.advance(Readmissions.ALONE.plusDays(30));
    assertThat(meets(fresh)).isFalse();
    as(beside, get("/petugas/" + fresh.accountId()))
        .andExpect(content().string(containsString("membuka akun ini pada")))
        .andExpect(content().string(containsString("memegang jabatan itu")))
        .andExpect(content().string(containsString("/setujui")));
    as(admin, get("/petugas/" + fresh.accountId()))
        .andExpect(content().string(not(containsString("/setujui"))));
    agrees(admin, fresh);
    assertThat(meets(fresh)).as("not who opened it").isFalse();
    agrees(beside, fresh);
    assertThat(meets(fresh)).isTrue();
  }

  /** Though somebody else makes the link. */
  @Test
  void agreesThroughNobodyWhoOpenedIt() {
    Officer fresh =
        accounts.openInvited("sunyi" + mark, "Sunyi", city.desk.value(), Role.COORDINATOR, admin);
    Readmissions.Waiting waiting =
        readmissions.of(List.of(fresh.accountId())).values().iterator().next();
    assertThat(readmissions.mayAgree(waiting, admin)).isFalse();
    assertThat(readmissions.mayAgree(waiting, beside)).isTrue();
  }

  @Test
  void tellsOthersThatItWasOpened() throws Exception {
    accounts.setEmail(beside.accountId(), "samping@contoh.example", null);
    opened(admin, "jauh", city.works.value(), Role.LIAISON);
    assertThat(jdbc.queryForList("SELECT 1 FROM notification_message")).isEmpty();
    opened(admin, "baru", city.desk.value(), Role.COORDINATOR);
    assertThat(jdbc.queryForList("SELECT body FROM notification_message", String.class))
        .singleElement()
        .asString()
        .contains("Nama adm membuka akun untuk Nama baru");
  }

  /** Who meets identities at one office does so at another; a role of more is another matter. */
  @Test
  void waitsAfterAMoveIntoARoleThatMeetsThemOnly() throws Exception {
    Officer liaison = byTheHouse("pen", city.works.value(), Role.LIAISON);
    assertThat(readmissions.waits(moved(liaison, centre, Role.APPROVER))).isFalse();
    Officer watching = moved(liaison(liaison), centre, Role.SUPERVISOR);
    assertThat(meets(watching)).isFalse();
    agrees(admin, watching);
    assertThat(meets(watching)).as("not who moved it").isFalse();
    agrees(beside, watching);
    assertThat(meets(watching)).isTrue();
    Officer desk = byTheHouse("kor", city.desk.value(), Role.COORDINATOR);
    assertThat(meets(moved(desk, city.desk.value(), Role.COORDINATOR))).isTrue();
    assertThat(meets(moved(desk, centre, Role.NATIONAL_ADMIN))).isFalse();
  }

  private Officer liaison(Officer officer) {
    return accounts.find(officer.accountId()).orElseThrow();
  }

  /** Nor through one whom the first made administrator, or who made the first one. */
  @Test
  void agreesThroughNoAdministratorWhoOwesTheOtherTheAccount() throws Exception {
    Officer below =
        opened(admin, "baw", agencies.find("KOTA").orElseThrow().id().value(), Role.ADMINISTRATOR);
    Officer fresh = opened(below, "baru", city.desk.value(), Role.COORDINATOR);
    enters(below, fresh);
    agrees(admin, fresh);
    assertThat(readmissions.waits(fresh)).isTrue();
    agrees(beside, fresh);
    assertThat(readmissions.waits(fresh)).isFalse();
  }

  /** Where there is no other; whoever becomes administrator after that changes nothing. */
  @Test
  void waitsThreeDaysWhereThereIsNoSecondAdministrator() throws Exception {
    accounts.close(beside, byTheHouse("luar", city.works.value(), Role.LIAISON), clock.instant());
    Officer fresh = opened(admin, "baru", city.desk.value(), Role.COORDINATOR);
    clock.advance(Readmissions.ALONE.minusSeconds(1));
    assertThat(readmissions.waits(fresh)).isTrue();
    clock.advance(Duration.ofSeconds(2));
    assertThat(readmissions.waits(fresh)).isFalse();
    byTheHouse("lain", centre, Role.ADMINISTRATOR);
    assertThat(readmissions.waits(fresh)).isFalse();
  }

  /** What is over for want of a second does not begin anew when one comes from elsewhere. */
  @Test
  void waitsNoMoreWhereAnOldAdministratorBeginsToLookAfterIt() throws Exception {
    Officer out = byTheHouse("luar", city.works.value(), Role.LIAISON);
    long government = agencies.find("KOTA").orElseThrow().id().value();
    Officer old = byTheHouse("lama", government, Role.ADMINISTRATOR);
    Officer fresh = opened(admin, "baru", centre, Role.SUPERVISOR);
    Officer known = opened(admin, "kenal", city.desk.value(), Role.COORDINATOR);
    accounts.close(beside, out, clock.instant());
    clock.advance(Readmissions.ALONE.plusSeconds(1));
    assertThat(readmissions.waits(fresh)).isFalse();
    accounts.move(old, centre, Role.ADMINISTRATOR, out);
    assertThat(readmissions.waits(fresh)).isFalse();
    assertThat(readmissions.waits(known)).as("whom they could have agreed to before").isTrue();
  }

  /** One who asks and one who agrees, both by the same hand, are perhaps one person. */
  @Test
  void opensNothingBetweenTwoAccountsOfOneHand() throws Exception {
    Officer asker = opened(admin, "satu", centre, Role.SUPERVISOR);
    enters(admin, asker);
    Officer third = byTheHouse("tiga", centre, Role.SUPERVISOR);
    long id = asked(asker);
    Officer own = watching(admin);
    assertThat(reveals.decide(id, own, true)).isFalse();
    as(own, get("/identitas"))
        .andExpect(content().string(containsString("administrator yang sama")))
        .andExpect(content().string(not(containsString("/identitas/" + id + "/setujui"))));
    assertThat(reveals.decide(id, third, true)).isTrue();
    long next = asked(asker);
    agrees(beside, asker);
    assertThat(reveals.decide(next, own, true)).isTrue();
  }

  /** In another position by now. */
  private Officer watching(Officer officer) {
    return new ByTheHouse(beans).moves(officer, Role.SUPERVISOR);
  }

  /** Where nobody could ever agree, it ends when nobody has to. */
  @Test
  void opensBetweenTwoOfTheOnlyAdministratorAfterThreeDays() throws Exception {
    accounts.close(beside, byTheHouse("luar", city.works.value(), Role.LIAISON), clock.instant());
    Officer asker = opened(admin, "satu", centre, Role.SUPERVISOR);
    Officer second = opened(admin, "dua", centre, Role.SUPERVISOR);
    long early = asked(asker);
    clock.advance(Readmissions.ALONE.minusSeconds(1));
    assertThat(reveals.decide(early, second, true)).isFalse();
    assertThat(readmissions.oneHand(List.of(asker.accountId()), List.of(second.accountId())))
        .isTrue();
    clock.advance(Duration.ofSeconds(2));
    byTheHouse("lain", centre, Role.ADMINISTRATOR);
    assertThat(reveals.decide(asked(asker), second, true)).isTrue();
  }

  /** What nobody has to agree to makes nobody one person either. */
  @Test
  void opensBetweenTwoOfWhomNeitherWaits() throws Exception {
    Officer asker = byTheHouse("satu", centre, Role.SUPERVISOR);
    Officer second = byTheHouse("dua", centre, Role.SUPERVISOR);
    moved(second, centre, Role.SUPERVISOR);
    moved(asker, centre, Role.SUPERVISOR);
    assertThat(readmissions.waits(asker) || readmissions.waits(second)).isFalse();
    assertThat(reveals.decide(asked(asker), second, true)).isTrue();
  }

  private long asked(Officer asker) {
    reveals.ask(somebody(), "7K3M-Q9TX-5", asker, "Pelapor terancam menurut lurahnya");
    return reveals.latest(1, r -> r.askedBy() == asker.accountId()).stream()
        .mapToLong(Reveal::id)
        .findFirst()
        .orElseThrow();
  }

  /** A second administrator who knows one of the two as somebody else has said so. */
  @Test
  void opensBetweenTwoOfWhomAnAdministratorKnowsOne() throws Exception {
    Officer asker = opened(admin, "satu", centre, Role.SUPERVISOR);
    Officer second = opened(admin, "dua", centre, Role.SUPERVISOR);
    enters(admin, asker);
    enters(admin, second);
    agrees(beside, asker);
    agrees(beside, second);
    assertThat(reveals.decide(asked(asker), second, true)).isTrue();
  }

  /** Whoever uses the first link need not be whom they were asked about. */
  @Test
  void agreesOnlyOnceTheLinkWasUsed() throws Exception {
    Officer fresh = opened(admin, "baru", city.desk.value(), Role.COORDINATOR);
    as(beside, get("/petugas/" + fresh.accountId()))
        .andExpect(content().string(containsString("Belum ada yang memasang sandi")))
        .andExpect(content().string(not(containsString("/setujui"))));
    agrees(beside, fresh, readmissions.lastOn(fresh.accountId()))
        .andExpect(cookie().value("notice", "officers.notice.agreed.NOT_IN_YET"));
    enters(admin, fresh);
    assertThat(meets(fresh)).isFalse();
    agrees(beside, fresh);
    assertThat(meets(fresh)).isTrue();
  }

  /** Though nobody had used it before: it is not the person who was agreed to any more. */
  @Test
  void waitsAgainAfterANewLinkToAnAccountThatWasAgreedTo() {
    Officer fresh =
        accounts.openInvited("sunyi" + mark, "Sunyi", city.desk.value(), Role.COORDINATOR, admin);
    new ByTheHouse(beans).agrees(fresh, beside);
    assertThat(readmissions.waits(fresh)).isFalse();
    invitations.invite(fresh, admin);
    assertThat(readmissions.waits(fresh)).isTrue();
  }

  /** What comes while the second one looks is not agreed to by the way. */
  @Test
  void agreesToNothingThatWasNotSeen() throws Exception {
    Officer liaison = byTheHouse("pen", city.works.value(), Role.LIAISON);
    Officer watching = moved(liaison, centre, Role.SUPERVISOR);
    int seen = readmissions.lastOn(watching.accountId());
    as(beside, get("/petugas/" + watching.accountId()))
        .andExpect(content().string(containsString("name=\"sampai\" value=\"" + seen + "\"")));
    Officer national = moved(watching, centre, Role.NATIONAL_ADMIN);
    agrees(beside, national, seen)
        .andExpect(cookie().value("notice", "officers.notice.agreed.CHANGED"));
    assertThat(meets(national)).isFalse();
    agrees(beside, national);
    assertThat(meets(national)).isTrue();
  }
}
