package id.lapor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * Eight citizens file a thousand reports with a photo each through the real forms, while first the
 * application and then its database is killed. Whoever saw a reference has a report: once, whole,
 * with its file, its clock and its message.
 */
class FilingFaultTests {

  private static final int CITIZENS = 8;
  private static final int REPORTS = Integer.getInteger("filings", 1_000);
  private static final Path DATA = Path.of("target", "fault", "filing").toAbsolutePath();

  private final Map<Integer, Citizen.Receipt> receipts = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private Child lapor = new Child(DATA);

  @BeforeEach
  void startFresh() throws IOException {
    FileSystemUtils.deleteRecursively(DATA);
    lapor = new Child(DATA);
    lapor.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    lapor.close();
  }

  @Test
  void keepsEveryReportItAcknowledgedThroughKillsOfApplicationAndDatabase() throws Exception {
    try (ExecutorService citizens = Executors.newFixedThreadPool(CITIZENS)) {
      List<Future<?>> busy = new ArrayList<>();
      for (int i = 0; i < CITIZENS; i++) {
        busy.add(citizens.submit(this::fileUntilAllAreFiled));
      }
      whenFiled(REPORTS / 3);
      lapor.kill();
      lapor.start();
      whenFiled(2 * REPORTS / 3);
      lapor.killDatabase();
      for (Future<?> citizen : busy) {
        citizen.get();
      }
    }
    everyReceiptHasItsReport();
    nothingIsHalf();
    theSameFormAgainGivesTheSameReference();
  }

  private void fileUntilAllAreFiled() {
    Citizen citizen = new Citizen(lapor);
    for (int n = next.getAndIncrement(); n < REPORTS; n = next.getAndIncrement()) {
      receipts.put(n, citizen.file(n));
    }
  }

  private void whenFiled(int count) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> receipts.size() >= count);
  }

  private record Row(String reference, String text, long file, byte[] sha256, boolean claimed) {}

  private void everyReceiptHasItsReport() throws Exception {
    assertThat(receipts).hasSize(REPORTS);
    List<Row> rows =
        lapor
            .database()
            .sql(
                """
                SELECT c.reference, c.text, f.id, f.sha256, f.claimed_at IS NOT NULL AS claimed
                FROM report_case c
                LEFT JOIN report_evidence e ON e.report_id = c.id
                LEFT JOIN evidence_file f ON f.id = e.evidence_id
                """)
            .query((r, _) ->
                new Row(
                    r.getString(1), r.getString(2), r.getLong(3), r.getBytes(4), r.getBoolean(5)))
            .list();
    assertThat(rows).hasSize(REPORTS);
    Map<String, Row> byReference = rows.stream().collect(Collectors.toMap(Row::reference, r -> r));
    for (Citizen.Receipt receipt : receipts.values()) {
      Row row = byReference.get(receipt.reference().replace("-", ""));
      assertThat(row).as("report of %s", receipt).isNotNull();
      assertThat(row.text()).isEqualTo(Citizen.text(receipt.number()));
      assertThat(row.claimed()).as("photo of %s", receipt).isTrue();
      byte[] sent = Citizen.photo(receipt.number());
      assertThat(row.sha256()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(sent));
      assertThat(Files.readAllBytes(original(row.file()))).isEqualTo(sent);
    }
  }

  private static Path original(long id) {
    return DATA.resolve("evidence/original/%02x/%d".formatted(id % 256, id));
  }

  private void nothingIsHalf() {
    assertThat(missing("report_event e WHERE e.report_id = c.id AND e.seq = 1")).isEmpty();
    assertThat(missing("deadline_clock d WHERE d.report_id = c.id AND d.state = 'RUNNING'"))
        .isEmpty();
    assertThat(missing("citizen_draft d WHERE d.report_id = c.id")).isEmpty();
    assertThat(
            missing(
                """
                notification_message m
                WHERE m.report_id = c.id AND m.reporter_id = c.reporter_id AND m.wire = 'EMAIL'
                """))
        .isEmpty();
    assertThat(
            numbers(
                """
                SELECT f.id FROM evidence_file f
                WHERE f.claimed_at IS NOT NULL
                  AND NOT EXISTS (SELECT FROM report_evidence e WHERE e.evidence_id = f.id)
                """))
        .as("claimed by no report")
        .isEmpty();
    assertThat(
            numbers(
                """
                SELECT report_id FROM notification_message
                WHERE reporter_id IS NOT NULL -- of officers' mail the address goes once it was sent
                GROUP BY report_id, recipient, reporter_id, wire, subject HAVING count(*) > 1
                """))
        .as("told twice")
        .isEmpty();
    assertThat(
            numbers(
                "SELECT report_id FROM deadline_clock GROUP BY report_id, kind HAVING count(*) <> 1"))
        .as("clocks")
        .isEmpty();
  }

  private List<Long> missing(String part) {
    return numbers("SELECT c.id FROM report_case c WHERE NOT EXISTS (SELECT FROM " + part + ")");
  }

  private List<Long> numbers(String sql) {
    return lapor.database().sql(sql).query(Long.class).list();
  }

  private void theSameFormAgainGivesTheSameReference() {
    Citizen citizen = new Citizen(lapor);
    for (int n = 0; n < REPORTS; n += REPORTS / 20) {
      Citizen.Receipt receipt = receipts.get(n);
      assertThat(receipt).isNotNull();
      assertThat(citizen.again(receipt)).isEqualTo(receipt.reference());
    }
    assertThat(numbers("SELECT count(*) FROM report_case")).containsExactly((long) REPORTS);
  }
}
