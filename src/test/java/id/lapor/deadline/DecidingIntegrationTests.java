package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who decides about a letter and about what; each test has an agency that missed promises. */
@DatabaseTest
class DecidingIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-01-06T01:00:00Z");
  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
  private static final String WHY = "Kantor terbakar, arsipnya hilang.";

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Deadlines deadlines;
  @Autowired Reprimands reprimands;
  @Autowired Signatures signatures;
  @Autowired LetterSheets sheets;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private AgencyId opd = new AgencyId(0);
  private AgencyId centre = new AgencyId(0);
  private City city;
  private Actor.Officer sekar;

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
    centre = agencies.nationalAdmin().id();
    opd = unit(Agency.Type.AGENCY, city.desk);
    sekar = new Actor.Officer(9, "Sekar", centre, Role.SUPERVISOR);
  }

  /** Where nobody else decides, policy does, and the accused take nothing back. */
  @Test
  void letsNobodyDecideAboutTheirOwnOffice() {
    Clock triage = at(centre);
    asks(1, triage);
    assertThat(agencies.supervising(centre)).isEmpty();
    assertThat(reprimands.drafts(agencies.deciding(centre)))
        .noneMatch(d -> d.agency().equals(centre));
    assertThat(ReadLetter.decline(reprimands, centre, 1, WHY, sekar))
        .contains("desk.letters.accused");
    assertThat(ReadLetter.issue(reprimands, centre, 1, sekar)).isEmpty();
    clock.advance(Duration.ofMinutes(61));
    assertThat(signatures.to(centre, Set::copyOf)).isEmpty();
    reprimands.issueAutomatic(clock.instant());
    Reprimand letter =
        reprimands.issuedTo(centre).stream()
            .filter(l -> l.cases().stream().anyMatch(c -> c.report().equals(triage.report())))
            .findFirst()
            .orElseThrow();
    assertThat(letter.issuerOffice()).isNull();
    assertThat(reprimands.withdrawable(letter, centre)).isFalse();
    assertThat(reprimands.withdraw(letter.id(), WHY, sekar)).contains("desk.letters.accused");
    assertThat(reprimands.find(letter.id()).orElseThrow().state())
        .isEqualTo(Reprimand.State.ISSUED);
  }

  /** An inspectorate decides about its city's agencies; about the city the centre does. */
  @Test
  void leavesALetterToAnOfficeAboveToAnotherSupervisor() {
    AgencyId government = unit(Agency.Type.GOVERNMENT, centre);
    AgencyId inspectorate = unit(Agency.Type.SUPERVISOR, government);
    AgencyId agency = unit(Agency.Type.AGENCY, government);
    assertThat(agencies.supervising(agency)).extracting(Agency::id).containsExactly(inspectorate);
    assertThat(agencies.supervising(government))
        .isNotEmpty()
        .extracting(Agency::id)
        .doesNotContain(inspectorate, government);
    assertThat(agencies.deciding(inspectorate).covers(agency)).isTrue();
    assertThat(agencies.deciding(inspectorate).covers(inspectorate)).isFalse();
    assertThat(agencies.deciding(inspectorate).covers(government)).isFalse();
    assertThat(agencies.deciding(centre).covers(government)).isTrue();
  }

  @Test
  void declinesALetterOnlyAsItWasRead() {
    asks(1, missed("Lampu mati."));
    Reprimand.Draft read = ReadLetter.draft(reprimands, opd, 1).orElseThrow();
    asks(1, missed("Parit mampet."));
    assertThat(reprimands.decline(read.due(), read.seal(), WHY, sekar))
        .contains("desk.letters.changed");
    Reprimand.Draft again = ReadLetter.draft(reprimands, opd, 1).orElseThrow();
    assertThat(again.cases()).hasSize(2);
    assertThat(reprimands.decline(again.due(), again.seal(), WHY, sekar)).isEmpty();
    assertThat(ReadLetter.draft(reprimands, opd, 1)).isEmpty();
  }

  @Test
  void declinesNothingThatCouldNotBeIssued() {
    Clock lamp = missed("Lampu mati.");
    asks(1, lamp);
    issue(1);
    clock.set(TUESDAY);
    Clock ditch = missed("Parit mampet.");
    asks(1, ditch);
    asks(2, lamp, ditch);
    assertThat(ReadLetter.decline(reprimands, opd, 2, WHY, sekar)).isEmpty();
    Reprimand.Draft left = ReadLetter.draft(reprimands, opd, 2).orElseThrow();
    assertThat(left.lowerFirst())
        .extracting(Reprimand.Case::report)
        .containsExactly(ditch.report());
    assertThat(ReadLetter.decline(reprimands, opd, 2, WHY, sekar)).contains("desk.letters.decided");
    assertThat(ReadLetter.draft(reprimands, opd, 2)).contains(left);
  }

  /** A supervisor is silent only about what could be issued, and since it could. */
  @Test
  void blamesNobodyForALetterThatHasToWait() {
    Clock lamp = missed("Lampu mati.");
    for (int level = 1; level <= 3; level++) {
      asks(level, lamp);
    }
    waits(tuple(1, MONDAY));
    signatures.remind(clock.instant());
    assertThat(parked(lamp)).containsExactly(2, 3);
    issue(1);
    assertThat(parked(lamp)).isEmpty();
    signatures.remind(clock.instant());
    assertThat(parked(lamp)).containsExactly(3);
    waits();
    clock.set(TUESDAY.plus(Duration.ofDays(2)));
    waits(tuple(2, TUESDAY));
    assertThat(ReadLetter.decline(reprimands, opd, 2, WHY, sekar)).isEmpty();
    waits(tuple(3, clock.instant()));
  }

  @Test
  void countsAllThatWaitThoughItShowsTheFirst() {
    asks(1, missed("Lampu mati."));
    opd = unit(Agency.Type.AGENCY, city.desk);
    asks(1, missed("Parit mampet."));
    int shown = 1;
    Signatures.Queue queue = signatures.waiting(List.of(1), shown, Set::copyOf);
    assertThat(queue.first()).hasSize(shown);
    assertThat(queue.all())
        .isEqualTo(signatures.waiting(List.of(1), 2_000, Set::copyOf).first().size());
    assertThat(queue.all()).isGreaterThan(shown);
  }

  /** Whoever decides is told the same age as everyone else, also of what a lower letter held up. */
  @Test
  void tellsOneAgeOfALetterEverywhere() {
    Clock lamp = missed("Lampu mati.");
    asks(1, lamp);
    asks(2, lamp);
    clock.advance(Duration.ofDays(3));
    assertThat(ReadLetter.decline(reprimands, opd, 1, WHY, sekar)).isEmpty();
    clock.advance(Duration.ofDays(3));
    Unsigned everyone =
        signatures.to(opd, Set::copyOf).stream()
            .filter(u -> u.level() == 2)
            .findFirst()
            .orElseThrow();
    assertThat(ReadLetter.draft(reprimands, opd, 2).orElseThrow().since())
        .isEqualTo(everyone.since());
  }

  @Test
  void restoresTheLowerLetterWhenTheHigherIsTakenBack() {
    Clock lamp = missed("Lampu mati.");
    asks(1, lamp);
    Reprimand first = issue(1);
    clock.set(TUESDAY);
    asks(2, lamp);
    Reprimand second = issue(2);
    assertThat(state(first)).isEqualTo(Reprimand.State.ESCALATED);
    reprimands.withdraw(second.id(), WHY, sekar);
    assertThat(state(first)).isEqualTo(Reprimand.State.ISSUED);
    Reprimands.Reply reply =
        new Reprimands.Reply(
            "Kabel penggantinya sudah dipesan hari ini.", LocalDate.of(2026, 1, 20));
    Actor.Officer joko = new Actor.Officer(10, "Joko", opd, Role.LIAISON);
    assertThat(reprimands.answer(first.id(), reply, joko)).isEmpty();
    asks(3, lamp);
    Reprimand third = issue(3);
    assertThat(state(first)).isEqualTo(Reprimand.State.ESCALATED);
    reprimands.withdraw(third.id(), WHY, sekar);
    assertThat(state(first)).as("answered before").isEqualTo(Reprimand.State.ACKNOWLEDGED);
  }

  /** The second still stands between them. */
  @Test
  void restoresOnlyWhatNothingElseHasOvertaken() {
    Clock lamp = missed("Lampu mati.");
    asks(1, lamp);
    Reprimand first = issue(1);
    clock.set(TUESDAY);
    asks(2, lamp);
    Reprimand second = issue(2);
    clock.advance(Duration.ofDays(1));
    asks(3, lamp);
    reprimands.withdraw(issue(3).id(), WHY, sekar);
    assertThat(List.of(state(first), state(second)))
        .containsExactly(Reprimand.State.ESCALATED, Reprimand.State.ISSUED);
  }

  /** A letter speaks of a lower one only where that was issued and stands. */
  @Test
  void saysWhatHasReallyGoneBefore() {
    Clock lamp = missed("Lampu mati.");
    asks(1, lamp);
    Reprimand first = issue(1);
    clock.set(TUESDAY);
    asks(2, lamp);
    assertThat(draftDemand(2)).isEqualTo("demand.2");
    reprimands.withdraw(first.id(), WHY, sekar);
    assertThat(draftDemand(2)).as("withdrawn").isEqualTo("demand.2.alone");
    Reprimand second = issue(2);
    assertThat(sheets.of(second).demand()).isEqualTo("demand.2.alone");
    clock.advance(Duration.ofDays(1));
    asks(3, lamp);
    assertThat(draftDemand(3)).as("the first is gone").isEqualTo("demand.3.alone");
  }

  @Test
  void callsALetterTheSecondAfterAFirst() {
    Clock lamp = missed("Lampu mati.");
    Clock ditch = missed("Parit mampet.");
    asks(1, lamp);
    Reprimand first = issue(1);
    clock.set(TUESDAY);
    asks(2, lamp);
    Reprimand second = issue(2);
    assertThat(sheets.of(second).demand()).isEqualTo("demand.2");
    clock.advance(Duration.ofHours(1));
    reprimands.withdraw(second.id(), WHY, sekar);
    reprimands.withdraw(first.id(), WHY, sekar);
    assertThat(sheets.of(reprimands.find(second.id()).orElseThrow()).demand())
        .as("an issued letter says what it said")
        .isEqualTo("demand.2");
    asks(2, ditch);
    assertThat(draftDemand(2)).as("no rung below").isEqualTo("demand.2.alone");
  }

  /** Nor one that only what is hidden had gone through, or had not. */
  @Test
  void saysWhatHasGoneBeforeOfWhatItListsOnly() {
    Clock lamp = missed("Lampu mati.");
    Clock ditch = missed("Parit mampet.");
    asks(1, lamp);
    issue(1);
    clock.set(TUESDAY);
    asks(2, lamp);
    asks(2, ditch);
    Reprimand second = issue(2);
    assertThat(sheets.of(second).demand()).isEqualTo("demand.2.alone");
    hide(ditch);
    assertThat(sheets.of(second).demand()).isEqualTo("demand.2");
    hide(lamp);
    assertThat(sheets.of(second).demand()).isEqualTo("demand.unlisted");
  }

  private void hide(Clock promise) {
    jdbc.sql("UPDATE report_case SET visibility = 'SECRET' WHERE id = ?")
        .param(promise.report().value())
        .update();
  }

  private String draftDemand(int level) {
    Reprimand.Draft draft = ReadLetter.draft(reprimands, opd, level).orElseThrow();
    return sheets.of(List.of(draft), sekar).getFirst().demand();
  }

  private void waits(org.assertj.core.groups.Tuple... letters) {
    assertThat(signatures.to(opd, Set::copyOf))
        .extracting(Unsigned::level, Unsigned::since)
        .containsExactly(letters);
  }

  /**
   * Of two who confirm the same at once one issues it. The first stands still when it takes its
   * number, with all it has read, until the second has come as far as it can.
   */
  @Test
  void issuesALetterOnceThoughTwoConfirmItAtOnce() throws Exception {
    asks(1, missed("Lampu mati."));
    Reprimand.Draft read = ReadLetter.draft(reprimands, opd, 1).orElseThrow();
    List<Future<Optional<Reprimand>>> both = new ArrayList<>();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      transaction.executeWithoutResult(_ -> {
        jdbc.sql(
                """
                INSERT INTO deadline_number (year, last) VALUES (2026, 0)
                ON CONFLICT (year) DO UPDATE SET last = deadline_number.last
                """)
            .update();
        for (int i = 0; i < 2; i++) {
          both.add(two.submit(() -> reprimands.issue(read.due(), read.seal(), sekar)));
        }
        while (waitingForALock() + both.stream().filter(Future::isDone).count() < 2) {
          Thread.onSpinWait();
        }
      });
      List<Reprimand> letters = new ArrayList<>();
      for (Future<Optional<Reprimand>> done : both) {
        done.get().ifPresent(letters::add);
      }
      assertThat(letters).hasSize(1);
    }
    assertThat(reprimands.issuedTo(opd)).hasSize(1);
  }

  private long waitingForALock() {
    return jdbc.sql(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """)
        .query(Long.class)
        .single();
  }

  /** Levels whose supervisors are not reminded before something else is decided. */
  private List<Integer> parked(Clock promise) {
    return jdbc.sql(
            """
            SELECT level FROM deadline_reprimand_case
            WHERE clock_id = ? AND reprimand_id IS NULL AND remind_at = 'infinity' ORDER BY level
            """)
        .param(promise.id())
        .query((row, _) -> row.getInt("level"))
        .list();
  }

  private Reprimand.State state(Reprimand letter) {
    return reprimands.find(letter.id()).orElseThrow().state();
  }

  private Reprimand issue(int level) {
    return ReadLetter.issue(reprimands, opd, level, sekar).orElseThrow();
  }

  private AgencyId unit(Agency.Type type, AgencyId parent) {
    String code = "X-" + UUID.randomUUID();
    return agencies.add(new Agencies.Draft(code, code, type, parent, WITA, null, "Kepala"));
  }

  private Clock missed(String text) {
    return clock(city.forwarded(text, "lampu-jalan", opd).id(), ClockKind.FIRST_ANSWER);
  }

  /** A report that an office verifies. */
  private Clock at(AgencyId desk) {
    Report like = city.filed("Jalan rusak.");
    AccessSecret secret = AccessSecret.of(new byte[16]);
    String key = UUID.randomUUID().toString();
    Submission filed = new Submission(key, secret, like.matter(), desk, List.of());
    return clock(reports.file(filed).report().id(), ClockKind.TRIAGE);
  }

  private Clock clock(ReportId report, ClockKind kind) {
    return deadlines.of(report).stream().filter(c -> c.kind() == kind).findFirst().orElseThrow();
  }

  private void asks(int level, Clock... promises) {
    reprimands.draft(
        Stream.of(promises).map(c -> new Reprimands.Missed(c, level, false)).toList(),
        clock.instant());
  }
}
