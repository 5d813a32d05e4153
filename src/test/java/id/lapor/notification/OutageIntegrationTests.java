package id.lapor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import id.lapor.channel.Lines;
import id.lapor.channel.Wire;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A gateway that is down keeps everything waiting, loses nothing and says so. */
@DatabaseTest
class OutageIntegrationTests {

  private static final HttpServer KANNEL = kannel();
  private static final List<String> TAKEN = new CopyOnWriteArrayList<>();
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();
  private static volatile int status = 202;

  @Autowired Reporters reporters;
  @Autowired Wires wires;
  @Autowired Postman postman;
  @Autowired Lines lines;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  private ReporterId reporter;

  private static HttpServer kannel() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
      server.createContext("/", OutageIntegrationTests::answer);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      ASKED.add(text);
      int said = text.startsWith("Salah") ? 400 : text.startsWith("Racun") ? 500 : status;
      if (said == 202) {
        TAKEN.add(text);
      }
      exchange.sendResponseHeaders(said, -1);
    }
  }

  @DynamicPropertySource
  static void gateway(DynamicPropertyRegistry registry) {
    registry.add(
        "lapor.kannel.url",
        () -> "http://127.0.0.1:" + KANNEL.getAddress().getPort() + "/cgi-bin/sendsms");
  }

  @AfterAll
  static void stop() {
    KANNEL.stop(0);
  }

  @BeforeEach
  void begin() {
    clock.advance(Duration.ofHours(1)); // whatever was down before is asked again
    status = 202;
    jdbc.sql("DELETE FROM notification_message").update();
    reporter = reporters.keep(new Contact(null, "+6281200000041", null));
    say("Apa kabar");
    postman.deliver();
    TAKEN.clear();
    ASKED.clear();
  }

  private void say(String words) {
    wires.answer(null, reporter, Wire.Kind.SMS, "", words);
  }

  private List<String> states() {
    return jdbc.sql(
            "SELECT state || ' ' || tries FROM notification_message WHERE body <> 'Apa kabar' ORDER BY id")
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Test
  void triesNothingForHoursAndSendsAllOnceItIsBack() {
    status = 503;
    for (int i = 0; i < 30; i++) {
      say("Pesan " + i);
    }
    postman.deliver();
    assertThat(ASKED).as("one shows that it is down, the rest waits").hasSize(1);
    assertThat(wires.carries(Wire.Kind.SMS)).isFalse();
    assertThat(lines.state(Lines.KANNEL).orElseThrow().trouble()).isEqualTo(Lines.Trouble.BROKEN);
    for (int i = 0; i < 24 * 60; i++) {
      clock.advance(Duration.ofMinutes(1));
      postman.deliver();
    }
    assertThat(ASKED).as("every three minutes").hasSizeBetween(24 * 19, 24 * 21);
    assertThat(states()).hasSize(30).containsOnly("QUEUED 0");
    status = 202;
    clock.advance(Duration.ofMinutes(5));
    postman.deliver();
    assertThat(states()).containsOnly("SENT 1");
    assertThat(TAKEN).hasSize(30).doesNotHaveDuplicates();
    assertThat(lines.state(Lines.KANNEL).orElseThrow().trouble()).isNull();
  }

  @Test
  void saysThatAPasswordIsRefused() {
    status = 403;
    say("Pesan");
    postman.deliver();
    assertThat(lines.state(Lines.KANNEL).orElseThrow().trouble()).isEqualTo(Lines.Trouble.LOGIN);
    assertThat(states()).containsExactly("QUEUED 0");
  }

  @Test
  void holdsNothingUpForOneMessageThatIsRefused() {
    say("Salah nomor");
    say("Benar");
    postman.deliver();
    assertThat(states()).containsExactly("GIVEN_UP 1", "SENT 1");
    assertThat(wires.carries(Wire.Kind.SMS)).isTrue();
  }

  /** It looks as if the gateway were down whenever this one comes. */
  @Test
  void getsOthersPastAMessageThatBringsItDown() {
    say("Racun");
    for (int i = 0; i < 5; i++) {
      say("Pesan " + i);
    }
    postman.deliver();
    clock.advance(Duration.ofSeconds(11));
    postman.deliver();
    assertThat(states()).startsWith("QUEUED 0").filteredOn("SENT 1"::equals).hasSize(5);
  }
}
