package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.audit.Verifier;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What once opened an account opens it no more when its row comes back as it was, or when a sign-in
 * outruns what ended it.
 */
@ApplicationTest
class OldEntrancesIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";
  private static final Bytes HANDLE = new Bytes(new byte[] {1});
  private static final Bytes STOLEN = new Bytes(new byte[] {2});

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Accounts accounts;
  @Autowired AccountBook book;
  @Autowired Invitations invitations;
  @Autowired PasskeyStore passkeys;
  @Autowired SecondStep second;
  @Autowired Sessions sessions;
  @Autowired Verifier verifier;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private City city;
  private Officer admin;
  private Officer sari;
  private String login;

  @BeforeEach
  void live() {
    city = new City(agencies, reports);
    admin = City.topmost(accounts, agencies);
    clock.advance(Duration.ofDays(1));
    login = "sari-" + clock.instant().getEpochSecond();
    sari = accounts.open(login, "Sari", PASSWORD, city.works.value(), Role.LIAISON);
  }

  private void undone(Runnable work) {
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.execute("SET LOCAL session_replication_role = replica");
      work.run();
    });
  }

  /** Whoever saw it once, on an administrator's page, sets no password months later. */
  @Test
  void opensByNoLinkOfBefore() {
    String link = invitations.invite(sari, admin);
    assertThat(invitations.whose(link)).isPresent();
    String again =
        "UPDATE people_invitation SET used_at = NULL, expires_at = '2099-01-01' WHERE account_id = "
            + sari.accountId();
    undone(() -> {
      clock.advance(Invitations.WORKS);
      jdbc.update(again);
      assertThat(invitations.whose(link)).as("though nobody used it").isEmpty();
      clock.advance(Invitations.WORKS.negated());
    });
    assertThat(invitations.accept(link, "kata-sandi-lain-lagi")).isPresent();
    undone(() -> {
      jdbc.update(again);
      assertThat(invitations.whose(link)).isEmpty();
      assertThat(invitations.accept(link, "kata-sandi-orang-lain")).isEmpty();
      jdbc.update("DELETE FROM people_account_act WHERE what = 'ACCEPTED'");
      assertThat(invitations.whose(link)).as("nor where its use is gone").isEmpty();
    });
    undone(() -> {
      String young = invitations.invite(sari, admin);
      jdbc.update(
          "UPDATE people_invitation SET mark = (SELECT mark FROM people_invitation WHERE account_id <> ? LIMIT 1)",
          sari.accountId());
      assertThat(invitations.whose(young)).isEmpty();
    });
  }

  private void made(Bytes id, @Nullable String about) {
    jdbc.update(
        "INSERT INTO people_passkey_owner (handle, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
        HANDLE.getBytes(),
        login);
    passkeys.save(
        ImmutableCredentialRecord.builder()
            .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
            .credentialId(id)
            .userEntityUserId(
                ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(HANDLE)
                    .name(login)
                    .displayName(login)
                    .build()
                    .getId())
            .publicKey(new ImmutablePublicKeyCose(new byte[] {3}))
            .signatureCount(0)
            .uvInitialized(true)
            .transports(Set.of())
            .backupEligible(false)
            .backupState(false)
            .attestationObject(new Bytes(new byte[] {4}))
            .attestationClientDataJSON(new Bytes(new byte[] {5}))
            .created(clock.instant())
            .lastUsed(clock.instant())
            .label("Kunci")
            .build());
    book.keep(
        about == null
            ? book.act(sari.accountId(), AccountAct.What.PASSKEY_ADDED, sari)
            : book.act(sari.accountId(), AccountAct.What.PASSKEY_ADDED, sari).on(about));
  }

  private void removed(Bytes id, @Nullable String about) {
    passkeys.delete(id);
    book.keep(
        about == null
            ? book.act(sari.accountId(), AccountAct.What.PASSKEY_REMOVED, sari)
            : book.act(sari.accountId(), AccountAct.What.PASSKEY_REMOVED, sari).on(about));
  }

  private void keepsRows() {
    jdbc.update("CREATE TEMP TABLE before ON COMMIT DROP AS SELECT * FROM people_passkey");
    jdbc.update("CREATE TEMP TABLE owners ON COMMIT DROP AS SELECT * FROM people_passkey_owner");
  }

  private void putsBack() {
    jdbc.update("INSERT INTO people_passkey_owner SELECT * FROM owners ON CONFLICT DO NOTHING");
    jdbc.update("INSERT INTO people_passkey SELECT * FROM before ON CONFLICT DO NOTHING");
  }

  @Test
  void opensByNoPasskeyOfBefore() {
    undone(() -> {
      made(STOLEN, passkeys.onRecord(STOLEN));
      assertThat(passkeys.findByCredentialId(STOLEN)).isNotNull();
      keepsRows();
      removed(STOLEN, passkeys.onRecord(STOLEN));
      Bytes own = new Bytes(new byte[] {9});
      made(own, passkeys.onRecord(own));
      putsBack();
      jdbc.update("DELETE FROM people_passkey WHERE id = ?", own.getBytes());
      assertThat(passkeys.findByCredentialId(STOLEN)).isNull();
      assertThat(passkeys.of(login)).isEmpty();
      assertThat(passkeys.firstStrange()).contains(login);
    });
    undone(() -> {
      made(STOLEN, passkeys.onRecord(STOLEN));
      keepsRows();
      String link = invitations.invite(sari, admin);
      putsBack();
      assertThat(passkeys.of(login)).as("nor after a reset").isEmpty();
      assertThat(invitations.accept(link, "kata-sandi-lain-lagi")).isPresent();
      putsBack();
      assertThat(passkeys.of(login)).isEmpty();
    });
  }

  /** Acts of before name none: where one was taken away, nobody can tell which. */
  @Test
  void keepsPasskeysOfBeforeWhereNoneWasTakenAway() {
    undone(() -> {
      made(STOLEN, null);
      assertThat(passkeys.of(login)).hasSize(1);
      keepsRows();
      removed(STOLEN, passkeys.onRecord(STOLEN));
      putsBack();
      assertThat(passkeys.of(login)).isEmpty();
    });
    undone(() -> {
      made(STOLEN, null);
      keepsRows();
      removed(STOLEN, null);
      made(new Bytes(new byte[] {9}), null);
      putsBack();
      assertThat(passkeys.of(login)).isEmpty();
    });
  }

  private String code(byte[] secret) {
    return Totp.code(secret, Totp.step(clock.instant()), 6);
  }

  @Test
  void opensByNoCodeOfBefore() {
    byte[] stolen = new byte[Totp.SECRET_BYTES];
    byte[] own = new byte[Totp.SECRET_BYTES];
    own[0] = 1;
    undone(() -> {
      assertThat(second.confirm(sari, stolen, code(stolen))).isTrue();
      clock.advance(Duration.ofMinutes(2));
      assertThat(second.pass(sari, code(stolen))).isTrue();
      clock.advance(Duration.ofMinutes(2));
      jdbc.update(
          "CREATE TEMP TABLE before ON COMMIT DROP AS SELECT id, totp_sealed, totp_key_version FROM people_account");
      String back =
          "UPDATE people_account a SET totp_sealed = b.totp_sealed, totp_key_version = b.totp_key_version FROM before b WHERE b.id = a.id";
      assertThat(invitations.accept(invitations.invite(sari, admin), "kata-sandi-lain-lagi"))
          .isPresent();
      jdbc.update(back);
      assertThat(second.pass(sari, code(stolen))).as("before another is set up").isFalse();
      jdbc.update("UPDATE people_account SET totp_sealed = NULL, totp_key_version = NULL");
      assertThat(second.confirm(sari, own, code(own))).isTrue();
      clock.advance(Duration.ofMinutes(2));
      assertThat(second.look()).isEmpty();
      jdbc.update(back);
      assertThat(second.pass(sari, code(stolen))).isFalse();
      assertThat(second.look()).isPresent();
    });
  }

  /** Its session is kept only after the move had ended all there were. */
  @Test
  void signsOutWhoCameInWhileTheAccountWasMoved() throws Exception {
    Cookie session = signedIn();
    jdbc.update(
        "UPDATE spring_session SET principal_name = 'tidak-terlihat' WHERE principal_name = ?",
        login);
    accounts.move(sari, city.works.value(), Role.APPROVER, admin);
    web.perform(get("/akun").cookie(session)).andExpect(redirectedUrl("/masuk?lanjut=%2Fakun"));
  }

  @Test
  void signsOutWhoCameInWhileThePasswordWasReset() throws Exception {
    Cookie session = signedIn();
    jdbc.update(
        "UPDATE spring_session SET principal_name = 'tidak-terlihat' WHERE principal_name = ?",
        login);
    invitations.invite(sari, admin);
    web.perform(get("/akun").cookie(session)).andExpect(redirectedUrl("/masuk?lanjut=%2Fakun"));
  }

  @Test
  void letsWhoCameInStayWhereNothingHappened() throws Exception {
    Cookie session = signedIn();
    web.perform(get("/akun").cookie(session)).andExpect(status().isOk());
    web.perform(get("/akun").cookie(session)).andExpect(status().isOk());
  }

  /** One that began inside of what ends them all. */
  @Test
  void endsSessionsThatBeganBeforeTheMoveWasThrough() {
    transaction.executeWithoutResult(_ -> {
      accounts.move(sari, city.works.value(), Role.APPROVER, admin);
      jdbc.update(
          """
          INSERT INTO spring_session (primary_id, session_id, creation_time, last_access_time, max_inactive_interval,
            expiry_time, principal_name)
          VALUES (gen_random_uuid(), gen_random_uuid(), 0, 0, 9999, 9223372036854775807, ?)
          """,
          login);
    });
    assertThat(sessions.of(login, "")).isEmpty();
  }

  private Cookie signedIn() throws Exception {
    return Objects.requireNonNull(
        web.perform(post("/masuk").with(csrf()).param("login", login).param("password", PASSWORD))
            .andReturn()
            .getResponse()
            .getCookie("sesi"));
  }
}
