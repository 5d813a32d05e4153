package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.audit.Verifier;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may write to the database, without keys, changes no identity and has none let go of. */
@ApplicationTest
class PlantedRequestsIntegrationTests {

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Accounts accounts;
  @Autowired DataRequests requests;
  @Autowired Retention retention;
  @Autowired Verifier verifier;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private City city;
  private Officer admin;

  @BeforeEach
  void live() {
    city = new City(agencies, reports);
    admin = City.topmost(accounts, agencies);
  }

  private boolean found(String sql) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          status.setRollbackOnly();
          assertThat(verifier.verify().first()).isEmpty();
          assertThat(jdbc.update(sql)).as(sql).isPositive();
          return !verifier.verify().sound();
        }));
  }

  /**
   * Nobody granted it, nobody agreed at the old address, it was about somebody else: no takeover.
   */
  @Test
  void takesNobodysAddressOverByARow() {
    ReporterId victim = reporters.keep(new Contact("Wulan", "+628120000771", null));
    reporters.prove(victim, true);
    ReporterId thief = reporters.keep(new Contact("Wulan", "+628120000772", null));
    reporters.prove(thief, true);
    String granted =
        """
        INSERT INTO people_data_request (
          kind, origin, reporter_id, fresh_id, old_lost, asked_at, due_at, granted_at, decided_by)
        VALUES ('CORRECTION', 'PAGE', %d, %d, true, '2020-01-01', '2020-01-04', '2020-01-02', %d)
        """
            .formatted(victim.value(), thief.value(), admin.accountId());
    assertThat(found(granted)).isTrue();
    undone(() -> {
      jdbc.update(granted);
      requests.sweep();
      assertThat(phone(victim)).isEqualTo("+628120000771");
    });
    String unproven =
        """
        INSERT INTO people_data_request (kind, origin, reporter_id, fresh_id, asked_at, due_at)
        VALUES ('CORRECTION', 'PAGE', 1, %d, '2020-01-01', '2020-01-04')
        """
            .formatted(victim.value());
    assertThat(found(unproven)).isTrue();
    undone(() -> {
      jdbc.update(unproven);
      requests.sweep();
      assertThat(reporters.reach(victim).phone()).as("nobody was let go of").isTrue();
    });
  }

  /**
   * A request the house wrote, turned to another reporter, granted by nobody or agreed to by none.
   */
  @Test
  void takesNobodysAddressOverByATurnedRow() {
    ReporterId victim = reporters.keep(new Contact("Wati", "+628120000773", null));
    ReporterId other = reporters.keep(new Contact("Yuni", "+628120000774", null));
    reporters.prove(victim, true);
    reporters.prove(other, true);
    assertThat(requests.correct(other, new Contact("Yuni", null, null))).isFalse();
    DataRequest request = requests.correction(other).orElseThrow();
    for (String turned :
        List.of(
            "granted_at = '2020-01-02', old_lost = true, decided_by = " + admin.accountId(),
            "old_proven = true",
            "reporter_id = " + victim.value(),
            "fresh_id = " + victim.value())) {
      String sql = "UPDATE people_data_request SET " + turned + " WHERE id = " + request.id();
      assertThat(found(sql)).as(sql).isTrue();
      undone(() -> {
        jdbc.update(sql);
        requests.sweep();
        assertThat(phone(other)).as(sql).isEqualTo("+628120000774");
        assertThat(phone(victim)).as(sql).isEqualTo("+628120000773");
      });
    }
    requests.withdraw(other);
  }

  /** Not even what was granted, when it is about somebody else or its time has not come. */
  @Test
  void takesNobodysAddressOverByWhatWasGrantedToAnother() {
    ReporterId victim = reporters.keep(new Contact("Wati", "+628120000775", null));
    ReporterId other = reporters.keep(new Contact("Yuni", "+628120000776", null));
    reporters.prove(victim, true);
    reporters.prove(other, true);
    assertThat(requests.correct(other, new Contact("Yuni", null, null))).isFalse();
    DataRequest request = requests.correction(other).orElseThrow();
    requests.lost(request);
    assertThat(requests.decide(request.id(), true, "", admin)).isTrue();
    assertThat(verifier.verify().first()).isEmpty();
    undone(() -> {
      jdbc.update("UPDATE people_data_request SET granted_at = '2020-01-02'");
      requests.sweep();
      assertThat(phone(other)).as("before its time").isEqualTo("+628120000776");
    });
    undone(() -> {
      jdbc.update(
          "UPDATE people_data_request SET reporter_id = ? WHERE id = ?",
          victim.value(),
          request.id());
      clock.advance(DataRequest.OBJECTION);
      requests.sweep();
      assertThat(phone(victim)).isEqualTo("+628120000775");
    });
    requests.sweep();
    assertThat(phone(other)).as("a day after it was granted").isNull();
  }

  /** Nor by a grant of another request, which had the number before. */
  @Test
  void takesNobodysAddressOverByTheGrantOfAnEarlierRequest() {
    ReporterId victim = reporters.keep(new Contact("Wati", "+628120000778", null));
    ReporterId thief = reporters.keep(new Contact("Yuni", "+628120000779", null));
    reporters.prove(victim, true);
    reporters.prove(thief, true);
    assertThat(requests.correct(thief, new Contact("Yuni", null, null))).isFalse();
    DataRequest granted = requests.correction(thief).orElseThrow();
    requests.lost(granted);
    assertThat(requests.decide(granted.id(), true, "", admin)).isTrue();
    clock.advance(Duration.ofHours(1));
    undone(() -> {
      jdbc.update("DELETE FROM people_data_request WHERE id = ?", granted.id());
      jdbc.queryForList("SELECT setval('people_data_request_id_seq', ?, false)", granted.id());
      assertThat(requests.correct(victim, new Contact("Wati", "+628120000780", null))).isFalse();
      DataRequest planted = requests.correction(victim).orElseThrow();
      assertThat(planted.id()).isEqualTo(granted.id());
      reporters.prove(Objects.requireNonNull(planted.fresh()), true);
      String given =
          "UPDATE people_data_request SET old_lost = true, granted_at = now() - interval '100 years', decided_by = %d%s WHERE id = %d";
      for (String earlier : List.of("", ", asked_at = asked_at - interval '2 hours'")) {
        jdbc.update(given.formatted(admin.accountId(), earlier, planted.id()));
        clock.advance(DataRequest.OBJECTION);
        requests.sweep();
        assertThat(phone(victim)).as(earlier).isEqualTo("+628120000778");
        assertThat(verifier.verify().first()).isPresent();
      }
    });
    jdbc.queryForList(
        "SELECT setval('people_data_request_id_seq', (SELECT max(id) FROM people_data_request))");
    requests.withdraw(thief);
  }

  private @Nullable String phone(ReporterId reporter) {
    return reporters.look(reporter, Look.of(Look.Purpose.OWN, "")).orElseThrow().phone();
  }

  /** Nobody is let go of by a rule nobody switched on. */
  @Test
  void runsNoRuleNobodySwitchedOn() {
    String running =
        "UPDATE people_retention SET days = 30, running = true WHERE rule = 'MESSAGES'";
    assertThat(found(running)).isTrue();
    ReporterId galih = reporters.keep(new Contact("Galih", "+628120000777", null));
    Report report = city.filed("Parit mampet di depan pasar.", galih);
    reports.command(report.id(), new Command.Withdraw(""), new Actor.Reporter());
    clock.advance(Duration.ofDays(1900));
    undone(() -> {
      jdbc.update(
          "UPDATE people_retention SET days = 1825, running = true WHERE rule = 'IDENTITIES'");
      retention.run();
      assertThat(reporters.reach(galih).phone()).as("still kept").isTrue();
    });
    retention.term(Retained.Rule.MESSAGES, 900, admin);
    assertThat(retention.start(Retained.Rule.MESSAGES, 900, Long.MAX_VALUE, admin)).isTrue();
    assertThat(verifier.verify().first()).isEmpty();
    assertThat(found(running)).as("with another term").isTrue();
    retention.stop(Retained.Rule.MESSAGES, admin);
    assertThat(found("UPDATE people_retention SET running = true WHERE rule = 'MESSAGES'"))
        .isTrue();
  }

  private void undone(Runnable work) {
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.execute("SET LOCAL session_replication_role = replica");
      work.run();
    });
  }
}
