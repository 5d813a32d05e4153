package id.lapor.notification;

import id.lapor.channel.Wire;
import id.lapor.people.ReporterId;
import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Words that open something to whoever reads them, a code or a link to a new password. They lie
 * sealed for whom they are for, and are read only when they go out: who has the database has none
 * of them, nor sends somebody another's.
 */
@Component
class SealedWords {

  private final Seal seal;

  SealedWords(InstallationKey key) {
    this.seal = new Seal(KeyRing.of(1, key.derive("message", "")));
  }

  String close(String words, Wire.Kind wire, MessageStore.To to) {
    String address =
        switch (to) {
          case MessageStore.To.Address a -> address(wire, null, a.address());
          case MessageStore.To.Reporter r -> address(wire, r.reporter(), null);
        };
    return Base64.getEncoder()
        .encodeToString(seal.close(words.getBytes(StandardCharsets.UTF_8), address));
  }

  /**
   * The message as it is to be read.
   *
   * @throws Seal.Broken when its words were not sealed for whom it is to go to
   */
  Message open(Message message) {
    if (!message.secret()) {
      return message;
    }
    byte[] sealed;
    try {
      sealed = Base64.getDecoder().decode(message.body());
    } catch (IllegalArgumentException _) {
      sealed = new byte[0]; // which opens nowhere
    }
    String address = address(message.wire(), message.reporter(), message.recipient());
    return message.saying(new String(seal.open(sealed, address), StandardCharsets.UTF_8));
  }

  /** Likewise, and without words where they do not open. */
  Message openOrEmpty(Message message) {
    try {
      return open(message);
    } catch (Seal.Broken _) {
      return message.saying("");
    }
  }

  private static String address(
      Wire.Kind wire, @Nullable ReporterId reporter, @Nullable String recipient) {
    return "notification_message/body/%s/%s"
        .formatted(wire, reporter == null ? "a " + recipient : "r " + reporter.value());
  }
}
