package id.lapor.platform.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.util.WebUtils;

/**
 * Cookies as this house sets them: out of scripts' reach and never sent from other sites' forms.
 */
public final class Cookies {

  private Cookies() {}

  /**
   * @param kept zero removes the cookie
   */
  public static Cookie make(String name, String value, Duration kept, HttpServletRequest request) {
    Cookie cookie = new Cookie(name, value);
    cookie.setPath("/");
    cookie.setMaxAge((int) kept.toSeconds());
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }

  public static Optional<String> value(String name, HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, name)).map(Cookie::getValue);
  }
}
