package id.lapor.channel.smpp;

import id.lapor.channel.Receipt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.MessageRequest;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;

/** What a PDU of an operator says (SMPP 3.4 sections 4.6, 5.3; 3GPP TS 23.040). Pure. */
final class Pdu {

  private static final byte INTERNATIONAL = 1;
  private static final int CONCATENATED = 0x00;
  private static final int CONCATENATED_16 = 0x08;
  private static final Pattern ID = Pattern.compile("\\bid:(\\S+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern STATE =
      Pattern.compile("\\bstat:([A-Za-z]+)", Pattern.CASE_INSENSITIVE);

  private Pdu() {}

  /**
   * @param id the operator's number of the message it is about
   */
  record Told(String id, Receipt.State state) {}

  /**
   * What became of a message that was sent; empty for a message of somebody's. An operator brings
   * it as either kind of PDU, and says so by its class or by the number it is about.
   */
  static Optional<Told> receipt(AbstractSmCommand pdu) {
    byte esm = pdu.getEsmClass();
    @Nullable String id = string(pdu, Tag.RECEIPTED_MESSAGE_ID);
    boolean said =
        DeliverSm.isSmscDeliveryReceipt(esm) || DeliverSm.isIntermediateDeliveryNotification(esm);
    return said || (id != null && !id.isEmpty()) ? Optional.of(told(pdu, id)) : Optional.empty();
  }

  private static Told told(AbstractSmCommand pdu, @Nullable String id) {
    String text = new String(content(pdu), StandardCharsets.ISO_8859_1);
    @Nullable Integer state = number(pdu, Tag.MESSAGE_STATE);
    Matcher said = STATE.matcher(text);
    Receipt.State told =
        state != null ? state(state) : said.find() ? state(said.group(1)) : Receipt.State.TAKEN;
    return new Told(id != null ? id : found(text), told);
  }

  private static String found(String text) {
    Matcher id = ID.matcher(text);
    return id.find() ? id.group(1) : "";
  }

  /** Table 5-6: 2 delivered, 3 expired, 4 deleted, 5 undeliverable, 8 rejected. */
  private static Receipt.State state(int state) {
    return switch (state) {
      case 2 -> Receipt.State.ARRIVED;
      case 3, 4, 5, 8 -> Receipt.State.LOST;
      default -> Receipt.State.TAKEN;
    };
  }

  /** As Appendix B of the specification shortens them. */
  private static Receipt.State state(String said) {
    return switch (said.toUpperCase(java.util.Locale.ROOT)) {
      case "DELIVRD" -> Receipt.State.ARRIVED;
      case "EXPIRED", "DELETED", "UNDELIV", "REJECTD" -> Receipt.State.LOST;
      default -> Receipt.State.TAKEN;
    };
  }

  /**
   * @param usual what the operator means by its default alphabet
   */
  static Piece piece(AbstractSmCommand pdu, Coding usual) {
    byte[] content = content(pdu);
    Piece.@Nullable Chain chain = segment(pdu);
    if (pdu.isUdhi()) {
      int end = content.length == 0 ? 0 : 1 + (content[0] & 0xff);
      if (end > 0 && end <= content.length) {
        Piece.@Nullable Chain head = head(ByteBuffer.wrap(content, 1, end - 1));
        chain = head == null ? chain : head;
        content = Arrays.copyOfRange(content, end, content.length);
      }
    }
    return new Piece(
        address(pdu.getSourceAddr(), pdu.getSourceAddrTon()),
        String.valueOf(pdu.getDestAddress()),
        Coding.of(pdu.getDataCoding(), usual),
        content,
        chain == null || !chain.sound() || chain.total() == 1 ? null : chain);
  }

  private static String address(@Nullable String address, byte type) {
    String said = address == null ? "" : address.strip();
    return type == INTERNATIONAL && said.matches("\\d+") ? "+" + said : said;
  }

  /** Long ones stand in a parameter of their own. */
  private static byte[] content(AbstractSmCommand pdu) {
    byte[] inside =
        pdu instanceof MessageRequest m && m.getShortMessage() != null
            ? m.getShortMessage()
            : new byte[0];
    return inside.length == 0
            && pdu.getOptionalParameter(Tag.MESSAGE_PAYLOAD)
                instanceof OptionalParameter.OctetString payload
        ? payload.getValue()
        : inside;
  }

  /**
   * Part of a long message by the header of the phone; null when it has no such or a broken one.
   */
  private static Piece.@Nullable Chain head(ByteBuffer header) {
    while (header.remaining() >= 2) {
      int element = header.get() & 0xff;
      int length = header.get() & 0xff;
      if (length > header.remaining()) {
        return null;
      }
      if (element == CONCATENATED && length == 3) {
        return new Piece.Chain(header.get() & 0xff, header.get() & 0xff, header.get() & 0xff);
      }
      if (element == CONCATENATED_16 && length == 4) {
        return new Piece.Chain(
            header.getShort() & 0xffff, header.get() & 0xff, header.get() & 0xff);
      }
      header.position(header.position() + length);
    }
    return null;
  }

  /** Part of a long message by the operator's own parameters. */
  private static Piece.@Nullable Chain segment(AbstractSmCommand pdu) {
    @Nullable Integer reference = number(pdu, Tag.SAR_MSG_REF_NUM);
    @Nullable Integer total = number(pdu, Tag.SAR_TOTAL_SEGMENTS);
    @Nullable Integer number = number(pdu, Tag.SAR_SEGMENT_SEQNUM);
    return reference == null || total == null || number == null
        ? null
        : new Piece.Chain(reference, total, number);
  }

  private static @Nullable Integer number(AbstractSmCommand pdu, Tag tag) {
    return switch (pdu.getOptionalParameter(tag)) {
      case OptionalParameter.Byte b -> b.getValue() & 0xff;
      case OptionalParameter.Short s -> s.getValue() & 0xffff;
      case null, default -> null;
    };
  }

  private static @Nullable String string(AbstractSmCommand pdu, Tag tag) {
    return pdu.getOptionalParameter(tag) instanceof OptionalParameter.COctetString s
        ? s.getValueAsString().strip()
        : null;
  }
}
