package id.lapor.platform.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What goes wrong, told as a page: what happened, what was kept, what to do. */
@ControllerAdvice
@Controller
class Problems implements ErrorController {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final String SOON_SECONDS = "10";

  /** Forbidden, misspelt, of the wrong method or simply not there: all look the same. */
  @ExceptionHandler({
    NotFound.class,
    NoResourceFoundException.class,
    NoHandlerFoundException.class,
    HttpRequestMethodNotSupportedException.class,
    MethodArgumentTypeMismatchException.class,
    ServletRequestBindingException.class
  })
  Html notFound() {
    return problem(404);
  }

  @ExceptionHandler(Withheld.class)
  Html withheld() {
    return problem(423);
  }

  @ExceptionHandler(MaxUploadSizeExceededException.class)
  Html tooLarge() {
    return problem(413);
  }

  /** What no form of ours sends: a word where a number belongs. */
  @ExceptionHandler({MultipartException.class, BindException.class})
  Html broken() {
    return problem(400);
  }

  @ExceptionHandler(HttpMediaTypeException.class)
  Html wrongType() {
    return problem(415);
  }

  @ExceptionHandler(TooManyRequests.class)
  Html tooMany(TooManyRequests e, HttpServletResponse response) {
    response.setHeader("Retry-After", Long.toString(Math.max(1, e.retryAfter().toSeconds())));
    return problem(429);
  }

  /**
   * Whatever went wrong on a page. When the database is away nothing was accepted, so nothing is
   * lost and the form can be sent again.
   */
  @ExceptionHandler(Exception.class)
  Html failed(Exception e, HttpServletResponse response) {
    if (!Away.caused(e)) {
      log.error("A page failed", e);
      return problem(500);
    }
    log.warn("The database is away: {}", e.getMessage());
    response.setHeader("Retry-After", SOON_SECONDS);
    return problem(503);
  }

  /** What the container itself refused before any page was reached. */
  @RequestMapping("/error")
  Html refused(HttpServletRequest request, HttpServletResponse response) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int code = status instanceof Integer i ? i : 404;
    Object error = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (error instanceof Exception e) {
      return failed(e, response);
    }
    return switch (code) {
      case 400, 413, 415, 429, 503 -> problem(code);
      case 401, 403, 404, 405 -> problem(code == 403 ? 403 : 404);
      default -> problem(code >= 500 ? code : 404);
    };
  }

  static Html problem(int status) {
    return Html.of("platform/problem", "status", status).status(status);
  }
}
