package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.notification.Message;
import id.lapor.notification.Notifications;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.Invitations;
import id.lapor.people.Look;
import id.lapor.people.Officer;
import id.lapor.people.OfficerMail;
import id.lapor.people.Readmissions;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Reveals;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  @Autowired Readmissions readmissions;
  @Autowired Reveals reveals;
  @Autowired Notifications notifications;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  private City city;
  private Officer admin;
  private Officer victim;
  private Officer above;
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
    above = officer("top" + mark, centre, Role.ADMINISTRATOR);
    reach(above, "atas" + mark);
    jdbc.update("DELETE FROM notification_message");
  }

  private Officer officer(String login, long office, Role role) {
    return accounts.open(login, "Nama " + login, PASSWORD, office, role);
  }

  private void reach(Officer officer, String address) {
    accounts.setEmail(officer.accountId(), address, null);
  }

  private ResultActions act(Officer whom, String act, String... params) throws Exception {
    return act(admin, whom, act, params);
  }

  private ResultActions act(Officer by, Officer whom, String act, String... params)
      throws Exception {
    var form =
        post("/petugas/" + whom.accountId() + "/" + act)
            .with(csrf())
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(by, null, List.of())));
    form.param("sampai", String.valueOf(readmissions.lastOn(whom.accountId())));
    for (int i = 0; i < params.length; i += 2) {
      form.param(params[i], params[i + 1]);
    }
    return web.perform(form);
  }

  /** Somebody, whoever it is, uses the link that was sent last. */
  private void enters() {
    assertThat(notifications.latest(200))
        .anyMatch(m -> invitations.accept(code(m.body()), PASSWORD).isPresent());
  }

  private static String code(String body) {
    return body.replaceFirst("(?s).*/undangan#([A-Z2-7]+).*", "$1");
  }

  private List<String> mail(String address) {
    return notifications.latest(200).stream()
        .filter(m -> address.equals(m.recipient()))
        .map(Message::body)
        .toList();
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
    act(victim, "undang").andExpect(redirectedUrl("/petugas/" + victim.accountId()));
    assertThat(mail(own)).singleElement().asString().contains("/undangan#");
    assertThat(told()).containsExactlyInAnyOrder("rekan", "awas", "atas");
    assertThat(accounts.enter(victim.login(), PASSWORD)).as("the old password is gone").isEmpty();
    assertThat(invitations.accept(code(mail(own).getFirst()), PASSWORD)).isPresent();
    act(above, victim, "setujui");
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
    act(victim, "undang").andExpect(redirectedUrl("/petugas/" + victim.accountId()));
    assertThat(mail("penyerang2@contoh.example")).isEmpty();
    assertThat(mail(own)).asString().contains("/undangan#");
    clock.advance(Duration.ofSeconds(1));
    act(victim, "undang").andExpect(redirectedUrl("/petugas/" + victim.accountId()));
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
    see(above).andExpect(content().string(not(containsString("Belum boleh membuka identitas"))));
  }

  private ReporterId somebody() {
    return reporters.keep(new Contact("Siti", "+6281200001111", null));
  }

  private boolean meets(Officer officer, ReporterId reporter) {
    Look look = new Look(Look.Purpose.CONTACT, officer, "Perlu menanyakan letaknya");
    return reporters.look(reporter, look).isPresent();
  }

  /** Whoever comes in by the link may be somebody else: one administrator alone lets nobody in. */
  @Test
  void meetsNobodyUntilASecondAdministratorAgrees() throws Exception {
    ReporterId reporter = somebody();
    int looks = reporters.looks(reporter).size();
    assertThat(meets(victim, reporter)).isTrue();
    act(victim, "undang");
    enters();
    clock.advance(Readmissions.ALONE.plusDays(30));
    assertThat(meets(victim, reporter)).isFalse();
    assertThat(reporters.looks(reporter)).as("nothing was shown").hasSize(looks + 1);
    act(victim, "setujui").andExpect(redirectedUrl("/petugas/" + victim.accountId()));
    assertThat(meets(victim, reporter)).as("not who had it reset").isFalse();
    see(admin).andExpect(content().string(not(containsString("/setujui"))));
    see(above).andExpect(content().string(containsString("/setujui")));
    act(above, victim, "setujui");
    assertThat(meets(victim, reporter)).isTrue();
    see(above)
        .andExpect(content().string(not(containsString("Belum boleh membuka identitas"))))
        .andExpect(content().string(containsString("Administrator kedua menyetujui")));
    act(victim, "undang");
    assertThat(meets(victim, reporter)).as("reset once more").isFalse();
  }

  private ResultActions see(Officer by) throws Exception {
    return web.perform(
        get("/petugas/" + victim.accountId())
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(by, null, List.of()))));
  }

  /** Who has the link go to themselves needs another to make it, and is not the second then. */
  @Test
  void agreesThroughNobodyWhoSaidWhereTheLinkGoes() throws Exception {
    act(victim, "surel", "surel", "penyerang" + mark + "@contoh.example");
    clock.advance(OfficerMail.SETTLES.plusSeconds(1));
    act(above, victim, "undang");
    assertThat(mail("penyerang" + mark + "@contoh.example")).asString().contains("/undangan#");
    enters();
    act(victim, "setujui");
    assertThat(readmissions.waits(victim)).isTrue();
    see(admin).andExpect(content().string(not(containsString("/setujui"))));
  }

  /** Nor when both of them have made links: neither has seen who uses them. */
  @Test
  void agreesThroughNobodyWhoMadeAnEarlierLink() throws Exception {
    Officer third = officer("tig" + mark, admin.agencyId(), Role.ADMINISTRATOR);
    act(victim, "undang");
    act(above, victim, "undang");
    enters();
    act(victim, "setujui");
    act(above, victim, "setujui");
    assertThat(readmissions.waits(victim)).isTrue();
    act(third, victim, "setujui");
    assertThat(readmissions.waits(victim)).isFalse();
    act(above, victim, "undang");
    enters();
    act(victim, "setujui");
    assertThat(readmissions.waits(victim)).as("what was before counts no more").isFalse();
  }

  /** An address written before a second agreed is still the one a link goes to. */
  @Test
  void agreesThroughNobodyWhoseAddressOfBeforeIsStillInUse() throws Exception {
    Officer third = officer("tig" + mark, admin.agencyId(), Role.ADMINISTRATOR);
    act(victim, "surel", "surel", "penyerang" + mark + "@contoh.example");
    act(above, victim, "undang");
    enters();
    act(third, victim, "setujui");
    assertThat(readmissions.waits(victim)).isFalse();
    clock.advance(OfficerMail.SETTLES.plusSeconds(1));
    act(above, victim, "undang");
    enters();
    act(victim, "setujui");
    assertThat(readmissions.waits(victim)).isTrue();
    act(third, victim, "setujui");
    assertThat(readmissions.waits(victim)).isFalse();
  }

  /** Neither in somebody's place, nor by letting somebody stand in their own, nor as the second. */
  @Test
  void meetsNobodyByAWayRoundEither() throws Exception {
    ReporterId reporter = somebody();
    Officer friend = officer("tem" + mark, city.desk.value(), Role.COORDINATOR);
    act(victim, "undang");
    assertThat(meets(inTheStead(victim, friend), reporter)).isFalse();
    assertThat(meets(inTheStead(friend, victim), reporter)).isFalse();
    assertThat(meets(friend, reporter)).isTrue();
    Officer asker = officer("tan" + mark, agencies.nationalAdmin().id().value(), Role.SUPERVISOR);
    Officer second = officer("dua" + mark, agencies.nationalAdmin().id().value(), Role.SUPERVISOR);
    reach(second, "dua" + mark + "@contoh.example");
    reveals.ask(reporter, "7K3M-Q9TX-5", asker, "Pelapor terancam menurut lurahnya");
    long id = reveals.latest(1, r -> r.askedBy() == asker.accountId()).getFirst().id();
    act(above, second, "undang").andExpect(redirectedUrl("/petugas/" + second.accountId()));
    assertThat(reveals.decide(id, second, true)).isFalse();
  }

  private static Officer inTheStead(Officer deputy, Officer holder) {
    return new Officer(
        deputy.accountId(),
        deputy.login(),
        deputy.name(),
        holder.agencyId(),
        holder.role(),
        1,
        holder.accountId());
  }

  /** An administrator who was reset is no second person for who reset them. */
  @Test
  void agreesThroughNoAdministratorWhoWasResetToo() throws Exception {
    Officer beside = officer("sam" + mark, admin.agencyId(), Role.ADMINISTRATOR);
    reach(beside, "sam" + mark + "@contoh.example");
    act(victim, "undang");
    enters();
    act(above, beside, "undang").andExpect(redirectedUrl("/petugas/" + beside.accountId()));
    act(beside, victim, "setujui");
    assertThat(readmissions.waits(victim)).isTrue();
    act(admin, beside, "setujui").andExpect(status().isNotFound());
    assertThat(readmissions.waits(beside)).as("only those above may agree").isTrue();
  }

  /** A deputy and whom they stood in for are one person. */
  @Test
  void agreesThroughNoDeputyOfWhoHadItReset() throws Exception {
    Instant now = clock.instant();
    jdbc.update(
        """
        INSERT INTO people_deputy (holder_id, agency_id, role, deputy_id, since, until)
        VALUES (?, ?, 'ADMINISTRATOR', ?, ?, ?)
        """,
        above.accountId(),
        above.agencyId(),
        admin.accountId(),
        Timestamp.from(now.minusSeconds(60)),
        Timestamp.from(now.plusSeconds(60)));
    act(victim, "undang");
    enters();
    act(above, victim, "setujui");
    assertThat(readmissions.waits(victim)).isTrue();
  }

  /** Then the announced while has to do. */
  @Test
  void waitsThreeDaysWhereThereIsNoSecondAdministrator() throws Exception {
    closesAdministratorsBut(admin, admin);
    act(victim, "undang");
    see(admin).andExpect(content().string(containsString("berakhir sendiri pada")));
    clock.advance(Readmissions.ALONE.minusSeconds(1));
    assertThat(readmissions.waits(victim)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(readmissions.waits(victim)).isFalse();
  }

  private void closesAdministratorsBut(Officer one, Officer other) {
    jdbc.update(
        """
        UPDATE people_account SET disabled_at = ?
        WHERE id IN (SELECT account_id FROM people_position WHERE role = 'ADMINISTRATOR' AND account_id NOT IN (?, ?))
        """,
        Timestamp.from(clock.instant()),
        one.accountId(),
        other.accountId());
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
