package id.lapor.platform.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Headers on every answer: nothing from elsewhere, nothing inline, nobody may frame us. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class HeadersFilter extends OncePerRequestFilter {

  /**
   * Reports go by {@code report-uri}: every browser knows it and sends at once; where {@code
   * report-to} stands too, it wins and waits up to a minute.
   */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; "
          + "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; report-uri "
          + PolicyReports.PATH;

  private static final String TWO_YEARS = "max-age=63072000; includeSubDomains";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer"); // an address tells who reads what
    if (request.isSecure()) {
      response.setHeader("Strict-Transport-Security", TWO_YEARS);
    }
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "geolocation=(self), camera=(self), microphone=()");
    chain.doFilter(request, response);
  }
}
