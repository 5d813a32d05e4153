package id.lapor.platform.page;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Hangs up on whoever sends a byte now and then: the container gives each byte its time anew, so a
 * request could go on for ever. A telephone at the edge of its network is quicker.
 */
@Component
class Dawdlers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  /** For so long nobody counts. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Bytes in a second, from the beginning on, that have to come after that. */
  static final int LEAST_A_SECOND = 512;

  private final InstantSource clock;

  Dawdlers(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addEngineValves(new Watch(clock));
  }

  private static final class Watch extends ValveBase {

    private final InstantSource clock;

    Watch(InstantSource clock) {
      super(true);
      this.clock = clock;
    }

    /** The container uses one request after the other on a connection, so it is given back. */
    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      org.apache.coyote.Request wire = request.getCoyoteRequest();
      InputBuffer own = wire.getInputBuffer();
      wire.setInputBuffer(new Timed(own, clock, clock.instant()));
      try {
        getNext().invoke(request, response);
      } finally {
        wire.setInputBuffer(own);
      }
    }
  }

  private static final class Timed implements InputBuffer {

    private final InputBuffer in;
    private final InstantSource clock;
    private final Instant begun;
    private long read;

    Timed(InputBuffer in, InstantSource clock, Instant begun) {
      this.in = in;
      this.clock = clock;
      this.begun = begun;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
      int bytes = in.doRead(handler);
      read += Math.max(0, bytes);
      Duration earned = PATIENCE.plusSeconds(read / LEAST_A_SECOND);
      if (bytes >= 0 && clock.instant().isAfter(begun.plus(earned))) {
        throw new SocketTimeoutException("A request came too slowly");
      }
      return bytes;
    }

    @Override
    public int available() {
      return in.available();
    }
  }
}
