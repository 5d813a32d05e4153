package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.channel.Inbox;
import id.lapor.channel.XHook;
import id.lapor.channel.x.Timeline;
import id.lapor.channel.x.XServer;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Report;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Posts that X brings, by OAuth 2: each again and again until it is answered with 200. */
@ApplicationTest
class XBroughtIntegrationTests extends XHouse {

  private static final XServer X = new XServer();

  @DynamicPropertySource
  static void account(DynamicPropertyRegistry registry) {
    X.settingsOfOAuth2().forEach((name, value) -> registry.add(name, () -> value));
  }

  @AfterAll
  static void stop() {
    X.close();
  }

  @Override
  protected XServer x() {
    return X;
  }

  @Override
  protected Peer peer() {
    return new Brought();
  }

  private final class Brought extends XWriter {
    private final List<byte[]> waiting = new ArrayList<>();

    Brought() {
      super(X, round::run, XBroughtIntegrationTests.this::bring, () -> 0, reporters);
    }

    private void bring() {
      waiting.add(timeline.brought(last));
      waiting.removeIf(XBroughtIntegrationTests.this::bring);
    }

    @Override
    public void write(String text) {
      super.write(text);
      bring();
    }

    @Override
    public void again() {
      waiting.add(timeline.brought(last));
    }

    @Override
    public void hostile() {
      last = timeline.number();
      waiting.add(
          ("{\"data\":{\"id\":\"" + last + "\",\"text\":\"\u202e<b>")
              .getBytes(StandardCharsets.UTF_8));
      waiting.removeIf(XBroughtIntegrationTests.this::bring);
    }

    @Override
    public void collect() {
      waiting.removeIf(XBroughtIntegrationTests.this::bring);
      if (!waiting.isEmpty()) {
        throw new IllegalStateException("Not acknowledged");
      }
    }

    @Override
    public int waiting() {
      return waiting.size();
    }
  }

  @Test
  void showsXThatTheDoorIsOurs() throws Exception {
    web.perform(get("/sambungan/x").param("crc_token", "tantangan"))
        .andExpect(status().isOk())
        .andExpect(
            content()
                .json(
                    "{\"response_token\":\"%s\"}"
                        .formatted(
                            XServer.signature("tantangan".getBytes(StandardCharsets.UTF_8)))));
    web.perform(get("/sambungan/x")).andExpect(status().isNotFound());
  }

  /** X shuts the door after one wrong answer, so it is given without a database too. */
  @Test
  void showsItWhileTheDatabaseIsAway() throws Exception {
    jdbc.sql("ALTER TABLE channel_inbox RENAME TO channel_inbox_away").update();
    try {
      showsXThatTheDoorIsOurs();
    } finally {
      jdbc.sql("ALTER TABLE channel_inbox_away RENAME TO channel_inbox").update();
    }
  }

  @Test
  void takesNothingThatXDidNotSign() {
    XWriter writer = writer();
    writer.write("BONTANG jembatan gantung putus di hulu");
    byte[] body = X.timeline.brought(writer.last);
    String right = XServer.signature(body);
    assertThat(brought(body, "")).isEqualTo(404);
    assertThat(brought(body, "sha256=" + "A".repeat(43) + "=")).isEqualTo(404);
    assertThat(brought(body, right.toLowerCase(java.util.Locale.ROOT))).isEqualTo(404);
    byte[] changed =
        new String(body, StandardCharsets.UTF_8)
            .replace("putus", "utuh")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(brought(changed, right)).isEqualTo(404);
    byte[] spaced =
        (new String(body, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
    assertThat(brought(spaced, right)).as("every byte counts").isEqualTo(404);
    byte[] large = new byte[XHook.LARGEST + 1];
    assertThat(brought(large, XServer.signature(large))).isEqualTo(413);
    assertThat(inbox.known(wire(), "x:" + writer.last)).isEmpty();
    assertThat(brought(body, right)).isEqualTo(200);
    assertThat(inbox.known(wire(), "x:" + writer.last)).isPresent();
  }

  @Test
  void keepsOneOfAPostThatIsBroughtAndFetched() throws Exception {
    XWriter writer = writer();
    writer.write("BONTANG kabel telepon menjuntai di Berbas Pantai");
    assertThat(bring(X.timeline.brought(writer.last))).isTrue();
    reader.readAll();
    pass(writer);
    assertThat(filed(writer)).hasSize(1);
    assertThat(writer.answers()).hasSize(1);
  }

  @Test
  void keepsEveryByteItWasBrought() {
    XWriter writer = writer();
    writer.write("BONTANG pagar taman rusak, \"rusak\" sekali");
    byte[] body = X.timeline.brought(writer.last);
    bring(body);
    Inbox.Known known = inbox.known(wire(), "x:" + writer.last).orElseThrow();
    assertThat(inbox.bytes(known.id())).hasValueSatisfying(b -> assertThat(b).isEqualTo(body));
    assertThat(
            jdbc.sql("SELECT encode(sealed, 'escape') FROM channel_raw WHERE inbox_id = ?")
                .param(known.id())
                .query(String.class)
                .single())
        .doesNotContain("pagar");
  }

  /** The report stays; that its author took the post back a person sees, once. */
  @Test
  void showsAPersonThatAPostWasTakenBack() throws Exception {
    XWriter writer = writer();
    Report report = filed(writer, "BONTANG bau limbah di dekat sekolah");
    bring(Timeline.deleted(writer.last, writer.account));
    bring(Timeline.deleted(writer.last, writer.account));
    bring(Timeline.deleted("12345", writer.account));
    reader.readAll();
    assertThat(reports.find(report.id())).isPresent();
    assertThat(inbox.toLookAt(100).stream().filter(a -> a.letter().text().contains(writer.last)))
        .hasSize(1);
    assertThat(inbox.toLookAt(100)).noneMatch(a -> a.letter().text().contains("12345"));
  }

  @Test
  void exchangesItsKeysAndKeepsThemSealed() throws Exception {
    filed(writer(), "BONTANG lampu mati di dermaga");
    int keys = X.entrance.keys();
    round.run();
    assertThat(X.entrance.keys()).as("used as long as it works").isEqualTo(keys);
    clock.advance(java.time.Duration.ofHours(3));
    round.run();
    assertThat(X.entrance.keys()).isEqualTo(keys + 1);
    X.entrance.forgetAccess();
    round.run();
    assertThat(X.entrance.keys()).as("one that X doubts is exchanged").isEqualTo(keys + 2);
    assertThat(
            jdbc.sql("SELECT encode(sealed, 'escape') FROM channel_x_token")
                .query(String.class)
                .single())
        .doesNotContain(X.entrance.refresh());
  }
}
