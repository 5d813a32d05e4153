package id.lapor.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Who knocks at the JSON API: a client by its key, {@code Authorization: Bearer …}. */
@Component
class ApiDoor {

  private static final String BEARER = "Bearer ";

  /** Of an object, in bytes. */
  private static final int LARGEST = 256 * 1024;

  private final Clients clients;

  ApiDoor(Clients clients) {
    this.clients = clients;
  }

  /**
   * @throws Problem 401 without a key that works, 403 when its client may not do this
   */
  Client client(HttpServletRequest request, Scope scope) {
    @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean bearer = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    String key = bearer ? String.valueOf(header).substring(BEARER.length()).strip() : "";
    Client client =
        clients
            .enter(key)
            .orElseThrow(() -> new Problem(401, "A key is needed: Authorization: Bearer …"));
    if (!client.may(scope)) {
      throw new Problem(403, "The key is not for this: it lacks the scope " + scope.name());
    }
    return client;
  }

  /**
   * What was sent; to be read only once it is known who sends it.
   *
   * @throws Problem 413 when it is larger than anything this door takes, of which no more is read
   */
  static byte[] body(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      throw new Problem(413, "An object of at most 256 KiB is expected");
    }
    return body;
  }

  /**
   * @throws Problem when the header is missing or too long
   */
  static Once once(HttpServletRequest request, String act, byte[] body) {
    @Nullable String key = request.getHeader(Once.HEADER);
    if (key == null || key.isBlank() || key.length() > Once.LONGEST) {
      throw new Problem(
          400,
          Once.HEADER + " is required: a key of your own, at most " + Once.LONGEST + " characters");
    }
    return new Once(act + ":" + key.strip(), Asked.hash(body));
  }
}
