package id.lapor.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ServerTest;
import id.lapor.report.Reports;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Of a form with files nothing stays beside the vault, and its words are bounded as all are. */
@ServerTest
class WithPartsIntegrationTests {

  private static final int PORT = freePort();
  private static final String PLACE = field("address_string", "Jalan Ahmad Yani 7");

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Clients clients;
  @Autowired ServletContext servlets;

  private String key = "";

  @DynamicPropertySource
  static void site(DynamicPropertyRegistry registry) {
    registry.add("server.port", () -> PORT);
    registry.add("server.address", () -> "127.0.0.1");
  }

  @BeforeEach
  void client() {
    City city = new City(agencies, reports);
    Client.Draft draft = new Client.Draft("berkas", city.desk, Set.of(Scope.FILE), 60);
    key = clients.make(draft, new Officer(904, "sari", "Sari", 1, Role.ADMINISTRATOR)).key();
  }

  @Test
  void takesFewerWordsThanFilesMayHave() throws Exception {
    String words = field("description", "x".repeat(3 * 1024 * 1024));
    HttpResponse<String> answer = sent("requests.json", field("api_key", key) + words + PLACE);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    assertThat(answer.body()).contains("413");
    emptied();
    String halves =
        field("description", "x".repeat(1_100_000)) + field("phone", "8".repeat(1_100_000));
    assertThat(sent("requests.xml", field("api_key", key) + halves + PLACE).statusCode())
        .isEqualTo(413);
    emptied();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lampu-jalan", "tidak-ada"})
  void leavesNothingInTheFolderAside(String service) throws Exception {
    String form =
        field("api_key", key)
            + field("service_code", service)
            + field("first_name", "Ayu")
            + field("phone", "081234567890")
            + PLACE;
    assertThat(sent("requests.json", form).statusCode()).isIn(200, 404);
    emptied();
  }

  /** Found by changing bytes: a file may be called what no file can be. */
  @Test
  void refusesAFileOfANameThatCannotBe() throws Exception {
    String file =
        "--b\r\nContent-Disposition: form-data; name=\"media\"; filename=\"a\0b.jpg\"\r\n"
            + "Content-Type: image/jpeg\r\n\r\nabc\r\n";
    HttpResponse<String> answer = sent("requests.json", field("api_key", key) + file + PLACE);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    emptied();
  }

  /** Whoever turns it away, before anything that cleans up has seen it. */
  @Test
  void isGoneOnceItIsClosed(@TempDir Path folder) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/open311/v2/requests.xml");
    request.setContentType("multipart/form-data; boundary=b");
    request.getServletContext().setAttribute(ServletContext.TEMPDIR, folder.toFile());
    byte[] form = (field("api_key", key) + field("phone", "0812") + "--b--\r\n").getBytes(UTF_8);
    try (WithParts parts = new WithParts(request, form, new FormLimits(10_000, 20_000))) {
      assertThat(parts.getParameter("phone")).isEqualTo("0812");
      assertThat(aside(folder)).hasSize(2);
    }
    assertThat(aside(folder)).isEmpty();
  }

  private static HttpResponse<String> sent(String door, String form)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/open311/v2/" + door))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(HttpRequest.BodyPublishers.ofString(form + "--b--\r\n"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String field(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  /** The answer is there before the request has ended. */
  private void emptied() {
    Awaitility.await().untilAsserted(() -> assertThat(aside(folder())).isEmpty());
  }

  private Path folder() {
    return ((File) servlets.getAttribute(ServletContext.TEMPDIR)).toPath();
  }

  private static List<Path> aside(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static int freePort() {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
