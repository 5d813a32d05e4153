package id.lapor.audit;

import id.lapor.platform.Settings;
import id.lapor.platform.key.InstallationKey;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.springframework.stereotype.Component;

/**
 * Signs daily roots as a "signed note" (c2sp.org/tlog-checkpoint, c2sp.org/signed-note) with an
 * Ed25519 key derived from the installation's secret.
 */
@Component
class Signet {

  private static final byte ED25519 = 1;
  private static final int SHORT = 4;

  private final String origin;
  private final Ed25519PrivateKeyParameters key;
  private final byte[] id;

  Signet(Settings settings, InstallationKey installation) {
    String host = URI.create(settings.publicUrl()).getAuthority();
    this.origin = (host == null ? "lapor" : host) + "/jejak";
    this.key = new Ed25519PrivateKeyParameters(installation.derive("audit", "checkpoint"), 0);
    this.id = id(key.generatePublicKey());
  }

  /** The note for a root. */
  String note(LocalDate day, long size, byte[] root) {
    String text = text(day, size, root);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    signer.update(bytes, 0, bytes.length);
    byte[] signature = signer.generateSignature();
    byte[] line = ByteBuffer.allocate(SHORT + signature.length).put(id).put(signature).array();
    return text + "\n— " + origin + " " + Base64.getEncoder().encodeToString(line) + "\n";
  }

  /** Whether the note is the one for this day and root, signed by this installation. */
  boolean signed(Checkpoint c) {
    int cut = c.note().indexOf("\n\n— ");
    if (cut < 0) {
      return false;
    }
    String text = c.note().substring(0, cut + 1);
    String line = c.note().substring(c.note().lastIndexOf(' ') + 1).strip();
    try {
      byte[] signature = Base64.getDecoder().decode(line);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Ed25519Signer verifier = new Ed25519Signer();
      verifier.init(false, key.generatePublicKey());
      verifier.update(bytes, 0, bytes.length);
      return text.endsWith("\n" + c.size() + "\n" + encoded(c.root()) + "\nhari " + c.day() + "\n")
          && signature.length > SHORT
          && verifier.verifySignature(
              java.util.Arrays.copyOfRange(signature, SHORT, signature.length));
    } catch (IllegalArgumentException e) {
      return false; // not base64: nothing this house wrote
    }
  }

  /** The public key as witnesses write it down: name+id+key. */
  String publicKey() {
    byte[] bytes =
        ByteBuffer.allocate(1 + 32).put(ED25519).put(key.generatePublicKey().getEncoded()).array();
    return origin
        + "+"
        + java.util.HexFormat.of().formatHex(id)
        + "+"
        + Base64.getEncoder().encodeToString(bytes);
  }

  private String text(LocalDate day, long size, byte[] root) {
    return origin + "\n" + size + "\n" + encoded(root) + "\nhari " + day + "\n";
  }

  private static String encoded(byte[] root) {
    return Base64.getEncoder().encodeToString(root);
  }

  private byte[] id(Ed25519PublicKeyParameters publicKey) {
    byte[] hash =
        Hashes.sha256(
            (origin + "\n").getBytes(StandardCharsets.UTF_8),
            new byte[] {ED25519},
            publicKey.getEncoded());
    return java.util.Arrays.copyOf(hash, SHORT);
  }
}
