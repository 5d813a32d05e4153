package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Holiday;
import id.lapor.agency.Offices;
import id.lapor.report.Event;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page says of a first answer due three working days from Monday 5 January, 09:00. */
class ExplanationTests {

  /**
   * Acts: {@code +2h ask} two hours later; holidays and the due moment in the time of the office.
   */
  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                    | ''                                      | 2026-01-08T09:00 | ''                    | PT0S
          2026-01-07            | ''                                      | 2026-01-09T09:00 | 2026-01-07            | PT0S
          2026-01-07 2026-01-09 | ''                                      | 2026-01-12T09:00 | 2026-01-07 2026-01-09 | PT0S
          2026-01-10            | ''                                      | 2026-01-08T09:00 | ''                    | PT0S
          2026-01-12            | ''                                      | 2026-01-08T09:00 | ''                    | PT0S
          ''                    | +2h ask, +4h reply                      | 2026-01-08T13:00 | ''                    | PT4H
          2026-01-07            | +2h ask, +4h reply                      | 2026-01-09T13:00 | 2026-01-07            | PT4H
          ''                    | +2h ask, +24h reply                     | 2026-01-09T09:00 | ''                    | PT24H
          2026-01-06            | +2h ask, +48h reply                     | 2026-01-12T09:00 | 2026-01-06            | PT48H
          ''                    | +2h ask, +4h reply, +18h ask, +3h reply | 2026-01-08T13:00 | ''                    | PT4H
          """)
  void namesHolidaysAndPauses(
      String holidays, String acts, String due, String named, Duration paused) {
    FakeHouse house =
        new FakeHouse(days(holidays).collect(Collectors.toCollection(TreeSet::new)), "7m");
    Life life = new Life(house, Life.MONDAY).happens(Happenings.forwarded());
    for (String act : acts.isBlank() ? new String[0] : acts.split(", ")) {
      String[] parts = act.split(" ");
      life.later(Duration.parse("PT" + parts[0].substring(1).toUpperCase(Locale.ROOT)))
          .happens(event(parts[1]));
    }
    Explanation why = Explanation.of(life.ledger(ClockKind.FIRST_ANSWER), house, life.now());
    assertThat(why.clock().dueAt().atZone(why.zone()).toLocalDateTime()).hasToString(due);
    assertThat(why.holidays())
        .extracting(Holiday::day)
        .containsExactlyElementsOf(days(named).toList());
    assertThat(why.paused()).isEqualTo(paused);
    assertThat(why.allowance()).isEqualTo(Allowance.read("3d").orElseThrow());
  }

  private static Event event(String act) {
    return act.equals("ask") ? Happenings.held(Offices.OPD) : Happenings.replied();
  }

  private static Stream<LocalDate> days(String typed) {
    return Arrays.stream(typed.split(" ")).filter(d -> !d.isBlank()).map(LocalDate::parse);
  }
}
