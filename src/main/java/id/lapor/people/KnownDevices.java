package id.lapor.people;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.page.Cookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Knows a browser again on which somebody has signed in before, by a signed cookie. It opens
 * nothing: it only keeps strangers' guessing from counting against them on it.
 */
@Component
class KnownDevices {

  private static final Duration KEPT = Duration.ofDays(180);
  private static final int NAME_BYTES = 8;
  private static final Pattern VALUE =
      Pattern.compile("([0-9a-f-]{36})\\.(\\d{1,12})\\.([0-9a-f]{64})");

  private final InstallationKey key;
  private final InstantSource clock;

  KnownDevices(InstallationKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  /** Names the device, when the owner of this login has signed in on it. */
  Optional<String> find(String login, HttpServletRequest request) {
    return Cookies.value(name(login), request)
        .map(VALUE::matcher)
        .filter(Matcher::matches)
        .filter(m -> genuine(login, m))
        .map(m -> m.group(1));
  }

  /** They have just signed in on it with everything that was asked for. */
  void remember(String login, HttpServletRequest request, HttpServletResponse response) {
    String device = find(login, request).orElseGet(() -> UUID.randomUUID().toString());
    long until = clock.instant().plus(KEPT).getEpochSecond();
    String value = device + "." + until + "." + signature(login, device, until);
    response.addCookie(Cookies.make(name(login), value, KEPT, request));
  }

  private boolean genuine(String login, Matcher value) {
    long until = Long.parseLong(value.group(2));
    return MessageDigest.isEqual(
            value.group(3).getBytes(StandardCharsets.US_ASCII),
            signature(login, value.group(1), until).getBytes(StandardCharsets.US_ASCII))
        && clock.instant().isBefore(Instant.ofEpochSecond(until));
  }

  private String signature(String login, String device, long until) {
    return hex(key.derive("known-device", login + "/" + device + "/" + until));
  }

  /** One for each person who shares the device, and none tells whose it is. */
  private String name(String login) {
    return "kenal-" + hex(Arrays.copyOf(key.derive("known-device-name", login), NAME_BYTES));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
