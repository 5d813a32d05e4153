package id.lapor.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final AtomicBoolean armed = new AtomicBoolean(true);

  Tripwire(int to, String word, Runnable instead) throws IOException {
    this.to = to;
    this.word = word;
    this.instead = instead;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  boolean tripped() {
    return !armed.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
        Thread.ofVirtual().start(() -> pass(client, server, true));
        Thread.ofVirtual().start(() -> pass(server, client, false));
      } catch (IOException e) {
        log.debug("No more connections: {}", e.getMessage());
      }
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
        if (watched && said.contains(word) && armed.compareAndSet(true, false)) {
          instead.run();
          return;
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
