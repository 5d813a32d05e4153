package id.lapor.fault;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;

/**
 * A browser's part of filing: five forms with their cookies and token. It knows nothing of the
 * faults; what gets no answer, or one that says "try again", it sends again, as people do.
 */
final class Citizen {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern REFERENCE = Pattern.compile("id=\"reference\">([^<]+)<");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String BOUNDARY = "lapor-uji-batas";

  private final Child server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> cookies = new TreeMap<>();
  private String token = "";

  Citizen(Child server) {
    this.server = server;
  }

  /**
   * What a citizen holds in the end.
   *
   * @param reference as shown on the last page
   * @param sheet the cookie that finds the same form again
   */
  record Receipt(int number, String reference, String sheet) {}

  static String text(int number) {
    return "Lampu jalan mati di depan rumah nomor " + number + ".";
  }

  static String mail(int number) {
    return "warga" + number + "@contoh.example";
  }

  /** A picture like no other number's. */
  static byte[] photo(int number) {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 10; i++) {
      boolean set = (number >> i & 1) == 1;
      image.createGraphics().drawLine(i * 4, 0, i * 4, set ? 29 : 9);
    }
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "jpeg", out);
      out.write(number >> 8);
      out.write(number);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Receipt file(int number) {
    knowToken("/lapor/1");
    cookies.remove("draf");
    insist(() -> upload(number));
    form("/lapor/2", Map.of("region", "64.74.01.1002", "aksi", "lanjut"));
    form("/lapor/3", Map.of("kind", "COMPLAINT", "category", ""));
    form("/lapor/4", Map.of("visibility", "ANONYMOUS", "email", mail(number)));
    return send(number);
  }

  /** The form of an earlier receipt once more. */
  String again(Receipt receipt) {
    knowToken("/lapor/1");
    cookies.put("draf", receipt.sheet());
    return send(receipt.number()).reference();
  }

  private Receipt send(int number) {
    form("/lapor/kirim", Map.of("persetujuan", "1-id"));
    String reference = found(REFERENCE, get("/lapor/terkirim"));
    cookies.keySet().removeIf(name -> name.startsWith("buka-"));
    return new Receipt(number, reference, cookies.getOrDefault("draf", ""));
  }

  private void knowToken(String path) {
    if (token.isEmpty()) {
      token = found(TOKEN, get(path));
    }
  }

  /** One of the persons of the demo, from now on. */
  void become(String login) {
    knowToken("/masuk");
    form("/demo/orang", Map.of("login", login));
    token = found(TOKEN, get("/masuk"));
  }

  /** An officer who has no second step, from now on. */
  void signIn(String login, String password) {
    knowToken("/masuk");
    form("/masuk", Map.of("login", login, "password", password));
    token = found(TOKEN, get("/masuk"));
  }

  String get(String path) {
    return insist(() -> HttpRequest.newBuilder(server.at(path)).GET());
  }

  /** Fills a form in and sends it. */
  String form(String path, Map<String, String> fields) {
    return insist(() -> filled(path, fields));
  }

  /** The same as somebody sends it who knows nothing of this browser. */
  HttpRequest.Builder copied(String path, Map<String, String> fields) {
    return filled(path, fields).header("Cookie", kept());
  }

  private HttpRequest.Builder filled(String path, Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("_csrf", token);
    String body =
        all.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(server.at(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private String kept() {
    return cookies.entrySet().stream()
        .map(c -> c.getKey() + "=" + c.getValue())
        .collect(Collectors.joining("; "));
  }

  private HttpRequest.Builder upload(int number) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    field(body, "name=\"_csrf\"", token.getBytes(StandardCharsets.UTF_8));
    field(body, "name=\"text\"", text(number).getBytes(StandardCharsets.UTF_8));
    field(
        body, "name=\"files\"; filename=\"lampu.jpg\"\r\nContent-Type: image/jpeg", photo(number));
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(server.at("/lapor/1"))
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
  }

  private static void field(ByteArrayOutputStream body, String head, byte[] content) {
    String begin = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n";
    body.writeBytes(begin.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private interface Asking {
    HttpRequest.Builder request();
  }

  /** Asks until there is an answer; no answer or "try again soon" (503) is none. */
  private String insist(Asking asking) {
    AtomicReference<String> page = new AtomicReference<>("");
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .pollInSameThread()
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> answered(asking, page));
    return page.get();
  }

  private boolean answered(Asking asking, AtomicReference<String> page)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = asking.request().timeout(Duration.ofSeconds(20));
    if (!cookies.isEmpty()) {
      request.header("Cookie", kept());
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() == 503) {
      return false;
    }
    if (response.statusCode() >= 400) {
      throw new IllegalStateException(
          response.uri() + " answered " + response.statusCode() + server.faults());
    }
    response
        .headers()
        .allValues("Set-Cookie")
        .forEach(header ->
            HttpCookie.parse(header).forEach(c -> cookies.put(c.getName(), c.getValue())));
    page.set(response.body());
    return true;
  }

  static String found(Pattern pattern, String page) {
    Matcher m = pattern.matcher(page);
    if (!m.find()) {
      throw new IllegalStateException("No " + pattern + " in " + page);
    }
    return m.group(1);
  }
}
