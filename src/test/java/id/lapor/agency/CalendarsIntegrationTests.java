package id.lapor.agency;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.db.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * No calendar can stop a report from being filed, whoever wrote it: not a page, not a script, not a
 * restored backup.
 */
@DatabaseTest
class CalendarsIntegrationTests {

  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  /** Zammad #1396: hours that were empty broke everything that asked for them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM agency_calendar_span WHERE calendar_id = 1",
        "INSERT INTO agency_calendar (name, holidays, joint_leave) VALUES ('Kosong', true, true)",
      })
  void keepsNoCalendarThatNeverOpens(String statement) {
    assertThatThrownBy(() ->
            transaction.executeWithoutResult(_ -> {
              jdbc.sql(statement).update();
            }))
        .hasStackTraceContaining("would never open");
  }

  @Test
  void keepsNoSpansThatOverlap() {
    assertThatThrownBy(() ->
            jdbc.sql(
                    """
                    INSERT INTO agency_calendar_span (calendar_id, weekday, from_minute, until_minute)
                    VALUES (1, 1, 900, 1000)
                    """)
                .update())
        .hasStackTraceContaining("agency_calendar_span_apart");
  }
}
