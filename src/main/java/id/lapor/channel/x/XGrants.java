package id.lapor.channel.x;

import id.lapor.channel.XGrant;
import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.net.Outgoing;
import id.lapor.platform.net.OutgoingSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;

/** Asks whoever has the account for its first key, with proof of who asked (PKCE, S256). */
@Service
class XGrants implements XGrant, AutoCloseable {

  private static final int RANDOM_BYTES = 32;
  private static final int MOST = 64 * 1024;

  private final XSettings settings;
  private final TokenStore store;
  private final InstallationKey key;
  private final InstantSource clock;
  private final Outgoing outgoing;
  private final SecureRandom random = new SecureRandom();

  XGrants(
      XSettings settings,
      OutgoingSettings hosts,
      TokenStore store,
      InstallationKey key,
      InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.key = key;
    this.clock = clock;
    this.outgoing = Outgoing.trusting(settings.trusted(), hosts);
  }

  @Override
  public boolean open() {
    return settings.on() && settings.oauth2() != null;
  }

  @Override
  public boolean held() {
    return open()
        && (!app().refreshToken().isEmpty()
            || new TokenChest(settings, store, key).kept().isPresent());
  }

  @Override
  public Asked ask(String back) {
    String state = chance();
    String verifier = chance();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", app().clientId());
    query.put("redirect_uri", back);
    query.put(
        "scope",
        "tweet.read tweet.write users.read offline.access"
            + (settings.messages() ? " dm.read dm.write" : ""));
    query.put("state", state);
    query.put("code_challenge", challenge(verifier));
    query.put("code_challenge_method", "S256");
    String asked =
        query.entrySet().stream()
            .map(e -> e.getKey() + "=" + Signature.encoded(e.getValue()))
            .collect(Collectors.joining("&", "?", ""));
    return new Asked(URI.create(app().authorize() + asked), state, verifier);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Given take(String code, String verifier, String back) {
    try {
      Tokens tokens = new TokenDoor(settings, outgoing, clock).first(code, verifier, back);
      if (tokens.refresh().isEmpty()) {
        return Given.REFUSED; // it would end in two hours
      }
      if (!settings.account().equals(whose(tokens))) {
        return Given.OTHER;
      }
      TokenChest chest = new TokenChest(settings, store, key);
      chest.hold();
      chest.keep(tokens);
      return Given.KEPT;
    } catch (XRefused e) {
      return e.why() == XRefused.Why.LOGIN ? Given.REFUSED : Given.AWAY;
    }
  }

  /** Number of the account the keys are of. */
  private String whose(Tokens tokens) {
    try {
      Outgoing.Answer answer =
          outgoing.get(
              settings.url().resolve("/2/users/me"),
              Map.of("Authorization", "Bearer " + tokens.access()),
              MOST);
      if (answer.status() != 200) {
        throw new XRefused(XRefused.Why.AWAY, "X answered " + answer.status() + " for its name");
      }
      return PostReader.JSON.readTree(answer.body()).path("data").path("id").asString("");
    } catch (IOException e) {
      throw XApi.away(e);
    } catch (JacksonException e) {
      throw new XRefused(XRefused.Why.BROKEN, "X says whose key it is in no way to read", null, e);
    }
  }

  private XSettings.OAuth2 app() {
    return Objects.requireNonNull(settings.oauth2());
  }

  private String chance() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** RFC 7636 section 4.2. */
  static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    outgoing.close();
  }
}
