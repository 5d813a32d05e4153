package id.lapor.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;

/** Answers to machines. */
final class Answers {

  private static final String ANYBODY = "*";

  private Answers() {}

  /** What everybody may read, from a page of anybody; 304 when the asker has it already. */
  static ResponseEntity<byte[]> open(
      HttpServletRequest request, Format format, String root, Node node) {
    return open(request, format.contentType(), format.write(root, node));
  }

  static ResponseEntity<byte[]> open(HttpServletRequest request, String type, byte[] body) {
    String tag = "W/\"" + DigestUtils.md5DigestAsHex(body) + "\"";
    boolean known = tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH));
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(known ? 304 : 200)
            .header(HttpHeaders.ETAG, tag)
            .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANYBODY)
            .cacheControl(CacheControl.noCache());
    return known ? answer.build() : answer.header(HttpHeaders.CONTENT_TYPE, type).body(body);
  }

  /** For one client only. */
  static ResponseEntity<byte[]> closed(Format format, String root, Node node) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, format.contentType())
        .cacheControl(CacheControl.noStore())
        .body(format.write(root, node));
  }

  /** The same, of which more is told elsewhere (RFC 8288). */
  static ResponseEntity<byte[]> followed(Format format, String root, Node node, URI next) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, format.contentType())
        .header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next))
        .cacheControl(CacheControl.noStore())
        .body(format.write(root, node));
  }

  /** GeoReport v2, "Errors": the status and each reason. */
  static ResponseEntity<byte[]> errors(Format format, int status, List<String> reasons) {
    Node errors =
        new Node.Rows(
            "error",
            reasons.stream()
                .map(r ->
                    new Node.Fields().with("code", String.valueOf(status)).with("description", r))
                .toList());
    return ResponseEntity.status(status)
        .header(HttpHeaders.CONTENT_TYPE, format.contentType())
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANYBODY)
        .cacheControl(CacheControl.noStore())
        .body(format.write("errors", errors));
  }
}
