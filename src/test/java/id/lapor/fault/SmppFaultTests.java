package id.lapor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.smpp.Operator;
import id.lapor.channel.smpp.SmppLine;
import java.io.IOException;
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
 * The application is killed when an SMS is kept but the operator was not told; it brings the SMS
 * again, and afterwards there is one report.
 */
class SmppFaultTests {

  private static final Path DATA = Path.of("target", "fault", "smpp").toAbsolutePath();

  /** {@code command_id} of the acknowledgement. */
  private static final String DELIVER_SM_RESP = "\u0080\u0000\u0000\u0005";

  private final SmppLine line = new SmppLine("telko");
  private Tripwire tripwire;
  private Child lapor;

  @BeforeEach
  void startFresh() throws IOException {
    FileSystemUtils.deleteRecursively(DATA);
    line.open();
    tripwire = new Tripwire(line.operator().port, DELIVER_SM_RESP, () -> lapor.kill());
    List<String> settings = new ArrayList<>();
    line.settings().forEach((name, value) -> settings.add(name + "=" + value));
    settings.removeIf(s -> s.contains("].port="));
    settings.add("lapor.smpp.links[0].port=" + tripwire.port());
    lapor = Child.with(DATA, settings);
  }

  @AfterEach
  void stop() throws Exception {
    lapor.close();
    tripwire.close();
    line.close();
  }

  @Test
  void filesOneReportOfAnSmsThatWasKeptButNotAcknowledged() throws Exception {
    Operator.Part sms =
        Operator.parts("+6281234567890", "BONTANG lampu jalan mati di depan pasar", 1).getFirst();
    lapor.start();
    line.await();
    assertThat(brought(sms)).isFalse();
    assertThat(tripwire.tripped()).isTrue();
    lapor.holdsEnd();
    lapor.start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> line.operator().lines() > 0 && brought(sms));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> lapor.count("channel_inbox WHERE state = 'NEW'") == 0);
    assertThat(lapor.count("report_case WHERE channel = 'SMS'")).isEqualTo(1);
  }

  private boolean brought(Operator.Part sms) {
    try {
      line.operator().bring(sms);
      return true;
    } catch (Exception e) {
      return false; // it is brought again
    }
  }
}
