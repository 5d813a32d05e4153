package id.lapor.platform.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
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

/**
 * What goes wrong, told as a page: what happened, what was kept, what to do. Machines are told in
 * the format of their door.
 */
@ControllerAdvice
@Controller
class Problems implements ErrorController {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final String SOON_SECONDS = "10";

  private final ObjectProvider<MachineDoor> doors;

  Problems(ObjectProvider<MachineDoor> doors) {
    this.doors = doors;
  }

  /** Forbidden, misspelt, of the wrong method or simply not there: all look the same. */
  @ExceptionHandler({
    NotFound.class,
    NoResourceFoundException.class,
    NoHandlerFoundException.class,
    MethodArgumentTypeMismatchException.class,
    ServletRequestBindingException.class
  })
  Object notFound(HttpServletRequest request) {
    return told(request, 404);
  }

  /** A machine is told which methods there are. */
  @ExceptionHandler
  Object wrongMethod(
      HttpRequestMethodNotSupportedException e,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (door(path(request)).isEmpty()) {
      return problem(404);
    }
    e.getHeaders().getAllow().stream()
        .map(HttpMethod::name)
        .sorted()
        .reduce((a, b) -> a + ", " + b)
        .ifPresent(methods -> response.setHeader(HttpHeaders.ALLOW, methods));
    return told(request, 405);
  }

  @ExceptionHandler(Withheld.class)
  Html withheld() {
    return problem(423);
  }

  @ExceptionHandler({MaxUploadSizeExceededException.class, TooMuch.class})
  Object tooLarge(HttpServletRequest request) {
    return told(request, 413);
  }

  /** What no form of ours sends: a word where a number belongs. */
  @ExceptionHandler({MultipartException.class, BindException.class})
  Object broken(HttpServletRequest request) {
    return told(request, 400);
  }

  /** Letters or a form the container cannot read, or longer than it reads. */
  @ExceptionHandler
  Object unreadable(InvalidParameterException e, HttpServletRequest request) {
    return told(request, TextFilter.status(e));
  }

  @ExceptionHandler(HttpMediaTypeException.class)
  Object wrongType(HttpServletRequest request) {
    return told(request, 415);
  }

  @ExceptionHandler(TooManyRequests.class)
  Object tooMany(TooManyRequests e, HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Retry-After", Long.toString(Math.max(1, e.retryAfter().toSeconds())));
    return told(request, 429);
  }

  /**
   * Whatever went wrong on a page. When the database is away nothing was accepted, so nothing is
   * lost and the form can be sent again.
   */
  @ExceptionHandler(Exception.class)
  Object failed(Exception e, HttpServletRequest request, HttpServletResponse response) {
    if (!Away.caused(e)) {
      log.error("A page failed", e);
      return told(request, 500);
    }
    log.warn("The database is away: {}", e.getMessage());
    response.setHeader("Retry-After", SOON_SECONDS);
    return told(request, 503);
  }

  /** What the container itself refused before any page was reached. */
  @RequestMapping("/error")
  Object refused(HttpServletRequest request, HttpServletResponse response) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int code = status instanceof Integer i ? i : 404;
    Object error = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (error instanceof Exception e) {
      return failed(e, request, response);
    }
    return switch (code) {
      case 400, 413, 415, 429, 503 -> told(request, code);
      case 401, 403, 404, 405 -> told(request, code == 403 ? 403 : 404);
      default -> told(request, code >= 500 ? code : 404);
    };
  }

  private Object told(HttpServletRequest request, int status) {
    String path = path(request);
    return door(path).<Object>map(d -> d.refusal(path, status)).orElseGet(() -> problem(status));
  }

  private Optional<MachineDoor> door(String path) {
    return doors.stream().filter(d -> d.has(path)).findFirst();
  }

  /** What was asked for, also when the container asks for the page that tells of it. */
  private static String path(HttpServletRequest request) {
    @Nullable Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    return asked == null ? request.getRequestURI() : asked.toString();
  }

  static Html problem(int status) {
    return Html.of("platform/problem", "status", status).status(status);
  }
}
