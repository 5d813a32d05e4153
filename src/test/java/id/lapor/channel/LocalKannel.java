package id.lapor.channel;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Stands where Kannel would and answers as a test wants it. */
public final class LocalKannel implements AutoCloseable {

  private final HttpServer server;

  public LocalKannel(HttpHandler answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
      server.createContext("/", answer);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That messages go there. */
  public void set(DynamicPropertyRegistry registry) {
    registry.add(
        "lapor.kannel.url",
        () -> "http://127.0.0.1:" + server.getAddress().getPort() + "/cgi-bin/sendsms");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
