package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Secrets of before they were bound to their reports. */
@DatabaseTest
class SecretCareIntegrationTests {

  private static final AccessSecret OLD = AccessSecret.of(new byte[16]);

  @Autowired Reports reports;
  @Autowired Secrets secrets;
  @Autowired Agencies agencies;
  @Autowired SecretCare care;
  @Autowired JdbcTemplate jdbc;

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
