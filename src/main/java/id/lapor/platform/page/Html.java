package id.lapor.platform.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * A page to be shown: a template and what it needs besides the {@link Page}, which is added by
 * itself.
 *
 * @param shared the same for everyone, so it may carry an ETag
 * @param home address where the page can be opened again, when it isn't the one asked for
 */
public record Html(
    String template,
    Map<String, @Nullable Object> params,
    int status,
    boolean shared,
    @Nullable String home)
    implements View {

  /** Pairs of parameter name and value follow the template's name. */
  public static Html of(String template, @Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> params = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      params.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return new Html(template, params, 200, false, null);
  }

  /** The same page with one more parameter. */
  public Html with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new HashMap<>(params);
    more.put(name, value);
    return new Html(template, more, status, shared, home);
  }

  public Html status(int code) {
    return new Html(template, params, code, shared, home);
  }

  /** Marks a page that looks the same to every visitor of one language. */
  public Html forAll() {
    return new Html(template, params, status, true, home);
  }

  /**
   * Says where an answer to a form can be opened again: reload, another language and the demo's
   * clock lead there.
   */
  public Html home(String address) {
    return new Html(template, params, status, shared, address);
  }

  @Override
  public String getContentType() {
    return "text/html;charset=UTF-8";
  }

  @Override
  public void render(
      @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    var context = RequestContextUtils.findWebApplicationContext(request);
    if (context == null) {
      throw new IllegalStateException("A page can only be shown inside the web application");
    }
    context.getBean(Pages.class).show(this, request, response);
  }
}
