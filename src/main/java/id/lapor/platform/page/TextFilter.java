package id.lapor.platform.page;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes U+0000 out of everything that is sent: no keyboard types it, and the database keeps no text
 * that holds it. What cannot be read at all, such as half a letter of UTF-8, is a bad request: said
 * once, so that the page that tells it can be written.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class TextFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean told = request.getDispatcherType() == DispatcherType.ERROR;
    try {
      chain.doFilter(new Clean(request, told), response);
    } catch (InvalidParameterException e) {
      if (response.isCommitted()) {
        throw e;
      }
      response.sendError(status(e));
    }
  }

  /** Longer than the container reads, or what it cannot. */
  static int status(InvalidParameterException e) {
    return e.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
        ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
        : HttpServletResponse.SC_BAD_REQUEST;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  private static final class Clean extends HttpServletRequestWrapper {

    private boolean told;

    Clean(HttpServletRequest request, boolean told) {
      super(request);
      this.told = told;
    }

    private <T extends @Nullable Object> T read(Supplier<T> sent, T otherwise) {
      try {
        return sent.get();
      } catch (InvalidParameterException e) {
        if (told) {
          return otherwise;
        }
        told = true;
        throw e;
      }
    }

    @Override
    public @Nullable String getParameter(String name) {
      return this.<@Nullable String>read(() -> clean(super.getParameter(name)), null);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return this.<String @Nullable []>read(() -> clean(super.getParameterValues(name)), null);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      Map<String, String[]> all = new LinkedHashMap<>();
      read(super::getParameterMap, Map.<String, String[]>of())
          .forEach((name, values) -> all.put(name, cleaned(values)));
      return Collections.unmodifiableMap(all);
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return read(super::getParameterNames, Collections.emptyEnumeration());
    }

    private static String[] cleaned(String[] values) {
      return Arrays.stream(values).map(v -> v.replace("\0", "")).toArray(String[]::new);
    }

    private static String @Nullable [] clean(String @Nullable [] values) {
      return values == null ? null : cleaned(values);
    }

    private static @Nullable String clean(@Nullable String value) {
      return value == null ? null : value.replace("\0", "");
    }
  }
}
