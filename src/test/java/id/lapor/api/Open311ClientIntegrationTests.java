package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import id.lapor.agency.Agencies;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ServerTest;
import id.lapor.report.Channel;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client {@code open311} as npm has it, against the running house. */
@ServerTest
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
