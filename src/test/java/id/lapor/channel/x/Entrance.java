package id.lapor.channel.x;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whom X lets in: who signs by OAuth 1.0a, or has the present key of OAuth 2. */
public final class Entrance {

  static final String FIRST = "r-0";

  /** Of an account that is not ours. */
  private static final String OTHERS = "a-lain";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long KEPT_SECONDS = 7_200;

  private volatile InstantSource clock = InstantSource.system();
  private volatile String refresh = FIRST;
  private volatile String access = "";
  private volatile Instant accessEnds = Instant.EPOCH;
  private volatile int keys;
  private volatile String signedIn = XServer.ACCOUNT;
  private volatile Map<String, String> granting = Map.of();

  void at(InstantSource time) {
    clock = time;
  }

  /** How many keys were given. */
  public int keys() {
    return keys;
  }

  /** The present key is believed no more. */
  public void forgetAccess() {
    access = "";
  }

  /** Nor is the one by which the next is had; another one is. */
  public void forgetRefresh(String another) {
    refresh = another;
    access = "";
  }

  public String refresh() {
    return refresh;
  }

  boolean lets(HttpExchange exchange, String url) {
    String shown =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
    if (shown.startsWith("Bearer ")) {
      return shown.equals("Bearer " + OTHERS)
          || shown.equals("Bearer " + access) && clock.instant().isBefore(accessEnds);
    }
    Map<String, String> said = new HashMap<>();
    for (String part : shown.replaceFirst("^OAuth ", "").split(", ")) {
      String[] pair = part.split("=", 2);
      said.put(pair[0], pair.length < 2 ? "" : pair[1].replace("\"", ""));
    }
    Signature right =
        new Signature("kunci-aplikasi", XServer.CONSUMER_SECRET, "token-akun", "rahasia-token");
    return said.containsKey("oauth_nonce")
        && right
            .header(
                exchange.getRequestMethod(),
                URI.create(url).resolve(exchange.getRequestURI().toString()),
                said.get("oauth_nonce"),
                Long.parseLong(said.get("oauth_timestamp")))
            .equals(shown);
  }

  /**
   * Whoever has the account says yes.
   *
   * @return the code they are sent back with, which works once
   */
  public synchronized String allow(URI asked) {
    Map<String, String> said = query(asked.getRawQuery());
    boolean right =
        "code".equals(said.get("response_type"))
            && "aplikasi".equals(said.get("client_id"))
            && "S256".equals(said.get("code_challenge_method"))
            && said.getOrDefault("scope", "").contains("offline.access");
    if (!right) {
      throw new IllegalArgumentException(asked.toString());
    }
    granting = said;
    return "kode-" + keys;
  }

  /** Whose the keys are that it gives. */
  public void signedInAs(String account) {
    signedIn = account;
  }

  ObjectNode me() {
    ObjectNode me = JSON.createObjectNode();
    me.putObject("data").put("id", signedIn).put("name", "Lapor").put("username", XServer.HANDLE);
    return me;
  }

  private boolean allowed(Map<String, String> said) {
    Map<String, String> asked = granting;
    granting = Map.of();
    return said.getOrDefault("code", "").equals("kode-" + keys)
        && asked.getOrDefault("redirect_uri", "-").equals(said.get("redirect_uri"))
        && asked
            .getOrDefault("code_challenge", "-")
            .equals(XGrants.challenge(said.getOrDefault("code_verifier", "")));
  }

  /** The next keys, of which the older ones end; empty for who has not the right one. */
  synchronized Optional<ObjectNode> exchanged(@Nullable String shown, Map<String, String> said) {
    String client =
        "Basic "
            + Base64.getEncoder()
                .encodeToString("aplikasi:rahasia%2Bklien".getBytes(StandardCharsets.UTF_8));
    boolean right =
        client.equals(shown)
            && ("authorization_code".equals(said.get("grant_type"))
                ? allowed(said)
                : "refresh_token".equals(said.get("grant_type"))
                    && refresh.equals(said.get("refresh_token")));
    if (!right) {
      return Optional.empty();
    }
    if (!signedIn.equals(XServer.ACCOUNT)) {
      return Optional.of(keys(OTHERS, "r-lain"));
    }
    keys++;
    access = "a-" + keys;
    refresh = "r-" + keys;
    accessEnds = clock.instant().plusSeconds(KEPT_SECONDS);
    return Optional.of(keys(access, refresh));
  }

  private static ObjectNode keys(String access, String refresh) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("token_type", "bearer").put("expires_in", KEPT_SECONDS);
    answer.put("access_token", access).put("refresh_token", refresh);
    return answer;
  }

  static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String part : Objects.requireNonNullElse(raw, "").split("&")) {
      if (!part.isEmpty()) {
        String[] pair = part.split("=", 2);
        query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  /** As X signs what it brings. */
  static String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              XServer.CONSUMER_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
