package id.lapor.people;

import id.lapor.platform.key.InstallationKey;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * One-time links by which somebody comes to a password that nobody else ever knew: to a new
 * account, or back to one whose password or telephone was lost.
 */
@Service
public class Invitations {

  /** So long a link works. */
  public static final Duration WORKS = Duration.ofDays(3);

  private final JdbcTemplate jdbc;
  private final Accounts accounts;
  private final AccountBook book;
  private final Sessions sessions;
  private final PasswordEncoder passwords;
  private final InstallationKey key;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Invitations(
      JdbcTemplate jdbc,
      Accounts accounts,
      AccountBook book,
      Sessions sessions,
      PasswordEncoder passwords,
      InstallationKey key,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.book = book;
    this.sessions = sessions;
    this.passwords = passwords;
    this.key = key;
    this.clock = clock;
  }

  /**
   * The code that goes behind # in the link. The account it is for lets nobody in until the code
   * was used; older links for it no longer work, and whoever is signed in with it is signed out.
   */
  @Transactional
  public String invite(Officer whom, Officer by) {
    byte[] bytes = new byte[Totp.SECRET_BYTES];
    random.nextBytes(bytes);
    String code = Totp.base32(bytes);
    int act = accounts.lock(whom, unknowable(), AccountAct.What.INVITED, by);
    jdbc.update("DELETE FROM people_invitation WHERE account_id = ?", whom.accountId());
    jdbc.update(
        """
        INSERT INTO people_invitation (code_hash, account_id, mark, invited_by, expires_at)
        VALUES (?, ?, ?, ?, ?)
        """,
        hash(code),
        whom.accountId(),
        mark(code, whom.accountId(), act),
        by.accountId(),
        Timestamp.from(clock.instant().plus(WORKS)));
    sessions.endAll(whom.login());
    return code;
  }

  /**
   * Whose the code is, while it works. What the row says of it is not enough: the act by which it
   * was made has to be the last of its kind on record, not used since and young.
   */
  public Optional<Officer> whose(String code) {
    return jdbc
        .query(
            """
            SELECT account_id, mark FROM people_invitation
            WHERE code_hash = ? AND used_at IS NULL AND expires_at > ?
            """,
            (row, _) -> new Kept(row.getLong(1), Marks.given(row.getBytes(2))),
            hash(code),
            Timestamp.from(clock.instant()))
        .stream()
        .filter(k -> works(code, k))
        .findFirst()
        .flatMap(k -> accounts.find(k.account()));
  }

  private record Kept(long account, byte[] mark) {}

  /** The mark has the number of the act that made the link, which has to be the last such act. */
  private boolean works(String code, Kept kept) {
    return book.told(kept.account())
        .last(AccountAct.What.INVITED, AccountAct.What.ACCEPTED)
        .filter(a -> clock.instant().isBefore(a.at().plus(WORKS)))
        .filter(a -> MessageDigest.isEqual(mark(code, kept.account(), a.seq()), kept.mark()))
        .isPresent();
  }

  /**
   * Sets the password and uses the code up; the second step has to be set up anew.
   *
   * @param password as {@link PasswordRule} wants it
   */
  @Transactional
  public Optional<Officer> accept(String code, String password) {
    Optional<Officer> officer = whose(code);
    if (officer.isEmpty()) {
      return officer;
    }
    int used =
        jdbc.update(
            "UPDATE people_invitation SET used_at = ? WHERE code_hash = ? AND used_at IS NULL",
            Timestamp.from(clock.instant()),
            hash(code));
    if (used != 1) {
      return Optional.empty();
    }
    officer.ifPresent(o -> {
      accounts.lock(o, accounts.hash(password), AccountAct.What.ACCEPTED, o);
      sessions.endAll(o.login());
    });
    return officer;
  }

  private String unknowable() {
    byte[] bytes = new byte[Totp.SECRET_BYTES];
    random.nextBytes(bytes);
    return String.valueOf(passwords.encode(Totp.base32(bytes)));
  }

  private byte[] hash(String code) {
    return key.derive("invitation", bare(code));
  }

  /**
   * @param act number of the act by which it was made
   */
  private byte[] mark(String code, long account, int act) {
    return key.derive("invitation-account", account + "/" + act + "/" + bare(code));
  }

  private static String bare(String code) {
    return code.replaceAll("[\\s\\-]", "").toUpperCase(Locale.ROOT);
  }
}
