package id.lapor.operations;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Notes where requests come from that nobody passed on, before Tomcat's valve for web servers in
 * front takes their headers out and puts the address they name in the place of the real one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FirstHand implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private static final String NOTED = FirstHand.class.getName();

  /** Any of them says that somebody passed the request on. */
  private static final List<String> OF_PROXIES =
      List.of(
          "Forwarded",
          "Via",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Real-IP");

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addEngineValves(new Notes());
  }

  /**
   * @param peer address at the other end of the connection
   */
  static void note(HttpServletRequest request, String peer) {
    if (OF_PROXIES.stream().allMatch(h -> request.getHeader(h) == null)) {
      request.setAttribute(NOTED, peer);
    }
  }

  /** False also of what was never noted. */
  static boolean is(HttpServletRequest request) throws UnknownHostException {
    return request.getAttribute(NOTED) instanceof String peer
        && InetAddress.getByName(peer).isLoopbackAddress();
  }

  /** First in the line, whatever stands behind it. */
  private static final class Notes extends ValveBase {

    Notes() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      note(request, request.getPeerAddr());
      getNext().invoke(request, response);
    }
  }
}
