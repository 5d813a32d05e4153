package id.lapor.people;

import id.lapor.platform.key.InstallationKey;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * One-time codes that prove a number or address to be the reporter's. Guessing and pumping are
 * slowed down; nobody is ever locked out, because a code can only be tried by whoever asked for it:
 * who holds the report's secret, or the device that wants into an account.
 */
@Service
public class Codes {

  /** So long a code works. */
  public static final Duration WORKS = Duration.ofMinutes(10);

  private static final int MOST_TRIES = 5;
  private static final int MOST_AN_HOUR = 3;
  private static final int MOST_A_DAY = 6;
  private static final int DIGITS = 1_000_000;

  private final JdbcTemplate jdbc;
  private final Vault vault;
  private final Reporters reporters;
  private final Throttle throttle;
  private final CodeCosts costs;
  private final InstallationKey key;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Codes(
      JdbcTemplate jdbc,
      Vault vault,
      Reporters reporters,
      Throttle throttle,
      CodeCosts costs,
      InstallationKey key,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.reporters = reporters;
    this.throttle = throttle;
    this.costs = costs;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Many codes go by SMS today.
   *
   * @param most so many go in a day, and no more
   */
  public record Many(int most) {}

  /**
   * A fresh code, to be sent at once; an older one no longer works.
   *
   * @return empty when there is no such number or address, or no codes go there
   * @throws id.lapor.platform.page.TooManyRequests when the number or address was sent too many,
   *     from whichever report, or too many went out by SMS at all
   */
  @Transactional
  public Optional<String> issue(ReporterId reporter, boolean phone) {
    return issue(reporter, phone, Optional.empty());
  }

  /**
   * Like {@link #issue(ReporterId, boolean)}.
   *
   * @param device where its owner has signed in before: what strangers ask for is not counted there
   */
  @Transactional
  Optional<String> issue(ReporterId reporter, boolean phone, Optional<String> device) {
    Optional<String> where = vault.mark(reporter, phone);
    Optional<String> number = phone ? reporters.number(reporter) : Optional.empty();
    if (where.isEmpty() || !number.map(costs::reaches).orElse(!phone)) {
      return Optional.empty();
    }
    String counted = device.map(d -> "device " + d).orElse(where.get());
    throttle.take("code-hour:" + counted, MOST_AN_HOUR, Duration.ofHours(1));
    throttle.take("code-day:" + counted, MOST_A_DAY, Duration.ofDays(1));
    number.ifPresent(costs::take);
    String code = "%06d".formatted(random.nextInt(DIGITS));
    jdbc.update(
        """
        INSERT INTO people_code (reporter_id, wire, code_hash, expires_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (reporter_id, wire) DO UPDATE
        SET code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0
        """,
        reporter.value(),
        wire(phone),
        hash(reporter, phone, code),
        Timestamp.from(clock.instant().plus(WORKS)));
    return Optional.of(code);
  }

  /** Whether it is the code; the right one works once, and a code dies of five wrong tries. */
  @Transactional
  public boolean redeem(ReporterId reporter, boolean phone, String typed) {
    Instant now = clock.instant();
    Optional<byte[]> hash =
        jdbc
            .query(
                """
                UPDATE people_code SET tries = tries + 1
                WHERE reporter_id = ? AND wire = ? AND expires_at > ? AND tries < ?
                RETURNING code_hash
                """,
                (row, _) -> row.getBytes(1),
                reporter.value(),
                wire(phone),
                Timestamp.from(now),
                MOST_TRIES)
            .stream()
            .findFirst();
    String digits = typed.replaceAll("\\D", "");
    boolean right =
        hash.isPresent() && MessageDigest.isEqual(hash.get(), hash(reporter, phone, digits));
    if (right) {
      jdbc.update(
          "DELETE FROM people_code WHERE reporter_id = ? AND wire = ?",
          reporter.value(),
          wire(phone));
      reporters.prove(reporter, phone);
    }
    return right;
  }

  private byte[] hash(ReporterId reporter, boolean phone, String code) {
    return key.derive("code", reporter.value() + "/" + wire(phone) + "/" + code);
  }

  private static String wire(boolean phone) {
    return phone ? "PHONE" : "EMAIL";
  }
}
