package id.lapor.people;

import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.Seal;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The second step of signing in, by an authenticator application or a passkey. */
@Service
class SecondStep implements Check {

  private static final Logger log = LoggerFactory.getLogger(SecondStep.class);

  private final JdbcTemplate jdbc;
  private final VaultKeys keys;
  private final VaultRole role;
  private final InstallationKey key;
  private final PeopleSettings settings;
  private final AccountBook book;
  private final Passkeys passkeys;
  private final InstantSource clock;

  SecondStep(
      JdbcTemplate jdbc,
      VaultKeys keys,
      VaultRole role,
      InstallationKey key,
      PeopleSettings settings,
      AccountBook book,
      Passkeys passkeys,
      InstantSource clock) {
    this.book = book;
    this.passkeys = passkeys;
    this.jdbc = jdbc;
    this.keys = keys;
    this.role = role;
    this.key = key;
    this.settings = settings;
    this.clock = clock;
  }

  private record Kept(byte @Nullable [] sealed, long lastStep) {}

  /** Whether a password alone is not all there is: an application or a passkey is set up. */
  boolean strong(Officer officer) {
    return has(officer) || passkeys.any(officer.login());
  }

  List<Passkeys.Passkey> passkeys(Officer officer) {
    return passkeys.of(officer.login());
  }

  /** Whether the officer has set up an application that makes codes. */
  boolean has(Officer officer) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "SELECT totp_key_version IS NOT NULL FROM people_account WHERE id = ?",
            Boolean.class,
            officer.accountId()));
  }

  /** Whether a position asks for more than the officer has set up. */
  boolean lacks(Officer officer, Role role) {
    return settings.secondStep() && role.needsSecondStep() && !strong(officer);
  }

  /** Whether a password alone lets the officer in. */
  boolean needed(Officer officer) {
    return strong(officer) || (settings.secondStep() && officer.role().needsSecondStep());
  }

  /**
   * The secret offered while it is being set up; the same for the same sign-in, and kept nowhere
   * until a code of it came back.
   */
  byte[] offered(Officer officer, long since) {
    byte[] bytes = key.derive("second-step", officer.accountId() + "/" + since);
    return Arrays.copyOf(bytes, Totp.SECRET_BYTES);
  }

  /** Keeps the secret when the code shows that the officer's application has it. */
  @Transactional
  boolean confirm(Officer officer, byte[] secret, String code) {
    OptionalLong step = Totp.accepted(secret, code, clock.instant(), 0);
    if (step.isEmpty() || hold(officer).sealed() != null || passkeys.any(officer.login())) {
      return false;
    }
    Seal seal = keys.seal();
    byte[] sealed = seal.close(secret, address(officer.accountId()));
    role.in(() ->
        jdbc.update(
            """
            UPDATE people_account
            SET totp_sealed = ?, totp_key_version = ?, totp_last_step = ?
            WHERE id = ?
            """,
            sealed,
            seal.version(),
            step.getAsLong(),
            officer.accountId()));
    book.write(officer.accountId(), AccountAct.What.SECOND_STEP, officer);
    return true;
  }

  /** Whether the code is right now; none is right twice. */
  @Transactional
  boolean pass(Officer officer, String code) {
    Kept kept = hold(officer);
    if (kept.sealed() == null) {
      return false;
    }
    byte[] secret = keys.seal().open(kept.sealed(), address(officer.accountId()));
    OptionalLong step = Totp.accepted(secret, code, clock.instant(), kept.lastStep());
    step.ifPresent(s ->
        jdbc.update(
            "UPDATE people_account SET totp_last_step = ? WHERE id = ?", s, officer.accountId()));
    return step.isPresent();
  }

  /** Seals again with the newest key what is sealed with another. */
  int sealAgain() {
    Seal seal = keys.seal();
    return role
        .in(() ->
            jdbc.query(
                """
                SELECT id, totp_sealed FROM people_account WHERE totp_key_version <> ? FOR UPDATE SKIP LOCKED
                """,
                (row, _) -> sealAgain(seal, row.getBytes("totp_sealed"), row.getLong("id")),
                seal.version()))
        .stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** One that does not open stays as it is, and keeps no other from it. */
  private int sealAgain(Seal seal, byte[] sealed, long account) {
    String address = address(account);
    try {
      return jdbc.update(
          "UPDATE people_account SET totp_sealed = ?, totp_key_version = ? WHERE id = ?",
          seal.close(seal.open(sealed, address), address),
          seal.version(),
          account);
    } catch (Seal.Broken e) {
      log.warn("A second step is not sealed again, see ./lapor verify: {}", e.getMessage());
      return 0;
    }
  }

  /** Every secret opens in its own account, and in no other. */
  @Override
  public Optional<Verdict.Finding> look() {
    Seal seal = keys.seal();
    return role
        .in(() ->
            jdbc.query(
                "SELECT id, totp_sealed FROM people_account WHERE totp_sealed IS NOT NULL ORDER BY id",
                (row, _) -> opens(seal, row.getBytes(2), row.getLong(1))))
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Verdict.Finding> opens(Seal seal, byte[] sealed, long account) {
    try {
      seal.open(sealed, address(account));
      return Optional.empty();
    } catch (Seal.Broken e) {
      return Optional.of(
          new Verdict.Finding(
              "people_account " + account,
              "Its second step was changed or exchanged: it does not open."));
    }
  }

  /** What there is, held until the transaction ends. */
  private Kept hold(Officer officer) {
    return role.in(() ->
            jdbc.query(
                "SELECT totp_sealed, totp_last_step FROM people_account WHERE id = ? FOR UPDATE",
                (row, _) -> new Kept(row.getBytes(1), row.getLong(2)),
                officer.accountId()))
        .getFirst();
  }

  private static String address(long account) {
    return "people_account/totp_sealed/" + account;
  }
}
