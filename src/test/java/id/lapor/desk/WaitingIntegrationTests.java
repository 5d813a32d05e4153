package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.people.Accounts;
import id.lapor.people.Invitations;
import id.lapor.people.Officer;
import id.lapor.people.Readmissions;
import id.lapor.people.Reveals;
import id.lapor.people.Rights;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import jakarta.servlet.http.Cookie;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** What officers may not do whose account was reset, until somebody has agreed that it is they. */
@ApplicationTest
@TestPropertySource(properties = "spring.mail.host=127.0.0.1")
class WaitingIntegrationTests {

  private static final String IDLE = "people.notice.idle";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Accounts accounts;
  @Autowired Invitations invitations;
  @Autowired Readmissions readmissions;
  @Autowired Reveals reveals;
  @Autowired Rights rights;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  private City city;
  private long centre;
  private String mark;
  private Officer above;

  /** One administrator above all others. */
  @BeforeEach
  void people() {
    city = new City(agencies, reports);
    clock.advance(Duration.ofDays(5));
    mark = "-" + clock.instant().getEpochSecond();
    centre = agencies.nationalAdmin().id().value();
    jdbc.update(
        "UPDATE people_account SET disabled_at = ? WHERE id IN (SELECT account_id FROM people_position WHERE role = 'ADMINISTRATOR')",
        Timestamp.from(clock.instant()));
    above = officer("ata" + mark, centre, Role.ADMINISTRATOR);
  }

  private Officer officer(String login, long office, Role role) {
    return accounts.open(login, "Nama " + login, "kata-sandi-panjang", office, role);
  }

  /** By a link, to a password of their own. */
  private void enters(Officer officer) {
    assertThat(invitations.accept(invitations.invite(officer, above), "kata-sandi-lain-lagi"))
        .isPresent();
  }

  private Readmissions.Agreed agreed(Officer whom, Officer by) {
    return readmissions.agree(whom, by, readmissions.lastOn(whom.accountId()));
  }

  private Officer below(String name) {
    long government = agencies.find("KOTA").orElseThrow().id().value();
    return officer(name + mark, government, Role.ADMINISTRATOR);
  }

