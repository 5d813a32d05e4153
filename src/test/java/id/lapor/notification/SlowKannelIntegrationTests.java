package id.lapor.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.sun.net.httpserver.HttpExchange;
import id.lapor.channel.LocalKannel;
import id.lapor.channel.Wire;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** A gateway that takes its time holds up neither its own receipts nor the site. */
@ApplicationTest
class SlowKannelIntegrationTests {

  private static final LocalKannel KANNEL = new LocalKannel(SlowKannelIntegrationTests::answer);

  /** How long it takes for each message. */
  private static final Duration SLOW = Duration.ofSeconds(8);

  private static volatile @Nullable SettableClock passes;

  @Autowired MockMvc web;
  @Autowired Reporters reporters;
  @Autowired Wires wires;
  @Autowired Postman postman;
  @Autowired SettableClock clock;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (passes != null) {
        passes.advance(SLOW);
      }
      exchange.sendResponseHeaders(202, -1);
    }
  }

  @DynamicPropertySource
  static void gateway(DynamicPropertyRegistry registry) {
    KANNEL.set(registry);
    registry.add("lapor.kannel.door-password", () -> "sandi");
  }

  @AfterAll
  static void stop() {
    KANNEL.close();
  }

  @BeforeEach
  void say() {
    passes = clock;
    jdbc.sql("DELETE FROM notification_message").update();
    ReporterId reporter = reporters.keep(new Contact(null, "+6281200000051", null));
    for (int i = 0; i < 5; i++) {
      wires.answer(null, reporter, Wire.Kind.SMS, "", "Kabar " + i);
    }
  }

  private List<String> states() {
    return jdbc.sql("SELECT state || ' ' || tries FROM notification_message ORDER BY id")
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** They are locked as long as the batch lasts. */
  @Test
  void isHandedAFewMessagesAtATime() {
    postman.deliver();
    assertThat(states()).containsExactly("SENT 1", "SENT 1", "QUEUED 0", "QUEUED 0", "QUEUED 0");
    postman.deliver();
    postman.deliver();
    assertThat(states()).containsOnly("SENT 1");
  }

  @Test
  void isAskedToComeAgainWithAReceiptOfWhatIsBeingSent() throws Exception {
    long id = jdbc.sql("SELECT max(id) FROM notification_message").query(Long.class).single();
    @Nullable Integer status =
        transaction.execute(_ -> {
          jdbc.sql("SELECT id FROM notification_message WHERE id = ? FOR UPDATE")
              .param(id)
              .query(Long.class)
              .single();
          return CompletableFuture.supplyAsync(() -> receipt(id))
              .orTimeout(60, TimeUnit.SECONDS)
              .join();
        });
    assertThat(status).isEqualTo(503);
    assertThat(receipt(id)).isEqualTo(200);
    assertThat(
            jdbc.sql("SELECT receipt FROM notification_message WHERE id = ?")
                .param(id)
                .query(String.class)
                .single())
        .isEqualTo("ARRIVED");
  }

  private int receipt(long id) {
    String shown =
        Base64.getEncoder().encodeToString("kannel:sandi".getBytes(StandardCharsets.UTF_8));
    try {
      return web.perform(
              get("/sambungan/kannel/kabar")
                  .param("pesan", "lapor-" + id)
                  .param("keadaan", "1")
                  .header("Authorization", "Basic " + shown))
          .andReturn()
          .getResponse()
          .getStatus();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
