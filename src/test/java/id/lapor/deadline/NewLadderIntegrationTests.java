package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A ladder that open clocks follow too is followed by those that climb already. */
@DatabaseTest
class NewLadderIntegrationTests {

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Recounts recounts;
  @Autowired Reprimands reprimands;
  @Autowired Watch watch;
  @Autowired SettableClock clock;

  @Test
  void sendsNoMoreLettersOfALadderTakenOutOfForce() {
    clock.set(Instant.parse("2026-01-05T01:00:00Z"));
    City city = new City(agencies, reports);
    city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    clock.set(Instant.parse("2026-01-08T01:01:00Z"));
    watch.catchUp();
    RuleBook silent = silent();
    assertThat(recounts.preview(silent, WITA).letters()).isPositive();
    recounts.publish(silent, WITA);
    recounts.catchUp();
    clock.set(Instant.parse("2026-01-16T01:00:00Z"));
    watch.catchUp();
    assertThat(reprimands.drafts())
        .extracting(Reprimand.Draft::agency)
        .doesNotContain(city.transport);
    assertThat(reprimands.issuedTo(city.transport)).isEmpty();
  }

  /** A shorter budget brings the half round again while the due moment stays where it was. */
  @Test
  void holdsUpNoClockWhenAWarningComesRoundAgain() {
    clock.set(Instant.parse("2026-02-02T01:00:00Z"));
    City city = new City(agencies, reports);
    city.forwarded("Parit mampet.", "lampu-jalan", city.works);
    clock.set(Instant.parse("2026-02-03T05:00:00Z")); // half of three working days
    watch.catchUp();
    clock.set(Instant.parse("2026-02-04T02:00:00Z")); // less than a working day before it is due
    watch.catchUp();
    RuleBook latest = latest();
    Map<Term, Allowance> shorter = Map.of(Term.FIRST_ANSWER, Allowance.read("2d").orElseThrow());
    recounts.publish(
        latest.next(LocalDate.of(2026, 2, 4), true, "Nadia", shorter, FakeHouse.LADDER), WITA);
    recounts.catchUp();
    city.forwarded("Lampu padam.", "lampu-jalan", city.works);
    clock.set(Instant.parse("2026-02-04T04:20:00Z")); // a fifth of three days, half of two
    watch.catchUp();
    for (int day = 4; day < 10; day++) {
      clock.set(Instant.parse("2026-02-0%dT08:00:00Z".formatted(day)));
      watch.catchUp();
    }
    clock.set(Instant.parse("2026-02-10T01:00:00Z"));
    watch.catchUp();
    assertThat(reprimands.drafts())
        .filteredOn(d -> d.agency().equals(city.works) && d.level() == 1)
        .singleElement()
        .satisfies(d -> assertThat(d.cases()).hasSize(2));
  }

  private RuleBook latest() {
    return recounts.books().stream().filter(b -> b.profile().equals("bontang")).toList().getLast();
  }

  private RuleBook silent() {
    Ladder told = new Ladder(List.of(new Ladder.Rung(0, Ladder.Deed.TELL, false)));
    return latest().next(LocalDate.of(2026, 1, 8), true, "Nadia", Map.of(), told);
  }
}
