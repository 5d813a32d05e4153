package id.lapor.people;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.page.TooManyRequests;
import id.lapor.platform.time.Waiter;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.CustomColumnProvider;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts tries in the database, so that every server agrees: a bucket for each kind of act and
 * whoever does it, filled anew after a while. Who takes the last quarter of a bucket is answered
 * ever later; who comes to an empty one is refused.
 */
@Component
public class Throttle {

  /** So long the last try of a bucket is held up. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** The last part of a bucket, one in so many, is given out slowly. */
  private static final int SLOW_PART = 4;

  /** Refusals remembered, so that one wait stands in the log once. */
  private static final int MOST_TOLD = 10_000;

  private static final int IPV6_BYTES = 16;

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final InstallationKey key;
  private final DoorLog log;
  private final Waiter waiter;
  private final ProxyManager<String> buckets;
  private final Map<String, Instant> told = new ConcurrentHashMap<>();

  Throttle(
      DataSource database, InstantSource clock, InstallationKey key, DoorLog log, Waiter waiter) {
    this.jdbc = JdbcClient.create(database);
    this.log = log;
    this.key = key;
    this.clock = clock;
    this.waiter = waiter;
    this.buckets =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("people_bucket")
            .idColumn("what")
            .stateColumn("state")
            .addCustomColumn(new Expiry())
            .clientClock(new Present(clock))
            .build();
  }

  /** So many within such a time. */
  public record Limit(int most, Duration window) {}

  /** The house's present, as Bucket4j asks for it. */
  private record Present(InstantSource clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }

  /** When a bucket is full again, and so as good as none; by the house's present. */
  private record Expiry() implements CustomColumnProvider<String> {

    private static final ExpirationAfterWriteStrategy FULL =
        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ZERO);

    @Override
    public void setCustomField(
        String bucket, int i, PreparedStatement row, RemoteBucketState state, long nanos)
        throws SQLException {
      long lasts = FULL.calculateTimeToLiveMillis(state, nanos);
      row.setLong(i, TimeUnit.NANOSECONDS.toMillis(nanos) + lasts);
    }

    @Override
    public String getCustomFieldName() {
      return "expires_at";
    }
  }

  /**
   * Counts one try.
   *
   * @see #take(String, List)
   */
  public void take(String what, int most, Duration window) {
    take(what, List.of(new Limit(most, window)));
  }

  /**
   * Counts one try. Not within a transaction: whoever has to wait holds no connection and no lock,
   * and a try counts whatever comes of it.
   *
   * @param what kind of act and who, {@code login:budi}
   * @throws TooManyRequests when it was one more than one of the limits; then it counts in none
   */
  public void take(String what, List<Limit> limits) {
    outside(what);
    ConsumptionProbe probe = asked(() -> bucket(what, limits).tryConsumeAndReturnRemaining(1));
    if (!probe.isConsumed()) {
      Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
      tell(kind(what), hidden(what, limits), wait);
      throw new TooManyRequests(wait.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS));
    }
    int smallest = limits.stream().mapToInt(Limit::most).min().orElseThrow();
    Duration pause = pause(probe.getRemainingTokens(), smallest);
    if (pause.isPositive()) {
      waiter.pause(pause);
    }
  }

  /**
   * Counts one quietly: nobody is held up, and no refusal told of. Not within a transaction.
   *
   * @return false when it was one more than the limit; then it does not count
   */
  boolean count(String what, int most, Duration window) {
    outside(what);
    return asked(() -> bucket(what, List.of(new Limit(most, window))).tryConsume(1));
  }

  private static void outside(String what) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("Tries are counted before a transaction: " + kind(what));
    }
  }

  /** The library has a word of its own for a database that is away. */
  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (BucketExceptions.BucketExecutionException e) {
      throw new DataAccessResourceFailureException("Tries cannot be counted just now.", e);
    }
  }

  /** From nothing, while more than the slow part is left, evenly up to the longest. */
  static Duration pause(long left, int most) {
    long beyond = Math.max(0, most - SLOW_PART * left);
    return LONGEST_PAUSE.multipliedBy(beyond).dividedBy(most);
  }

  private Bucket bucket(String what, List<Limit> limits) {
    ConfigurationBuilder all = BucketConfiguration.builder();
    for (Limit limit : limits) {
      all.addLimit(l -> l.capacity(limit.most()).refillIntervally(limit.most(), limit.window()));
    }
    return buckets.builder().build(hidden(what, limits), all::build);
  }

  private void tell(String kind, String bucket, Duration wait) {
    Instant now = clock.instant();
    if (told.size() >= MOST_TOLD) {
      told.clear();
    }
    @Nullable Instant before = told.put(bucket, now.plus(wait));
    if (before == null || !before.isAfter(now)) {
      log.tooMany(kind);
    }
  }

  /** Takes back a try counted just now, because it was none. */
  public void giveBack(String what, List<Limit> limits) {
    asked(() -> {
      bucket(what, limits).addTokens(1);
      return true;
    });
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
  public void forget(String what, List<Limit> limits) {
    asked(() -> {
      buckets.removeProxy(hidden(what, limits));
      return true;
    });
  }

  /**
   * What kind of act stays readable; whose it was, a name or an address, does not. With other
   * limits it is another bucket.
   */
  private String hidden(String what, List<Limit> limits) {
    byte[] mark = key.derive("throttle", what + " " + limits);
    return kind(what) + ":" + HexFormat.of().formatHex(mark);
  }

  private static String kind(String what) {
    return what.replaceFirst("(?s):.*", "");
  }

  /** Lets go of buckets that are full again. */
  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
  void sweep() {
    jdbc.sql("DELETE FROM people_bucket WHERE expires_at < ?").param(clock.millis()).update();
  }
}
