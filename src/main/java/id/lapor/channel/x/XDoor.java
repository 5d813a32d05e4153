package id.lapor.channel.x;

import id.lapor.channel.XHook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/**
 * The door X brings posts to. What X signs is the body as it came, with the secret of the app
 * (HMAC-SHA-256, in base64 behind {@code sha256=}); the challenge is answered the same way and
 * needs no database.
 */
@Service
@EnableConfigurationProperties(XSettings.class)
class XDoor implements XHook {

  private static final String ALGORITHM = "HmacSHA256";

  private final XSettings settings;
  private final XIntake intake;

  XDoor(XSettings settings, XIntake intake) {
    this.settings = settings;
    this.intake = intake;
  }

  @Override
  public boolean open() {
    return settings.on() && !settings.consumerSecret().isEmpty();
  }

  @Override
  public String answer(String challenge) {
    return signature(challenge.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean genuine(byte[] body, String signature) {
    return MessageDigest.isEqual(
        signature(body).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void take(byte[] body) {
    intake.takeAll(Parcel.brought(body, settings.account()));
  }

  private String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(
          new SecretKeySpec(settings.consumerSecret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return "sha256=" + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }
}
