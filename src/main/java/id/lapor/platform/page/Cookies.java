package id.lapor.platform.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.util.WebUtils;

/**
 * Cookies as this house sets them: out of scripts' reach and never sent from other sites' forms.
 * Behind HTTPS their names begin with {@code __Host-}, by which browsers take them from this very
 * host only, never from a neighbour's or from a page without TLS (RFC 6265bis, section 4.1.3.2).
 */
public final class Cookies {

  private static final String PREFIX = "__Host-";

  private Cookies() {}

  /** What the cookie is called on the way this request came. */
  public static String name(String name, HttpServletRequest request) {
    return request.isSecure() ? PREFIX + name : name;
  }

  /**
   * @param kept zero removes the cookie
   */
  public static Cookie make(String name, String value, Duration kept, HttpServletRequest request) {
    Cookie cookie = new Cookie(name(name, request), value);
    cookie.setPath("/");
    cookie.setMaxAge((int) kept.toSeconds());
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }

  public static Optional<String> value(String name, HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, name(name, request)))
        .map(Cookie::getValue);
  }
}
