package id.lapor.people;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.page.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts tries in windows of time, in the database, so that every server agrees. One upsert a try.
 */
@Component
public class Throttle {

  private static final Duration KEPT = Duration.ofDays(1);
  private static final int IPV6_BYTES = 16;

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final InstallationKey key;
  private final DoorLog log;

  Throttle(JdbcClient jdbc, InstantSource clock, InstallationKey key, DoorLog log) {
    this.jdbc = jdbc;
    this.log = log;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Counts one try.
   *
   * @param what kind of act and who, {@code login:budi}
   * @throws TooManyRequests when it was one more than the limit within the window
   */
  public void take(String what, int limit, Duration window) {
    Instant now = clock.instant();
    long slot = now.getEpochSecond() / window.toSeconds();
    int count =
        jdbc.sql(
                """
                INSERT INTO people_throttle (what, slot, count, at) VALUES (?, ?, 1, ?)
                ON CONFLICT (what, slot) DO UPDATE SET count = people_throttle.count + 1
                RETURNING count
                """)
            .params(hidden(what), slot, Timestamp.from(now))
            .query(Integer.class)
            .single();
    if (count == limit + 1) {
      log.tooMany(kind(what));
    }
    if (count > limit) {
      Instant next = Instant.ofEpochSecond((slot + 1) * window.toSeconds());
      throw new TooManyRequests(Duration.between(now, next));
    }
  }

  /** Takes back a try counted just now, because it was none. */
  public void giveBack(String what, Duration window) {
    jdbc.sql(
            """
            UPDATE people_throttle SET count = count - 1 WHERE what = ? AND slot = ? AND count > 0
            """)
        .params(hidden(what), clock.instant().getEpochSecond() / window.toSeconds())
        .update();
  }

  /**
   * Where a try comes from: an IPv4 address, or the /64 of an IPv6 address, because whoever has one
   * of those has them all (RFC 6177).
   */
  public static String from(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return bytes.length == IPV6_BYTES
          ? HexFormat.of().formatHex(bytes, 0, IPV6_BYTES / 2)
          : InetAddress.getByAddress(bytes).getHostAddress();
    } catch (IllegalArgumentException | UnknownHostException e) {
      return address; // a proxy may pass on what is no address; it is still told apart
    }
  }

  /** Forgets tries, after a success. */
  public void forget(String what) {
    jdbc.sql("DELETE FROM people_throttle WHERE what = ?").param(hidden(what)).update();
  }

  /** What kind of act stays readable; whose it was, a name or an address, does not. */
  private String hidden(String what) {
    return kind(what) + ":" + HexFormat.of().formatHex(key.derive("throttle", what));
  }

  private static String kind(String what) {
    return what.replaceFirst("(?s):.*", "");
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
  void sweep() {
    jdbc.sql("DELETE FROM people_throttle WHERE at < ?")
        .param(Timestamp.from(clock.instant().minus(KEPT)))
        .update();
  }
}
