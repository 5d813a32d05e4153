package id.lapor.operations;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.Settings;
import id.lapor.platform.db.DatabaseTest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class DriftIntegrationTests {

  @Autowired Settings settings;

  /** Nothing is missed by it, but its log tells another time. */
  @Test
  void hintsAtAMachineWhoseClockIsWrong() {
    List<Finding> findings = new ArrayList<>();
    DatabaseCheck.look(
        settings, InstantSource.system().instant().plus(Duration.ofMinutes(10)), findings);
    assertThat(findings)
        .filteredOn(f -> f.sentence().contains("s apart"))
        .singleElement()
        .satisfies(f -> assertThat(f.level()).isEqualTo(Finding.Level.HINT));
  }
}
