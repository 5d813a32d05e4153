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
    int act = book.write(officer.accountId(), AccountAct.What.SECOND_STEP, officer);
    Seal seal = keys.seal();
    byte[] sealed = seal.close(secret, address(officer.accountId(), act));
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
    return true;
  }

  /** Whether the code is right now; none is right twice. */
  @Transactional
  boolean pass(Officer officer, String code) {
    Kept kept = hold(officer);
    if (kept.sealed() == null) {
      return false;
    }
    Optional<byte[]> secret = opened(kept.sealed(), officer.accountId());
    OptionalLong step =
        secret.isPresent()
            ? Totp.accepted(secret.get(), code, clock.instant(), kept.lastStep())
            : OptionalLong.empty();
    step.ifPresent(s ->
        jdbc.update(
            "UPDATE people_account SET totp_last_step = ? WHERE id = ?", s, officer.accountId()));
    return step.isPresent();
  }

  /** Nothing where it is not what was set up last: one of before lets nobody in by its row. */
  private Optional<byte[]> opened(byte[] sealed, long account) {
    try {
      return Optional.of(keys.seal().open(sealed, address(account)));
    } catch (Seal.Broken e) {
      log.warn("A second step does not open, see ./lapor verify: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Seals again with the newest key what is sealed with another. */
  int sealAgain() {
    Seal seal = keys.seal();
    return sealed("totp_key_version <> " + seal.version()).stream()
        .mapToInt(s -> sealAgain(seal, s))
        .sum();
  }

  /**
   * One that does not open stays as it is, and keeps no other from it; so does one that was set up
   * anew meanwhile.
   */
  private int sealAgain(Seal seal, Sealed own) {
    String address = address(own.account());
    try {
      byte[] again = seal.close(seal.open(own.sealed(), address), address);
      return role.in(() ->
          jdbc.update(
              "UPDATE people_account SET totp_sealed = ?, totp_key_version = ? WHERE id = ? AND"
                  + " totp_sealed = ?",
              again,
              seal.version(),
              own.account(),
              own.sealed()));
    } catch (Seal.Broken e) {
      log.warn("A second step is not sealed again, see ./lapor verify: {}", e.getMessage());
      return 0;
    }
  }

  /** Every secret opens in its own account, and in no other. */
  @Override
  public Optional<Verdict.Finding> look() {
    Seal seal = keys.seal();
    return sealed("totp_sealed IS NOT NULL ORDER BY id").stream()
        .flatMap(s -> opens(seal, s.sealed(), s.account()).stream())
        .findFirst();
  }

  private record Sealed(long account, byte[] sealed) {}

  private List<Sealed> sealed(String which) {
    return role.in(() ->
        jdbc.query(
            "SELECT id, totp_sealed FROM people_account WHERE " + which,
            (row, _) -> new Sealed(row.getLong(1), row.getBytes(2))));
  }

  private Optional<Verdict.Finding> opens(Seal seal, byte[] sealed, long account) {
    try {
      seal.open(sealed, address(account));
      return Optional.empty();
    } catch (Seal.Broken e) {
      return Optional.of(
          new Verdict.Finding(
              "people_account " + account,
              "Its second step was changed or exchanged, or is one of before: it does not open."));
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

  /** Of the one that was set up last, as far as it is on record, and not reset since. */
  private String address(long account) {
    Told told = book.told(account);
    if (told.blank()) {
      return address(account, 0);
    }
    return told.last(AccountAct.What.SECOND_STEP, AccountAct.What.INVITED, AccountAct.What.ACCEPTED)
        .filter(a -> a.what() == AccountAct.What.SECOND_STEP)
        .map(a -> address(account, a.seq()))
        .orElse("people_account/totp_sealed/none");
  }

  /**
   * The first one of all needs no number: there is none of before. Nobody signs in to an account of
   * which nothing is on record.
   */
  private String address(long account, int act) {
    boolean first =
        book.all("account_id = ? AND what = 'SECOND_STEP' AND seq < ?", account, act).isEmpty();
    return "people_account/totp_sealed/" + account + (first ? "" : "/" + act);
  }
}
