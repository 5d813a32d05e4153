package id.lapor.channel.x;

import static id.lapor.channel.x.XSays.babble;
import static id.lapor.channel.x.XSays.drop;
import static id.lapor.channel.x.XSays.problem;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * X, as far as its API v2 matters here, after X's own OpenAPI document: every request that comes
 * and every answer that is no error is checked against it.
 */
public final class XServer implements AutoCloseable {

  public static final String ACCOUNT = "1700000000000000001";
  public static final String HANDLE = "lapor1708";
  public static final String CONSUMER_SECRET = "rahasia-aplikasi";

  /** How it answers. */
  public enum Mood {
    WELL,
    /** 503. */
    DOWN,
    /** Closes the connection in the middle. */
    DROPS,
    /** 200 with a page for people. */
    BABBLES,
    /** Lets nobody in. */
    SHUT,
    /** The app may read and nothing else. */
    READ_ONLY,
    /** The app may do all but write to somebody alone. */
    POSTS_ONLY,
    /** The app's own cap at X is reached. */
    CAPPED,
    /** Asked too often, and it does not say until when. */
    LIMITED
  }

  private static final Path DOCUMENT =
      Path.of("..", "shared", "data", "x-api", "x-api-openapi.json");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern MESSAGES =
      Pattern.compile("/2/dm_conversations/with/(\\d+)/messages");
  private static final String READS = "https://api.twitter.com/2/problems/oauth1-permissions";
  private static final String CAP = "https://api.twitter.com/2/problems/usage-capped";
  private static final int WINDOW = 800;
  private static final Duration SEARCHED = Duration.ofDays(7);

  private final HttpServer server;
  private final OpenApiInteractionValidator document;
  public final Timeline timeline = new Timeline();
  public final Entrance entrance = new Entrance();
  private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile InstantSource clock = InstantSource.system();
  private volatile Mood mood = Mood.WELL;
  private final AtomicInteger wellFor = new AtomicInteger();
  private volatile Mood afterWriting = Mood.WELL;
  private volatile int left = 1_000;
  private volatile Instant reset = Instant.EPOCH;

