package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Reports;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A present that leaps leaves out nothing the house does by itself, nor does it late. */
@DatabaseTest
class PassageIntegrationTests {

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-01-06T01:00:00Z");

  /** Three working days for the first answer, one for the first rung, an hour of collecting. */
  private static final Instant LETTER = Instant.parse("2026-01-12T02:00:00Z");

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Recounts recounts;
  @Autowired Reprimands reprimands;
  @Autowired Passage passage;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  private final List<Instant> told = new ArrayList<>();
  private AgencyId opd = new AgencyId(0);

  @Test
  void stopsWhereverTheHouseActsByItself() {
    clock.set(MONDAY);
    City city = new City(agencies, reports);
    opd =
        agencies.add(
            new Agencies.Draft(
                "LEAP", "Dinas", Agency.Type.AGENCY, city.desk, WITA, null, "Kepala"));
    publish(LocalDate.of(2026, 1, 6), false);
    publish(LocalDate.of(2026, 1, 13), true);
    clock.set(TUESDAY);
    city.forwarded("Lampu mati.", "lampu-jalan", opd);

    pass(TUESDAY, LETTER.plusSeconds(60));
    Reprimand letter = reprimands.issuedTo(opd).getFirst();
    assertThat(letter.issuedAt()).as("policy's letter").isEqualTo(LETTER);

    clock.set(LETTER.plusSeconds(60));
    Actor.Officer joko = new Actor.Officer(10, "Joko", opd, Role.LIAISON);
    assertThat(
            reprimands.answer(
                letter.id(),
                new Reprimands.Reply("Kabel baru sudah dipesan.", LocalDate.of(2026, 1, 14)),
                joko))
        .isEmpty();
    pass(LETTER.plusSeconds(60), Instant.parse("2026-01-20T01:00:00Z"));

    newDatePassedAtItsEnd(letter);
    rulesBeganOnTheirDay();
    remindersCameInTheMornings();
  }

  private void newDatePassedAtItsEnd(Reprimand letter) {
    assertThat(moment("SELECT promise_noted_at FROM deadline_reprimand WHERE id = " + letter.id()))
        .as("new date that passed")
        .isEqualTo(
            moment("SELECT promise_until FROM deadline_reprimand WHERE id = " + letter.id())
                .plusNanos(1000));
  }

  private void rulesBeganOnTheirDay() {
    assertThat(recounts.jobs())
        .as("rules that begin")
        .anySatisfy(j -> {
          assertThat(j.change()).isEqualTo(Recounts.Change.RULES);
          assertThat(j.startsAt()).isEqualTo(Instant.parse("2026-01-12T16:00:00Z"));
          assertThat(j.finishedAt()).contains(j.startsAt());
        });
  }

  private void remindersCameInTheMornings() {
    // The second letter waits from the 14th for the centre in Jakarta; the 16th is a holiday.
    assertThat(told)
        .as("mornings on which its supervisors are reminded")
        .contains(
            Instant.parse("2026-01-15T01:00:00Z"),
            Instant.parse("2026-01-19T01:00:00Z"),
            Instant.parse("2026-01-20T01:00:00Z"));
    assertThat(
            jdbc.sql(
                    "SELECT reminded FROM deadline_reprimand_case WHERE agency_id = ? AND level = 2")
                .param(opd.value())
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  private void pass(Instant from, Instant until) {
    passage.pass(
        from,
        until,
        moment -> {
          clock.set(moment);
          told.add(moment);
        });
    assertThat(told).isSorted().doesNotHaveDuplicates();
  }

  /** The first letter by policy, whatever else stays. */
  private void publish(LocalDate from, boolean open) {
    RuleBook latest = recounts.inForce("bontang", from).orElseThrow();
    Ladder ladder =
        new Ladder(
            latest.rungs().stream()
                .map(r ->
                    new Ladder.Rung(r.afterDays(), r.deed(), r.deed() == Ladder.Deed.REPRIMAND_1))
                .toList());
    recounts.publish(
        latest.next(
            new RuleBook.Decision(from, open, "Nadia", "Percobaan aturan."), Map.of(), ladder),
        WITA);
  }

  private Instant moment(String query) {
    return jdbc.sql(query).query(Timestamp.class).single().toInstant();
  }
}
