package id.lapor.channel.smpp;

import id.lapor.channel.Gsm7;
import id.lapor.channel.Wire;
import id.lapor.channel.WireTrouble;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** SMS by the lines to operators that are connected to this server now. */
@Component
@ConditionalOnProperty("lapor.smpp.links[0].name")
@Profile("!task & !bench")
class SmppWire implements Wire {

  private static final Logger log = LoggerFactory.getLogger(SmppWire.class);

  private final Sending links;
  private final Receipts receipts;
  private final AtomicInteger reference = new AtomicInteger();

  SmppWire(Sending links, Receipts receipts) {
    this.links = links;
    this.receipts = receipts;
  }

  @Override
  public boolean serves(Kind kind) {
    return kind == Kind.SMS;
  }

  @Override
  public boolean carries(Kind kind) {
    return serves(kind) && !links.sending().isEmpty();
  }

  @Override
  public int atOnce() {
    return links.sending().stream().mapToInt(l -> l.settings().window()).sum();
  }

  @Override
  public int parts(Kind kind, String text) {
    return Gsm7.parts(Gsm7.plain(text));
  }

  @Override
  public void send(Kind kind, String recipient, String subject, String text, String key) {
    SmppLink link = link(recipient);
    List<Segment> segments =
        Segment.of(Gsm7.plain(text), link.settings().alphabet(), reference.incrementAndGet());
    UUID sending = UUID.randomUUID();
    int taken = 0;
    try {
      for (Segment segment : segments) {
        link.submit(segment, recipient)
            .map(id ->
                new ReceiptStore.Sent(link.settings().line(), id, key, sending, segments.size()))
            .ifPresent(this::keep);
        taken++;
      }
    } catch (WireTrouble e) {
      throw taken == 0 || !e.down() || e.handedOver()
          ? e
          : new WireTrouble("Only a part of it: " + e.getMessage(), false, e); // it was a try
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WireTrouble("Stopped while sending", false, e);
    }
  }

  /** The operator has it: without its number no receipt is understood, but nothing goes again. */
  private void keep(ReceiptStore.Sent part) {
    try {
      receipts.sent(part);
    } catch (RuntimeException e) {
      log.warn("What becomes of {} will not be known: its number was not kept", part.key(), e);
    }
  }

  /**
   * The operator whose number it is, else one that takes all, else any. While one that is set for
   * the number is away, no other gets it: it would refuse it as a number nobody has. Where another
   * server holds its line, that server sends it.
   */
  private SmppLink link(String recipient) {
    String number = recipient.startsWith("+") ? recipient.substring(1) : recipient;
    boolean anybodys = links.set().stream().noneMatch(l -> sends(l) && fit(l, number) >= 0);
    return links.sending().stream()
        .filter(l -> anybodys || fit(l.settings(), number) >= 0)
        .max(Comparator.comparingInt(l -> fit(l.settings(), number)))
        .orElseThrow(() -> nowhere(number));
  }

  private WireTrouble nowhere(String number) {
    boolean elsewhere =
        links.set().stream().anyMatch(l -> sends(l) && fit(l, number) >= 0 && links.elsewhere(l));
    return elsewhere
        ? WireTrouble.elsewhere("Another server holds the line to the operator of this number")
        : WireTrouble.down("No line to an operator for this number is connected", null);
  }

  private static boolean sends(SmppSettings.Link link) {
    return link.bind() != SmppSettings.Bind.RECEIVER;
  }

  /**
   * @return how much of the number its prefix covers; -1 where it is for other numbers
   */
  static int fit(SmppSettings.Link link, String number) {
    return link.prefixes().isEmpty()
        ? 0
        : link.prefixes().stream()
            .filter(number::startsWith)
            .mapToInt(String::length)
            .max()
            .orElse(-1);
  }
}
