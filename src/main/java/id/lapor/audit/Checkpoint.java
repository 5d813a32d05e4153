package id.lapor.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;

/**
 * The root of the tree on one day, as it was published.
 *
 * @param size leaves the root stands over
 * @param note what was published, signed
 */
public record Checkpoint(LocalDate day, long size, byte[] root, Instant at, String note) {

  public String rootHex() {
    return HexFormat.of().formatHex(root);
  }
}
