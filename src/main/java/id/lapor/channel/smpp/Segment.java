package id.lapor.channel.smpp;

import id.lapor.channel.Gsm7;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is sent of a text in one PDU.
 *
 * @param headed whether it begins with a header of 3GPP TS 23.040 section 9.2.3.24
 * @param scheme {@code data_coding}
 */
record Segment(byte[] content, boolean headed, byte scheme) {

  private static final byte DEFAULT = 0;
  private static final byte LATIN_1 = 3;
  private static final byte UCS_2 = 8;

  /**
   * The text in as many as it takes.
   *
   * @param usual what the operator means by its default alphabet
   * @param reference the same in all of them
   */
  static List<Segment> of(String text, Coding usual, int reference) {
    boolean gsm =
        Gsm7.fits(text)
            && (usual == Coding.GSM || StandardCharsets.ISO_8859_1.newEncoder().canEncode(text));
    List<String> parts = Gsm7.split(text, gsm);
    if (parts.size() > Piece.MOST) {
      throw new IllegalArgumentException("A text of " + parts.size() + " parts");
    }
    List<Segment> segments = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (parts.size() > 1) {
        bytes.writeBytes(
            new byte[] {5, 0, 3, (byte) reference, (byte) parts.size(), (byte) (i + 1)});
      }
      bytes.writeBytes(encoded(parts.get(i), gsm, usual));
      segments.add(new Segment(bytes.toByteArray(), parts.size() > 1, scheme(gsm, usual)));
    }
    return segments;
  }

  private static byte[] encoded(String part, boolean gsm, Coding usual) {
    if (!gsm) {
      return part.getBytes(StandardCharsets.UTF_16BE);
    }
    return usual == Coding.GSM ? Gsm7.encode(part) : part.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte scheme(boolean gsm, Coding usual) {
    return gsm ? usual == Coding.GSM ? DEFAULT : LATIN_1 : UCS_2;
  }
}
