package id.lapor.people;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * An OpenID Connect issuer on this machine: real HTTP, real signatures, PKCE held to. What it says
 * of the person can be set; so can what is wrong with it.
 */
final class LocalIssuer implements AutoCloseable {

  /** What an answer has wrong with it. */
  enum Fault {
    NONE,
    OTHER_KEY,
    /** Signed by nobody. */
    UNSIGNED,
    /** Signed with what both sides and whoever reads our settings know. */
    SHARED_SECRET,
    /** Signed with the public key, as if it were a shared secret. */
    PUBLIC_KEY_AS_SECRET,
    /** A right of access, of the same issuer, instead of word of who somebody is. */
    OTHER_KIND,
    OTHER_AUDIENCE,
    OTHER_NONCE,
    LONG_AGO,
    OTHER_ISSUER,
    /** A password only, where more was asked for. */
    WEAK,
    /** How they signed in over there is not said. */
    NO_WAY,
    /** Signed in over there too long ago. */
    STALE,
    /** When they signed in over there is not said. */
    NO_TIME
  }

  /** How its person signed in: as strong as can be asked for. */
  static final String STRONG = "urn:contoh:dua-faktor";

  static final String CLIENT = "lapor-warga";

  static final String SECRET = "rahasia";

  private final HttpServer server;
  private final RSAKey key;
  private final RSAKey strange;
  private volatile Map<String, String> last = Map.of();
  private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
  private volatile Instant signedIn = Instant.EPOCH;
  private volatile String subject = "1";
  private volatile Fault fault = Fault.NONE;

  LocalIssuer() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("a").generate();
    strange = new RSAKeyGenerator(2048).keyID("a").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/openid-configuration", x -> json(x, configuration()));
    server.createContext("/keys", x -> json(x, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void says(String who, Fault wrong) {
    subject = who;
    fault = wrong;
  }

  /** When its person signed in there, unless what is wrong says otherwise. */
  void signedIn(Instant at) {
    signedIn = at;
  }

  /** What it was asked last. */
  Map<String, String> asked() {
    return Map.copyOf(last);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String configuration() {
    return """
    {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
     "jwks_uri": "%1$s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
     "id_token_signing_alg_values_supported": ["RS256"]}
    """
        .formatted(address());
  }

  private void authorize(HttpExchange x) throws IOException {
    Map<String, String> query = form(x.getRequestURI().getRawQuery());
    String code = "code-" + asked.size();
    asked.put(code, query);
    last = query;
    x.getResponseHeaders()
        .add(
            "Location",
            query.getOrDefault("redirect_uri", "")
                + "?code="
                + code
                + "&state="
                + URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8));
    x.sendResponseHeaders(302, -1);
    x.close();
  }

  private void token(HttpExchange x) throws IOException {
    String body = new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> sent = form(body);
    Map<String, String> query = asked.remove(sent.getOrDefault("code", ""));
    if (query == null
        || !proves(
            sent.getOrDefault("code_verifier", ""), query.getOrDefault("code_challenge", "-"))) {
      x.sendResponseHeaders(400, -1);
      x.close();
      return;
    }
    json(
        x,
        """
        {"access_token": "none", "token_type": "Bearer", "expires_in": 60, "scope": "openid email",
         "id_token": "%s"}
        """
            .formatted(signed(query.getOrDefault("nonce", ""))));
  }

  private String signed(String nonce) throws IOException {
    Instant now = Instant.now();
    Instant at = fault == Fault.LONG_AGO ? now.minusSeconds(7200) : now;
    JWTClaimsSet claims =
        how()
            .issuer(fault == Fault.OTHER_ISSUER ? "http://localhost:1" : address())
            .subject(subject)
            .audience(fault == Fault.OTHER_AUDIENCE ? "somebody-else" : CLIENT)
            .claim("nonce", fault == Fault.OTHER_NONCE ? "other" : nonce)
            .claim("email", "warga" + subject + "@contoh.example")
            .claim("email_verified", true)
            .issueTime(Date.from(at))
            .expirationTime(Date.from(at.plusSeconds(300)))
            .build();
    try {
      return serialized(claims);
    } catch (JOSEException e) {
      throw new IOException(e);
    }
  }

  private String serialized(JWTClaimsSet claims) throws JOSEException {
    return switch (fault) {
      case UNSIGNED -> new PlainJWT(claims).serialize();
      case SHARED_SECRET -> signed(claims, padded(SECRET.getBytes(StandardCharsets.UTF_8)));
      case PUBLIC_KEY_AS_SECRET -> signed(claims, key.toRSAPublicKey().getEncoded());
      case OTHER_KEY -> signed(claims, strange, JOSEObjectType.JWT);
      case OTHER_KIND -> signed(claims, key, new JOSEObjectType("at+jwt"));
      default -> signed(claims, key, JOSEObjectType.JWT);
    };
  }

  private static String signed(JWTClaimsSet claims, RSAKey by, JOSEObjectType type)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("a").type(type).build(), claims);
    token.sign(new RSASSASigner(by));
    return token.serialize();
  }

  private static String signed(JWTClaimsSet claims, byte[] shared) throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("a").build(), claims);
    token.sign(new MACSigner(shared));
    return token.serialize();
  }

  /** A key of HMAC may be filled up with zeros, and is the same then. */
  private static byte[] padded(byte[] secret) {
    return Arrays.copyOf(secret, 32);
  }

  /** How and when its person signed in. */
  private JWTClaimsSet.Builder how() {
    JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
    if (fault != Fault.NO_WAY) {
      claims.claim("acr", fault == Fault.WEAK ? "urn:contoh:sandi" : STRONG);
    }
    if (fault != Fault.NO_TIME) {
      Instant at = fault == Fault.STALE ? signedIn.minusSeconds(86_400) : signedIn;
      claims.claim("auth_time", at.getEpochSecond());
    }
    return claims;
  }

  private static boolean proves(String verifier, String challenge) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(challenge);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(p -> p.split("=", 2))
        .collect(Collectors.toMap(p -> p[0], p -> URLDecoder.decode(p[1], StandardCharsets.UTF_8)));
  }

  private static void json(HttpExchange x, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    x.getResponseHeaders().add("Content-Type", "application/json");
    x.sendResponseHeaders(200, bytes.length);
    x.getResponseBody().write(bytes);
    x.close();
  }
}
