package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What is known of gateways while nothing is there to be sent; Kannel is set here, SMTP is not. */
@DatabaseTest
class GatewaysIntegrationTests {

  private static final LocalKannel KANNEL = new LocalKannel(GatewaysIntegrationTests::answer);
  private static final List<Boolean> ASKED = new CopyOnWriteArrayList<>();
  private static volatile int status;

  @Autowired Gateways gateways;
  @Autowired KannelWire wire;
  @Autowired Lines lines;
  @Autowired Alarms alarms;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  /** A message without a number is refused by a gateway that is well. */
  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean toSomebody = exchange.getRequestHeaders().containsKey("X-Kannel-To");
      ASKED.add(toSomebody);
      exchange.sendResponseHeaders(status == 202 && !toSomebody ? 400 : status, -1);
    }
  }

  @DynamicPropertySource
  static void gateway(DynamicPropertyRegistry registry) {
    KANNEL.set(registry);
  }

  @AfterAll
  static void stop() {
    KANNEL.close();
  }

  @BeforeEach
  void begin() {
    clock.advance(Duration.ofHours(1));
    jdbc.sql("DELETE FROM channel_line").update();
    ASKED.clear();
  }

  private void minutes(int count) {
    for (int i = 0; i < count; i++) {
      clock.advance(Duration.ofMinutes(1));
      gateways.round();
      alarms.look();
    }
  }

  private List<String> raised() {
    return alarms.raised().stream().map(Alarm::line).toList();
  }

  @Test
  void asksOneThatIsDownWithoutAMessageWhenNoneIsThereToBeSent() {
    status = 503;
    assertThatThrownBy(() -> wire.send(Wire.Kind.SMS, "+6281200000001", "", "Pesan", "k"))
        .isInstanceOf(WireTrouble.class);
    minutes(6);
    assertThat(ASKED).as("a message that waits would show it").containsExactly(true);
    assertThat(raised()).containsExactly(Lines.KANNEL);
    status = 403;
    minutes(1);
    assertThat(ASKED).containsExactly(true, false);
    assertThat(lines.state(Lines.KANNEL).orElseThrow().trouble()).isEqualTo(Lines.Trouble.LOGIN);
    minutes(6);
    assertThat(raised()).containsExactly(Lines.KANNEL);
    status = 202;
    minutes(8);
    assertThat(ASKED).containsExactly(true, false, false);
    assertThat(lines.state(Lines.KANNEL).orElseThrow().trouble()).isNull();
    assertThat(raised()).isEmpty();
    minutes(60);
    assertThat(ASKED).as("one that is well is left alone").hasSize(3);
  }

  @Test
  void forgetsOneThatWasTakenOutOfTheSettings() {
    status = 202;
    wire.send(Wire.Kind.SMS, "+6281200000001", "", "Pesan", "k");
    lines.hold(Lines.SMTP, UUID.randomUUID(), Duration.ofMinutes(3));
    lines.ill(Lines.SMTP, Lines.Trouble.AWAY);
    minutes(3);
    assertThat(lines.state(Lines.SMTP)).as("another server may have it").isPresent();
    minutes(1);
    assertThat(lines.state(Lines.SMTP)).isEmpty();
    assertThat(lines.connected()).containsOnlyKeys(Lines.KANNEL);
  }
}
