package id.lapor.channel.x;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request by OAuth 1.0a with HMAC-SHA1 (RFC 5849 section 3.4). Pure. A body in JSON is no
 * part of what is signed; the query is.
 *
 * @param consumerKey of the app, and its secret
 * @param token of the account, and its secret
 */
record Signature(String consumerKey, String consumerSecret, String token, String tokenSecret) {

  private static final String ALGORITHM = "HmacSHA1";

  private record Pair(String name, String value) {}

  /**
   * What stands behind {@code Authorization}.
   *
   * @param nonce different for each request of the same second
   * @param seconds since 1970
   */
  String header(String method, URI address, String nonce, long seconds) {
    TreeMap<String, String> said = new TreeMap<>();
    said.put("oauth_consumer_key", consumerKey);
    said.put("oauth_nonce", nonce);
    said.put("oauth_signature_method", "HMAC-SHA1");
    said.put("oauth_timestamp", String.valueOf(seconds));
    said.put("oauth_token", token);
    said.put("oauth_version", "1.0");
    List<Pair> pairs = new ArrayList<>();
    said.forEach((name, value) -> pairs.add(new Pair(encoded(name), encoded(value))));
    said.put("oauth_signature", signed(base(method, address, pairs)));
    return said.entrySet().stream()
        .map(e -> encoded(e.getKey()) + "=\"" + encoded(e.getValue()) + "\"")
        .collect(Collectors.joining(", ", "OAuth ", ""));
  }

  /** The signature base string (section 3.4.1). */
  private static String base(String method, URI address, List<Pair> pairs) {
    String query = address.getRawQuery() == null ? "" : address.getRawQuery();
    for (String part : query.split("&")) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        pairs.add(new Pair(encoded(decoded(name)), encoded(decoded(value))));
      }
    }
    String parameters =
        pairs.stream()
            .sorted(Comparator.comparing(Pair::name).thenComparing(Pair::value))
            .map(p -> p.name() + "=" + p.value())
            .collect(Collectors.joining("&"));
    return method.toUpperCase(Locale.ROOT)
        + "&"
        + encoded(bare(address))
        + "&"
        + encoded(parameters);
  }

  /** Scheme, host and path, with the port where it is not the usual one (section 3.4.1.2). */
  private static String bare(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    boolean named = address.getPort() >= 0 && address.getPort() != usual;
    return scheme
        + "://"
        + address.getHost().toLowerCase(Locale.ROOT)
        + (named ? ":" + address.getPort() : "")
        + (address.getRawPath().isEmpty() ? "/" : address.getRawPath());
  }

  private String signed(String base) {
    String key = encoded(consumerSecret) + "&" + encoded(tokenSecret);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), ALGORITHM));
      byte[] signature = mac.doFinal(base.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }

  /** Section 3.6: everything but letters, digits and four signs. */
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String decoded(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }
}
