package id.lapor.platform.page;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.apache.catalina.Container;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * What the container turns away before any page is reached, an address that is no address or one
 * too long, is told in plain words too.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Turnstile implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final ObjectProvider<MachineDoor> doors;

  Turnstile(ObjectProvider<MachineDoor> doors) {
    this.doors = doors;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(context -> replace((StandardHost) context.getParent()));
  }

  private void replace(StandardHost host) {
    for (var valve : host.getPipeline().getValves()) {
      if (valve instanceof ErrorReportValve) {
        host.getPipeline().removeValve(valve);
      }
    }
    host.setErrorReportValveClass(PlainWords.class.getName());
    host.getPipeline().addValve(new PlainWords(doors));
  }

  /**
   * Without any page of the application: the request may be unreadable. A machine is told in the
   * format of its door.
   */
  static final class PlainWords extends ErrorReportValve {

    private final ObjectProvider<MachineDoor> doors;

    PlainWords(ObjectProvider<MachineDoor> doors) {
      this.doors = doors;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable trouble) {
      int status = response.getStatus();
      if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
        return;
      }
      try {
        response.setHeader("Content-Security-Policy", HeadersFilter.POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        String path = String.valueOf(request.getRequestURI());
        Optional<MachineDoor> door = doors.stream().filter(d -> d.has(path)).findFirst();
        response
            .getOutputStream()
            .write(door.isPresent() ? machine(door.get(), path, response) : page(response));
        response.finishResponse();
      } catch (IOException | IllegalStateException e) {
        Container host = getContainer();
        host.getLogger().debug("A visitor went away before reading why it was refused", e);
      }
    }

    private static byte[] machine(MachineDoor door, String path, Response response) {
      ResponseEntity<byte[]> told = door.refusal(path, response.getStatus());
      told.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
      return Objects.requireNonNull(told.getBody());
    }

    private static byte[] page(Response response) throws IOException {
      response.setContentType("text/html");
      response.setCharacterEncoding("UTF-8");
      response.setHeader("Content-Language", "id, en");
      return new ClassPathResource("static/refused.html").getContentAsByteArray();
    }
  }
}
