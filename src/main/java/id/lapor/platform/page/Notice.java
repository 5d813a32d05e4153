package id.lapor.platform.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * What an act did, told once on the next page. Carried by a short-lived cookie, so that citizens
 * need no session.
 */
public final class Notice {

  private static final String NAME = "notice";

  private Notice() {}

  /**
   * @param key message key, {@code desk.notice.answered}
   */
  public static void leave(String key, HttpServletRequest request, HttpServletResponse response) {
    response.addCookie(Cookies.make(NAME, key, Duration.ofMinutes(1), request));
  }

  /**
   * Leads on to an address, where the notice is told.
   *
   * @param key as {@link #leave}
   */
  public static View then(String key, String address) {
    return new RedirectView(address) {
      @Override
      protected void renderMergedOutputModel(
          Map<String, Object> model, HttpServletRequest request, HttpServletResponse response)
          throws IOException {
        leave(key, request, response);
        super.renderMergedOutputModel(model, request, response);
      }
    };
  }

  static @Nullable String take(HttpServletRequest request, HttpServletResponse response) {
    @Nullable String key = Cookies.value(NAME, request).orElse(null);
    if (key == null || !key.matches("[a-z]+\\.notice\\.[A-Za-z_]+")) {
      return null;
    }
    response.addCookie(Cookies.make(NAME, "", Duration.ZERO, request));
    return key;
  }
}
