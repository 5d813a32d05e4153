import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver of Lapor's webhooks, to try them and to begin from: {@code java Receiver.java <port>
 * <secret>}. Checks the signature over the raw body, refuses what is old, tells repetitions apart
 * by their id, and prints a line for each message.
 */
public final class Receiver {

  private static final long OLDEST_SECONDS = 300;
  private static final int LARGEST = 1_000_000;

  private final byte[] secret;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  private Receiver(String secret) {
    this.secret = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("java Receiver.java <port, 0 for a free one> <secret: whsec_…>");
      System.exit(2);
    }
    Receiver receiver = new Receiver(arguments[1]);
    InetSocketAddress here =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    HttpServer server = HttpServer.create(here, 0);
    server.createContext("/", receiver::take);
    server.start();
    System.out.println("listening on http://localhost:" + server.getAddress().getPort() + "/");
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST);
    String id = header(exchange, "webhook-id");
    int status = checked(exchange, id, body) ? 204 : 401;
    if (status == 401) {
      System.out.println("refused " + id);
    } else {
      // Keep it here, safely, before answering: what is answered with 2xx is not told again.
      String news = seen.add(id) ? "took" : "again";
      System.out.println(news + " " + id + " " + new String(body, StandardCharsets.UTF_8));
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private boolean checked(HttpExchange exchange, String id, byte[] body) {
    String time = header(exchange, "webhook-timestamp");
    if (!time.matches("\\d{1,12}")) {
      return false;
    }
    boolean fresh =
        Math.abs(Instant.now().getEpochSecond() - Long.parseLong(time)) <= OLDEST_SECONDS;
    byte[] right = ("v1," + signature(id + "." + time + ".", body)).getBytes(StandardCharsets.UTF_8);
    // There may be several: for a day after the secret was exchanged, the old one signs too.
    return fresh
        && Arrays.stream(header(exchange, "webhook-signature").split(" "))
            .anyMatch(s -> MessageDigest.isEqual(right, s.getBytes(StandardCharsets.UTF_8)));
  }

  private String signature(String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
