package id.lapor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.x.XServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * The application is killed when a post is kept but X was not told; X brings it again, it is
 * fetched as well, and afterwards there is one report.
 */
class XFaultTests {

  private static final Path DATA = Path.of("target", "fault", "x").toAbsolutePath();

  private final XServer x = new XServer();
  private Child lapor;

  @BeforeEach
  void startFresh() throws IOException {
    FileSystemUtils.deleteRecursively(DATA);
    List<String> settings = new ArrayList<>();
    x.settings().forEach((name, value) -> settings.add(name + "=" + value));
    settings.add("lapor.x.poll=PT2S");
    lapor = Child.with(DATA, settings);
  }

  @AfterEach
  void stop() throws Exception {
    lapor.close();
    x.close();
  }

  @Test
  void filesOneReportOfAPostThatWasKeptButNotAcknowledged() throws Exception {
    lapor.start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> lapor.count("channel_x_source WHERE swept_at IS NOT NULL") == 1);
    x.be(XServer.Mood.DOWN); // so that it comes by the door first
    byte[] body =
        x.timeline.brought(
            x.timeline.write("4711471147114711", "@lapor1708 BONTANG lampu jalan mati di pasar"));
    try (Socket half = new Socket(InetAddress.getLoopbackAddress(), lapor.at("/").getPort())) {
      OutputStream out = half.getOutputStream();
      out.write(
          ("POST /sambungan/x HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "x-twitter-webhooks-signature: "
                  + XServer.signature(body)
                  + "\r\nContent-Length: "
                  + body.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> lapor.count("channel_inbox WHERE wire = 'X'") == 1);
      lapor.kill(); // whatever it said after the commit, nobody read it
    }
    x.be(XServer.Mood.WELL);
    lapor.holdsEnd();
    lapor.start();
    assertThat(brought(body)).isEqualTo(200);
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() ->
            lapor.count("report_case WHERE channel = 'X'") > 0
                && lapor.count("channel_x_source WHERE since_id IS NOT NULL") > 0);
    assertThat(lapor.count("channel_inbox WHERE wire = 'X'")).isEqualTo(1);
    assertThat(lapor.count("report_case WHERE channel = 'X'")).isEqualTo(1);
  }

  private int brought(byte[] body) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(lapor.at("/sambungan/x"))
                  .header("x-twitter-webhooks-signature", XServer.signature(body))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
