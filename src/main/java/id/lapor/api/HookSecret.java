package id.lapor.api;

import id.lapor.platform.key.InstallationKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Signs what is told to a hook, as Standard Webhooks has it: HMAC-SHA256 over {@code id.time.body}.
 * Secrets are derived from the installation's key and stand nowhere. For a day after one was
 * exchanged the old one signs too, so that a receiver can change over.
 */
@Component
class HookSecret {

  static final Duration OLD_WORKS = Duration.ofDays(1);

  private static final String PREFIX = "whsec_";

  private final InstallationKey key;

  HookSecret(InstallationKey key) {
    this.key = key;
  }

  /** As a receiver keeps it. */
  String shown(Hook hook) {
    return PREFIX + Base64.getEncoder().encodeToString(secret(hook, hook.secret()));
  }

  /**
   * Value of {@code webhook-signature}.
   *
   * @param seconds since 1970, as in {@code webhook-timestamp}
   */
  String signature(Hook hook, String id, long seconds, byte[] body, Instant now) {
    String signature = one(secret(hook, hook.secret()), id, seconds, body);
    boolean both = hook.secret() > 1 && now.isBefore(hook.secretAt().plus(OLD_WORKS));
    return both
        ? signature + " " + one(secret(hook, hook.secret() - 1), id, seconds, body)
        : signature;
  }

  private static String one(byte[] secret, String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HmacSHA256", e);
    }
  }

  private byte[] secret(Hook hook, int version) {
    return key.derive("hook", hook.client() + "/" + version);
  }
}
