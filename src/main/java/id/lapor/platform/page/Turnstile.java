package id.lapor.platform.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Container;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * What the container turns away before any page is reached, an address that is no address or one
 * too long, is told in plain words too.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Turnstile implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(context -> replace((StandardHost) context.getParent()));
  }

  private static void replace(StandardHost host) {
    for (var valve : host.getPipeline().getValves()) {
      if (valve instanceof ErrorReportValve) {
        host.getPipeline().removeValve(valve);
      }
    }
    host.setErrorReportValveClass(PlainWords.class.getName());
    host.getPipeline().addValve(new PlainWords());
  }

  /** Without any part of the application: the request may be unreadable. */
  static final class PlainWords extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable trouble) {
      int status = response.getStatus();
      if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
        return;
      }
      try {
        byte[] page =
            new ClassPathResource("static/refused.html")
                .getContentAsString(StandardCharsets.UTF_8)
                .getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Language", "id, en");
        response.setHeader("Content-Security-Policy", HeadersFilter.POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(page);
        response.finishResponse();
      } catch (IOException | IllegalStateException e) {
        Container host = getContainer();
        host.getLogger().debug("A visitor went away before reading why it was refused", e);
      }
    }
  }
}
