package id.lapor.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Clients of Open311 put a slash behind the endpoint and another before the method; the firewall
 * would turn such an address away.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class SlashFilter extends OncePerRequestFilter {

  private static final String ROOM = "/open311/";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String once = collapsed(request.getRequestURI());
    boolean other = once.startsWith(ROOM) && !once.equals(request.getRequestURI());
    chain.doFilter(other ? new Collapsed(request) : request, response);
  }

  private static String collapsed(String path) {
    return path.replaceAll("/{2,}", "/");
  }

  private static final class Collapsed extends HttpServletRequestWrapper {

    Collapsed(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getRequestURI() {
      return collapsed(super.getRequestURI());
    }

    @Override
    public String getServletPath() {
      return collapsed(super.getServletPath());
    }

    @Override
    public @Nullable String getPathInfo() {
      @Nullable String path = super.getPathInfo();
      return path == null ? null : collapsed(path);
    }

    @Override
    public StringBuffer getRequestURL() {
      StringBuffer url = super.getRequestURL();
      int path = url.indexOf("/", url.indexOf("://") + "://".length());
      return path < 0 ? url : url.replace(path, url.length(), getRequestURI());
    }
  }
}
