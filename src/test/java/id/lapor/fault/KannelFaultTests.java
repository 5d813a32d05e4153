package id.lapor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.api.Kannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.util.FileSystemUtils;

/**
 * The application is killed when an SMS is kept but Kannel was not told; Kannel brings it again,
 * and afterwards there is one report.
 */
@EnabledIf("id.lapor.api.Kannel#installed")
class KannelFaultTests {

  private static final Path DATA = Path.of("target", "fault", "kannel").toAbsolutePath();
  private static final String PASSWORD = "sandi-uji";

  private final Kannel kannel = new Kannel();
  private Tripwire tripwire;
  private Child lapor;

  @BeforeEach
  void startFresh() throws IOException {
    FileSystemUtils.deleteRecursively(DATA);
    lapor =
        Child.with(
            DATA,
            List.of(
                "lapor.kannel.url=http://127.0.0.1:" + kannel.sendsms + "/cgi-bin/sendsms",
                "lapor.kannel.password=" + PASSWORD,
                "lapor.kannel.door-password=" + PASSWORD));
    tripwire = Tripwire.ofAnswers(lapor.at("/").getPort(), "HTTP/1.1 200", () -> lapor.kill());
    Path folder = Files.createDirectories(DATA.resolve("box"));
    String door = "http://kannel:" + PASSWORD + "@127.0.0.1:" + tripwire.port();
    kannel.start(folder, door, PASSWORD);
  }

  @AfterEach
  void stop() throws Exception {
    kannel.close();
    lapor.close();
    tripwire.close();
  }

  @Test
  void filesOneReportOfAnSmsThatWasKeptButNotAcknowledged() throws Exception {
    lapor.start();
    kannel.operator(
        DATA.resolve("operator.out"),
        1,
        "+6281234567003 1708 text BONTANG lampu jalan mati di depan pasar");
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(tripwire::tripped);
    lapor.start();
    Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> tripwire.heard() > 1);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> lapor.count("channel_inbox WHERE state = 'NEW'") == 0);
    assertThat(lapor.count("channel_inbox WHERE wire = 'SMS'")).isEqualTo(1);
    assertThat(lapor.count("report_case WHERE channel = 'SMS'")).isEqualTo(1);
  }
}
