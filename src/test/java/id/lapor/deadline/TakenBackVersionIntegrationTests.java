package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

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

@DatabaseTest
class TakenBackVersionIntegrationTests {

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Deadlines deadlines;
  @Autowired Recounts recounts;
  @Autowired Watch watch;
  @Autowired SettableClock clock;

  /** Zammad #4353: an agreement that was switched off went on escalating. */
  @Test
  void makesNothingDue() {
    clock.set(Instant.parse("2026-06-08T01:00:00Z"));
    City city = new City(agencies, reports);
    ReportId open = city.forwarded("Got mampet.", "lampu-jalan", city.works).id();
    RuleBook.Decision decision =
        new RuleBook.Decision(
            LocalDate.of(2026, 6, 10), true, "Nadia", "Percobaan aturan tenggat.");
    Map<Term, Allowance> hour = Map.of(Term.FIRST_ANSWER, Allowance.read("1h").orElseThrow());
    recounts.publish(latest().next(decision, hour, FakeHouse.LADDER), ZoneId.of("Asia/Makassar"));
    RuleBook taken = latest();
    assertThat(taken.allowance(Term.FIRST_ANSWER).amount()).isEqualTo(1);
    recounts.takeBack(taken.id(), "Nadia", "Dibatalkan sebelum sempat berlaku.");
    clock.set(Instant.parse("2026-06-10T00:00:00Z"));
    recounts.catchUp();
    ReportId fresh = city.forwarded("Lampu padam lagi.", "lampu-jalan", city.works).id();
    clock.set(Instant.parse("2026-06-10T05:00:00Z"));
    watch.catchUp();
    for (ReportId report : List.of(open, fresh)) {
      assertThat(deadlines.of(report))
          .isNotEmpty()
          .allSatisfy(c -> assertThat(c.rules()).isNotEqualTo(taken.id()))
          .allSatisfy(c -> assertThat(c.breachedAt()).isNull());
    }
  }

  private RuleBook latest() {
    return recounts.books().stream().filter(b -> b.profile().equals("bontang")).toList().getLast();
  }
}
