package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.ServerTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The real server behind a web server that ends HTTPS and says so, and without one. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class ProxyIntegrationTests {

  private static final int PORT = freePort();
  private static final String PASSWORD = "kata-sandi-panjang";
  private static final String HTTPS = "https";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern FROM = Pattern.compile("FORM_REFUSED .*from=([0-9a-f]+)");

  @Autowired Accounts accounts;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final List<String> set = new ArrayList<>();

  @DynamicPropertySource
  static void site(DynamicPropertyRegistry registry) {
    registry.add("server.port", () -> PORT);
    registry.add("server.address", () -> "127.0.0.1");
  }

  @Test
  void givesEveryCookieToThisHostAloneBehindHttps() throws Exception {
    signIn("ratna", HTTPS);
    post("/akun/pengganti", Map.of(), HTTPS);
    assertThat(cookies.keySet().stream().map(n -> n.replaceFirst("-[0-9a-f]+$", "")))
        .contains("__Host-XSRF-TOKEN", "__Host-lang", "__Host-sesi", "__Host-kenal")
        .contains("__Host-notice");
    assertThat(set)
        .allMatch(c -> c.startsWith("__Host-"))
        .allMatch(c -> c.contains("Path=/;") || c.endsWith("Path=/"))
        .allMatch(c -> c.contains("; Secure"))
        .allMatch(c -> c.contains("; HttpOnly"))
        .noneMatch(c -> c.contains("Domain"));
  }

  @Test
  void takesNoSessionThatANeighbouringHostMayHaveSet() throws Exception {
    signIn("sinta", HTTPS);
    assertThat(get("/akun", HTTPS).statusCode()).isEqualTo(200);
    cookies.put("sesi", Objects.requireNonNull(cookies.remove("__Host-sesi")));
    assertThat(get("/akun", HTTPS).statusCode()).isEqualTo(302);
  }

  @Test
  void worksOnThisMachineWithoutHttps() throws Exception {
    signIn("tutik", "http");
    assertThat(get("/akun", "http").statusCode()).isEqualTo(200);
    assertThat(set).noneMatch(c -> c.contains("__Host-")).noneMatch(c -> c.contains("; Secure"));
  }

  /** A browser that was here once comes by HTTPS only; without it, it must not be kept out. */
  @Test
  void tellsBrowsersToComeByHttpsEverAfter() throws Exception {
    for (String path : List.of("/", "/lapor/1", "/masuk", "/tidak-ada", "/favicon.ico")) {
      assertThat(get(path, HTTPS).headers().allValues("Strict-Transport-Security"))
          .as(path)
          .containsExactly("max-age=63072000; includeSubDomains");
      assertThat(get(path, "http").headers().allValues("Strict-Transport-Security"))
          .as(path)
          .isEmpty();
    }
  }

  /** What a visitor writes into the header stands left of what the web server adds. */
  @Test
  void believesTheWebServerAboutWhereSomebodyComesFromAndNotTheVisitor(CapturedOutput log)
      throws Exception {
    forged("198.51.100.1, 203.0.113.9");
    forged("198.51.100.2, 203.0.113.9");
    forged("198.51.100.1, 203.0.113.10");
    List<String> from = FROM.matcher(log.getAll()).results().map(r -> r.group(1)).toList();
    assertThat(from).hasSize(3);
    assertThat(from.get(0)).isEqualTo(from.get(1)).isNotEqualTo(from.get(2));
  }

  private void forged(String forwardedFor) throws Exception {
    assertThat(
            send(request("/masuk", HTTPS)
                    .header("X-Forwarded-For", forwardedFor)
                    .POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(403);
  }

  private void signIn(String login, String scheme) throws Exception {
    accounts.open(login, login, PASSWORD, 1, Role.LIAISON);
    HttpResponse<String> in =
        post("/masuk?lang=en", Map.of("login", login, "password", PASSWORD), scheme);
    assertThat(in.statusCode()).isEqualTo(302);
  }

  private HttpResponse<String> get(String path, String scheme) throws Exception {
    return send(request(path, scheme).GET());
  }

  private HttpResponse<String> post(String path, Map<String, String> form, String scheme)
      throws Exception {
    Matcher token = TOKEN.matcher(get("/masuk?lang=en", scheme).body());
    assertThat(token.find()).isTrue();
    Map<String, String> all = new LinkedHashMap<>(form);
    all.put("_csrf", token.group(1));
    String body =
        all.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        request(path, scheme)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, String scheme) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path));
    if (scheme.equals(HTTPS)) {
      request.header("X-Forwarded-Proto", HTTPS);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(c -> c.getKey() + "=" + c.getValue())
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    for (String cookie : answer.headers().allValues("Set-Cookie")) {
      set.add(cookie);
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    return answer;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
