package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Secrets of before they were bound to their reports. */
@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
class SecretCareIntegrationTests {

  private static final AccessSecret OLD = AccessSecret.of(new byte[16]);

  @Autowired Reports reports;
  @Autowired Secrets secrets;
  @Autowired Agencies agencies;
  @Autowired SecretCare care;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private City city;

  @BeforeEach
  void live() {
    city = new City(agencies, reports);
  }

  private void bare(String column, Report report, AccessSecret secret) {
    jdbc.update(
        "UPDATE report_case SET " + column + " = ? WHERE id = ?",
        secret.hash(),
        report.id().value());
  }

  /** The second of two new servers waits for the first, and finds nothing to do or to warn of. */
  @Test
  void areBoundOnceByTwoServersThatStartTogether(CapturedOutput output) throws Exception {
    Report report = city.filed("Lampu jalan mati di depan terminal.");
    jdbc.update("UPDATE report_case SET secret_hash = NULL");
    bare("secret_hash", report, OLD);
    int said = output.getAll().length();
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<?> second =
          transaction.execute(_ -> {
            jdbc.execute("LOCK TABLE report_case IN SHARE ROW EXCLUSIVE MODE");
            Future<?> started = other.submit(care::afterSingletonsInstantiated);
            Awaitility.await().until(this::waits);
            care.afterSingletonsInstantiated();
            return started;
          });
      second.get();
    }
    assertThat(output.getAll().substring(said)).doesNotContain("not bound");
    assertThat(reports.open(report.reference(), OLD)).isPresent();
  }

  /** More than it takes at once. */
  @Test
  void areAllBoundHoweverManyThereAre() {
    Matter matter = city.filed("Lampu jalan mati di depan terminal.").matter();
    AtomicInteger number = new AtomicInteger();
    reports.takeOver(
        Stream.generate(() -> "lama:" + number.incrementAndGet())
            .limit(SecretCare.AT_ONCE + 1L)
            .map(n -> new TakenOver(n, matter, city.desk, Instant.EPOCH, null))
            .toList());
    jdbc.update("UPDATE report_case SET secret_hash = ?", new Object[] {OLD.hash()});
    care.afterSingletonsInstantiated();
    assertThat(reports.all(ids("octet_length(secret_hash) = " + Bound.BARE))).isEmpty();
    assertThat(reports.all(ids("external_id LIKE 'lama:%'")))
        .hasSize(SecretCare.AT_ONCE + 1)
        .allMatch(r -> reports.open(r.reference(), OLD).isPresent());
  }

  private List<ReportId> ids(String which) {
    return jdbc.query(
        "SELECT id FROM report_case WHERE " + which, (row, _) -> new ReportId(row.getLong(1)));
  }

  private boolean waits() {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'report_case'::regclass AND NOT granted)",
            Boolean.class));
  }

  @Test
  void goOnOpeningAndAreNotTakenTwice() {
    Report report = city.filed("Lampu jalan mati di depan pasar.");
    AccessSecret former = AccessSecret.of("sebelum-ditukar.".getBytes(StandardCharsets.UTF_8));
    jdbc.update("UPDATE report_case SET secret_hash = NULL");
    bare("secret_hash", report, OLD);
    bare("former_secret_hash", report, former);

    care.afterSingletonsInstantiated();
    assertThat(reports.open(report.reference(), OLD)).isPresent();
    assertThat(reports.open(report.reference(), former)).isEmpty();
    assertThat(secrets.exchanged(report.reference(), former)).isTrue();

    Report planted = city.filed("Lampu jalan mati di depan sekolah.");
    bare("secret_hash", planted, former);
    care.afterSingletonsInstantiated();
    assertThat(reports.open(planted.reference(), former)).isEmpty();
    assertThat(reports.open(report.reference(), OLD)).isPresent();
  }
}