  private ResultActions sends(Officer officer, String method, String path, String... params)
      throws Exception {
    var form =
        request(HttpMethod.valueOf(method), path)
            .with(csrf())
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())));
    for (int i = 0; i < params.length; i += 2) {
      form.param(params[i], params[i + 1]);
    }
    return web.perform(form);
  }

  private static String address(Rights.Door door) {
    return door.path().replaceAll("\\{[^:}]+:([^|}]+)[^}]*}", "$1").replaceAll("\\{[^:}]+}", "1");
  }

  /** Nor where two persons agreed before: perhaps another reads now. */
  @Test
  void asksForAndReadsNoCaseFileInAnEmergency() throws Exception {
    String number = city.filed("Lampu jalan mati sejak minggu lalu.").reference().toString();
    String why = "Pelapor menulis bahwa ia diancam malam ini";
    Officer asker = officer("pem" + mark, city.desk.value(), Role.COORDINATOR);
    Officer watches = officer("was" + mark, centre, Role.SUPERVISOR);
    assertThat(reveals.askForCase(null, number, asker, why)).isTrue();
    long id = reveals.latest(1, r -> r.askedBy() == asker.accountId()).getFirst().id();
    assertThat(reveals.decide(id, watches, true)).isTrue();
    assertThat(reveals.read(id, asker)).isPresent();
    invitations.invite(asker, above);
    String waits = "Akun Anda baru diberi sandi baru";
    sends(asker, "POST", "/darurat", "nomor", number, "text", why)
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString(waits)));
    sends(asker, "POST", "/darurat/" + id + "/baca")
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString(waits)));
    assertThat(reveals.read(id, asker)).isEmpty();
    assertThat(reveals.askForCase(null, number, asker, why)).isFalse();
    assertThat(reveals.emergencies(asker, 9)).hasSize(1);
  }

  /** Through whichever door, and told so where they came from. */
  @Test
  void doesNothingThatOnlyAdministratorsDo() throws Exception {
    Officer waits = officer("tun" + mark, centre, Role.ADMINISTRATOR);
    List<Rights.Door> doors =
        rights.doors().stream()
            .filter(d -> d.roles().equals(Set.of(Role.ADMINISTRATOR)))
            .filter(d -> !d.method().equals("GET"))
            .toList();
    assertThat(doors).extracting(Rights.Door::path).hasSizeGreaterThan(20);
    invitations.invite(waits, above);
    for (Rights.Door door : doors) {
      sends(waits, door.method(), address(door))
          .andExpect(redirectedUrl("/" + door.path().split("/")[1]))
          .andExpect(cookie().value("notice", IDLE));
    }
    web.perform(
            get("/petugas")
                .cookie(new Cookie("notice", IDLE))
                .with(
                    authentication(
                        UsernamePasswordAuthenticationToken.authenticated(waits, null, List.of()))))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("setelah administrator lain memastikan")));
    sends(waits, "POST", "/akun/sandi").andExpect(cookie().doesNotExist("notice"));
  }

  private void opens(Officer admin, String login) throws Exception {
    sends(
        admin,
        "POST",
        "/petugas",
        "login",
        login + mark,
        "name",
        "Baru",
        "agency",
        String.valueOf(city.desk.value()),
        "role",
        "LIAISON");
  }

  @Test
  void administersAgainOnceASecondHasAgreed() throws Exception {
    Officer waits = below("tun");
    Officer second = below("dua");
    Officer third = officer("tig" + mark, centre, Role.ADMINISTRATOR);
    invitations.invite(waits, above);
    clock.advance(Readmissions.ALONE.plusDays(30));
    opens(waits, "satu");
    assertThat(accounts.taken("satu" + mark)).isFalse();
    opens(second, "dua2");
    assertThat(accounts.taken("dua2" + mark)).as("another administrator").isTrue();
    assertThat(agreed(waits, third)).isEqualTo(Readmissions.Agreed.NOT_IN_YET);
    enters(waits);
    assertThat(agreed(waits, third)).isEqualTo(Readmissions.Agreed.DONE);
    opens(waits, "satu");
    assertThat(accounts.taken("satu" + mark)).isTrue();
  }

  /** One administrator who resets all others keeps them out for three days and no longer. */
  @Test
  void administersAfterAWhileWhereNobodyCouldAgree() throws Exception {
    Officer one = below("tun");
    Officer other = officer("lai" + mark, centre, Role.ADMINISTRATOR);
    invitations.invite(one, above);
    invitations.invite(other, above);
    clock.advance(Readmissions.ALONE.minusSeconds(1));
    opens(other, "satu");
    assertThat(accounts.taken("satu" + mark)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    opens(other, "satu");
    assertThat(accounts.taken("satu" + mark)).isTrue();
    assertThat(readmissions.waits(one)).as("and so does whoever else was reset").isFalse();
  }

  /** Nor through one whom the first has made an administrator for it. */
  @Test
  void isLetInByNobodyWhoOwesTheirAccountToTheSameHand() {
    Officer victim = officer("kor" + mark, city.desk.value(), Role.COORDINATOR);
    Officer known = below("tun");
    long government = agencies.find("KOTA").orElseThrow().id().value();
    Officer made =
        accounts.openInvited("bon" + mark, "Boneka", government, Role.ADMINISTRATOR, above);
    enters(victim);
    assertThat(agreed(victim, made)).isEqualTo(Readmissions.Agreed.NOT_THEIRS);
    assertThat(agreed(victim, known)).isEqualTo(Readmissions.Agreed.DONE);
    clock.advance(Readmissions.BEHOLDEN.plusSeconds(1));
    enters(victim);
    assertThat(agreed(victim, made))
        .as("everybody knows them by now")
        .isEqualTo(Readmissions.Agreed.DONE);
  }

  /** Who is let in by nobody yet lets nobody else in. */
  @Test
  void agreesToNobodyWhileWaiting() {
    Officer victim = officer("kor" + mark, city.desk.value(), Role.COORDINATOR);
    Officer waits = below("tun");
    Officer third = officer("tig" + mark, centre, Role.ADMINISTRATOR);
    enters(victim);
    assertThat(invitations.accept(invitations.invite(waits, third), "kata-sandi-lain-lagi"))
        .isPresent();
    assertThat(agreed(victim, waits)).isEqualTo(Readmissions.Agreed.NOT_THEIRS);
    assertThat(agreed(waits, above)).isEqualTo(Readmissions.Agreed.DONE);
    assertThat(agreed(victim, waits)).isEqualTo(Readmissions.Agreed.DONE);
  }

  /** Three days of nobody else begin when the last of the others went. */
  @Test
  void countsTheDaysOfNobodyElseFromWhenTheLastWentByTheSameHand() {
    Officer victim = officer("kor" + mark, city.desk.value(), Role.COORDINATOR);
    Officer other = below("tun");
    invitations.invite(victim, above);
    clock.advance(Readmissions.ALONE.minusHours(1));
    accounts.close(other, above, clock.instant());
    clock.advance(Duration.ofHours(2));
    assertThat(readmissions.waits(victim)).isTrue();
    clock.advance(Readmissions.ALONE.minusHours(2).plusSeconds(1));
    assertThat(readmissions.waits(victim)).isFalse();
  }
}
