package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.platform.page.Withheld;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Files in front of the real ClamAV daemon, there and away. */
@DatabaseTest
@EnabledIf(
    value = "id.lapor.evidence.Scanner#installed",
    disabledReason = "SKIPPED: the virus scan of evidence, because clamd is not installed")
class ScansIntegrationTests {

  private static final Path FOLDER = Path.of("target", "clamd").toAbsolutePath();
  private static final Scanner SCANNER = new Scanner();

  @Autowired EvidenceBox box;
  @Autowired EvidenceAnswers answers;
  @Autowired Scans scans;
  @Autowired SettableClock clock;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("lapor.evidence.clamav", () -> "127.0.0.1:" + SCANNER.port);
  }

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(FOLDER);
    SCANNER.start(FOLDER);
    back();
  }

  /** Past every pause after the scanner was away. */
  private void back() {
    clock.advance(Duration.ofMinutes(1));
    scans.catchUp();
  }

  @AfterEach
  void end() {
    SCANNER.close();
  }

  @Test
  void refusesWhatCarriesHarmAndHandsOutTheRest() throws Exception {
    assertThat(take(photo(Scanner.HARM))).isEqualTo(new Taking.Refused(Unfit.INFECTED));
    Evidence fine = taken(photo("harmless"));
    assertThat(fine.standing()).isEqualTo(Standing.OPEN);
    assertThat(answers.send(fine.id(), Rendition.CLEAN).getStatusCode().value()).isEqualTo(200);
  }

  @Test
  void holdsBackWhatCameWhileTheScannerWasAwayAndLosesNothing() throws Exception {
    SCANNER.close();
    Evidence fine = taken(photo("harmless"));
    Evidence harmful = taken(photo(Scanner.HARM));
    assertThat(box.of(List.of(fine.id(), harmful.id())).values())
        .containsOnly(Standing.WAITING)
        .hasSize(2);
    for (Rendition rendition : List.of(Rendition.ORIGINAL, Rendition.CLEAN)) {
      assertThatThrownBy(() -> answers.send(fine.id(), rendition)).isInstanceOf(Withheld.class);
      assertThatThrownBy(() -> answers.sendPublic(fine.id(), rendition))
          .isInstanceOf(Withheld.class);
      assertThat(box.file(fine, rendition)).isEmpty();
    }
    assertThat(answers.send(fine.id(), Rendition.THUMB).getHeaders().getContentType())
        .hasToString("image/svg+xml");
    assertThat(scans.state().version()).isNull();
    assertThat(scans.state().waiting()).isEqualTo(2);

    back();
    assertThat(box.find(fine.id()).orElseThrow().standing()).isEqualTo(Standing.WAITING);

    SCANNER.start(FOLDER);
    back();
    assertThat(box.find(fine.id()).orElseThrow().standing()).isEqualTo(Standing.OPEN);
    assertThat(answers.send(fine.id(), Rendition.ORIGINAL).getStatusCode().value()).isEqualTo(200);
    assertThat(box.find(harmful.id()).orElseThrow().standing()).isEqualTo(Standing.SEALED);
    assertThatThrownBy(() -> answers.send(harmful.id(), Rendition.CLEAN))
        .isInstanceOf(Withheld.class);
    assertThat(box.file(harmful.id(), Rendition.ORIGINAL)).as("kept as evidence").isPresent();
    assertThat(scans.state().version()).startsWith("ClamAV");
    assertThat(scans.state().waiting()).isZero();
    assertThat(scans.state().sealed()).isPositive();
  }

  /**
   * The daemon here looks at 200 kilobytes and takes one megabyte; it hangs up in the middle of
   * more.
   */
  @ParameterizedTest
  @ValueSource(ints = {300 * 1024, 8 * 1024 * 1024})
  void holdsBackWhatTheScannerCannotJudge(int size) throws Exception {
    Evidence large = taken(photo("x".repeat(size)));
    assertThat(large.standing()).isEqualTo(Standing.WAITING);
    back();
    assertThat(box.find(large.id()).orElseThrow().standing()).isEqualTo(Standing.WAITING);
    Evidence fine = taken(photo("harmless"));
    assertThat(fine.standing()).as("one bad file stops no other").isEqualTo(Standing.OPEN);
  }

  /** Something listens there, takes everything and hangs up. */
  @Test
  void believesNobodyWhoSaysNothing() throws Exception {
    SCANNER.close();
    try (ServerSocket mute = new ServerSocket(SCANNER.port)) {
      Thread.startVirtualThread(() -> {
        try (Socket socket = mute.accept()) {
          socket.getInputStream().readNBytes(100);
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      });
      assertThat(taken(photo("harmless")).standing()).isEqualTo(Standing.WAITING);
    }
  }

  private Taking take(byte[] content) {
    return box.take(new ByteArrayInputStream(content), "foto.jpg");
  }

  private Evidence taken(byte[] content) {
    return ((Taking.Taken) take(content)).evidence();
  }

  /** A photo with words behind its end, where viewers do not look. */
  private static byte[] photo(String words) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    image.setRGB(1, 1, new Random(words.length()).nextInt());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    out.write(words.getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }
}
