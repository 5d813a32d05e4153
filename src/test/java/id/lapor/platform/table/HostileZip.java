package id.lapor.platform.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Packed files that say of themselves what is not so. */
public final class HostileZip {

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;

  private HostileZip() {}

  /** The same, with every part said to be folded by a method of APPNOTE.TXT, section 4.4.5. */
  public static byte[] foldedBy(int method, byte[] zip) {
    byte[] changed = zip.clone();
    ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 12 < changed.length; at++) {
      int sign = bytes.getInt(at);
      if (sign == LOCAL) {
        bytes.putShort(at + 8, (short) method);
      } else if (sign == CENTRAL) {
        bytes.putShort(at + 10, (short) method);
      }
    }
    return changed;
  }
}
