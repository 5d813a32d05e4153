package id.lapor.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A mail server that says what it is told to say, to one mail. */
final class MoodyServer implements AutoCloseable {

  private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final String hello;
  private final String from;
  private final String to;
  private final @Nullable String fallsSilentAt;

  /** Its answers to whoever comes, to a sender and to a recipient; empty where it takes them. */
  MoodyServer(String hello, String from, String to) throws IOException {
    this(hello, from, to, null);
  }

  /**
   * One that takes everything up to a word, {@code .} for the end of a mail, which it never
   * answers.
   */
  MoodyServer(String fallsSilentAt) throws IOException {
    this("", "", "", fallsSilentAt);
  }

  private MoodyServer(String hello, String from, String to, @Nullable String fallsSilentAt)
      throws IOException {
    this.hello = hello;
    this.from = from;
    this.to = to;
    this.fallsSilentAt = fallsSilentAt;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  private void serve() {
    try (Socket line = door.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = line.getOutputStream()) {
      say(out, hello.isEmpty() ? "220 here" : hello);
      boolean mail = false;
      for (String said = in.readLine(); said != null; said = in.readLine()) {
        mail = said.equals("DATA") || (mail && !said.equals("."));
        if (said.equals("DATA")) {
          say(out, "354 go on");
        } else if (!mail && !said.equals(fallsSilentAt)) {
          say(out, answer(said));
        }
      }
    } catch (IOException e) {
      if (!door.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String answer(String said) {
    String answer = said.startsWith("MAIL") ? from : said.startsWith("RCPT") ? to : "";
    return answer.isEmpty() ? "250 ok" : answer;
  }

  private static void say(OutputStream out, String words) throws IOException {
    out.write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
