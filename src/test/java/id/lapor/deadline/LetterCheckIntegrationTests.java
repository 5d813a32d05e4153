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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** Letters are held against the journals of the reports they are about. */
@DatabaseTest
@Transactional
class LetterCheckIntegrationTests {

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Deadlines deadlines;
  @Autowired Reprimands reprimands;
  @Autowired LetterCheck check;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;

  private AgencyId opd = new AgencyId(0);
  private Actor.Officer sekar;
  private Reprimand first;
  private Reprimand second;

  @BeforeEach
  void issue() {
    clock.set(Instant.parse("2026-01-05T01:00:00Z"));
    City city = new City(agencies, reports);
    opd =
        agencies.add(
            new Agencies.Draft(
                "DINAS-LETTER",
                "Dinas",
                Agency.Type.AGENCY,
                city.desk,
                ZoneId.of("Asia/Makassar"),
                null,
                "Kepala"));
    sekar = new Actor.Officer(9, "Sekar", agencies.nationalAdmin().id(), Role.SUPERVISOR);
    first = issued(city, "Lampu mati.");
    second = issued(city, "Parit mampet.");
    assertThat(check.look()).isEmpty();
  }

  private Reprimand issued(City city, String text) {
    Clock missed =
        deadlines.of(city.forwarded(text, "lampu-jalan", opd).id()).stream()
            .filter(c -> c.kind() == ClockKind.FIRST_ANSWER)
            .findFirst()
            .orElseThrow();
    reprimands.draft(List.of(new Reprimands.Missed(missed, 1, false)), clock.instant());
    clock.advance(Duration.ofDays(1));
    return ReadLetter.issue(reprimands, opd, 1, sekar).orElseThrow();
  }

  @Test
  void isStillWellWhenALetterIsTakenBack() {
    reprimands.withdraw(second.id(), "Keliru, laporannya sudah dijawab.", sekar);
    assertThat(check.look()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE deadline_reprimand SET level = 2 WHERE id = ?",
        "UPDATE deadline_reprimand SET agency_id = agency_id - 1 WHERE id = ?",
        "UPDATE deadline_reprimand SET number = number || '-A' WHERE id = ?",
        "UPDATE deadline_reprimand SET state = 'WITHDRAWN', reason = 'x', withdrawn_at = now() WHERE id = ?",
        "UPDATE deadline_reprimand_case SET reprimand_id = NULL WHERE reprimand_id = ?",
      })
  void namesALetterThatWasChanged(String change) {
    assertThat(jdbc.update(change, first.id())).isOne();
    assertThat(check.look())
        .hasValueSatisfying(
            f -> assertThat(f.toString()).contains("deadline_reprimand " + first.id()));
  }

  @Test
  void namesALetterPutBackAfterItWasTakenBack() {
    reprimands.withdraw(second.id(), "Keliru, laporannya sudah dijawab.", sekar);
    jdbc.update("UPDATE deadline_reprimand SET state = 'ISSUED' WHERE id = ?", second.id());
    assertThat(check.look()).isPresent();
  }

  /** Where the number was taken away as well, and given to nobody. */
  @Test
  void missesALetterThatWasTurnedIntoOneNeverWritten() {
    jdbc.update(
        """
        UPDATE deadline_reprimand
        SET state = 'WITHDRAWN', number = NULL, code = NULL, reason = 'x', withdrawn_at = now()
        WHERE id = ?
        """,
        second.id());
    jdbc.update("UPDATE deadline_number SET last = last - 1");
    assertThat(check.look())
        .hasValueSatisfying(f ->
            assertThat(f.toString()).contains("letter " + second.number() + ", which is gone"));
  }

  @Test
  void missesALetterThatIsGone() {
    jdbc.update(
        "UPDATE deadline_reprimand_case SET reprimand_id = NULL WHERE reprimand_id = ?",
        second.id());
    jdbc.update("DELETE FROM deadline_reprimand WHERE id = ?", second.id());
    assertThat(check.look()).isPresent();
  }
}
