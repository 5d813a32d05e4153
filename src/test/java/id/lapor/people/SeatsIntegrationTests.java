package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.audit.Verifier;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whoever writes to the whole database gives nobody a position, a name or an address, and takes
 * nothing from what is on record of an account that would.
 */
@ApplicationTest
class SeatsIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";
  private static final String NEXT = "kata-sandi-lain-lagi";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Accounts accounts;
  @Autowired Readmissions readmissions;
  @Autowired Invitations invitations;
  @Autowired Deputies deputies;
  @Autowired OfficerMail mail;
  @Autowired Verifier verifier;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;
  @Autowired BeanFactory beans;
  @Autowired TransactionTemplate transaction;

  private City city;
  private Officer admin;
  private Officer kiki;
  private Officer sari;
  private long centre;

  @BeforeEach
  void live() {
    city = new City(agencies, reports);
    centre = agencies.nationalAdmin().id().value();
    admin = City.topmost(accounts, agencies);
    if (accounts.find("kiki").isEmpty()) {
      accounts.open("kiki", "Kiki", PASSWORD, city.works.value(), Role.LIAISON);
      accounts.open("sari", "Sari", PASSWORD, city.desk.value(), Role.COORDINATOR);
      accounts.open("tono", "Tono", PASSWORD, city.works.value(), Role.LIAISON);
    }
    kiki = accounts.find("kiki").orElseThrow();
    sari = accounts.find("sari").orElseThrow();
  }

  /** Without triggers, and all of it is undone. */
  private void undone(Runnable work) {
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.execute("SET LOCAL session_replication_role = replica");
      work.run();
    });
  }

  private boolean meets(Officer officer) {
    ReporterId somebody = reporters.keep(new Contact("Siti", "+6281200001111", null));
    Look look = new Look(Look.Purpose.CONTACT, officer, "Perlu menanyakan letaknya");
    return reporters.look(somebody, look).isPresent();
  }

  private void sit(Officer officer, long office, Role role) {
    jdbc.update(
        "UPDATE people_position SET agency_id = ?, role = ? WHERE account_id = ?",
        office,
        role.name(),
        officer.accountId());
  }

  private boolean entersBy(String login, String password) {
    return accounts.enter(login, password).isPresent();
  }

  @Test
  void letsNobodyIntoAPositionTheRecordDoesNotTell() {
    assertThat(entersBy("kiki", PASSWORD)).isTrue();
    undone(() -> {
      sit(kiki, centre, Role.SUPERVISOR);
      Officer made = accounts.find("kiki").orElseThrow();
      assertThat(made.role()).isEqualTo(Role.SUPERVISOR);
      assertThat(entersBy("kiki", PASSWORD)).isFalse();
      assertThat(accounts.own(kiki.accountId())).isEmpty();
      assertThat(accounts.halfway(new SignIn.Half("kiki", accounts.password("kiki"), 0))).isEmpty();
      assertThat(meets(made)).isFalse();
    });
    assertThat(meets(sari)).isTrue();
    undone(() -> {
      sit(sari, city.transport.value(), Role.COORDINATOR);
      assertThat(meets(accounts.find("sari").orElseThrow())).as("at another office").isFalse();
      assertThat(entersBy("sari", PASSWORD)).isFalse();
    });
  }

  /** A session that began so, with the row put back. */
  @Test
  void meetsNobodyInAPositionOfBeforeOrOfNobody() {
    Officer made = new Officer(kiki.accountId(), "kiki", "Kiki", centre, Role.SUPERVISOR);
    assertThat(meets(made)).isFalse();
    undone(() -> {
      accounts.move(sari, sari.agencyId(), Role.LIAISON, admin);
      sit(sari, sari.agencyId(), sari.role());
      assertThat(meets(sari)).isFalse();
      assertThat(entersBy("sari", PASSWORD)).isFalse();
      change(sari, AccountAct.What.MOVED, "SET what = 'SESSION_ENDED'");
      assertThat(meets(sari)).as("nor once the act says something else").isFalse();
      assertThat(entersBy("sari", PASSWORD)).isFalse();
    });
  }

  private void change(Officer officer, AccountAct.What what, String how) {
    assertThat(
            jdbc.update(
                "UPDATE people_account_act %s WHERE account_id = ? AND what = ?".formatted(how),
                officer.accountId(),
                what.name()))
        .isPositive();
  }

  private void delete(Officer officer, AccountAct.What what) {
    assertThat(
            jdbc.update(
                "DELETE FROM people_account_act WHERE account_id = ? AND what = ?",
                officer.accountId(),
                what.name()))
        .isPositive();
  }

  @Test
  void letsNobodyIntoAClosedAccount() {
    undone(() -> {
      accounts.close(sari, admin, clock.instant());
      jdbc.update("UPDATE people_account SET disabled_at = NULL WHERE login = 'sari'");
      assertThat(meets(sari)).isFalse();
      assertThat(entersBy("sari", PASSWORD)).isFalse();
      delete(sari, AccountAct.What.CLOSED);
      assertThat(meets(sari)).as("nor where the act is gone").isFalse();
      assertThat(entersBy("sari", PASSWORD)).isFalse();
    });
  }

  /** Neither where it was taken away, nor where it says something else. */
  @Test
  void forgetsNoLink() {
    for (boolean gone : List.of(true, false)) {
      undone(() -> {
        assertThat(invitations.accept(invitations.invite(sari, admin), NEXT)).isPresent();
        assertThat(meets(sari)).isFalse();
        if (gone) {
          delete(sari, AccountAct.What.INVITED);
        } else {
          change(sari, AccountAct.What.INVITED, "SET what = 'SESSION_ENDED'");
        }
        assertThat(meets(sari)).isFalse();
        assertThat(readmissions.of(sari.accountId())).isPresent();
      });
    }
  }

  @Test
  void opensToNoPasswordOfBeforeWhereLaterActsAreGone() {
    undone(() -> {
      jdbc.update(
          "CREATE TEMP TABLE before ON COMMIT DROP AS SELECT password_hash, password_mark FROM people_account WHERE login = 'sari'");
      accounts.setPassword(sari, NEXT);
      assertThat(entersBy("sari", NEXT)).isTrue();
      delete(sari, AccountAct.What.PASSWORD);
      jdbc.update(
          """
          UPDATE people_account SET password_hash = b.password_hash, password_mark = b.password_mark
          FROM before b
          WHERE login = 'sari'
          """);
      assertThat(entersBy("sari", PASSWORD)).isFalse();
    });
  }

  /** What a second administrator agreed to since excuses nothing of the password. */
  @Test
  void opensToNoPasswordOfBeforeThoughSomebodyAgreedSince() {
    undone(() -> {
      jdbc.update(
          "CREATE TEMP TABLE before ON COMMIT DROP AS SELECT password_hash, password_mark FROM people_account WHERE login = 'sari'");
      accounts.setPassword(sari, NEXT);
      new ByTheHouse(beans).agrees(sari, admin);
      assertThat(entersBy("sari", NEXT)).isTrue();
      change(sari, AccountAct.What.PASSWORD, "SET what = 'SESSION_ENDED'");
      jdbc.update(
          """
          UPDATE people_account SET password_hash = b.password_hash, password_mark = b.password_mark
          FROM before b
          WHERE login = 'sari'
          """);
      assertThat(meets(sari)).as("what was agreed to").isTrue();
      assertThat(entersBy("sari", PASSWORD)).isFalse();
    });
  }

  /** Nobody agrees to a position by the way that only a row tells. */
  @Test
  void agreesToNoPositionTheRecordDoesNotTell() {
    Officer dua = accounts.open("dua", "Dua", PASSWORD, centre, Role.ADMINISTRATOR);
    undone(() -> {
      assertThat(invitations.accept(invitations.invite(kiki, admin), NEXT)).isPresent();
      sit(kiki, centre, Role.SUPERVISOR);
      Officer made = accounts.find("kiki").orElseThrow();
      int seen = readmissions.lastOn(kiki.accountId());
      assertThat(readmissions.agree(made, dua, seen)).isEqualTo(Readmissions.Agreed.NOT_THEIRS);
      sit(kiki, kiki.agencyId(), kiki.role());
      assertThat(readmissions.agree(kiki, dua, seen)).isEqualTo(Readmissions.Agreed.DONE);
    });
  }

  @Test
  void standsInForNobodyWhereTheEndIsGone() {
    Officer tono = accounts.find("tono").orElseThrow();
    Instant now = clock.instant();
    undone(() -> {
      assertThat(deputies.name(kiki, tono.accountId(), now, now.plusSeconds(3600))).isNull();
      long id = deputies.of(tono).getFirst().id();
      Officer acting = deputies.take(tono, id, String::concat).orElseThrow();
      assertThat(meets(acting)).isTrue();
      deputies.end(kiki, id);
      new ByTheHouse(beans).agrees(kiki, admin);
      delete(kiki, AccountAct.What.DEPUTY_ENDED);
      jdbc.update("UPDATE people_deputy SET ended_at = NULL WHERE id = ?", id);
      assertThat(deputies.take(tono, id, String::concat)).isEmpty();
      assertThat(meets(acting)).isFalse();
    });
  }

  /** Whoever stands in is asked of as well. */
  @Test
  void meetsNobodyAsADeputyWhoseOwnRecordWasChanged() {
    Officer tono = accounts.find("tono").orElseThrow();
    Instant now = clock.instant();
    undone(() -> {
      assertThat(deputies.name(kiki, tono.accountId(), now, now.plusSeconds(3600))).isNull();
      Officer acting =
          deputies.take(tono, deputies.of(tono).getFirst().id(), String::concat).orElseThrow();
      change(tono, AccountAct.What.DEPUTY_OF, "SET what = 'SESSION_ENDED'");
      assertThat(meets(acting)).isFalse();
      assertThat(deputies.take(tono, acting.deputyship(), String::concat)).isEmpty();
    });
  }

  /** In whose name things are done, on pages and on record. */
  @Test
  void letsNobodyInUnderAnotherName() {
    undone(() -> {
      jdbc.update("UPDATE people_account SET name = 'Sari' WHERE login = 'kiki'");
      assertThat(entersBy("kiki", PASSWORD)).isFalse();
      assertThat(verifier.verify().first())
          .hasValueSatisfying(
              f -> assertThat(f.row()).isEqualTo("people_account " + kiki.accountId()));
    });
  }

  @Test
  void sendsNoLinkToAnAddressNobodySet() {
    accounts.setEmail(sari.accountId(), "sari@contoh.example", admin);
    clock.advance(OfficerMail.SETTLES.plusSeconds(1));
    assertThat(mail.way(sari, true)).isEqualTo(OfficerMail.Way.MAIL);
    assertThat(verifier.verify().first()).isEmpty();
    for (String changed :
        List.of(
            "email = 'mine@contoh.example', email_changed_at = NULL",
            "email_before = 'mine@contoh.example', email_changed_at = now() + interval '1 day'",
            "email = NULL, email_changed_at = NULL")) {
      undone(() -> {
        jdbc.update("UPDATE people_account SET " + changed + " WHERE login = 'sari'");
        assertThat(mail.counting(sari)).as(changed).isEmpty();
        assertThat(mail.way(sari, true)).as(changed).isEqualTo(OfficerMail.Way.NO_ADDRESS);
        assertThat(mail.of(List.of(sari.accountId()))).as(changed).isEmpty();
        assertThat(accounts.mailboxes(List.of(sari.agencyId()))).as(changed).isEmpty();
        assertThat(verifier.verify().first()).as(changed).isPresent();
      });
    }
    accounts.setEmail(sari.accountId(), null, admin);
  }

  @Test
  void saysSoAtTheDoor() throws Exception {
    web.perform(post("/masuk").param("login", "kiki").param("password", PASSWORD).with(csrf()))
        .andExpect(redirectedUrlPattern("/**"));
    jdbc.update(
        "UPDATE people_position SET role = 'APPROVER' WHERE account_id = ?", kiki.accountId());
    web.perform(post("/masuk").param("login", "kiki").param("password", PASSWORD).with(csrf()))
        .andExpect(status().isUnprocessableContent());
    sit(kiki, Objects.requireNonNull(kiki).agencyId(), Role.LIAISON);
  }
}
