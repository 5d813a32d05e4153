package id.lapor.channel.smpp;

import java.util.Optional;
import java.util.UUID;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator brings on one line. A message is acknowledged once it is kept; when it cannot be
 * kept now, the operator is told to come again.
 */
final class SmppReceiver implements MessageReceiverListener {

  private static final Logger log = LoggerFactory.getLogger(SmppReceiver.class);

  private final SmppSettings.Link link;
  private final SmppIntake intake;
  private final Receipts receipts;

  SmppReceiver(SmppSettings.Link link, SmppIntake intake, Receipts receipts) {
    this.link = link;
    this.intake = intake;
    this.receipts = receipts;
  }

  @Override
  public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
    kept(() -> take(pdu));
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
    kept(() -> take(pdu));
    try {
      String id = UUID.randomUUID().toString().replace("-", "");
      return new DataSmResult(new MessageId(id), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new IllegalStateException("A number of 32 letters is too long", e);
    }
  }

  /** A phone is there again; the operator sends what waits for it by itself. */
  @Override
  public void onAcceptAlertNotification(AlertNotification notification) {
    log.debug("{} says that a phone is there again", link);
  }

  private void take(AbstractSmCommand pdu) {
    Optional<Pdu.Told> receipt = Pdu.receipt(pdu);
    if (receipt.isPresent()) {
      receipts.told(link, receipt.get());
    } else {
      intake.take(Pdu.piece(pdu, link.alphabet()));
    }
  }

  private void kept(Runnable keeping) throws ProcessRequestException {
    try {
      keeping.run();
    } catch (RuntimeException e) {
      log.warn("A message from {} could not be kept now: {}", link, e.toString());
      throw new ProcessRequestException(
          "It cannot be kept now", SMPPConstant.STAT_ESME_RX_T_APPN, e);
    }
  }
}
