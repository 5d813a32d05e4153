package id.lapor.evidence;

import id.lapor.platform.key.InstallationKey;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A mark under the installation's key beside each file, over its number and the hashes of its
 * bytes: who has the disk and may write to the database, and has not the key, puts no other file in
 * its place. What a report has of files stands in its journal by their numbers.
 */
@Component
class Stamp {

  private final InstallationKey key;

  Stamp(InstallationKey key) {
    this.key = key;
  }

  byte[] of(EvidenceId id, EvidenceStore.Row row) {
    HexFormat hex = HexFormat.of();
    byte @Nullable [] thumb = row.bytes().thumb();
    return key.derive(
        "evidence-file",
        "%d/%s/%d/%s/%s/%s/%s/%s/%s/%s/%s"
            .formatted(
                id.value(),
                row.kind(),
                row.bytes().size(),
                row.takenAt(),
                row.width(),
                row.height(),
                row.pages(),
                hex.formatHex(row.bytes().original()),
                hex.formatHex(row.bytes().clean()),
                thumb == null ? "-" : hex.formatHex(thumb),
                row.letGo()));
  }

  /** Whether the house wrote it so. */
  boolean fits(EvidenceStore.Kept kept) {
    return MessageDigest.isEqual(of(kept.id(), kept.row()), kept.mark());
  }
}
