package id.lapor.api;

import id.lapor.platform.page.TooManyRequests;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Problems of the JSON API as {@code application/problem+json} (RFC 9457). */
@ControllerAdvice(assignableTypes = {ApiReports.class, ApiFeeds.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiProblems {

  @ExceptionHandler
  ResponseEntity<byte[]> problem(Problem e) {
    return answer(e);
  }

  static ResponseEntity<byte[]> answer(Problem e) {
    ResponseEntity.BodyBuilder answer = start(e.status());
    if (e.status() == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return answer.body(Format.JSON.write("", e.body()));
  }

  /** Found while reading a jurisdiction or a time. */
  @ExceptionHandler
  ResponseEntity<byte[]> wrong(Wrong e) {
    return problem(new Problem(e.status(), String.join("; ", e.reasons())));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> tooMany(TooManyRequests e) {
    long seconds = Math.max(1, e.retryAfter().toSeconds());
    Problem problem = new Problem(429, "Too many requests; try again in " + seconds + " s");
    return start(429)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
        .body(Format.JSON.write("", problem.body()));
  }

  private static ResponseEntity.BodyBuilder start(int status) {
    return ResponseEntity.status(status)
        .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
