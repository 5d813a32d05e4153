package id.lapor.api;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Who knocks at the JSON API: a client by its key, {@code Authorization: Bearer …}. */
@Component
class ApiDoor {

  private static final String BEARER = "Bearer ";

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
