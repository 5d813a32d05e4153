package id.lapor.channel.smpp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** An operator's message centre, on a free port of this machine (the server side of jsmpp). */
public final class Operator implements AutoCloseable, ServerMessageReceiverListener {

  public static final String USER = "lapor";
  public static final String PASSWORD = "sandi";

  /** What was sent to a phone. */
  public record Sent(String id, String to, Piece piece) {}

  public final int port;
  private final SMPPServerSessionListener listener;
  private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private volatile ToIntFunction<SubmitSm> temper = _ -> SMPPConstant.STAT_ESME_ROK;
  private volatile BiConsumer<SubmitSm, String> before = (_, _) -> {};
  private volatile BooleanSupplier nameless = () -> false;
  private final AtomicInteger binds = new AtomicInteger();
  private volatile boolean hangsUp;
  private volatile boolean open = true;

  Operator(int port) throws IOException {
    this.port = port;
    this.listener = new SMPPServerSessionListener(port, new ShortAnswers());
    listener.setMessageReceiverListener(this);
    listener.setPduProcessorDegree(20);
    listener.setTimeout(500);
    Thread.ofVirtual().name("operator").start(this::accept);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (open) {
      try {
        SMPPServerSession session = listener.accept();
        session.setTransactionTimer(5000);
        BindRequest bind = session.waitForBind(5000);
        if (bind.getSystemId().equals(USER) && bind.getPassword().equals(PASSWORD)) {
          bind.accept("operator");
          sessions.add(session);
          binds.incrementAndGet();
          if (hangsUp) {
            hangUp();
          }
        } else {
          bind.reject(SMPPConstant.STAT_ESME_RINVPASWD);
        }
      } catch (IOException | TimeoutException | PDUStringException e) {
        continue; // nobody came, or left again
      }
    }
  }

  /** What it says to each message, a status; 0 takes it. */
  public void temper(ToIntFunction<SubmitSm> temper) {
    this.temper = temper;
  }

  /** What it does after it took a message under an id and before it says so. */
  public void before(BiConsumer<SubmitSm, String> before) {
    this.before = before;
  }

  /** When it takes a message without giving it a number. */
  public void nameless(BooleanSupplier when) {
    this.nameless = when;
  }

  /** Whether it ends each line as soon as it let it in. */
  void hangsUp(boolean always) {
    this.hangsUp = always;
  }

  /** How often somebody was let in. */
  int binds() {
    return binds.get();
  }

  /** Gives the numbers again that it gave last. */
  void givesNumbersAgain(int last) {
    number.addAndGet(-last);
  }

  public int lines() {
    sessions.removeIf(s -> !s.getSessionState().isBound());
    return sessions.size();
  }

  /** Ends all lines without a word. */
  public void hangUp() {
    sessions.forEach(SMPPServerSession::close);
    sessions.clear();
  }

  private SMPPServerSession line() throws IOException {
    return sessions.stream()
        .filter(s -> s.getSessionState().isReceivable() || s.getSessionState().isBound())
        .findFirst()
        .orElseThrow(() -> new IOException("Nobody is connected"));
  }

  /**
   * What somebody writes, in one PDU.
   *
   * @param scheme number of its alphabet
   */
  public record Part(String from, int scheme, byte[] content, boolean headed) {}

  /** A text as a phone sends it, in as many parts as it takes. */
  public static List<Part> parts(String from, String text, int reference) {
    return Segment.of(text, Coding.GSM, reference).stream()
        .map(s -> new Part(from, s.scheme(), s.content(), s.headed()))
        .toList();
  }

  /** Returns once it was acknowledged. */
  public void bring(Part part)
      throws PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          NegativeResponseException,
          IOException {
    deliver(part.from(), new ESMClass(part.headed() ? 0x40 : 0), part.scheme(), part.content());
  }

  private void deliver(
      String from, ESMClass kind, int scheme, byte[] content, OptionalParameter... more)
      throws PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          NegativeResponseException,
          IOException {
    boolean international = from.startsWith("+");
    line()
        .deliverShortMessage(
            "",
            international ? TypeOfNumber.INTERNATIONAL : TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.ISDN,
            international ? from.substring(1) : from,
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            "1708",
            kind,
            (byte) 0,
            (byte) 0,
            new RegisteredDelivery(0),
            new RawDataCoding((byte) scheme),
            content,
            more);
  }

  /** Says what became of a message. */
  public void receipt(String id, String state) throws Exception {
    String text =
        "id:%s sub:001 dlvrd:001 submit date:2603171200 done date:2603171201 stat:%s err:000 text:"
            .formatted(id, state);
    deliver("1708", new ESMClass(0x04), 0, text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The same as some operators do, in a {@code data_sm}.
   *
   * @param kind its class, 4 for a receipt
   * @param more the number and the state as parameters, or the text as payload
   */
  public void dataReceipt(int kind, OptionalParameter... more) throws Exception {
    line()
        .dataShortMessage(
            "",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            "6281200000000",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            "1708",
            new ESMClass(kind),
            new RegisteredDelivery(0),
            new RawDataCoding((byte) 0),
            more);
  }

  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** What a phone shows, long ones put together. */
  public List<String> shown(String phone) {
    List<String> texts = new ArrayList<>();
    Map<Integer, List<Piece>> chains = new LinkedHashMap<>();
    for (Sent one : sent) {
      if (!one.to().equals(phone)) {
        continue;
      }
      Piece.Chain chain = one.piece().chain();
      if (chain == null) {
        texts.add(one.piece().text());
      } else {
        List<Piece> parts = chains.computeIfAbsent(chain.reference(), _ -> new ArrayList<>());
        parts.add(one.piece());
        if (parts.size() == chain.total()) {
          texts.add(Joining.Whole.of(parts).text());
        }
      }
    }
    return texts;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession source)
      throws ProcessRequestException {
    int status = temper.applyAsInt(pdu);
    if (status != SMPPConstant.STAT_ESME_ROK) {
      throw new ProcessRequestException("No", status);
    }
    String id = Integer.toHexString(number.incrementAndGet() + 1000);
    String to = (pdu.getDestAddrTon() == 1 ? "+" : "") + pdu.getDestAddress();
    sent.add(new Sent(id, to, Pdu.piece(pdu, Coding.GSM)));
    before.accept(pdu, id);
    String said = nameless.getAsBoolean() ? "" : id;
    return new SubmitSmResult(messageId(said), new OptionalParameter[0]);
  }

  private static MessageId messageId(String id) {
    try {
      return new MessageId(id);
    } catch (PDUStringException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProcessRequestException unknown() {
    return new ProcessRequestException("Not here", SMPPConstant.STAT_ESME_RINVCMDID);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm pdu, SMPPServerSession source) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void close() throws IOException {
    open = false;
    hangUp();
    listener.close();
  }
}
