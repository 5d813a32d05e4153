package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.audit.Sequencer;
import id.lapor.audit.Verifier;
import id.lapor.deadline.Recounts;
import id.lapor.deadline.RuleBook;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.AccessSecret;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who has the database and may write to it changes no column of anything the trail stands for and
 * exchanges nothing sealed without the check naming it.
 */
@ApplicationTest
class StolenDumpIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";

  /** Every table whose rows a witness repeats, and a row in which all columns say something. */
  private static final Map<String, String> TABLES =
      Map.of(
          "report_event", "seq = 2",
          "people_look", "purpose = 'CONTACT'",
          "people_account_act", "what IN ('OPENED', 'RETENTION_TERM') AND by_account IS NOT NULL",
          "api_client_act", "what = 'MADE'",
          "deadline_rules_act", "what = 'PUBLISHED'");

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Accounts accounts;
  @Autowired Members members;
  @Autowired VaultKeys keys;
  @Autowired AccountBook book;
  @Autowired Recounts recounts;
  @Autowired Sequencer sequencer;
  @Autowired Verifier verifier;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private City city;

  private static RequestPostProcessor as(Object who) {
    return authentication(UsernamePasswordAuthenticationToken.authenticated(who, null, List.of()));
  }

  @BeforeEach
  void live() throws Exception {
    city = new City(agencies, reports);
    if (accounts.find("admin").isEmpty()) {
      city.forwarded("Lampu jalan mati di depan pasar.", "lampu-jalan", city.transport);
      identities();
      Officer admin =
          accounts.open(
              "admin", "Admin", PASSWORD, agencies.superior(city.desk).value(), Role.ADMINISTRATOR);
      accounts.openInvited("baru", "Baru", city.desk.value(), Role.LIAISON, admin);
      for (String name : List.of("sari", "tono")) {
        accounts.open(name, name, PASSWORD, city.desk.value(), Role.SUPERVISOR);
      }
      transaction.executeWithoutResult(
          _ -> accounts.did(AccountAct.What.RETENTION_TERM, "MESSAGES 90 0", admin));
      client(admin);
      var rules = recounts.books().getFirst();
      recounts.publish(
          rules.next(
              new RuleBook.Decision(recounts.earliest(), false, "Nadia", "Percobaan aturan."),
              Map.of(),
              rules.ladder()),
          ZoneId.of("Asia/Makassar"));
      secondSteps();
      ownReports();
      HOLDERS.forEach(this::member);
      sequencer.placeAll();
    }
    assertThat(verifier.verify().first()).isEmpty();
  }

  private void identities() {
    for (String name : List.of("siti", "budi")) {
      ReporterId id =
          reporters.keep(
              new Contact(
                  name, "+62812000017" + name.length() + name.charAt(0) % 10, name + "@x.example"));
      reporters.look(id, new Look(Look.Purpose.CONTACT, city.rani, "Perlu letak tiangnya."));
      reporters.restrict(id, false);
    }
  }

  private void client(Officer admin) throws Exception {
    web.perform(
            post("/sistem-luar")
                .with(as(admin))
                .with(csrf())
                .param("nama", "Aplikasi warga")
                .param("meja", String.valueOf(city.desk.value()))
                .param("lingkup", "FILE")
                .param("batas", "30"))
        .andExpect(status().isOk());
  }

  private void secondSteps() {
    for (String login : List.of("admin", "baru")) {
      long id = accounts.find(login).orElseThrow().accountId();
      jdbc.update(
          "UPDATE people_account SET totp_sealed = ?, totp_key_version = ? WHERE id = ?",
          keys.seal().close(new byte[Totp.SECRET_BYTES], "people_account/totp_sealed/" + id),
          keys.seal().version(),
          id);
      Officer owner = accounts.find(login).orElseThrow();
      transaction.executeWithoutResult(_ -> book.write(id, AccountAct.What.SECOND_STEP, owner));
    }
  }

  /** Two reports of one account, and one of another. */
  private void ownReports() throws Exception {
    for (long member : new long[] {1, 1, 2}) {
      Report report = city.filed("Jalan rusak di depan sekolah sejak Senin.");
      web.perform(
              post("/saya/laporan")
                  .with(as(new Member(member)))
                  .with(csrf())
                  .param("nomor", report.reference().toString())
                  .param("secret", AccessSecret.of(new byte[16]).shown()))
          .andExpect(redirectedUrl("/saya"));
    }
  }

  private static final List<String> HOLDERS = List.of("yani@x.example", "zul@x.example");

  private void member(String address) {
    Members.Asked asked = members.ask(Members.address(address).orElseThrow());
    assertThat(members.redeem(asked.token(), asked.code(), PASSWORD)).isPresent();
  }

  private List<String> columns(String table) {
    return jdbc.query(
        """
        SELECT column_name || ' ' || data_type FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = ?
        ORDER BY ordinal_position
        """,
        (row, _) -> row.getString(1),
        table);
  }

  /** Whether the check finds it, and everything is as it was. */
  private boolean found(String sql) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          status.setRollbackOnly();
          jdbc.execute("SET LOCAL session_replication_role = replica");
          assertThat(jdbc.update(sql)).as(sql).isPositive();
          return !verifier.verify().sound();
        }));
  }

  @Test
  void changesNoColumnThatTheTrailStandsForUnseen() {
    TABLES.forEach((table, row) -> {
      for (String column : columns(table)) {
        String name = column.replaceFirst(" .*", "");
        String sql =
            "UPDATE %1$s SET %2$s = %3$s WHERE ctid = (SELECT ctid FROM %1$s WHERE %4$s AND %2$s IS NOT NULL LIMIT 1)"
                .formatted(table, name, other(name, column), row);
        assertThat(found(sql)).as(sql).isTrue();
      }
    });
  }

  /** Another value of the kind, which the house can read. */
  private static String other(String name, String column) {
    String kind = column.substring(name.length() + 1);
    return switch (kind) {
      case "bigint", "integer" -> name + " + 1000";
      case "jsonb" -> name + " || '{\"x\": 1}'";
      case "text" ->
          switch (name) {
            case "purpose" -> "'OWN'";
            case "role" -> "'APPROVER'";
            case "what" ->
                "CASE what WHEN 'MADE' THEN 'ROTATED' WHEN 'PUBLISHED' THEN 'TAKEN_BACK' ELSE 'CLOSED' END";
            case "kind" -> "'Noted'";
            default -> name + " || 'x'";
          };
      default -> name + " + interval '1 microsecond'";
    };
  }

  /** Of two rows each with what was the other's. */
  private static String exchanged(String table, String column, String rows) {
    return """
    UPDATE %1$s t SET %2$s = o.%2$s
    FROM %1$s o
    WHERE t.ctid = (SELECT min(ctid) FROM %1$s WHERE %3$s) AND o.ctid = (SELECT max(ctid) FROM %1$s WHERE %3$s)
    """
        .formatted(table, column, rows);
  }

  @Test
  void exchangesNothingSealedUnseen() {
    for (String sql :
        List.of(
            exchanged("people_vault", "sealed", "true"),
            exchanged("people_vault", "phone_mark", "true"),
            exchanged("people_vault", "email_mark", "true"),
            "UPDATE people_vault SET phone_mark = NULL",
            "UPDATE people_vault SET x_mark = phone_mark",
            exchanged("people_account", "totp_sealed", "totp_sealed IS NOT NULL"),
            exchanged("citizen_own_report", "sealed", "true"),
            exchanged("citizen_own_report", "sealed", "member_id = 1"),
            exchanged("citizen_own_report", "member_id", "true"))) {
      assertThat(found(sql)).as(sql).isTrue();
    }
  }

  /** What its reporter had shut opens to nobody because a row was changed. */
  @Test
  void opensNoRestrictedIdentityUnseen() {
    assertThat(found("UPDATE people_vault SET restricted_at = NULL")).isTrue();
    ReporterId open = reporters.keep(new Contact("Citra", null, "citra@x.example"));
    assertThat(
            found(
                "UPDATE people_vault SET restricted_at = now() WHERE reporter_id = "
                    + open.value()))
        .isTrue();
    reporters.restrict(open, false);
    reporters.release(open);
    assertThat(verifier.verify().first()).isEmpty();
  }

  /**
   * Nobody proved an address because a row says so, and nobody's proof goes because it does not.
   */
  @Test
  void provesNoAddressUnseen() {
    ReporterId wati = reporters.keep(new Contact("Wati", "+628120000999", "wati@x.example"));
    String row = " WHERE reporter_id = " + wati.value();
    assertThat(found("UPDATE people_vault SET phone_verified_at = now()" + row)).isTrue();
    assertThat(found("UPDATE people_vault SET email_verified_at = now()" + row)).isTrue();
    reporters.prove(wati, true);
    assertThat(verifier.verify().first()).isEmpty();
    assertThat(found("UPDATE people_vault SET phone_verified_at = NULL" + row)).isTrue();
    reporters.correct(wati, new Contact("Wati", "+628120000998", "wati@x.example"));
    assertThat(verifier.verify().first()).isEmpty();
  }

  /** Nobody comes into a reporter's account, or brings another's reports into it, by a row. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE people_member t SET password_hash = o.password_hash FROM people_member o WHERE t.id <> o.id",
        "UPDATE people_member SET reporter_id = reporter_id + 1000",
        "UPDATE people_member SET login_mark = login_mark || 'x'::bytea",
        "UPDATE people_member SET mark = NULL",
        "UPDATE people_member t SET mark = o.mark FROM people_member o WHERE t.id <> o.id",
        "INSERT INTO people_member (reporter_id, login_mark, created_at) VALUES (1, 'x', now())",
      })
  void entersNoReportersAccountUnseen(String sql) {
    assertThat(found(sql)).isTrue();
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.update(sql);
      long open =
          HOLDERS.stream()
              .map(a -> Members.address(a).orElseThrow())
              .filter(a -> members.enter(a, PASSWORD).isPresent())
              .count();
      assertThat(open).isEqualTo(sql.startsWith("INSERT") ? HOLDERS.size() : 0);
    });
    assertThat(members.enter(Members.address(HOLDERS.getFirst()).orElseThrow(), PASSWORD))
        .isPresent();
  }

  /** Nor does who proves an address of their own that was written into another's account. */
  @Test
  void givesNoChangedAccountANewPassword() {
    Contact own = Members.address("yani@x.example").orElseThrow();
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      byte[] his =
          jdbc.queryForObject(
              "DELETE FROM people_member WHERE id = (SELECT min(id) FROM people_member) RETURNING login_mark",
              byte[].class);
      jdbc.update("UPDATE people_member SET login_mark = ?", his);
      Members.Asked asked = members.ask(own);
      assertThat(members.redeem(asked.token(), asked.code(), PASSWORD)).isEmpty();
    });
  }

  /**
   * Who was called erased to hide who looked is still there; who is gone was erased on the trail.
   */
  @Test
  void erasesNobodyUnseen() {
    ReporterId dewi = reporters.keep(new Contact("Dewi", "+628120000888", null));
    reporters.look(dewi, new Look(Look.Purpose.CONTACT, city.rani, "Perlu letak tiangnya."));
    String look =
        """
        WITH e AS (INSERT INTO people_look (reporter_id, seq, at, purpose, name, role) VALUES (%1$d, 3, now(), 'ERASED', '', '')),
          k AS (DELETE FROM audit_key WHERE stream = 'identity' AND subject = %1$d),
          l AS (
            INSERT INTO audit_leaf (stream, subject, seq, erased, commitment, chain, mark)
            SELECT stream, subject, 3, true, sha256(''), sha256(
              chain || '\\x000000086964656e74697479' || int8send(subject) || int4send(3) || '\\x01' || sha256('')), mark
            FROM audit_leaf WHERE stream = 'identity' AND subject = %1$d AND seq = 2
            RETURNING id)
        INSERT INTO audit_queue SELECT id FROM l
        """
            .formatted(dewi.value());
    assertThat(found(look)).isTrue();
    String gone =
        """
        WITH e AS (INSERT INTO people_look (reporter_id, seq, at, purpose, name, role) VALUES (%1$d, 3, now(), 'ERASED', '', ''))
        DELETE FROM people_vault WHERE reporter_id = %1$d
        """
            .formatted(dewi.value());
    assertThat(found(gone)).isTrue();
    reporters.erase(dewi);
    assertThat(verifier.verify().first()).isEmpty();
    assertThat(found("UPDATE people_look SET purpose = 'OWN' WHERE purpose = 'ERASED'")).isTrue();
  }

  /** Nobody becomes another officer by a row. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE people_position SET role = 'NATIONAL_ADMIN' WHERE account_id = (SELECT id FROM people_account WHERE login = 'baru')",
        "UPDATE people_position SET agency_id = agency_id + 1",
        "INSERT INTO people_position (account_id, agency_id, role) SELECT id, 1, 'NATIONAL_ADMIN' FROM people_account",
        "DELETE FROM people_position",
        "INSERT INTO people_account (login, name, password_hash) VALUES ('lain', 'Lain', '$argon2id$x')",
        "UPDATE people_account SET disabled_at = now() WHERE login = 'tono'",
        "UPDATE people_account SET totp_sealed = NULL, totp_key_version = NULL WHERE login = 'admin'",
        "UPDATE people_account SET login = 'tina' WHERE login = 'tono'",
        "UPDATE people_account SET password_mark = NULL WHERE login = 'tono'",
        "UPDATE people_account t SET password_hash = o.password_hash FROM people_account o WHERE t.login = 'tono' AND o.login = 'sari'",
      })
  void becomesNoOfficerUnseen(String sql) {
    assertThat(found(sql)).isTrue();
  }
}
