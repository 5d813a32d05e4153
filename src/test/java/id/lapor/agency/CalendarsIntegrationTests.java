package id.lapor.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.report.Reports;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @Autowired Agencies agencies;
  @Autowired Calendars calendars;
  @Autowired Reports reports;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  /** The shipped decrees as offices go by them: both kinds, out of the database. */
  @ParameterizedTest
  @CsvSource({"2024,238", "2025,237", "2026,240", "2027,242"})
  void leavesTheWorkingDaysOfTheDecrees(int year, long days) {
    LocalDate first = LocalDate.of(year, 1, 1);
    WorkingCalendar office = office();
    assertThat(first.datesUntil(first.plusYears(1)).filter(office::worksOn).count())
        .isEqualTo(days);
  }

  /** Over Nyepi and Lebaran with its cuti bersama. */
  @Test
  void endsThreeWorkingDaysAfterThe17thOfMarchOnThe27th() {
    WorkingCalendar office = office();
    ZonedDateTime from = LocalDateTime.parse("2026-03-17T09:00").atZone(office.zone());
    assertThat(office.plusDays(from.toInstant(), 3)).isEqualTo(from.withDayOfMonth(27).toInstant());
  }

  private WorkingCalendar office() {
    return calendars.office(new City(agencies, reports).transport);
  }

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
