package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import id.lapor.agency.Agencies;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ServerTest;
import id.lapor.report.Channel;
import id.lapor.report.Event;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client {@code open311} as npm has it, against the running house; and what the house says of
 * requests no client of ours would send.
 */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class Open311ClientIntegrationTests {

  private static final int PORT = Kannel.freePort();
  private static final String SITE = "http://127.0.0.1:" + PORT;

  /** Stays, so that it is fetched once. */
  private static final Path FOLDER = Path.of("target", "open311-client").toAbsolutePath();

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Clients clients;

  @DynamicPropertySource
  static void site(DynamicPropertyRegistry registry) {
    registry.add("server.port", () -> PORT);
    registry.add("server.address", () -> "127.0.0.1");
    registry.add("lapor.public-url", () -> SITE);
  }

  @Test
  void isUnderstoodByTheClientOfNpm() throws Exception {
    assumeTrue(fetched(), "SKIPPED: node, npm or the client open311 is not at hand");
    City city = new City(agencies, reports);
    Report shown = city.forwarded("Lampu padam di taman", "lampu-jalan", city.transport);
    Client.Draft draft = new Client.Draft("npm", city.desk, Set.of(Scope.FILE), 60);
    String key = clients.make(draft, new Officer(904, "sari", "Sari", 1, Role.ADMINISTRATOR)).key();
    String known = shown.reference().toString();
    Files.writeString(
        FOLDER.resolve("client.js"),
        new ClassPathResource("open311/client.js").getContentAsString(StandardCharsets.UTF_8));
    Path out = FOLDER.resolve("told.json");
    assertThat(run(out, "node", "client.js", SITE + "/open311/discovery.json", key, known))
        .as(Files.readString(out))
        .isTrue();

    JsonNode told = JsonMapper.builder().build().readTree(Files.readString(out));
    assertThat(told.get("services").size()).isGreaterThan(30);
    assertThat(told.get("definition").get("service_code").asString()).isEqualTo("korupsi");
    assertThat(told.get("list").findValuesAsString("service_request_id")).containsExactly(known);
    assertThat(told.get("one").get(0).get("description").asString())
        .isEqualTo("Lampu padam di taman");
    assertThat(told.get("several").size()).isEqualTo(1);
    assertThat(told.get("token").get(0).get("service_request_id").asString()).isEqualTo(known);
    String id = told.get("filed").get(0).get("service_request_id").asString();
    Report filed = reports.find(Reference.parse(id).orElseThrow()).orElseThrow();
    assertThat(filed.matter().channel()).isEqualTo(Channel.OPEN311);
    assertThat(filed.matter().visibility()).isEqualTo(Visibility.OPEN);
  }

  /** A client that puts a slash behind the endpoint and before the method. */
  @Test
  void forgivesRepeatedSlashes() throws Exception {
    new City(agencies, reports);
    URI address = URI.create(SITE + "/open311//v2//services.json");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(address).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  /**
   * Nobody without a key makes us wait for what they send, or keep it: the answer comes though the
   * body never ends.
   */
  @ParameterizedTest
  @CsvSource({
    "POST /api/v1/reports,application/json,10,401,application/problem+json",
    "POST /api/v1/own-reports/X/replies,application/json,10,401,application/problem+json",
    "POST /sambungan/kannel/masuk?id=1,text/plain,10,404,text/html",
    "PUT /laporan,application/x-www-form-urlencoded,2100000,413,text/html",
    "POST /open311/v2/requests.xml,application/x-www-form-urlencoded,2100000,413,text/xml"
  })
  void waitsForNoBodyOfAStranger(String line, String type, int size, int status, String told)
      throws IOException {
    String head = "Content-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n";
    String answer = answer(line, head.formatted(type, size) + "x".repeat(size) + "\r\n");
    assertThat(answer).startsWith("HTTP/1.1 " + status).contains("Content-Type: " + told);
  }

  @Test
  void saysWhatIsTooLargeInTheFormatOfTheDoor() throws IOException {
    String large = "Content-Type: application/json\r\nContent-Length: 3000000\r\n\r\n";
    assertThat(answer("POST /api/v1/reports", large))
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json", "\"status\":413");
    assertThat(answer("POST /open311/v2/requests.json", large))
        .startsWith("HTTP/1.1 413")
        .contains("application/json", "\"code\":\"413\"");
  }

  /** Bytes that are no letters; each door says so itself and nothing is left in the log. */
  @ParameterizedTest
  @CsvSource({
    "GET /open311/v2/requests.json?service_code=%F0%28,application/json",
    "GET /open311/v2/requests.xml?start_date=%F0%28,text/xml",
    "GET /api/v1/reports?cursor=%F0%28,application/problem+json",
    "GET /laporan?q=%F0%28,text/html",
    "GET /api/v1/reports/x;y=1,application/problem+json",
    "GET /api/v1/reports/%F0%28,application/problem+json",
    "GET /open311/v2/requests/%C0%AF.json,application/json",
    "GET /open311/v2/requests/%F0%28.xml,text/xml",
    "GET /laporan/%F0%28,text/html"
  })
  void saysThatBytesAreNoLetters(String line, String type, CapturedOutput log) throws IOException {
    new City(agencies, reports);
    assertThat(answer(line, "\r\n")).startsWith("HTTP/1.1 400").contains("Content-Type: " + type);
    assertThat(log.getAll()).doesNotContain("Exception", "ERROR");
  }

  @ParameterizedTest
  @CsvSource({"/open311/v2/requests.xml,text/xml", "/masuk,text/html"})
  void saysTheSameOfAForm(String path, String type, CapturedOutput log) throws IOException {
    String form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 14\r\n\r\n";
    assertThat(answer("POST " + path, form + "api_key=%F0%28"))
        .startsWith("HTTP/1.1 400")
        .contains("Content-Type: " + type);
    assertThat(log.getAll()).doesNotContain("Exception", "ERROR");
  }

  @Test
  void saysThatAnAddressIsNoneInWordsOfItsOwn() throws IOException {
    assertThat(answer("GET /laporan/%F0%28", "\r\n"))
        .contains("Content-Language: id, en", "<title>");
  }

  private static final String FORM = "Content-Type: multipart/form-data; boundary=b\r\n";

  private static String field(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  /** The beginning of a file that never ends. */
  private static final String FILE =
      "--b\r\nContent-Disposition: form-data; name=\"media\"; filename=\"a.jpg\"\r\n"
          + "Content-Type: image/jpeg\r\n\r\n";

  /** It is asked for the key before anything of what it brings lies here. */
  @ParameterizedTest
  @ValueSource(strings = {"", "?api_key=salah", "?api_key=%73alah", "?api_key="})
  void putsNoFileOfAStrangerOnTheDisk(String query) throws IOException {
    String large = FILE + "x".repeat(100_000);
    String chunk = "%x\r\n".formatted(large.length()) + large + "\r\n";
    String head = FORM + "Transfer-Encoding: chunked\r\n\r\n";
    assertThat(answer("POST /open311/v2/requests.json" + query, head + chunk))
        .startsWith("HTTP/1.1 403")
        .contains("application/json", "api_key");
    assertThat(answer("POST /open311/v2/servicerequestupdates.xml" + query, head + chunk))
        .startsWith("HTTP/1.1 403")
        .contains("text/xml", "api_key");
    String named = field("api_key", "salah") + large;
    assertThat(
            answer(
                "POST /open311/v2/requests.json",
                head + "%x\r\n".formatted(named.length()) + named + "\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  /** In the address or in front of the files, whatever else the form holds. */
  @Test
  void takesAFormWithFilesOfAClient() throws Exception {
    City city = new City(agencies, reports);
    Client.Draft draft = new Client.Draft("berkas", city.desk, Set.of(Scope.FILE), 60);
    String key = clients.make(draft, new Officer(904, "sari", "Sari", 1, Role.ADMINISTRATOR)).key();
    ByteArrayOutputStream photo = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB), "png", photo);
    String rest =
        field("service_code", "lampu-jalan")
            + field("description", "Lampu mati di depan rumah Pak Édi")
            + field("address_string", "Jalan Ahmad Yani 7")
            + field("attribute[jenis]", "pengaduan")
            + FILE;
    for (String path :
        List.of("/open311/v2/requests.json?api_key=" + key, "/open311/v2/requests.json")) {
      String front = (path.contains("?") ? "" : field("api_key", key)) + rest;
      ByteArrayOutputStream form = new ByteArrayOutputStream();
      form.writeBytes(front.getBytes(StandardCharsets.UTF_8));
      form.writeBytes(photo.toByteArray());
      form.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(SITE + path))
              .header("Content-Type", "multipart/form-data; boundary=b")
              .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
              .build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpResponse<String> answer =
            client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode filed = JsonMapper.builder().build().readTree(answer.body()).get(0);
        Report report =
            Reference.parse(filed.get("service_request_id").asString())
                .flatMap(reports::find)
                .orElseThrow();
        assertThat(report.matter().text()).isEqualTo("Lampu mati di depan rumah Pak Édi");
        Event.Filed event = (Event.Filed) reports.history(report.id()).getFirst().event();
        assertThat(event.evidence()).hasSize(1);
      }
    }
  }

  /**
   * The head of the answer and what came with it.
   *
   * @param rest of the headers, an empty line, and the body or the beginning of one
   */
  private static String answer(String line, String rest) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
      socket.setSoTimeout(10_000);
      String request = line + " HTTP/1.1\r\nHost: 127.0.0.1:" + PORT + "\r\n" + rest;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      StringBuilder answer = new StringBuilder();
      byte[] some = new byte[8_192];
      while (!answer.toString().matches("(?s).*\r\n\r\n.+")) {
        int n = socket.getInputStream().read(some);
        assertThat(n).as(answer.toString()).isPositive();
        answer.append(new String(some, 0, n, StandardCharsets.UTF_8));
      }
      return answer.toString();
    }
  }

  /** Fetches the client and what it needs, once; without those it gets from elsewhere than npm. */
  private static boolean fetched() throws IOException, InterruptedException {
    Path client = FOLDER.resolve("node_modules").resolve("open311");
    if (Files.exists(client.resolve("package.json"))) {
      return true;
    }
    Files.createDirectories(client);
    Files.writeString(FOLDER.resolve("package.json"), "{\"private\": true}");
    Path out = FOLDER.resolve("fetched.txt");
    boolean needs =
        run(
            out,
            "npm",
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "request@2.11.4",
            "lodash@0.6.1");
    Files.createDirectories(client);
    return needs
        && run(out, "npm", "pack", "open311@0.0.12")
        && run(
            out,
            "tar",
            "xzf",
            "open311-0.0.12.tgz",
            "-C",
            client.toString(),
            "--strip-components=1");
  }

  private static boolean run(Path out, String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      if (!process.waitFor(90, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
