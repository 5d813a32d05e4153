package id.lapor.api;

import id.lapor.platform.page.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** What goes wrong at the doors of Open311, in its own words and the format asked for. */
@ControllerAdvice(
    assignableTypes = {Open311Services.class, Open311Requests.class, Open311Updates.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class Open311Problems {

  @ExceptionHandler
  ResponseEntity<byte[]> wrong(Wrong e, HttpServletRequest request) {
    return Answers.errors(format(request), e.status(), e.reasons());
  }

  @ExceptionHandler
  ResponseEntity<byte[]> tooMany(TooManyRequests e, HttpServletRequest request) {
    long seconds = Math.max(1, e.retryAfter().toSeconds());
    ResponseEntity<byte[]> answer =
        Answers.errors(
            format(request), 429, List.of("Too many requests; try again in " + seconds + " s"));
    return ResponseEntity.status(429)
        .headers(answer.getHeaders())
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
        .body(answer.getBody());
  }

  private static Format format(HttpServletRequest request) {
    return Format.ofPath(request.getRequestURI());
  }
}
