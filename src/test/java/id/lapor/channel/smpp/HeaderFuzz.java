package id.lapor.channel.smpp;

import java.util.Arrays;
import java.util.List;
import org.jsmpp.bean.DeliverSm;

/**
 * Whatever a phone puts into the header of a part, its words are kept, and joined within limits.
 */
public final class HeaderFuzz {

  private static final byte UDHI = 0x40;

  private HeaderFuzz() {}

  /** The first byte is the scheme, the rest the message with its header. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 1) {
      return;
    }
    DeliverSm pdu = new DeliverSm();
    pdu.setSourceAddr("6281200000041");
    pdu.setDestAddress("1708");
    pdu.setEsmClass(UDHI);
    pdu.setDataCoding(input[0]);
    pdu.setShortMessage(Arrays.copyOfRange(input, 1, input.length));
    for (Coding usual : List.of(Coding.GSM, Coding.LATIN_1)) {
      Piece piece = Pdu.piece(pdu, usual);
      if (piece.chain() != null && !piece.chain().sound()) {
        throw new IllegalStateException("A part of nothing");
      }
      Segment.of(piece.text(), usual, 1);
    }
  }
}
