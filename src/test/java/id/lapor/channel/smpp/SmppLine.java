package id.lapor.channel.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** An operator and the settings by which the application finds it. */
public final class SmppLine {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final String name;
  private final int port = Operator.freePort();
  private @Nullable Operator operator;

  /** For so long the application waits for an answer. */
  static final Duration ANSWER = Duration.ofSeconds(3);

  public SmppLine(String name) {
    this.name = name;
  }

  public Map<String, Object> settings() {
    return Map.of(
        "lapor.smpp.links[0].name",
        name,
        "lapor.smpp.links[0].host",
        "127.0.0.1",
        "lapor.smpp.links[0].port",
        port,
        "lapor.smpp.links[0].system-id",
        Operator.USER,
        "lapor.smpp.links[0].password",
        Operator.PASSWORD,
        "lapor.smpp.links[0].answer",
        ANSWER);
  }

  public void open() throws IOException {
    operator = new Operator(port);
  }

  public Operator operator() {
    return Objects.requireNonNull(operator);
  }

  /** Until the application is connected. */
  public void await() {
    Awaitility.await().atMost(PATIENCE).until(() -> operator().lines() > 0);
  }

  public void close() throws IOException {
    operator().close();
  }
}
