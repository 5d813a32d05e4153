package id.lapor.channel.smpp;

import id.lapor.channel.WireTrouble;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.session.connection.socket.SocketConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A line to an operator that is connected: one session, from its bind to its end. */
final class SmppLink implements AutoCloseable {

  /** So many messages are kept at the same time; one commit serves them all. */
  private static final int HANDS = 64;

  private static final byte HEADED = 0x40;
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONGEST_REST = Duration.ofMinutes(3);

  /** Sending the same again will not help. */
  private static final Set<Integer> HOPELESS =
      Set.of(
          SMPPConstant.STAT_ESME_RINVMSGLEN,
          SMPPConstant.STAT_ESME_RINVDSTADR,
          SMPPConstant.STAT_ESME_RINVDSTTON,
          SMPPConstant.STAT_ESME_RINVDSTNPI,
          SMPPConstant.STAT_ESME_RINVDCS);

  /** The operator's own trouble: another message fares no better, unless one just did. */
  private static final Set<Integer> OWN = Set.of(SMPPConstant.STAT_ESME_RSYSERR);

  private static final Set<Integer> SLOWER =
      Set.of(SMPPConstant.STAT_ESME_RTHROTTLED, SMPPConstant.STAT_ESME_RMSGQFUL);

  private final SmppSettings.Link settings;
  private final SMPPSession session;
  private final Semaphore window;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Nothing is sent before, by {@link System#nanoTime}: the operator asked for it. */
  private final AtomicLong calmUntil = new AtomicLong(System.nanoTime());

  /** Whether anything was taken since the operator last had trouble of its own. */
  private final AtomicBoolean works = new AtomicBoolean();

  /** How long it rests, zero while answers come; and until when, by {@link System#nanoTime}. */
  private Duration rest = Duration.ZERO;

  private long restsUntil = System.nanoTime();

  private SmppLink(SmppSettings.Link settings, SMPPSession session) {
    this.settings = settings;
    this.session = session;
    this.window = new Semaphore(settings.window());
    session.addSessionStateListener((state, _, _) -> {
      if (state == SessionState.CLOSED) {
        ended.countDown();
      }
    });
  }

  /**
   * @param receiver what comes in goes there
   * @throws IOException when nobody answers or the bind is refused; its cause then says why
   */
  static SmppLink open(SmppSettings.Link settings, MessageReceiverListener receiver)
      throws IOException {
    SMPPSession session =
        new SMPPSession(settings.tls() ? SmppLink::secured : SocketConnectionFactory.getInstance());
    session.setPduProcessorDegree(HANDS);
    session.setEnquireLinkTimer((int) settings.enquire().toMillis());
    session.setTransactionTimer(settings.answer().toMillis());
    session.setMessageReceiverListener(receiver);
    SmppLink link = new SmppLink(settings, session);
    try {
      session.connectAndBind(
          settings.host(),
          settings.port(),
          new BindParameter(
              bind(settings.bind()),
              settings.systemId(),
              settings.password(),
              settings.systemType(),
              TypeOfNumber.UNKNOWN,
              NumberingPlanIndicator.UNKNOWN,
              null),
          CONNECT.toMillis());
    } catch (IOException e) {
      session.close();
      throw e;
    }
    return link;
  }

  private static BindType bind(SmppSettings.Bind bind) {
    return switch (bind) {
      case TRANSCEIVER -> BindType.BIND_TRX;
      case TRANSMITTER -> BindType.BIND_TX;
      case RECEIVER -> BindType.BIND_RX;
    };
  }

  /** The other side has to prove that it is who the settings name. */
  private static Connection secured(String host, int port) throws IOException {
    SSLSocket socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket(host, port);
    try {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new SocketConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  SmppSettings.Link settings() {
    return settings;
  }

  boolean sends() {
    return session.getSessionState().isTransmittable() && !rests();
  }

  private synchronized boolean rests() {
    return restsUntil - System.nanoTime() > 0;
  }

  private synchronized void answered() {
    works.set(true);
    rest = Duration.ZERO;
  }

  /**
   * It may have what it did not answer, and would get it again and again. Where nothing else was
   * answered since the last such, it rests, twice as long with every time.
   */
  private synchronized WireTrouble unanswered(ResponseTimeoutException e) {
    if (!works.getAndSet(false)) {
      Duration first = settings.answer().multipliedBy(3);
      Duration next = rest.isZero() ? first : rest.multipliedBy(2);
      rest = next.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : next;
      restsUntil = System.nanoTime() + rest.toNanos();
    }
    return WireTrouble.unanswered(settings + " did not answer: " + e.getMessage(), e);
  }

  /**
   * @return false when it is still there after this time
   */
  boolean ended(Duration longest) throws InterruptedException {
    return ended.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Sends one part; waits for a place in the window, and longer where the operator asks for it.
   *
   * @return the operator's number of it, empty where it took it and gave none
   * @throws WireTrouble when it was not taken
   */
  Optional<String> submit(Segment segment, String recipient) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    long last = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      calm(last);
      if (!window.tryAcquire(Math.max(0, last - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        throw WireTrouble.down(settings + " answers too slowly", null);
      }
      try {
        Optional<String> number = submitted(segment, recipient);
        answered();
        return number;
      } catch (NegativeResponseException e) {
        int status = e.getCommandStatus();
        if (!SLOWER.contains(status)) {
          throw refused(status, e);
        }
        long until = System.nanoTime() + pause.toNanos();
        calmUntil.accumulateAndGet(until, (a, b) -> a - b > 0 ? a : b);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
      } finally {
        window.release();
      }
    }
  }

  /** What the operator calls its own trouble is this message's where others pass. */
  private WireTrouble refused(int status, NegativeResponseException e) {
    String said = "%s refused it: 0x%08x".formatted(settings, status);
    return OWN.contains(status) && !works.getAndSet(false)
        ? WireTrouble.down(said, e)
        : new WireTrouble(said, HOPELESS.contains(status), e);
  }

  private void calm(long last) throws InterruptedException {
    long until = calmUntil.get();
    if (until - last > 0) {
      throw WireTrouble.down(settings + " wants fewer messages", null);
    }
    TimeUnit.NANOSECONDS.sleep(until - System.nanoTime());
  }

  private Optional<String> submitted(Segment segment, String recipient)
      throws NegativeResponseException {
    boolean international = recipient.startsWith("+");
    try {
      @Nullable String id =
          session
              .submitShortMessage(
                  "",
                  type(settings.from()),
                  NumberingPlanIndicator.UNKNOWN,
                  settings.from(),
                  international ? TypeOfNumber.INTERNATIONAL : TypeOfNumber.UNKNOWN,
                  NumberingPlanIndicator.ISDN,
                  international ? recipient.substring(1) : recipient,
                  new ESMClass(segment.headed() ? HEADED : 0),
                  (byte) 0,
                  (byte) 0,
                  null,
                  null,
                  new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                  (byte) 0,
                  new RawDataCoding(segment.scheme()),
                  (byte) 0,
                  segment.content())
              .getMessageId();
      return Optional.ofNullable(id) // an answer of a head alone has none
          .filter(i -> !i.isBlank())
          .map(i -> Receipts.answered(settings.receiptIds(), i));
    } catch (ResponseTimeoutException e) {
      throw unanswered(e);
    } catch (InvalidResponseException | IOException e) {
      throw new WireTrouble(settings + " did not answer: " + e.getMessage(), false, e);
    } catch (PDUException e) {
      throw new WireTrouble("The number or text cannot be sent", true, e);
    }
  }

  /** A short code is a national matter, a name is a name. */
  private static TypeOfNumber type(String from) {
    if (!from.matches("\\+?\\d+")) {
      return TypeOfNumber.ALPHANUMERIC;
    }
    return from.length() > 8 ? TypeOfNumber.INTERNATIONAL : TypeOfNumber.UNKNOWN;
  }

  @Override
  public void close() {
    session.unbindAndClose();
  }
}
