package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.citizen.InboxReader;
import id.lapor.notification.Postman;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.ServerTest;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** SMS both ways through the real Kannel and its fake operator. */
@ServerTest
@EnabledIf("id.lapor.api.Kannel#installed")
class KannelIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String PASSWORD = "sandi-uji";
  private static final String PHONE = "+6281234567001";

  /** Stays, so that its logs can be read when something goes wrong. */
  private static final Path FOLDER = Path.of("target", "kannel").toAbsolutePath();

  private static final int PORT = Kannel.freePort();
  private static final Kannel KANNEL = new Kannel();

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired InboxReader reader;
  @Autowired Postman postman;
  @Autowired JdbcClient jdbc;

  @DynamicPropertySource
  static void lines(DynamicPropertyRegistry registry) {
    registry.add("server.port", () -> PORT);
    registry.add("server.address", () -> "127.0.0.1");
    registry.add(
        "lapor.KANNEL.url", () -> "http://127.0.0.1:" + KANNEL.sendsms + "/cgi-bin/sendsms");
    registry.add("lapor.KANNEL.password", () -> PASSWORD);
    registry.add("lapor.KANNEL.door-password", () -> PASSWORD);
    registry.add("lapor.KANNEL.door-url", () -> "http://127.0.0.1:" + PORT);
  }

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(FOLDER);
    KANNEL.start(FOLDER, "http://kannel:" + PASSWORD + "@127.0.0.1:" + PORT, PASSWORD);
  }

  @AfterAll
  static void stop() {
    KANNEL.close();
  }

  @Test
  void carriesReportsInAndAnswersOut() throws IOException {
    new City(agencies, reports);
    Path line =
        KANNEL.operator(
            FOLDER.resolve("operator.out"),
            PHONE + " 1708 text BONTANG lampu jalan mati di depan pasar, gelap @ malam",
            "+6281234567002 1708 ucs2 "
                + "%00B%00O%00N%00T%00A%00N%00G%00 %00j%00a%00l%00a%00n%00 %00r%00u%00s%00a%00k%00 %00p%00a%00r%00a%00h%00 %26%3A");
    Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox()).isEqualTo(12));
    reader.readAll();
    assertThat(
            jdbc.sql("SELECT state, coalesce(trouble, '') FROM channel_inbox")
                .query((row, _) -> row.getString(1) + row.getString(2))
                .list())
        .containsOnly("READ");
    Report report = newest(PHONE);
    assertThat(report.matter().text())
        .isEqualTo("BONTANG lampu jalan mati di depan pasar, gelap @ malam");
    assertThat(newest("+6281234567002").matter().text()).isEqualTo("BONTANG jalan rusak parah ☺");
    postman.deliver();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(Files.readString(line)).contains("diterima, nomor " + report.reference()));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(receipts()).isGreaterThanOrEqualTo(12));
  }

  private int inbox() {
    return jdbc.sql("SELECT count(*) FROM channel_inbox").query(Integer.class).single();
  }

  private int receipts() {
    return jdbc.sql("SELECT count(receipt) FROM notification_message")
        .query(Integer.class)
        .single();
  }

  private Report newest(String phone) {
    return reports.ofReporters(reporters.havingPhone(phone), 1).getFirst();
  }
}
