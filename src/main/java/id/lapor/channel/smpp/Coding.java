package id.lapor.channel.smpp;

import id.lapor.channel.Gsm7;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Alphabets of short messages (SMPP 3.4 section 5.2.19, 3GPP TS 23.038 section 4). Pure. */
public enum Coding {
  GSM,
  LATIN_1,
  UCS_2,
  /** No text, or in an alphabet nobody writes here. */
  OCTETS;

  private static final HexFormat HEX = HexFormat.of();

  /**
   * @param scheme {@code data_coding} of the PDU
   * @param usual what the operator means by its default alphabet
   */
  static Coding of(byte scheme, Coding usual) {
    int low = scheme & 0x0f;
    return switch ((scheme & 0xf0) >> 4) {
      case 0x0 ->
          switch (low) {
            case 0x0 -> usual;
            case 0x1, 0x3 -> LATIN_1;
            case 0x8 -> UCS_2;
            default -> OCTETS;
          };
      case 0x1 ->
          switch (low >> 2) {
            case 0x1 -> OCTETS;
            case 0x2 -> UCS_2;
            default -> usual;
          };
      case 0xc, 0xd -> usual; // that a message waits, with its text
      case 0xe -> UCS_2;
      case 0xf -> (low & 0x4) == 0 ? usual : OCTETS;
      default -> OCTETS; // compressed or reserved
    };
  }

  /** The text, without signs no database keeps; of octets their figures. */
  String decode(byte[] bytes) {
    String text =
        switch (this) {
          case GSM -> Gsm7.decode(bytes);
          case LATIN_1 -> new String(bytes, StandardCharsets.ISO_8859_1);
          case UCS_2 -> new String(bytes, StandardCharsets.UTF_16BE);
          case OCTETS -> HEX.formatHex(bytes);
        };
    return text.replace("\u0000", "");
  }
}
