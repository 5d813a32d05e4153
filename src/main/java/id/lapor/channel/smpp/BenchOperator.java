package id.lapor.channel.smpp;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.util.DefaultComposer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operator for measurements, as light as can be: one line, so many messages under way,
 * everything taken at once.
 */
final class BenchOperator implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BenchOperator.class);
  private static final int HEADER = 16;
  private static final byte HEADED = 0x40;

  /** Messages under way without an acknowledgement. */
  private static final int WINDOW = 64;

  private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final DefaultComposer composer = new DefaultComposer();
  private final Semaphore window = new Semaphore(WINDOW);
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger number = new AtomicInteger();
  private Socket line = new Socket();
  private OutputStream out = OutputStream.nullOutputStream();

  BenchOperator() throws IOException {
    Thread.ofPlatform().daemon().name("operator").start(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  private void serve() {
    try {
      line = door.accept();
      line.setTcpNoDelay(true);
      out = new BufferedOutputStream(line.getOutputStream());
      DataInputStream in = new DataInputStream(line.getInputStream());
      while (!line.isClosed()) {
        int length = in.readInt();
        int command = in.readInt();
        int status = in.readInt();
        int sequence = in.readInt();
        in.skipNBytes(length - HEADER);
        answer(command, status, sequence);
      }
    } catch (IOException | PDUStringException e) {
      log.debug("The line ended: {}", e.getMessage());
    }
  }

  private void answer(int command, int status, int sequence)
      throws IOException, PDUStringException {
    switch (command) {
      case SMPPConstant.CID_BIND_TRANSCEIVER ->
          say(composer.bindResp(SMPPConstant.CID_BIND_TRANSCEIVER_RESP, sequence, "operator"));
      case SMPPConstant.CID_SUBMIT_SM ->
          say(composer.submitSmResp(sequence, String.valueOf(number.incrementAndGet())));
      case SMPPConstant.CID_ENQUIRE_LINK -> say(composer.enquireLinkResp(sequence));
      case SMPPConstant.CID_UNBIND ->
          say(composer.unbindResp(SMPPConstant.STAT_ESME_ROK, sequence));
      case SMPPConstant.CID_DELIVER_SM_RESP -> {
        if (status != SMPPConstant.STAT_ESME_ROK) {
          refused.incrementAndGet();
        }
        window.release();
      }
      default -> log.debug("Not understood: {}", command);
    }
  }

  private synchronized void say(byte[] pdu) throws IOException {
    out.write(pdu);
    out.flush();
  }

  /** Brings a part; waits only while too many are under way. */
  void bring(String from, Segment part) throws IOException, InterruptedException {
    window.acquire();
    try {
      say(
          composer.deliverSm(
              number.incrementAndGet() & 0x7fffffff,
              "",
              (byte) 1,
              (byte) 1,
              from,
              (byte) 0,
              (byte) 0,
              "1708",
              part.headed() ? HEADED : 0,
              (byte) 0,
              (byte) 0,
              (byte) 0,
              part.scheme(),
              part.content()));
    } catch (PDUStringException e) {
      throw new IllegalStateException("A number of the measurement is none", e);
    }
  }

  /** Until everything was acknowledged. */
  void settle() throws InterruptedException {
    window.acquire(WINDOW);
    window.release(WINDOW);
    if (refused.get() > 0) {
      throw new IllegalStateException(refused + " messages were not taken");
    }
  }

  @Override
  public void close() throws IOException {
    line.close();
    door.close();
  }
}
