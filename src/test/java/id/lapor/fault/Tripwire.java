package id.lapor.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between two programs and passes everything on, until one says a word: then it does
 * something instead, once.
 */
final class Tripwire implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Tripwire.class);

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int to;
  private final String word;
  private final Runnable instead;
  private final boolean answers;
  private final AtomicBoolean armed = new AtomicBoolean(true);
  private final AtomicInteger heard = new AtomicInteger();

  private Tripwire(int to, String word, boolean answers, Runnable instead) throws IOException {
    this.to = to;
    this.word = word;
    this.answers = answers;
    this.instead = instead;
    Thread.ofVirtual().start(this::accept);
  }

  /**
   * @param word of whoever connects
   */
  Tripwire(int to, String word, Runnable instead) throws IOException {
    this(to, word, false, instead);
  }

  /**
   * @param word of whoever is connected to
   */
  static Tripwire ofAnswers(int to, String word, Runnable instead) throws IOException {
    return new Tripwire(to, word, true, instead);
  }

  int port() {
    return door.getLocalPort();
  }

  boolean tripped() {
    return !armed.get();
  }

  /** How often the word was said. */
  int heard() {
    return heard.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        connect(client);
      } catch (IOException e) {
        log.debug("No more connections: {}", e.getMessage());
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
      Thread.ofVirtual().start(() -> pass(client, server, !answers));
      Thread.ofVirtual().start(() -> pass(server, client, answers));
    } catch (IOException e) {
      client.close(); // nobody is there
      log.debug("Not connected: {}", e.getMessage());
    }
  }

  private void pass(Socket from, Socket into, boolean watched) {
    byte[] buffer = new byte[64 * 1024];
    try (from;
        into;
        InputStream in = from.getInputStream();
        OutputStream out = into.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        String said = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
        if (watched && said.contains(word)) {
          heard.incrementAndGet();
          if (armed.compareAndSet(true, false)) {
            instead.run();
            return;
          }
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      log.debug("A connection ended: {}", e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
