package id.lapor.platform.page;

import id.lapor.platform.Settings;
import id.lapor.platform.net.Addresses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Where the site is an HTTPS site, nobody on the open internet is served without: people are sent
 * there with all they sent, machines are told, because who is redirected in silence never mends it.
 * What comes from the own network (the web server in front, Kannel, a look whether we are up) is
 * let in.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class HttpsFilter extends OncePerRequestFilter {

  private final String site;
  private final boolean https;

  HttpsFilter(Settings settings) {
    this.site = settings.publicUrl();
    this.https = site.toLowerCase(Locale.ROOT).startsWith("https://");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!https || request.isSecure() || !fromOutside(request)) {
      chain.doFilter(request, response);
    } else if (request.getRequestURI().matches("/(api|open311|sambungan)/.*")) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      response.setContentType("text/plain; charset=utf-8");
      response
          .getOutputStream()
          .write(("Use HTTPS: " + site + "\n").getBytes(StandardCharsets.UTF_8));
    } else {
      String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
      response.setStatus(308); // with method and body, so that nothing that was sent is lost
      response.setHeader(HttpHeaders.LOCATION, site + request.getRequestURI() + query);
    }
  }

  /** The address is a literal one, so no name is looked up. */
  private static boolean fromOutside(HttpServletRequest request) throws UnknownHostException {
    return Addresses.isPublic(InetAddress.getByName(request.getRemoteAddr()));
  }
}
