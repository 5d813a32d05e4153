package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.audit.Sequencer;
import id.lapor.audit.Verifier;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who writes to the database puts no act on the trail: its leaf fits, and has no mark of the house.
 */
@ApplicationTest
class ForgedActsIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Accounts accounts;
  @Autowired AccountBook book;
  @Autowired DataRequests requests;
  @Autowired DataRequestStore requestStore;
  @Autowired Retention retention;
  @Autowired Readmissions readmissions;
  @Autowired Reveals reveals;
  @Autowired Sequencer sequencer;
  @Autowired Verifier verifier;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private Officer admin;
  private Officer sari;
  private Officer tono;
  private Forger forger;

  @BeforeEach
  void live() {
    City city = new City(agencies, reports);
    admin = City.topmost(accounts, agencies);
    if (accounts.find("sari").isEmpty()) {
      for (String name : new String[] {"sari", "tono"}) {
        accounts.open(name, name, PASSWORD, city.desk.value(), Role.SUPERVISOR);
      }
    }
    sari = accounts.find("sari").orElseThrow();
    tono = accounts.find("tono").orElseThrow();
    forger = new Forger(jdbc);
  }

  private void undone(Runnable work) {
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      work.run();
    });
  }

  /** All of it is right but for what takes the key; placed in the tree it stays forged. */
  @Test
  void isNamedByTheCheck() {
    assertThat(verifier.verify().first()).isEmpty();
    undone(() -> {
      forger.act(tono.accountId(), AccountAct.What.READMITTED, admin.accountId(), null, now());
      sequencer.placeAll();
      assertThat(verifier.verify().first())
          .hasValueSatisfying(f -> {
            assertThat(f.row()).startsWith("audit_leaf (account " + tono.accountId() + ", act ");
            assertThat(f.what()).isEqualTo("The house did not write it.");
          });
    });
  }

  @Test
  void switchesNoRuleOn() {
    retention.term(Retained.Rule.MESSAGES, 60, admin);
    String about = Retained.Rule.MESSAGES + " 60 0";
    undone(() -> {
      jdbc.update("UPDATE people_retention SET running = true WHERE rule = 'MESSAGES'");
      forger.act(
          admin.accountId(), AccountAct.What.RETENTION_ON, admin.accountId(), about, later());
      assertThat(retention.look()).isPresent();
    });
    assertThat(retention.start(Retained.Rule.MESSAGES, 60, 9, admin)).isTrue();
    assertThat(retention.look()).isEmpty();
    retention.stop(Retained.Rule.MESSAGES, admin);
  }

  @Test
  void grantsNoRequest() {
    ReporterId other = reporters.keep(new Contact("Yuni", "+628120000791", null));
    reporters.prove(other, true);
    requests.correct(other, new Contact("Yuni", null, null));
    DataRequest request = requests.correction(other).orElseThrow();
    undone(() -> {
      Instant before = now().minus(DataRequest.OBJECTION).minusSeconds(60);
      jdbc.update(
          "UPDATE people_data_request SET old_lost = true, granted_at = ?::timestamptz, decided_by = ? WHERE id = ?",
          before.toString(),
          admin.accountId(),
          request.id());
      forger.act(
          admin.accountId(),
          AccountAct.What.DATA_REQUEST_GRANTED,
          admin.accountId(),
          request.id() + " " + request.kind(),
          before);
      assertThat(requestStore.grantedInTime(requestStore.held(request.id()).orElseThrow()))
          .isFalse();
      requests.sweep();
      assertThat(reporters.reach(other).phone()).isTrue();
    });
    requests.withdraw(other);
  }

  /** Neither by an agreement nobody gave nor by a link that was never made, long ago. */
  @Test
  void letsNobodyInAgain() {
    undone(() -> {
      transaction.executeWithoutResult(
          _ -> book.write(tono.accountId(), AccountAct.What.INVITED, admin));
      assertThat(readmissions.waits(tono)).isTrue();
      forger.act(tono.accountId(), AccountAct.What.READMITTED, admin.accountId(), null, now());
      assertThat(readmissions.waits(tono)).isTrue();
    });
    undone(() -> {
      transaction.executeWithoutResult(
          _ -> book.write(tono.accountId(), AccountAct.What.INVITED, admin));
      Instant longAgo = now().minus(Readmissions.ALONE).minus(Duration.ofDays(9));
      forger.act(tono.accountId(), AccountAct.What.INVITED, admin.accountId(), null, longAgo);
      assertThat(readmissions.waits(tono)).isTrue();
    });
    assertThat(readmissions.waits(tono)).isFalse();
  }

  @Test
  void opensNoIdentityAndNoCaseFile() {
    ReporterId wahyu = reporters.keep(new Contact("Wahyu", null, "wahyu@x.example"));
    reveals.ask(wahyu, "7K3M-Q9TX-5", sari, "Perlu tahu siapa yang melapor.");
    reveals.askForCase(wahyu, "7K3M-Q9TX-6", sari, "Ada yang terancam bahaya.");
    Instant at = now();
    undone(() -> {
      jdbc.update(
          "UPDATE people_reveal SET decided_at = ?::timestamptz, decided_by = ?, decider = 'tono', approved = true WHERE reporter_id = ?",
          at.toString(),
          tono.accountId(),
          wahyu.value());
      forger.look(wahyu.value(), Look.Purpose.APPROVED, tono, "Perlu tahu.", at);
      forger.act(
          sari.accountId(),
          AccountAct.What.EMERGENCY_APPROVED,
          tono.accountId(),
          "7K3M-Q9TX-6",
          at);
      assertThat(reveals.firstAlone()).as("the rows alone say that two agreed").isEmpty();
      for (Reveal r : reveals.latest(9, r -> wahyu.equals(r.reporter()))) {
        assertThat(reveals.open(r.id(), sari)).isEmpty();
        assertThat(reveals.read(r.id(), sari)).isEmpty();
      }
    });
    undone(() -> {
      for (Reveal r : reveals.latest(9, r -> wahyu.equals(r.reporter()))) {
        assertThat(reveals.decide(r.id(), tono, true)).isTrue();
        assertThat(reveals.open(r.id(), sari).isPresent() || reveals.read(r.id(), sari).isPresent())
            .isTrue();
      }
    });
  }

  private Instant now() {
    return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
  }

  private Instant later() {
    return now().plusSeconds(5);
  }
}
