package id.lapor.channel.x;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import id.lapor.platform.net.Outgoing;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * OAuth 2 (RFC 6749 section 6): a key that ends after two hours and one by which the next is had,
 * which X exchanges each time. Both are kept sealed, by one server at a time, before they are used.
 */
final class XKeysOfOAuth2 implements XKeys {

  private static final Duration EARLY = Duration.ofMinutes(1);
  private static final Duration USUAL = Duration.ofHours(2);
  private static final int MOST = 64 * 1024;
  private static final String BEARER = "Bearer ";
  private static final String ADDRESS = "channel_x_token/1";

  private final XSettings.OAuth2 settings;
  private final URI door;
  private final Outgoing outgoing;
  private final TokenStore store;
  private final TransactionTemplate apart;
  private final Seal seal;
  private final byte[] seed;
  private final InstantSource clock;

  /**
   * @param apart transactions that stand whatever becomes of those around them
   */
  XKeysOfOAuth2(
      XSettings settings,
      Outgoing outgoing,
      TokenStore store,
      TransactionTemplate apart,
      InstallationKey key,
      InstantSource clock) {
    this.settings = Objects.requireNonNull(settings.oauth2());
    this.door = settings.url().resolve("/2/oauth2/token");
    this.outgoing = outgoing;
    this.store = store;
    this.apart = apart;
    this.seal = new Seal(KeyRing.of(1, key.derive("x-token", "")));
    this.seed = key.derive("x-token-seed", this.settings.refreshToken());
    this.clock = clock;
  }

  /** Keys as they are kept. */
  record Tokens(String access, String refresh, Instant endsAt) {}

  @Override
  public String header(String method, URI address) {
    return BEARER + tokens("").access();
  }

  @Override
  public boolean doubted(String header) {
    return !(BEARER + tokens(header.substring(BEARER.length())).access()).equals(header);
  }

  /**
   * @param doubted key X did not believe, empty when there is none
   */
  private Tokens tokens(String doubted) {
    return Objects.requireNonNull(
        apart.execute(_ -> {
          store.hold();
          Tokens kept = kept();
          boolean good =
              kept.endsAt().isAfter(clock.instant().plus(EARLY)) && !kept.access().equals(doubted);
          if (good) {
            return kept;
          }
          Tokens fresh = exchanged(kept.refresh());
          byte[] written = PostReader.JSON.writeValueAsBytes(fresh);
          store.keep(seed, seal.close(written, ADDRESS));
          return fresh;
        }));
  }

  private Tokens kept() {
    return store
        .sealed(seed)
        .map(sealed -> seal.open(sealed, ADDRESS))
        .map(json -> PostReader.JSON.readValue(json, Tokens.class))
        .orElse(new Tokens("", settings.refreshToken(), Instant.EPOCH));
  }

  private Tokens exchanged(String refresh) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "refresh_token");
    fields.put("refresh_token", refresh);
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
      return read(PostReader.JSON.readTree(answer.body()), refresh);
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
