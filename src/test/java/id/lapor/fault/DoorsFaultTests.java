package id.lapor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * The application is killed when a report of another system, or one an officer wrote down, is kept
 * but that was not told; it is sent again with its key for doing things once, and afterwards there
 * is one.
 */
class DoorsFaultTests {

  private static final Path DATA = Path.of("target", "fault", "api").toAbsolutePath();
  private static final Pattern DESK = Pattern.compile("<select id=\"meja\".*?value=\"(\\d+)\"");
  private static final Pattern KEY = Pattern.compile("id=\"key\">([0-9a-f]+)<");
  private static final String AT_THE_DESK = "Saluran air di depan rumah meluap setiap hujan";
  private static final String JSON =
      """
      {"text": "Lampu mati di depan pasar", "category": "lampu-jalan", "visibility": "open",
       "place": {"region": "64.74.01.1002", "address": "Depan pasar"},
       "contact": {"name": "Budi Kenari", "phone": "081299007001"}}
      """;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Child lapor;

  @BeforeEach
  void startFresh() throws IOException {
    FileSystemUtils.deleteRecursively(DATA);
    lapor = new Child(DATA);
    lapor.start();
  }

  @AfterEach
  void stop() throws Exception {
    lapor.close();
  }

  @Test
  void filesOneReportOfWhatWasKeptButNotAcknowledged() throws Exception {
    String key = key();
    filesOnce(
        HttpRequest.newBuilder()
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON)),
        "/api/v1/reports",
        "channel = 'API'");
    filesOnce(
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "service_code=parkir&address_string=Pasar&device_id=ponsel-7&api_key=" + key)),
        "/open311/v2/requests.json",
        "channel = 'OPEN311'");
    Citizen rani = new Citizen(lapor);
    rani.become("rani");
    filesOnce(
        rani.copied(
            "/terima",
            Map.of(
                "kunci", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "channel", "DESK",
                "text", AT_THE_DESK,
                "region", "64.74.01.1002",
                "kind", "COMPLAINT",
                "agreed", "true",
                "aksi", "catat")),
        "/terima",
        "channel = 'DESK' AND text = '" + AT_THE_DESK + "'");
  }

  private void filesOnce(HttpRequest.Builder request, String path, String which) throws Exception {
    if (!which.contains("OPEN311")) { // whose clients name none
      request.header("Idempotency-Key", "sekali");
    }
    try (Tripwire tripwire =
        Tripwire.ofAnswers(lapor.at("/").getPort(), "HTTP/1.1 20", () -> lapor.kill())) {
      URI wired = URI.create("http://127.0.0.1:" + tripwire.port() + path);
      assertThat(status(request.uri(wired))).as("no answer").isNegative();
      assertThat(tripwire.tripped()).isTrue();
    }
    lapor.start();
    assertThat(status(request.uri(lapor.at(path)))).isBetween(200, 201);
    assertThat(lapor.count("report_case WHERE " + which)).isEqualTo(1);
  }

  /**
   * @return negative where none came
   */
  private int status(HttpRequest.Builder request) throws InterruptedException {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return -1; // the system asks again
    }
  }

  /** An administrator lets another system in. */
  private String key() {
    Citizen admin = new Citizen(lapor);
    admin.become("zaenal");
    String desk = Citizen.found(DESK, admin.get("/sistem-luar"));
    return Citizen.found(
        KEY,
        admin.form(
            "/sistem-luar",
            Map.of("nama", "Kota tetangga", "meja", desk, "lingkup", "FILE", "batas", "60")));
  }
}
