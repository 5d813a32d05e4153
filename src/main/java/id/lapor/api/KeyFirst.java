package id.lapor.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.util.WebUtils;

/**
 * Asks for the key before a form of Open311 with files is put on the disk: in the address, or in
 * the form in front of the files. Whoever has none fills nothing here.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 25)
class KeyFirst extends OncePerRequestFilter {

  /** Of a form, in which its key has to stand, in bytes. */
  private static final int FRONT = 64 * 1024;

  private static final String ROOM = "/open311/";
  private static final String KEY = "api_key=";

  /** In the head of a part, whose lines stand between its boundary and an empty line. */
  private static final Pattern NAMED = Pattern.compile("name=\"?api_key\"?[ \\t]*(?:;|$)");

  private static final String BOUNDARY = "--";

  private final Clients clients;
  private final FormLimits limits;

  KeyFirst(
      Clients clients,
      @Value("${spring.servlet.multipart.max-file-size}") DataSize file,
      @Value("${spring.servlet.multipart.max-request-size}") DataSize all) {
    this.clients = clients;
    this.limits = new FormLimits(file.toBytes(), all.toBytes());
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    @Nullable String type = request.getContentType();
    return !request.getRequestURI().startsWith(ROOM)
        || type == null
        || !type.regionMatches(true, 0, "multipart/", 0, "multipart/".length())
        || WebUtils.getNativeRequest(request, MultipartRequest.class) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> named = inAddress(request.getQueryString());
    if (named.isPresent()) {
      if (known(named.get(), request, response)) {
        chain.doFilter(request, response);
      }
      return;
    }
    byte[] front = request.getInputStream().readNBytes(FRONT);
    Optional<String> key = inFront(new String(front, StandardCharsets.ISO_8859_1));
    if (known(key.orElse(""), request, response)) {
      try (WithParts form = new WithParts(request, front, limits)) {
        chain.doFilter(form, response);
      }
    }
  }

  private static Optional<String> inAddress(@Nullable String query) {
    return query == null
        ? Optional.empty()
        : Arrays.stream(query.split("&"))
            .filter(p -> p.startsWith(KEY) && p.length() > KEY.length())
            .map(p -> p.substring(KEY.length())) // letters that nobody has to escape
            .findFirst();
  }

  /** Line by line, each of which is looked at once, whatever a stranger sends. */
  static Optional<String> inFront(CharSequence front) {
    boolean head = false;
    boolean ours = false;
    int from = 0;
    for (int end = lineEnd(front, from); end >= 0; end = lineEnd(front, from)) {
      String line = front.subSequence(from, end).toString();
      from = end + 2;
      if (line.startsWith(BOUNDARY)) {
        head = true;
        ours = false;
      } else if (head && !line.isEmpty()) {
        ours |= NAMED.matcher(line).find();
      } else if (head) {
        head = false;
        int last = ours ? lineEnd(front, from) : -1;
        if (last >= 0 && boundary(front, last + 2)) {
          return Optional.of(front.subSequence(from, last).toString().strip());
        }
      }
    }
    return Optional.empty();
  }

  /** Where the next line break is, -1 when there is none. */
  private static int lineEnd(CharSequence text, int from) {
    int end = from;
    while (end + 1 < text.length() && !(text.charAt(end) == '\r' && text.charAt(end + 1) == '\n')) {
      end++;
    }
    return end + 1 < text.length() ? end : -1;
  }

  private static boolean boundary(CharSequence text, int at) {
    return at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) == '-';
  }

  private boolean known(String key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (clients.knows(key)) {
      return true;
    }
    ResponseEntity<byte[]> answer =
        Answers.errors(
            Format.ofPath(request.getRequestURI()),
            403,
            List.of(
                "api_key is missing or wrong; with files it stands in the address, or in front of them"));
    response.setStatus(403);
    answer.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
    response.setHeader(HttpHeaders.CONNECTION, "close");
    response.getOutputStream().write(Objects.requireNonNull(answer.getBody()));
    return false;
  }
}
