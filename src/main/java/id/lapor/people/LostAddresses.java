package id.lapor.people;

import id.lapor.platform.key.InstallationKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells an address that is said to be lost, at once, what is about to happen to it, with a code by
 * which whoever reads it still can object.
 */
@Component
public class LostAddresses {

  /** How often in a day one identity's addresses are told. */
  static final int TOLD_A_DAY = 4;

  private static final int CODE_BYTES = 10;
  private static final Pattern CODE = Pattern.compile("(\\d{1,18})-([A-Z2-7]{16})");

  private final InstallationKey key;
  private final Throttle throttle;
  private final ApplicationEventPublisher listeners;

  LostAddresses(InstallationKey key, Throttle throttle, ApplicationEventPublisher listeners) {
    this.key = key;
    this.throttle = throttle;
    this.listeners = listeners;
  }

  /**
   * Somebody who has the secret of a report says that its proven addresses are lost.
   *
   * @param reporter whose addresses
   * @param code by which the change is stopped
   * @param effectiveAt when the change takes effect; null while nobody has granted it
   */
  public record Told(ReporterId reporter, String code, @Nullable Instant effectiveAt) {}

  /**
   * Counts it before it is said; once more of the same is nothing new.
   *
   * @throws id.lapor.platform.page.TooManyRequests when it was said too often
   */
  public void count(DataRequest request) {
    if (request.reporter() != null && !request.oldLost()) {
      throttle.take("lost-address:" + request.reporter().value(), TOLD_A_DAY, Duration.ofDays(1));
    }
  }

  /** Part of the transaction in which it happens. */
  void said(DataRequest request) {
    if (request.reporter() != null) {
      listeners.publishEvent(new Told(request.reporter(), code(request.id()), null));
    }
  }

  void granted(DataRequest request, Instant effectiveAt) {
    if (request.reporter() != null) {
      listeners.publishEvent(new Told(request.reporter(), code(request.id()), effectiveAt));
    }
  }

  /** Which request a code stops; empty when it is none of ours. */
  OptionalLong request(String typed) {
    Matcher m =
        CODE.matcher(
            typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT).replaceAll("(?<=[A-Z2-7])-", ""));
    if (!m.matches()) {
      return OptionalLong.empty();
    }
    long id = Long.parseLong(m.group(1));
    boolean right = MessageDigest.isEqual(bytes(code(id)), bytes(m.group(1) + "-" + m.group(2)));
    return right ? OptionalLong.of(id) : OptionalLong.empty();
  }

  private String code(long request) {
    byte[] mark = key.derive("lost-address", Long.toString(request));
    return request + "-" + Totp.base32(Arrays.copyOf(mark, CODE_BYTES));
  }

  private static byte[] bytes(String code) {
    return code.getBytes(StandardCharsets.US_ASCII);
  }
}
