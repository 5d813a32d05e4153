package id.lapor.platform.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes U+0000 out of everything that is sent: no keyboard types it, and the database keeps no text
 * that holds it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class TextFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new Clean(request), response);
  }

  private static final class Clean extends HttpServletRequestWrapper {

    Clean(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getParameter(String name) {
      return clean(super.getParameter(name));
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return clean(super.getParameterValues(name));
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      Map<String, String[]> all = new LinkedHashMap<>();
      super.getParameterMap().forEach((name, values) -> all.put(name, cleaned(values)));
      return Collections.unmodifiableMap(all);
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
