package id.lapor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.audit.Checkpoints;
import id.lapor.audit.Sequencer;
import id.lapor.platform.City;
import id.lapor.platform.Settings;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code ./lapor verify} as whoever runs an installation sees it: a process, words, an exit code.
 */
@DatabaseTest
class VerifyFaultTests {

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Sequencer sequencer;
  @Autowired Checkpoints checkpoints;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired Settings settings;

  @Test
  void endsWithZeroUntilSomebodyChangesARowAndThenNamesIt() throws Exception {
    City city = new City(agencies, reports);
    city.filed("Lampu mati di depan pasar.");
    Report second = city.forwarded("Parit mampet.", "parit", city.works);
    sequencer.placeAll();
    checkpoints.publish();
    assertThat(verify("whole", 0)).contains("3 acts are as they were written, 3 of them");

    transaction.executeWithoutResult(_ -> {
      jdbc.execute("SET LOCAL session_replication_role = replica");
      jdbc.update(
          "UPDATE report_event SET at = at + interval '1 day' WHERE report_id = ? AND seq = 2",
          second.id().value());
    });
    assertThat(verify("changed", 1))
        .contains(
            "WRONG: report "
                + second.id().value()
                + ", act 2: What the row says is not what was recorded when it happened.");
    assertThat(verify("typed wrong", 2, "--deep")).contains("verify takes nothing but --data.");
  }

  private String verify(String name, int code, String... typed)
      throws IOException, InterruptedException {
    Path out = settings.data().toAbsolutePath().resolve(name + ".txt");
    Child child = Child.task(settings, "verify");
    Process process = child.begin(out, List.of(typed));
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ends by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(out);
    assertThat(process.exitValue()).as(said).isEqualTo(code);
    return said;
  }
}
