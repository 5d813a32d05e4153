package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Calendars;
import id.lapor.agency.Holiday;
import id.lapor.agency.WorkingCalendar.Measure;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A decree comes while an earlier one has reached some clocks and not yet the others. */
@DatabaseTest
class OverlappingChangesIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Calendars calendars;
  @Autowired Deadlines deadlines;
  @Autowired Recounts recounts;
  @Autowired TransactionTemplate transaction;
  @Autowired SettableClock clock;

  @Test
  void tellsOfEachWhatItMovedItself() {
    clock.set(MONDAY);
    City city = new City(agencies, reports);
    city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    city.forwarded("Lampu mati juga.", "lampu-jalan", city.transport);
    decree(LocalDate.of(2026, 1, 6), "Keppres 1");
    transaction.execute(_ -> recounts.batch(2)); // the two first answers, which are due first

    Recounts.Preview shown = recounts.preview(List.of(holiday(LocalDate.of(2026, 1, 7), "2")));
    assertThat(shown.moves()).hasSize(4);
    assertThat(shown.moves())
        .filteredOn(m -> m.clock().kind() == ClockKind.RESOLUTION)
        .as("from where the first decree leaves it")
        .allSatisfy(m -> {
          assertThat(m.clock().dueAt()).isEqualTo(due(city, m.clock()));
          assertThat(m.newDue()).isAfter(m.clock().dueAt());
        })
        .hasSize(2);

    decree(LocalDate.of(2026, 1, 7), "Keppres 2");
    recounts.catchUp();
    Recounts.Job second = recounts.jobs().get(0);
    Recounts.Job first = recounts.jobs().get(1);
    assertThat(List.of(first.moved(), first.examined())).containsExactly(2L, 2L);
    assertThat(first.together()).isTrue();
    assertThat(second.moved()).isEqualTo(4);
    assertThat(second.rest()).isTrue();
    assertThat(second.finishedAt()).isEqualTo(first.finishedAt()).isPresent();
    assertThat(deadlines.due(city.transport, EnumSet.allOf(ClockKind.class), Mark.START, 9))
        .isNotEmpty()
        .allSatisfy(c -> assertThat(c.dueAt()).isEqualTo(due(city, c)));
  }

  /** By the calendar as it is now. */
  private Instant due(City city, Clock c) {
    return calendars.fresh().office(city.transport).plus(c.startedAt(), c.budget(), Measure.DAYS);
  }

  private void decree(LocalDate day, String number) {
    recounts.decree(List.of(holiday(day, number)), "Nadia");
  }

  private static Holiday holiday(LocalDate day, String number) {
    return new Holiday(day, Holiday.Kind.JOINT_LEAVE, "Cuti bersama", number);
  }
}
