package id.lapor.platform.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where browsers tell what the content policy made them refuse (CSP level 3, section 5.3). It stays
 * empty unless a page of ours is wrong, somebody got something into one, or an extension meddles.
 * Anybody can write here, so only words of ours are kept, and few of them.
 */
@Controller
public class PolicyReports {

  /** The address; browsers send no token against forged forms along. */
  public static final String PATH = "/kebijakan";

  private static final Logger log = LoggerFactory.getLogger(PolicyReports.class);
  private static final int LONGEST_BYTES = 16 * 1024;
  private static final int MOST_KINDS = 200;
  private static final int MOST_A_MINUTE = 60;
  private static final long MINUTE_SECONDS = 60;

  /** What the policy speaks of, with the names browsers use for its parts. */
  private static final Set<String> DIRECTIVES =
      Set.of(
          "default-src",
          "script-src",
          "script-src-elem",
          "script-src-attr",
          "style-src",
          "style-src-elem",
          "style-src-attr",
          "connect-src",
          "img-src",
          "font-src",
          "media-src",
          "object-src",
          "frame-src",
          "child-src",
          "manifest-src",
          "worker-src",
          "form-action",
          "base-uri",
          "frame-ancestors");

  private static final Set<String> KEYWORDS =
      Set.of("inline", "eval", "wasm-eval", "data", "blob", "trusted-types-sink");

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final JsonMapper json = JsonMapper.shared();
  private long minute;
  private int thisMinute;

  PolicyReports(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One kind of refusal.
   *
   * @param blocked a keyword, {@code own} for an address of this site, {@code elsewhere}
   * @param page the first part of the page's path only, which names no report and nobody
   */
  public record Kind(String directive, String blocked, String page) {}

  @PostMapping(PATH)
  ResponseEntity<Void> take(HttpServletRequest request) throws IOException {
    if (!roomThisMinute()) {
      return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
          .header("Retry-After", Long.toString(MINUTE_SECONDS))
          .build();
    }
    byte[] body = request.getInputStream().readNBytes(LONGEST_BYTES + 1);
    Optional<Kind> kind =
        body.length > LONGEST_BYTES ? Optional.empty() : read(body, request.getServerName());
    kind.ifPresent(this::count);
    return ResponseEntity.status(kind.isPresent() ? HttpStatus.NO_CONTENT : HttpStatus.BAD_REQUEST)
        .build();
  }

  /** Every kind there was. */
  public List<Kind> kinds() {
    return jdbc.sql("SELECT directive, blocked, page FROM platform_policy_report ORDER BY 1, 2, 3")
        .query((row, _) -> new Kind(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  private Optional<Kind> read(byte[] body, String host) {
    try {
      JsonNode report = json.readTree(body).path("csp-report");
      String directive = report.path("effective-directive").asString("");
      return DIRECTIVES.contains(directive)
          ? Optional.of(
              new Kind(
                  directive,
                  blocked(report.path("blocked-uri").asString(""), host),
                  page(report.path("document-uri").asString(""))))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String blocked(String typed, String host) {
    if (KEYWORDS.contains(typed)) {
      return typed;
    }
    return uri(typed).filter(u -> host.equalsIgnoreCase(u.getHost())).isPresent()
        ? "own"
        : "elsewhere";
  }

  private static String page(String typed) {
    return uri(typed)
        .map(URI::getPath)
        .map(path -> path.replaceFirst("^(/[^/]*).*", "$1"))
        .filter(first -> first.matches("/[a-z-]{0,20}"))
        .orElse("/?");
  }

  private static Optional<URI> uri(String typed) {
    try {
      return Optional.of(URI.create(typed));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void count(Kind kind) {
    Timestamp now = Timestamp.from(clock.instant());
    int known =
        jdbc.sql(
                """
                UPDATE platform_policy_report SET count = count + 1, last_at = ?
                WHERE directive = ? AND blocked = ? AND page = ?
                """)
            .params(now, kind.directive(), kind.blocked(), kind.page())
            .update();
    if (known == 0 && first(kind, now)) {
      log.warn(
          "A browser refused something on {} because the content policy forbids it: {}, {}."
              + " Either that page is wrong or somebody got something into it.",
          kind.page(),
          kind.directive(),
          kind.blocked());
    }
  }

  private boolean first(Kind kind, Timestamp now) {
    return jdbc.sql(
                """
                INSERT INTO platform_policy_report (directive, blocked, page, first_at, last_at)
                SELECT ?, ?, ?, ?, ?
                WHERE (SELECT count(*) FROM platform_policy_report) < ?
                ON CONFLICT DO NOTHING
                """)
            .params(kind.directive(), kind.blocked(), kind.page(), now, now, MOST_KINDS)
            .update()
        == 1;
  }

  private synchronized boolean roomThisMinute() {
    Instant now = clock.instant();
    if (now.getEpochSecond() / MINUTE_SECONDS != minute) {
      minute = now.getEpochSecond() / MINUTE_SECONDS;
      thisMinute = 0;
    }
    thisMinute++;
    return thisMinute <= MOST_A_MINUTE;
  }
}
