package id.lapor.channel.x;

import id.lapor.platform.net.Outgoing;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Where X gives keys (RFC 6749 sections 4.1.3 and 6). */
final class TokenDoor {

  private static final Duration USUAL = Duration.ofHours(2);
  private static final int MOST = 64 * 1024;

  private final XSettings.OAuth2 settings;
  private final URI door;
  private final Outgoing outgoing;
  private final InstantSource clock;

  TokenDoor(XSettings settings, Outgoing outgoing, InstantSource clock) {
    this.settings = Objects.requireNonNull(settings.oauth2());
    this.door = settings.url().resolve("/2/oauth2/token");
    this.outgoing = outgoing;
    this.clock = clock;
  }

  /** The next ones. */
  Tokens refreshed(String refresh) {
    if (refresh.isEmpty()) {
      throw new XRefused(XRefused.Why.LOGIN, "Nobody has given the account's first key yet");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "refresh_token");
    fields.put("refresh_token", refresh);
    return exchanged(fields, refresh);
  }

  /** The first ones, for the code X sent whoever has the account back with. */
  Tokens first(String code, String verifier, String back) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", code);
    fields.put("redirect_uri", back);
    fields.put("code_verifier", verifier);
    return exchanged(fields, "");
  }

  private Tokens exchanged(Map<String, String> fields, String before) {
    fields.put("client_id", settings.clientId());
    String form =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + Signature.encoded(f.getValue()))
            .collect(Collectors.joining("&"));
    try {
      Outgoing.Answer answer = outgoing.submit(door, client(), form, MOST);
      if (answer.status() == 400 || answer.status() == 401 || answer.status() == 403) {
        throw new XRefused(XRefused.Why.LOGIN, "X gives the account no key any more");
      }
      if (answer.status() != 200) {
        throw new XRefused(XRefused.Why.AWAY, "X answered " + answer.status() + " for a key");
      }
      return read(PostReader.JSON.readTree(answer.body()), before);
    } catch (IOException e) {
      throw XApi.away(e);
    } catch (JacksonException e) {
      throw new XRefused(XRefused.Why.BROKEN, "X gives a key nobody can read", null, e);
    }
  }

  private Tokens read(JsonNode said, String before) {
    String access = said.path("access_token").stringValue("");
    if (access.isEmpty()) {
      throw new XRefused(XRefused.Why.BROKEN, "X gives a key nobody can read");
    }
    long seconds = said.path("expires_in").asLong(USUAL.toSeconds());
    return new Tokens(
        access,
        said.path("refresh_token").stringValue(before),
        clock.instant().plusSeconds(Math.clamp(seconds, 0, USUAL.toSeconds())));
  }

  /** An app that has a secret shows it. */
  private Map<String, String> client() {
    if (settings.clientSecret().isEmpty()) {
      return Map.of();
    }
    String shown =
        Signature.encoded(settings.clientId()) + ":" + Signature.encoded(settings.clientSecret());
    return Map.of(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(shown.getBytes(StandardCharsets.UTF_8)));
  }
}
