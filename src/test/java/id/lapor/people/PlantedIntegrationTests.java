package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.audit.Verifier;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may write to the database, without keys, writes nothing there that opens a door. */
@ApplicationTest
class PlantedIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Accounts accounts;
  @Autowired Members members;
  @Autowired PasskeyStore passkeys;
  @Autowired Reveals reveals;
  @Autowired Invitations invitations;
  @Autowired Deputies deputies;
  @Autowired SettableClock clock;
  @Autowired Verifier verifier;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private City city;

  @BeforeEach
  void live() {
    city = new City(agencies, reports);
    if (accounts.find("admin").isEmpty()) {
      accounts.open(
          "admin", "Admin", PASSWORD, agencies.superior(city.desk).value(), Role.ADMINISTRATOR);
      accounts.open("baru", "Baru", PASSWORD, city.desk.value(), Role.LIAISON);
      for (String name : List.of("sari", "tono")) {
        accounts.open(name, name, PASSWORD, city.desk.value(), Role.SUPERVISOR);
      }
    }
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
   * Neither another's password, with its mark or without, nor a passkey the house did not see made.
   */
  @Test
  void opensNoAccountWithWhatWasPlanted() {
    assertThat(accounts.enter("tono", PASSWORD)).isPresent();
    undone(() -> {
      jdbc.update(
          "UPDATE people_account SET password_hash = ? WHERE login = 'tono'",
          accounts.hash("kata-sandi-lain-lagi"));
      assertThat(accounts.enter("tono", "kata-sandi-lain-lagi")).isEmpty();
      jdbc.update(
          """
          UPDATE people_account t SET password_hash = o.password_hash, password_mark = o.password_mark
          FROM people_account o
          WHERE t.login = 'admin' AND o.login = 'sari'
          """);
      assertThat(accounts.enter("admin", PASSWORD)).isEmpty();
      jdbc.update("UPDATE people_account SET password_mark = NULL WHERE login = 'sari'");
      assertThat(accounts.enter("sari", PASSWORD)).isEmpty();
      jdbc.update("INSERT INTO people_passkey_owner VALUES ('\\x01', 'tono')");
      jdbc.update(
          """
          INSERT INTO people_passkey (
            id, handle, label, public_key, sign_count, verified, transports, backup_eligible, backed_up, attestation,
            client_data, created_at)
          VALUES ('\\x02', '\\x01', 'Kunci', '\\x03', 0, true, '', false, false, '', '', now())
          """);
      assertThat(passkeys.of("tono")).isEmpty();
      assertThat(passkeys.findByCredentialId(new Bytes(new byte[] {2}))).isNull();
      assertThat(passkeys.findByUserId(new Bytes(new byte[] {1}))).isEmpty();
      assertThat(passkeys.firstStrange()).contains("tono");
    });
  }

  /** A password that was stolen and changed since is not the one again by its row of before. */
  @Test
  void opensNoAccountWithAPasswordOfBefore() {
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      Officer tono = accounts.find("tono").orElseThrow();
      jdbc.update(
          "CREATE TEMP TABLE before ON COMMIT DROP AS SELECT password_hash, password_mark FROM people_account WHERE login = 'tono'");
      accounts.setPassword(tono, "kata-sandi-lain-lagi");
      jdbc.update(
          """
          UPDATE people_account SET password_hash = b.password_hash, password_mark = b.password_mark
          FROM before b
          WHERE login = 'tono'
          """);
      assertThat(accounts.enter("tono", PASSWORD)).isEmpty();
      assertThat(verifier.verify().first())
          .hasValueSatisfying(
              f -> assertThat(f.row()).isEqualTo("people_account " + tono.accountId()));
    });
    assertThat(accounts.enter("tono", PASSWORD)).isPresent();
  }

  /** A link to one account, turned to another by a row, is a link to none. */
  @Test
  void comesIntoNoAccountByAnothersLink() {
    Officer admin = accounts.find("admin").orElseThrow();
    undone(() -> {
      String code = invitations.invite(accounts.find("baru").orElseThrow(), admin);
      assertThat(invitations.whose(code)).isPresent();
      jdbc.update("UPDATE people_invitation SET account_id = ?", admin.accountId());
      assertThat(invitations.whose(code)).isEmpty();
      assertThat(invitations.accept(code, "kata-sandi-lain-lagi")).isEmpty();
    });
  }

  /** Two persons are two persons on record, not two numbers in a row. */
  @Test
  void opensNoIdentityNobodyAgreedTo() {
    Officer sari = accounts.find("sari").orElseThrow();
    Officer tono = accounts.find("tono").orElseThrow();
    ReporterId wahyu = reporters.keep(new Contact("Wahyu", null, "wahyu@x.example"));
    reveals.ask(wahyu, "7K3M-Q9TX-5", sari, "Perlu tahu siapa yang melapor.");
    reveals.askForCase(wahyu, "7K3M-Q9TX-5", sari, "Ada yang terancam bahaya.");
    String approved =
        "UPDATE people_reveal SET decided_at = now(), decided_by = %d, decider = 'tono', approved = true"
            .formatted(tono.accountId());
    List<Long> asked =
        jdbc.query(
            "SELECT id FROM people_reveal WHERE reporter_id = ? ORDER BY id",
            (row, _) -> row.getLong(1),
            wahyu.value());
    for (long id : asked) {
      assertThat(found(approved + " WHERE id = " + id)).isTrue();
    }
    undone(() -> {
      jdbc.update(approved);
      assertThat(reveals.open(asked.getFirst(), sari)).isEmpty();
      assertThat(reveals.read(asked.getLast(), sari)).isEmpty();
    });
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      asked.forEach(id -> assertThat(reveals.decide(id, tono, true)).isTrue());
      assertThat(reveals.open(asked.getFirst(), sari)).isPresent();
      assertThat(reveals.read(asked.getLast(), sari)).isPresent();
      assertThat(verifier.verify().first()).isEmpty();
    });
  }

  @Test
  void standsInForNobodyWhoNamedNoDeputy() {
    Officer sari = accounts.find("sari").orElseThrow();
    Officer tono = accounts.find("tono").orElseThrow();
    Instant now = clock.instant();
    String planted =
        """
        INSERT INTO people_deputy (holder_id, agency_id, role, deputy_id, since, until)
        SELECT %d, %d, 'SUPERVISOR', %d, '%s', '%s'
        """
            .formatted(
                sari.accountId(), sari.agencyId(), tono.accountId(), now, now.plusSeconds(3600));
    assertThat(found(planted)).isTrue();
    undone(() -> {
      jdbc.update(planted);
      long id = id("SELECT max(id) FROM people_deputy");
      assertThat(deputies.of(tono)).isEmpty();
      assertThat(deputies.take(tono, id, String::concat)).isEmpty();
    });
  }

  @Test
  void standsInForNobodyOtherwiseOrLongerThanWasSaid() {
    Officer sari = accounts.find("sari").orElseThrow();
    Officer tono = accounts.find("tono").orElseThrow();
    Instant now = clock.instant();
    assertThat(deputies.name(sari, tono.accountId(), now, now.plusSeconds(3600))).isNull();
    long id = deputies.of(tono).getFirst().id();
    for (String changed :
        List.of(
            "deputy_id = (SELECT id FROM people_account WHERE login = 'baru')",
            "holder_id = (SELECT id FROM people_account WHERE login = 'admin')",
            "role = 'COORDINATOR'",
            "until = until + interval '30 days'",
            "agency_id = agency_id + 1",
            "ended_at = now()")) {
      String sql = "UPDATE people_deputy SET " + changed + " WHERE id = " + id;
      assertThat(found(sql)).as(sql).isTrue();
    }
    undone(() -> {
      jdbc.update("UPDATE people_deputy SET until = until + interval '30 days' WHERE id = ?", id);
      assertThat(deputies.of(tono)).isEmpty();
    });
    assertThat(found("DELETE FROM people_deputy WHERE id = " + id)).isTrue();
    assertThat(deputies.end(sari, id)).isTrue();
    String again = "UPDATE people_deputy SET ended_at = NULL WHERE id = " + id;
    assertThat(found(again)).isTrue();
    undone(() -> {
      jdbc.update(again);
      assertThat(deputies.of(tono)).isEmpty();
    });
    assertThat(verifier.verify().first()).isEmpty();
  }

  private long id(String sql) {
    return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class));
  }

  /** A code somebody made, a number exchanged, another reporter put behind one: none opens. */
  @Test
  void opensNoReportWithAPlantedSecret() throws Exception {
    AccessSecret own = AccessSecret.of(new byte[16]);
    Report mine = city.filed("Jalan rusak di depan sekolah sejak Selasa.");
    Report theirs = city.filed("Jalan rusak di depan kantor sejak Rabu.");
    assertThat(reports.open(mine.reference(), own)).isPresent();
    for (String sql :
        List.of(
            "UPDATE report_case SET secret_hash = sha256('secret:00000000000000000000000000') WHERE id = %d",
            "UPDATE report_case SET secret_hash = (SELECT secret_hash FROM report_case WHERE id = %2$d) WHERE id = %1$d",
            "UPDATE report_case SET reporter_id = 1 WHERE id = %d")) {
      undone(() -> {
        jdbc.update(sql.formatted(mine.id().value(), theirs.id().value()));
        assertThat(reports.open(mine.reference(), own)).as(sql).isEmpty();
      });
    }
    undone(() -> {
      jdbc.update(
          "UPDATE report_case SET reference = '000000000' WHERE id = ?", theirs.id().value());
      jdbc.update(
          """
          UPDATE report_case t SET reference = CASE t.id WHEN %1$d THEN '111111111' ELSE t.reference END
          WHERE id = %1$d
          """
              .formatted(mine.id().value()));
      jdbc.update(
          "UPDATE report_case SET reference = ?, secret_hash = (SELECT secret_hash FROM report_case WHERE id = ?) WHERE id = ?",
          mine.reference().code(),
          mine.id().value(),
          theirs.id().value());
      assertThat(reports.open(mine.reference(), own)).isEmpty();
    });
  }

  /**
   * Nobody is given the number of somebody who was there before, under which that one's contact and
   * reports are sealed, though their rows are gone for a moment and the numbers set back.
   */
  @Test
  void givesNobodysNumberAgain() {
    ReporterId victim = reporters.keep(new Contact("Wahyu", null, "wahyu@x.example"));
    undone(() -> {
      jdbc.update("DELETE FROM people_vault WHERE reporter_id = ?", victim.value());
      jdbc.update("DELETE FROM people_look WHERE reporter_id = ?", victim.value());
      for (String trail : List.of("audit_leaf", "audit_key")) {
        jdbc.update(
            "DELETE FROM " + trail + " WHERE stream = 'identity' AND subject = ?", victim.value());
      }
      setBack("people_vault_reporter_id_seq");
      assertThat(reporters.keep(new Contact("Maling", null, "maling@x.example")))
          .isNotEqualTo(victim);
    });
    assertThat(reporters.keep(new Contact("Maling", null, "maling@x.example")).value())
        .as("in their order")
        .isGreaterThan(victim.value());
    Member holder = joined("wahyu@x.example");
    undone(() -> {
      jdbc.update("DELETE FROM people_member WHERE id = ?", holder.id());
      setBack("people_member_id_seq");
      assertThat(joined("maling@x.example")).isNotEqualTo(holder);
    });
  }

  /** Who writes from a number or address is nobody with whom only its hash stands. */
  @Test
  void takesNobodyForAnotherByAHash() {
    ReporterId victim =
        reporters.keep(new Contact("Wahyu", "+628120000871", "wahyu871@x.example").onX("871"));
    ReporterId thief =
        reporters.keep(new Contact("Maling", "+628120000872", "maling872@x.example").onX("872"));
    undone(() -> {
      jdbc.update(
          """
          UPDATE people_vault v SET phone_mark = o.phone_mark, email_mark = o.email_mark, x_mark = o.x_mark
          FROM people_vault o
          WHERE v.reporter_id = ? AND o.reporter_id = ?
          """,
          victim.value(),
          thief.value());
      assertThat(reporters.havingPhone("+628120000872")).containsExactly(thief);
      assertThat(reporters.havingEmail("Maling872@x.example")).containsExactly(thief);
      assertThat(reporters.havingX("872")).containsExactly(thief);
    });
    assertThat(reporters.havingPhone("+628120000871")).containsExactly(victim);
  }

  private Member joined(String address) {
    Members.Asked asked = members.ask(Members.address(address).orElseThrow());
    return members.redeem(asked.token(), asked.code(), PASSWORD).orElseThrow().member();
  }

  /** As if the last number had not been given out. */
  private void setBack(String numbers) {
    jdbc.queryForList(
        "SELECT setval('%1$s', greatest(1, last_value - 1), last_value > 1) FROM %1$s"
            .formatted(numbers));
  }

  private void undone(Runnable work) {
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.execute("SET LOCAL session_replication_role = replica");
      work.run();
    });
  }
}
