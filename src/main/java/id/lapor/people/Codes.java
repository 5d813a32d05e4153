package id.lapor.people;

import id.lapor.people.Throttle.Limit;
import id.lapor.platform.key.InstallationKey;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

  /** From wherever: enough that no one place uses them up, and an end to it. */
  private static final int MOST_FROM_ANYWHERE = 24;

  private static final List<Limit> SOME =
      List.of(
          new Limit(MOST_AN_HOUR, Duration.ofHours(1)), new Limit(MOST_A_DAY, Duration.ofDays(1)));
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
   * Leave to send one code, which was counted. Everyone who may ask has limits of their own, so
   * that none can use up another's.
   */
  public record Leave(ReporterId reporter, boolean phone) {}

  /**
   * Asked for by whoever a report is open to. What comes of a proven number or address is the
   * reporter's alone; one that nobody proved may be a stranger's, who gets so many from whichever
   * report.
   *
   * @return empty when there is no such number or address, or no codes go there
   * @throws id.lapor.platform.page.TooManyRequests when too many were asked for
   */
  public Optional<Leave> toProve(ReporterId reporter, boolean phone) {
    Optional<String> where = where(reporter, phone);
    if (where.isEmpty()) {
      return Optional.empty();
    }
    throttle.take("code-own:" + reporter.value() + "/" + wire(phone), SOME);
    if (!reporters.reach(reporter).proven(phone)) {
      throttle.take("code-proof:" + where.get(), SOME);
    } else if (phone) {
      toNumber(where.get());
    }
    return Optional.of(leave(reporter, phone));
  }

  /**
   * Asked for by whoever has a secret that an officer has seen: it may be the officer, so the
   * reporter has tries of their own, by where they ask from.
   *
   * @param from as {@link Throttle#from} tells it
   * @return empty when there is no such number or address, or no codes go there
   * @throws id.lapor.platform.page.TooManyRequests when too many were asked for
   */
  public Optional<Leave> toExchange(ReporterId reporter, boolean phone, String from) {
    Optional<String> where = where(reporter, phone);
    where.ifPresent(mark -> {
      throttle.take("code-exchange-from:" + from + " " + mark, SOME);
      throttle.take("code-exchange:" + mark, MOST_FROM_ANYWHERE, Duration.ofDays(1));
    });
    return where.map(_ -> leave(reporter, phone));
  }

  /** What its owner asks for, with however many reports or devices. */
  private void toNumber(String mark) {
    throttle.take("code-number:" + mark, MOST_FROM_ANYWHERE, Duration.ofDays(1));
  }

  /** The keyed hash of the number or address, empty when there is none or no codes go there. */
  private Optional<String> where(ReporterId reporter, boolean phone) {
    Optional<String> country = phone ? reporters.country(reporter) : Optional.empty();
    return vault.mark(reporter, phone).filter(_ -> country.map(costs::reaches).orElse(!phone));
  }

  private Leave leave(ReporterId reporter, boolean phone) {
    if (phone) {
      boolean proven = reporters.reach(reporter).proven(true);
      reporters.country(reporter).ifPresent(country -> costs.take(country, proven));
    }
    return new Leave(reporter, phone);
  }

  /**
   * Counts a code by which somebody wants into an account: by where they ask from, with an end to
   * it from wherever, or by the device.
   *
   * @param account as {@link Members#key(Contact)} names it
   * @param from as {@link Throttle#from} tells it
   * @param device where its owner has signed in before: what strangers ask for is not counted there
   * @return false when no codes go there
   * @throws id.lapor.platform.page.TooManyRequests when too many were asked for
   */
  boolean toEnter(Contact address, String account, String from, Optional<String> device) {
    @Nullable String country = address.phone() == null ? null : Contact.country(address.phone());
    if (country != null && !costs.reaches(country)) {
      return false;
    }
    if (device.isPresent()) {
      throttle.take("code-device:" + device.get(), SOME);
      if (country != null) {
        toNumber(account);
      }
    } else {
      throttle.take("code-account-from:" + from + " " + account, SOME);
      throttle.take("code-account:" + account, MOST_FROM_ANYWHERE, Duration.ofDays(1));
    }
    if (country != null) {
      costs.take(country, device.isPresent());
    }
    return true;
  }

  /** A fresh code, to be sent at once; an older one no longer works. */
  @Transactional
  public String issue(Leave leave) {
    String code = "%06d".formatted(random.nextInt(DIGITS));
    Instant until = clock.instant().plus(WORKS).truncatedTo(ChronoUnit.MILLIS);
    jdbc.update(
        """
        INSERT INTO people_code (reporter_id, wire, code_hash, expires_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (reporter_id, wire) DO UPDATE
        SET code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0
        """,
        leave.reporter().value(),
        wire(leave.phone()),
        hash(leave.reporter(), leave.phone(), code, until),
        Timestamp.from(until));
    return code;
  }

  private record Kept(byte[] hash, Instant until) {}

  /** Whether it is the code; the right one works once, and a code dies of five wrong tries. */
  @Transactional
  public boolean redeem(ReporterId reporter, boolean phone, String typed) {
    reporters.hold(reporter); // first, as whoever lets go of it does
    Instant now = clock.instant();
    Optional<Kept> kept =
        jdbc
            .query(
                """
                UPDATE people_code SET tries = tries + 1
                WHERE reporter_id = ? AND wire = ? AND expires_at > ? AND tries < ?
                RETURNING code_hash, expires_at
                """,
                (row, _) -> new Kept(row.getBytes(1), row.getTimestamp(2).toInstant()),
                reporter.value(),
                wire(phone),
                Timestamp.from(now),
                MOST_TRIES)
            .stream()
            .findFirst();
    String digits = typed.replaceAll("\\D", "");
    boolean right =
        kept.filter(k -> MessageDigest.isEqual(k.hash(), hash(reporter, phone, digits, k.until())))
            .isPresent();
    if (right) {
      jdbc.update(
          "DELETE FROM people_code WHERE reporter_id = ? AND wire = ?",
          reporter.value(),
          wire(phone));
      reporters.prove(reporter, phone);
    }
    return right;
  }

  /** When it ends is part of it, so that no row makes one work longer. */
  private byte[] hash(ReporterId reporter, boolean phone, String code, Instant until) {
    return key.derive(
        "code", "%d/%s/%s/%d".formatted(reporter.value(), wire(phone), code, until.toEpochMilli()));
  }

  private static String wire(boolean phone) {
    return phone ? "PHONE" : "EMAIL";
  }
}