  public XServer() {
    assumeTrue(Files.exists(DOCUMENT), "SKIPPED: X's description of its API is not beside us");
    try {
      this.document =
          OpenApiInteractionValidator.createForInlineApiSpecification(Files.readString(DOCUMENT))
              .withLevelResolver(
                  LevelResolver.create()
                      .withLevel(
                          "validation.request.security.missing", ValidationReport.Level.IGNORE)
                      .build())
              .build();
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Where the same server is found by an address that is private beyond doubt. */
  public String bareUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** By OAuth 1.0a; the API is found although it lies on this machine. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("lapor.x.account", ACCOUNT);
    settings.put("lapor.x.handle", HANDLE);
    settings.put("lapor.x.url", url());
    settings.put("lapor.x.trusted", "localhost");
    settings.put("lapor.x.consumer-secret", CONSUMER_SECRET);
    settings.put("lapor.x.oauth1.consumer-key", "kunci-aplikasi");
    settings.put("lapor.x.oauth1.token", "token-akun");
    settings.put("lapor.x.oauth1.token-secret", "rahasia-token");
    settings.put("lapor.x.cost.cap", "0");
    settings.put("lapor.x.messages", "false");
    return settings;
  }

  /** By OAuth 2. */
  public Map<String, String> settingsOfOAuth2() {
    Map<String, String> settings = settings();
    settings.keySet().removeIf(name -> name.contains("oauth1"));
    settings.put("lapor.x.oauth2.client-id", "aplikasi");
    settings.put("lapor.x.oauth2.client-secret", "rahasia+klien");
    settings.put("lapor.x.oauth2.refresh-token", Entrance.FIRST);
    settings.put("lapor.x.oauth2.authorize", url() + "/i/oauth2/authorize");
    return settings;
  }

  public void at(InstantSource time) {
    clock = time;
    timeline.at(time);
    entrance.at(time);
  }

  public void be(Mood next) {
    mood = next;
    wellFor.set(0);
  }

  /** Answers so many more requests before its mood shows. */
  public void beAfter(int requests, Mood next) {
    mood = next;
    wellFor.set(requests);
  }

  /** So many more requests until then. */
  public void limit(int requests, Instant until) {
    left = requests;
    reset = until;
  }

  /** What did not fit X's own description. */
  public List<String> complaints() {
    return complaints;
  }

  /** Method and path of all requests, the oldest first. */
  public List<String> asked() {
    return asked;
  }

  /** A picture and where it lies; the server is out of breath while the bytes are empty. */
  public String picture(String name, byte[] bytes) {
    pictures.put(name, bytes);
    return url() + "/media/" + name;
  }

  /** As X signs what it brings. */
  public static String signature(byte[] body) {
    return Entrance.signature(body);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith("/media/")) {
        byte[] picture = pictures.getOrDefault(path.substring(7), new byte[0]);
        XSays.say(exchange, picture.length == 0 ? 503 : 200, "image/jpeg", picture);
        return;
      }
      asked.add(exchange.getRequestMethod() + " " + path);
      if (path.equals("/2/oauth2/token")) {
        token(exchange, new String(body, StandardCharsets.US_ASCII));
      } else if (allowed(exchange, path)) {
        checked(exchange, body);
      } else if (mood != Mood.WELL && wellFor.getAndDecrement() <= 0) {
        moody(exchange);
      } else {
        checked(exchange, body);
      }
    }
  }

  private boolean allowed(HttpExchange exchange, String path) {
    return (mood == Mood.READ_ONLY && exchange.getRequestMethod().equals("GET"))
        || (mood == Mood.POSTS_ONLY && !MESSAGES.matcher(path).matches());
  }

  private void moody(HttpExchange exchange) throws IOException {
    switch (mood) {
      case WELL -> throw new IllegalStateException("It is well");
      case DOWN -> say(exchange, 503, problem("about:blank", "Service Unavailable", ""));
      case DROPS -> drop(exchange);
      case BABBLES -> babble(exchange, 200);
      case SHUT -> say(exchange, 401, problem("about:blank", "Unauthorized", "Unauthorized"));
      case READ_ONLY, POSTS_ONLY -> say(exchange, 403, problem(READS, "Forbidden", "Reads only"));
      case LIMITED -> {
        exchange.getResponseHeaders().set("x-rate-limit-remaining", "0");
        say(exchange, 429, problem("about:blank", "Too Many Requests", "Too Many Requests"));
      }
      case CAPPED -> say(exchange, 429, problem(CAP, "UsageCapExceeded", "Monthly product cap"));
    }
  }

  private void checked(HttpExchange exchange, byte[] body) throws IOException {
    if (!entrance.lets(exchange, url())) {
      say(exchange, 401, problem("about:blank", "Unauthorized", "Unauthorized"));
      return;
    }
    if (left <= 0 && clock.instant().isBefore(reset)) {
      limits(exchange);
      say(exchange, 429, problem("about:blank", "Too Many Requests", "Too Many Requests"));
      return;
    }
    left = left <= 0 ? 1_000 : left - 1;
    limits(exchange);
    Map<String, String> query = Entrance.query(exchange.getRequestURI().getRawQuery());
    check(exchange, query, body);
    String path = exchange.getRequestURI().getPath();
    switch (exchange.getRequestMethod() + " " + path) {
      case "GET /2/users/" + ACCOUNT + "/mentions" -> list(exchange, query, false);
      case "GET /2/tweets/search/recent" -> list(exchange, query, true);
      case "GET /2/users/me" -> say(exchange, 200, entrance.me());
      case "POST /2/tweets" -> post(exchange, JSON.readTree(body));
      default -> tell(exchange, path, body);
    }
  }

  private void check(HttpExchange exchange, Map<String, String> query, byte[] body) {
    SimpleRequest.Builder request =
        new SimpleRequest.Builder(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
    query.forEach(request::withQueryParam);
    if (body.length > 0) {
      request
          .withContentType(exchange.getRequestHeaders().getFirst("Content-Type"))
          .withBody(new String(body, StandardCharsets.UTF_8));
    }
    document.validateRequest(request.build()).getMessages().stream()
        .map(m -> exchange.getRequestURI() + ": " + m)
        .forEach(complaints::add);
  }

  private void limits(HttpExchange exchange) {
    exchange.getResponseHeaders().set("x-rate-limit-limit", "1000");
    exchange.getResponseHeaders().set("x-rate-limit-remaining", String.valueOf(left));
    exchange.getResponseHeaders().set("x-rate-limit-reset", String.valueOf(reset.getEpochSecond()));
  }

  private void token(HttpExchange exchange, String form) throws IOException {
    Optional<ObjectNode> keys =
        entrance.exchanged(
            exchange.getRequestHeaders().getFirst("Authorization"), Entrance.query(form));
    ObjectNode wrong = JSON.createObjectNode().put("error", "invalid_request");
    wrong.put("error_description", "Value passed for the token was invalid.");
    say(exchange, keys.isPresent() ? 200 : 400, keys.orElse(wrong));
  }

  private void list(HttpExchange exchange, Map<String, String> query, boolean search)
      throws IOException {
    Instant oldest = clock.instant().minus(SEARCHED);
    long since = Long.parseLong(query.getOrDefault("since_id", "0"));
    Instant start =
        query.containsKey("start_time") ? Instant.parse(query.get("start_time")) : Instant.EPOCH;
    if (search && (since > 0 ? Sweep.at(since) : start).isBefore(oldest)) {
      say(exchange, 400, problem("about:blank", "Invalid Request", "since_id is too old"));
      return;
    }
    say(
        exchange,
        200,
        timeline.page(
            query,
            e -> search == e.text().contains("#"),
            search ? Integer.MAX_VALUE : WINDOW,
            start));
  }

  private void post(HttpExchange exchange, JsonNode said) throws IOException {
    String text = said.path("text").asString("");
    String to = said.path("reply").path("in_reply_to_tweet_id").asString("");
    if (timeline.own().anyMatch(e -> e.text().equals(text))) {
      say(
          exchange,
          403,
          problem(
              "about:blank",
              "Forbidden",
              "You are not allowed to create a Tweet with duplicate content."));
    } else if (!timeline.has(to)) {
      say(
          exchange,
          403,
          problem(
              "about:blank",
              "Forbidden",
              "You attempted to reply to a Tweet that is deleted or not visible to you."));
    } else if (PostText.room(text) > PostText.MOST) {
      say(exchange, 400, problem("about:blank", "Invalid Request", "text is too long"));
    } else {
      ObjectNode made = JSON.createObjectNode();
      made.putObject("data").put("id", timeline.answer(ACCOUNT, text, to)).put("text", text);
      done(exchange, made);
    }
  }

  /** To somebody alone, who may not want it. */
  private void tell(HttpExchange exchange, String path, byte[] body) throws IOException {
    Matcher whom = MESSAGES.matcher(path);
    if (!whom.matches()) {
      say(exchange, 404, problem("about:blank", "Not Found", path));
    } else if (timeline.tell(whom.group(1), JSON.readTree(body).path("text").asString(""))) {
      ObjectNode made = JSON.createObjectNode();
      made.putObject("data").put("dm_conversation_id", "1-2").put("dm_event_id", "5");
      done(exchange, made);
    } else {
      say(exchange, 403, problem("about:blank", "Forbidden", "They take no messages of yours."));
    }
  }

  /** It is written, whether anybody hears of it or not. */
  private void done(HttpExchange exchange, ObjectNode made) throws IOException {
    Mood next = afterWriting;
    afterWriting = Mood.WELL;
    switch (next) {
      case DROPS -> drop(exchange);
      case BABBLES -> babble(exchange, 201);
      default -> say(exchange, 201, made);
    }
  }

  /** Writes the next post or message and drops the connection instead of saying so. */
  public void dropAfterWriting() {
    afterWriting = Mood.DROPS;
  }

  /** Writes the next post or message and says so in words nobody can read. */
  public void babbleAfterWriting() {
    afterWriting = Mood.BABBLES;
  }

  private void say(HttpExchange exchange, int status, ObjectNode json) throws IOException {
    byte[] body = JSON.writeValueAsBytes(json);
    String type = json.has("detail") ? "application/problem+json" : "application/json";
    boolean planted = timeline.planted();
    if (!exchange.getRequestURI().getPath().contains("oauth2") && !planted) {
      document
          .validateResponse(
              exchange.getRequestURI().getPath(),
              Request.Method.valueOf(exchange.getRequestMethod()),
              SimpleResponse.Builder.status(status)
                  .withContentType(type)
                  .withBody(new String(body, StandardCharsets.UTF_8))
                  .build())
          .getMessages()
          .stream()
          .map(m -> exchange.getRequestURI().getPath() + " " + status + ": " + m)
          .forEach(complaints::add);
    }
    XSays.say(exchange, status, type, body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
