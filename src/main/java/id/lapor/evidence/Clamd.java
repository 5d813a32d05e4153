package id.lapor.evidence;

import id.lapor.platform.CannotStart;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ClamAV daemon on a TCP socket, spoken to as clamd(8) describes: a command with {@code z} in
 * front and a zero byte behind, for INSTREAM followed by the content in chunks of which each has
 * its length in front, and a chunk of length 0. It stands in the installation's own net and is
 * named by its administrator.
 *
 * @param host name or address
 */
public record Clamd(String host, int port) {

  private static final int USUAL_PORT = 3310;
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 30_000;
  private static final int CHUNK = 64 * 1024;
  private static final int LONGEST_REPLY = 4_096;
  private static final Pattern ADDRESS =
      Pattern.compile("(?<host>[^:\\s]+)(?::(?<port>\\d{1,5}))?");
  private static final Pattern FOUND = Pattern.compile("stream: (?<what>.+) FOUND");

  /** With {@code AlertExceedsMax} it says so of what it did not look at to the end. */
  private static final String GAVE_UP = "Heuristics.Limits.Exceeded";

  /** What it says of a file. */
  public sealed interface Verdict {

    record Clean() implements Verdict {}

    /**
     * @param what the scanner's name for it
     */
    record Found(String what) implements Verdict {}

    /** It looked, and could not say: too large for it, an error of its own. */
    record Unsure(String why) implements Verdict {}
  }

  /**
   * @param address {@code host} or {@code host:port}; blank for none
   * @throws CannotStart when it is no address
   */
  public static Optional<Clamd> at(String address) {
    if (address.isBlank()) {
      return Optional.empty();
    }
    Matcher parts = ADDRESS.matcher(address.strip());
    if (!parts.matches()) {
      throw new CannotStart("lapor.evidence.clamav is no host:port: " + address);
    }
    String port = parts.group("port");
    return Optional.of(
        new Clamd(parts.group("host"), port == null ? USUAL_PORT : Integer.parseInt(port)));
  }

  /**
   * Its version and the day of its signatures, {@code ClamAV 1.4.3/27800/Mon Oct 26 …}.
   *
   * @throws IOException when it does not answer
   */
  public String version() throws IOException {
    try (Socket socket = open()) {
      command(socket, "VERSION");
      return reply(socket);
    }
  }

  /**
   * @throws IOException when it is away
   */
  Verdict scan(Path file) throws IOException {
    try (Socket socket = open();
        InputStream content = Files.newInputStream(file)) {
      try {
        send(socket, content);
      } catch (SocketException e) {
        // it hangs up in the middle of what is too large for it, and says so first
        return verdict(reply(socket));
      }
      return verdict(reply(socket));
    }
  }

  private static void send(Socket socket, InputStream content) throws IOException {
    command(socket, "INSTREAM");
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    byte[] chunk = new byte[CHUNK];
    for (int n = content.readNBytes(chunk, 0, CHUNK);
        n > 0;
        n = content.readNBytes(chunk, 0, CHUNK)) {
      out.writeInt(n);
      out.write(chunk, 0, n);
    }
    out.writeInt(0);
    out.flush();
  }

  private Socket open() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(READ_MILLIS);
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void command(Socket socket, String command) throws IOException {
    socket.getOutputStream().write(("z" + command + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  private static String reply(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    for (int b = in.read(); b > 0 && reply.size() < LONGEST_REPLY; b = in.read()) {
      reply.write(b);
    }
    if (reply.size() == 0) {
      throw new IOException("The virus scanner hung up without an answer");
    }
    return reply.toString(StandardCharsets.UTF_8).strip();
  }

  private static Verdict verdict(String reply) {
    if (reply.equals("stream: OK")) {
      return new Verdict.Clean();
    }
    Matcher found = FOUND.matcher(reply);
    if (found.matches() && found.group("what").startsWith(GAVE_UP)) {
      return new Verdict.Unsure(reply);
    }
    return found.matches() ? new Verdict.Found(found.group("what")) : new Verdict.Unsure(reply);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
