package id.lapor.channel.smpp;

import org.jsmpp.PDUStringException;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.util.DefaultDecomposer;

/** Whatever an operator brings as a PDU is a receipt or a message, or no PDU at all. */
public final class PduFuzz {

  private static final DefaultDecomposer READER = new DefaultDecomposer();

  private PduFuzz() {}

  public static void fuzzerTestOneInput(byte[] pdu) {
    DeliverSm read;
    try {
      read = READER.deliverSm(pdu);
    } catch (PDUStringException | RuntimeException e) {
      return; // the library refuses it; the session answers with an error and goes on
    }
    Pdu.receipt(read);
    if (Pdu.piece(read, Coding.GSM).text().length() > 4 * pdu.length) {
      throw new IllegalStateException("A text out of nothing");
    }
  }
}
