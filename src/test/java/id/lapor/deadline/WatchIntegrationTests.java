package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.Referee;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Outcome;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class WatchIntegrationTests {

  private static final String WHY = "Bahannya habis, dipesan ulang kemarin.";
  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Deadlines deadlines;
  @Autowired Reprimands reprimands;
  @Autowired Signatures signatures;
  @Autowired NewDates newDates;
  @Autowired WatchStore store;
  @Autowired Watch watch;
  @Autowired TransactionTemplate transaction;
  @Autowired ApplicationEventPublisher listeners;
  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;

  private AgencyId desk = new AgencyId(0);
  private AgencyId opd = new AgencyId(0);
  private Actor admin = new Actor.House("");
  private Actor liaison = new Actor.House("");

  @BeforeEach
  void setUpATree() {
    clock.set(MONDAY);
    String city = UUID.randomUUID().toString();
    desk = agencies.add(draft("KOMINFO-" + city, Agency.Type.COORDINATOR, null));
    opd = agencies.add(draft("DISHUB-" + city, Agency.Type.AGENCY, desk));
    admin = new Actor.Officer(7, "Rani", desk, Role.COORDINATOR);
    liaison = new Actor.Officer(8, "Tono", opd, Role.LIAISON);
  }

  @Test
  void climbsTheLadderStepByStepAndSaysWhatItDetectedLate() {
    ReportId report = forwarded("ladder");
    clock.set(MONDAY.plus(Duration.ofDays(3)).plusSeconds(5));
    watch.catchUp();
    assertThat(steps(report)).containsExactly("FIRST_ANSWER 0 false");
    clock.set(MONDAY.plus(Duration.ofDays(60)));
    watch.catchUp();
    assertThat(steps(report))
        .contains("FIRST_ANSWER 1 true", "FIRST_ANSWER 2 true", "FIRST_ANSWER 3 true")
        .contains("RESOLUTION 0 true", "RESOLUTION 3 true")
        .doesNotHaveDuplicates();
    assertThat(reprimands.drafts())
        .filteredOn(d -> d.agency().equals(opd))
        .extracting(Reprimand.Draft::level)
        .containsExactlyInAnyOrder(1, 2, 3);
    assertThat(reports.find(report).orElseThrow().course().ombudsman()).isNotNull();
  }

  /** Two servers, one ten minutes ahead and one that stood still, each stopped in turn. */
  @Test
  void firesEachStepOnceWhateverTheServersDo() throws Exception {
    List<ReportId> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add(forwarded("servers-" + i));
    }
    Watch ahead = server(offset(Duration.ofMinutes(10)));
    Watch frozen = server(InstantSource.fixed(MONDAY));
    for (int hour = 0; hour < 24 * 17; hour += 3) {
      clock.set(MONDAY.plus(Duration.ofHours(hour)));
      boolean aheadIsDown = hour % 72 > 48;
      boolean frozenIsDown = hour % 72 < 24;
      Watch thawed = hour % 10 == 0 ? server(clock) : frozen;
      together(aheadIsDown ? null : ahead, frozenIsDown ? null : thawed);
    }
    server(clock).catchUp();
    for (ReportId report : all) {
      assertThat(steps(report).stream().map(s -> s.substring(0, s.lastIndexOf(' '))).toList())
          .containsExactlyInAnyOrder(
              "FIRST_ANSWER 0", "FIRST_ANSWER 1", "FIRST_ANSWER 2", "FIRST_ANSWER 3");
      List<Integer> told =
          reports.history(report).stream()
              .map(Entry::event)
              .filter(Event.Escalated.class::isInstance)
              .map(e -> ((Event.Escalated) e).step())
              .toList();
      assertThat(told).containsExactly(0, 1, 2, 3);
    }
    assertThat(reprimands.drafts())
        .filteredOn(d -> d.agency().equals(opd))
        .allMatch(d -> d.all() == 60)
        .hasSize(3);
  }

  @Test
  void storesWhatTheActsTellWhenReplayed() {
    ReportId report = forwarded("replay");
    after(
        Duration.ofHours(2),
        () -> reports.command(report, new Command.Hold("Di RT berapa?"), liaison));
    after(
        Duration.ofHours(30),
        () -> reports.command(report, new Command.Reply("RT 12", List.of()), new Actor.Reporter()));
    after(
        Duration.ofHours(1),
        () ->
            reports.command(
                report,
                new Command.Schedule(
                    LocalDate.of(2026, 1, 14), "Bahan dipesan, dikerjakan begitu tiba di gudang."),
                liaison));
    after(
        Duration.ofDays(2),
        () ->
            reports.command(
                report,
                new Command.Answer(
                    "Lampu sudah diganti dan menyala lagi.", List.of(), "Tidak perlu foto."),
                liaison));
    Report now = reports.find(report).orElseThrow();
    List<Clock> stored = deadlines.of(report);
    assertThat(stored).hasSize(7);
    List<Clock> replayed = Replay.of(deadlines.house(), now, reports.history(report));
    assertThat(replayed)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
        .containsExactlyElementsOf(stored);
  }

  @Test
  void letsTheOfficesTimeGoOnWhenTheReporterStaysSilent() {
    ReportId report = forwarded("silent");
    after(
        Duration.ofHours(1),
        () -> reports.command(report, new Command.Hold("Di RT berapa?"), liaison));
    assertThat(state(report, ClockKind.FIRST_ANSWER)).isEqualTo(Clock.State.PAUSED);
    clock.advance(Duration.ofDays(15));
    watch.catchUp();
    assertThat(state(report, ClockKind.FIRST_ANSWER)).isEqualTo(Clock.State.RUNNING);
  }

  @Test
  void reprimandsABreachOnceAndFollowsTheLetterToItsEnd() {
    ReportId report = forwarded("letter");
    clock.set(MONDAY.plus(Duration.ofDays(4)).plusSeconds(60));
    watch.catchUp();
    Actor.Officer supervisor = new Actor.Officer(9, "Sekar", desk, Role.SUPERVISOR);
    Reprimand first = ReadLetter.issue(reprimands, opd, 1, supervisor).orElseThrow();
    assertThat(first.number()).startsWith("TGR-I/").endsWith("/2026");
    assertThat(ReadLetter.issue(reprimands, opd, 1, supervisor)).isEmpty();
    assertThat(reprimands.verify(" " + String.valueOf(first.code()).toLowerCase(Locale.ROOT) + " "))
        .contains(first);
    Actor.Officer tono = (Actor.Officer) liaison;
    LocalDate yesterday = LocalDate.of(2026, 1, 8);
    assertThat(reprimands.answer(first.id(), new Reprimands.Reply(WHY, yesterday), tono))
        .contains("report.refused.DAY_IN_THE_PAST");
    assertThat(
            reprimands.answer(first.id(), new Reprimands.Reply(WHY, yesterday.plusDays(4)), tono))
        .isEmpty();
    clock.set(MONDAY.plus(Duration.ofDays(10)));
    watch.catchUp();
    Reprimand second = ReadLetter.issue(reprimands, opd, 2, supervisor).orElseThrow();
    assertThat(reprimands.find(first.id()).orElseThrow().state())
        .isEqualTo(Reprimand.State.ESCALATED);
    reports.command(
        report,
        new Command.Answer("Lampu sudah diganti dan menyala lagi.", List.of(), "Tidak perlu."),
        liaison);
    assertThat(reprimands.find(second.id()).orElseThrow().state())
        .isEqualTo(Reprimand.State.FULFILLED);
    assertThat(reprimands.find(first.id()).orElseThrow().answer()).isNotNull();
  }

  private Clock.State state(ReportId report, ClockKind kind) {
    return deadlines.of(report).stream()
        .filter(c -> c.kind() == kind)
        .findFirst()
        .orElseThrow()
        .state();
  }

  private void after(Duration time, Runnable act) {
    clock.advance(time);
    act.run();
  }

  private static void together(@Nullable Watch... servers) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> runs = new ArrayList<>();
      for (Watch server : servers) {
        if (server != null) {
          runs.add(
              threads.submit(() -> {
                start.await();
                server.catchUp();
                return null;
              }));
        }
      }
      start.countDown();
      for (Future<?> run : runs) {
        run.get();
      }
    }
  }

  private Watch server(InstantSource present) {
    return new Watch(
        store,
        deadlines,
        reprimands,
        signatures,
        newDates,
        reports,
        new Referee(present, jdbc),
        transaction,
        listeners);
  }

  private InstantSource offset(Duration by) {
    return () -> clock.instant().plus(by);
  }

  private List<String> steps(ReportId report) {
    List<String> steps =
        jdbc.sql(
                """
                SELECT c.kind || ' ' || s.step || ' ' || s.late
                FROM deadline_step s
                JOIN deadline_clock c ON c.id = s.clock_id
                WHERE c.report_id = ? AND s.step >= 0
                ORDER BY s.fired_at, s.step
                """)
            .param(report.value())
            .query((row, _) -> row.getString(1))
            .list();
    assertThat(new HashSet<>(steps)).hasSameSizeAs(steps);
    return steps;
  }

  private ReportId forwarded(String key) {
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            Visibility.OPEN,
            false,
            Channel.WEB,
            "Lampu jalan mati di depan pasar",
            null,
            new Place(null, null, null, null),
            null);
    AccessSecret secret = AccessSecret.of(key.repeat(3).getBytes(StandardCharsets.UTF_8));
    Report filed =
        reports
            .file(new Submission(key + UUID.randomUUID(), secret, matter, desk, List.of()))
            .report();
    Command forward =
        new Command.Forward(opd, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Lampu mati", "");
    assertThat(reports.command(filed.id(), forward, admin)).isInstanceOf(Outcome.Done.class);
    return filed.id();
  }

  private static Agencies.Draft draft(String code, Agency.Type type, @Nullable AgencyId parent) {
    return new Agencies.Draft(code, code, type, parent, ZoneId.of("Asia/Makassar"), null, "Kepala");
  }
}
