package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A version that open clocks follow too leaves what was missed and offered before as it was. */
@DatabaseTest
class NewLadderIntegrationTests {

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Deadlines deadlines;
  @Autowired Recounts recounts;
  @Autowired Reprimands reprimands;
  @Autowired Watch watch;
  @Autowired SettableClock clock;

  @Test
  void leavesABreachItsRulesAndItsLetters() {
    clock.set(Instant.parse("2026-01-05T01:00:00Z"));
    City city = new City(agencies, reports);
    ReportId report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport).id();
    clock.set(Instant.parse("2026-01-08T01:01:00Z"));
    watch.catchUp();
    Explanation before = explanation(report, ClockKind.FIRST_ANSWER);
    RuleBook silent =
        latest().next(decided(LocalDate.of(2026, 1, 9)), amount("FIRST_ANSWER", "9d"), slow());
    assertThat(recounts.preview(silent, WITA).letters()).isZero();
    recounts.publish(silent, WITA);
    clock.set(Instant.parse("2026-01-08T17:00:00Z"));
    recounts.catchUp();
    Explanation after = explanation(report, ClockKind.FIRST_ANSWER);
    assertThat(after.book()).isEqualTo(before.book());
    assertThat(after.allowance()).isEqualTo(before.allowance());
    assertThat(explanation(report, ClockKind.RESOLUTION).book().ladder()).isEqualTo(slow());
    clock.set(Instant.parse("2026-01-13T01:01:00Z"));
    watch.catchUp();
    assertThat(reprimands.drafts())
        .filteredOn(d -> d.agency().equals(city.transport))
        .extracting(Reprimand.Draft::level)
        .containsExactly(1, 2);
  }

  /** Nor is anything said to have moved whose date stays. */
  @Test
  void leavesAnOfferAsItWasMade() {
    clock.set(Instant.parse("2026-03-02T01:00:00Z"));
    City city = new City(agencies, reports);
    ReportId report = city.forwarded("Jembatan goyah.", "lampu-jalan", city.works).id();
    clock.set(Instant.parse("2026-05-03T01:00:00Z"));
    watch.catchUp();
    Explanation offer = explanation(report, ClockKind.OMBUDSMAN);
    RuleBook later =
        latest()
            .next(decided(LocalDate.of(2026, 5, 4)), amount("OMBUDSMAN", "90c"), FakeHouse.LADDER);
    ReportId fresh = city.forwarded("Parit bau.", "lampu-jalan", city.transport).id();
    assertThat(recounts.preview(later, WITA).moves())
        .extracting(m -> m.clock().report(), m -> m.clock().kind())
        .contains(tuple(fresh, ClockKind.OMBUDSMAN))
        .doesNotContain(tuple(report, ClockKind.OMBUDSMAN));
    recounts.publish(later, WITA);
    clock.set(Instant.parse("2026-05-03T17:00:00Z"));
    recounts.catchUp();
    Explanation after = explanation(report, ClockKind.OMBUDSMAN);
    assertThat(after.book()).isEqualTo(offer.book());
    assertThat(after.clock()).isEqualTo(offer.clock());
    Recounts.Job job = recounts.jobs().getFirst();
    assertThat(job.moved()).as("the one date of %s examined", job.examined()).isEqualTo(1);
  }

  /** A shorter budget brings the half round again while the due moment stays where it was. */
  @Test
  void holdsUpNoClockWhenAWarningComesRoundAgain() {
    clock.set(Instant.parse("2026-02-02T01:00:00Z"));
    City city = new City(agencies, reports);
    city.forwarded("Parit mampet.", "lampu-jalan", city.works);
    clock.set(Instant.parse("2026-02-03T05:00:00Z")); // half of three working days
    watch.catchUp();
    RuleBook latest = latest();
    Map<Term, Allowance> shorter = amount("FIRST_ANSWER", "2d");
    recounts.publish(
        latest.next(decided(LocalDate.of(2026, 2, 4)), shorter, FakeHouse.LADDER), WITA);
    clock.set(Instant.parse("2026-02-04T02:00:00Z")); // less than a working day before it is due
    watch.catchUp();
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

  private static Map<Term, Allowance> amount(String term, String typed) {
    return Map.of(Term.valueOf(term), Allowance.read(typed).orElseThrow());
  }

  /** By which no letter comes within this test. */
  private static Ladder slow() {
    return new Ladder(
        List.of(
            new Ladder.Rung(0, Ladder.Deed.TELL, false),
            new Ladder.Rung(28, Ladder.Deed.REPRIMAND_1, false),
            new Ladder.Rung(29, Ladder.Deed.REPRIMAND_2, false),
            new Ladder.Rung(30, Ladder.Deed.REPRIMAND_3, false)));
  }

  private static RuleBook.Decision decided(LocalDate from) {
    return new RuleBook.Decision(from, true, "Nadia", "Percobaan aturan tenggat.");
  }

  private Explanation explanation(ReportId report, ClockKind kind) {
    return deadlines.explain(report).stream()
        .filter(e -> e.clock().kind() == kind)
        .findFirst()
        .orElseThrow();
  }
}
