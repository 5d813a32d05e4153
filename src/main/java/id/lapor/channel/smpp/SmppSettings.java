package id.lapor.channel.smpp;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Operators' lines that are connected without a gateway between.
 *
 * @param links one for each bind; none where a gateway carries SMS or there is no SMS
 * @param incomplete a long message whose other parts do not come within this time is filed without
 *     them
 */
@ConfigurationProperties("lapor.smpp")
public record SmppSettings(
    @DefaultValue List<Link> links, @DefaultValue("PT10M") Duration incomplete) {

  /**
   * A line to an operator.
   *
   * @param name by which people here know it, each once
   * @param systemId name and password the operator gave
   * @param systemType as the operator asks for it, mostly nothing
   * @param bind what the line is for
   * @param from number messages come from
   * @param prefixes numbers that are reached by it, in international form ({@code 62811}); all when
   *     empty
   * @param window so many messages may be under way without an answer
   * @param alphabet what the operator means by its default alphabet
   * @param receiptIds how numbers in receipts differ from those in answers
   * @param enquire silence after which the other side is asked whether it is there
   * @param answer an answer that takes longer does not come
   * @param tls whether the line itself is kept from others; without, a tunnel has to
   */
  public record Link(
      String name,
      String host,
      @DefaultValue("2775") int port,
      String systemId,
      @DefaultValue("") String password,
      @DefaultValue("") String systemType,
      @DefaultValue("TRANSCEIVER") Bind bind,
      @DefaultValue("1708") String from,
      @DefaultValue List<String> prefixes,
      @DefaultValue("10") int window,
      @DefaultValue("GSM") Coding alphabet,
      @DefaultValue("SAME") ReceiptIds receiptIds,
      @DefaultValue("PT30S") Duration enquire,
      @DefaultValue("PT10S") Duration answer,
      @DefaultValue("false") boolean tls) {

    /** Under this its state is kept. */
    public String line() {
      return "SMPP " + name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** What a line carries. */
  public enum Bind {
    TRANSCEIVER,
    /** Only out. */
    TRANSMITTER,
    /** Only in. */
    RECEIVER
  }

  /** How operators write the number of a message in its receipt. */
  public enum ReceiptIds {
    SAME,
    /** The answer has it hexadecimal, the receipt decimal. */
    DECIMAL_OF_HEX,
    /** The answer has it decimal, the receipt hexadecimal. */
    HEX_OF_DECIMAL
  }
}
