package id.lapor.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that speaks TLS once it is asked to, with the certificate nobody vouches for. */
final class StartTlsServer implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final SSLContext tls = tls();
  private final List<String> plain = new CopyOnWriteArrayList<>();
  private final List<String> sealed = new CopyOnWriteArrayList<>();

  StartTlsServer() throws IOException, GeneralSecurityException {
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  /** What everybody on the way could read. */
  List<String> plain() {
    return plain;
  }

  /** What it alone read. */
  List<String> sealed() {
    return sealed;
  }

  private static SSLContext tls() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in =
        Objects.requireNonNull(StartTlsServer.class.getResourceAsStream("/greenmail.p12"))) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void serve() {
    while (!door.isClosed()) {
      try (Socket line = door.accept()) {
        say(line, "220 here");
        if (talk(line, plain)) {
          SSLSocket safe =
              (SSLSocket) tls.getSocketFactory().createSocket(line, null, line.getPort(), false);
          safe.setUseClientMode(false);
          talk(safe, sealed);
        }
      } catch (IOException e) {
        plain.add("ended: " + e.getMessage());
      }
    }
  }

  /** Whether it is to go on by TLS. */
  private static boolean talk(Socket line, List<String> heard) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
    boolean mail = false;
    for (String said = in.readLine(); said != null; said = in.readLine()) {
      heard.add(said);
      mail = said.equals("DATA") || (mail && !said.equals("."));
      if (said.startsWith("EHLO")) {
        say(line, "250-here\r\n250 STARTTLS");
      } else if (said.equals("STARTTLS")) {
        say(line, "220 go on");
        return true;
      } else if (said.equals("DATA")) {
        say(line, "354 go on");
      } else if (!mail) {
        say(line, "250 ok");
      }
    }
    return false;
  }

  private static void say(Socket line, String words) throws IOException {
    line.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
    line.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
