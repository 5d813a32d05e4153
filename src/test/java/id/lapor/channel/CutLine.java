package id.lapor.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** Leads to a server of this machine, and breaks in the middle of a session. */
public final class CutLine implements AutoCloseable {

  private final ServerSocket door;
  private final int to;
  private final Pattern at;
  private final AtomicBoolean cut = new AtomicBoolean();

  /**
   * @param to port of the server
   * @param at a line of the client with this in it does not arrive any more
   */
  public CutLine(int to, String at) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.to = to;
    this.at = Pattern.compile(at, Pattern.CASE_INSENSITIVE);
    Thread.ofVirtual().name("cut-line").start(this::lead);
  }

  public int port() {
    return door.getLocalPort();
  }

  private void lead() {
    try {
      while (true) {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> lead(client));
      }
    } catch (IOException e) {
      return; // shut
    }
  }

  private void lead(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), to)) {
      Thread.ofVirtual().start(() -> back(server, client));
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (at.matcher(line).find()) {
          cut.set(true);
          return;
        }
        server.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      return; // either side left
    }
  }

  /** Whether it came to that line. */
  public boolean cut() {
    return cut.get();
  }

  private static void back(Socket server, Socket client) {
    try {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      return; // either side left
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
