package id.lapor.report;

import id.lapor.people.ReporterId;
import id.lapor.platform.key.InstallationKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is kept of a secret: its hash under the installation's key, bound to the report, its number
 * and its reporter. Who can only write to the database makes none that opens, moves none to another
 * report, and puts no other reporter behind one.
 */
@Component
class Bound {

  /** In front of those under the key, so that a bare hash is known by its length. */
  private static final byte KEYED = 1;

  /** Of a bare hash, which opens nothing. */
  static final int BARE = 32;

  private final InstallationKey key;

  Bound(InstallationKey key) {
    this.key = key;
  }

  /** To what it is bound. */
  record To(ReportId report, Reference reference, @Nullable ReporterId reporter) {

    static To of(Report report) {
      return new To(report.id(), report.reference(), report.matter().reporter());
    }
  }

  /** What is kept of a secret, and what the row says it is bound to. */
  record Kept(To to, byte[] hash) {}

  byte[] hash(To to, AccessSecret secret) {
    return hash(to, secret.hash());
  }

  byte[] hash(To to, byte[] bare) {
    String words =
        "%d/%s/%s/%s"
            .formatted(
                to.report().value(),
                to.reference().code(),
                to.reporter() == null ? "-" : Long.toString(to.reporter().value()),
                HexFormat.of().formatHex(bare));
    return ByteBuffer.allocate(1 + BARE).put(KEYED).put(key.derive("report-secret", words)).array();
  }

  /** Whether this is the secret it was made of; takes the same time either way. */
  boolean matches(Kept kept, AccessSecret secret) {
    return MessageDigest.isEqual(hash(kept.to(), secret), kept.hash());
  }

  /** What no secret opens, to take as long for a number nobody has. */
  static Kept none(Reference reference) {
    return new Kept(new To(new ReportId(0), reference, null), new byte[1 + BARE]);
  }
}
