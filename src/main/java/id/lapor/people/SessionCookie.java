package id.lapor.people;

import id.lapor.platform.page.Cookies;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The number of a session and its mark, as {@link Cookies} sets its own. The number alone, which is
 * what lies in the database, opens no session: who reads the database or a backup takes none over,
 * and who writes there cannot use what they plant.
 */
final class SessionCookie implements CookieSerializer {

  private static final String NAME = "sesi";
  private static final char DOT = '.';

  private final Marks marks;

  SessionCookie(Marks marks) {
    this.marks = marks;
  }

  @Override
  public void writeCookieValue(CookieValue value) {
    String id = value.getCookieValue();
    CookieValue shown =
        new CookieValue(
            value.getRequest(), value.getResponse(), id.isEmpty() ? id : id + DOT + mark(id));
    serializer(value.getRequest()).writeCookieValue(shown);
  }

  @Override
  public List<String> readCookieValues(HttpServletRequest request) {
    return serializer(request).readCookieValues(request).stream()
        .flatMap(shown -> session(shown).stream())
        .toList();
  }

  private Optional<String> session(String shown) {
    int dot = shown.lastIndexOf(DOT);
    if (dot < 0) {
      return Optional.empty();
    }
    String id = shown.substring(0, dot);
    return MessageDigest.isEqual(bytes(mark(id)), bytes(shown.substring(dot + 1)))
        ? Optional.of(id)
        : Optional.empty();
  }

  private String mark(String id) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(marks.cookie(id));
  }

  private static byte[] bytes(String mark) {
    return mark.getBytes(StandardCharsets.UTF_8);
  }

  private static CookieSerializer serializer(HttpServletRequest request) {
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName(Cookies.name(NAME, request));
    cookie.setCookiePath("/");
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Lax");
    return cookie;
  }
}
