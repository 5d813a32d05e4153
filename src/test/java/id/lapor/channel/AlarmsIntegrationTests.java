package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** Broken and silent lines are noticed in minutes, told once, and told again when they work. */
@DatabaseTest
@RecordApplicationEvents
class AlarmsIntegrationTests {

  @Autowired Alarms alarms;
  @Autowired Lines lines;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired ApplicationEvents events;

  private static final String NEIGHBOUR = "Kota tetangga (7)";
  private static final List<String> CALLERS = new CopyOnWriteArrayList<>();

  private final UUID holder = UUID.randomUUID();

  @TestConfiguration
  static class Neighbourhood {
    @Bean
    Callers neighbour() {
      return () -> CALLERS;
    }
  }

  @BeforeEach
  void begin() {
    jdbc.sql("DELETE FROM channel_alarm").update();
    jdbc.sql("DELETE FROM channel_line").update();
    jdbc.sql("DELETE FROM channel_inbox").update();
    jdbc.sql("DELETE FROM channel_door").update();
    CALLERS.clear();
    clock.set(Instant.parse("2026-03-02T04:00:00Z"));
  }

  private List<Alarm> told() {
    return events.stream(Alarm.class).toList();
  }

  /** One message every ten minutes of the four weeks before. */
  private void usual() {
    Instant now = clock.instant();
    jdbc.sql(
            """
            INSERT INTO channel_inbox (wire, external_id, sender_mark, words_mark, arrived_at, state, fires_at)
            SELECT 'SMS', gen_random_uuid()::text, '', '', CAST(:now AS timestamptz) - n * interval '10 minutes', 'READ', :now
            FROM generate_series(0, 35 * 24 * 6) n
            """)
        .param("now", Timestamp.from(now))
        .update();
  }

  private void trouble() {
    lines.hold("Operator A", holder, Duration.ofMinutes(1));
    lines.ill("Operator A", Lines.Trouble.AWAY);
  }

  @Test
  void tellsOnceThatALineIsDownAndOnceThatItWorks() {
    Instant since = clock.instant();
    trouble();
    clock.advance(Alarms.PATIENCE.minusSeconds(1));
    trouble();
    alarms.look();
    assertThat(told()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    trouble();
    alarms.look();
    alarms.look();
    Alarm down = new Alarm("Operator A", Alarm.Cause.DOWN, since, false);
    assertThat(told()).containsExactly(down);
    assertThat(alarms.raised()).containsExactly(down);
    lines.well("Operator A");
    alarms.look();
    alarms.look();
    assertThat(told())
        .containsExactly(down, new Alarm("Operator A", Alarm.Cause.DOWN, since, true));
    assertThat(alarms.raised()).isEmpty();
  }

  /** It mends itself only tomorrow. */
  @Test
  void tellsAtOnceThatADaysShareIsGone() {
    lines.hold(Lines.X, holder, Duration.ofMinutes(1));
    lines.ill(Lines.X, Lines.Trouble.DAY);
    alarms.look();
    alarms.look();
    Alarm spent = new Alarm(Lines.X, Alarm.Cause.SPENT, clock.instant(), false);
    assertThat(told()).containsExactly(spent);
    lines.ill(Lines.X, Lines.Trouble.LOGIN);
    clock.advance(Alarms.PATIENCE);
    lines.hold(Lines.X, holder, Duration.ofMinutes(1));
    alarms.look();
    assertThat(told()).last().satisfies(a -> assertThat(a.cause()).isEqualTo(Alarm.Cause.DOWN));
    lines.well(Lines.X);
    alarms.look();
    assertThat(told()).last().satisfies(a -> assertThat(a.over()).isTrue());
  }

  @Test
  void forgetsLinesNobodyHoldsAnyMore() {
    trouble();
    clock.advance(Duration.ofDays(1));
    alarms.look();
    assertThat(told()).isEmpty();
  }

  @Test
  void noticesSilenceByTheUsualRhythm() {
    usual();
    Instant last = clock.instant();
    clock.advance(Duration.ofMinutes(115));
    alarms.look();
    assertThat(told()).isEmpty();
    clock.advance(Duration.ofMinutes(10));
    alarms.look();
    Alarm silent = new Alarm("SMS", Alarm.Cause.SILENT, last, false);
    assertThat(told()).containsExactly(silent);
    clock.advance(Duration.ofDays(40));
    alarms.look();
    assertThat(alarms.raised()).containsExactly(silent);
    usual();
    alarms.look();
    assertThat(told()).last().isEqualTo(new Alarm("SMS", Alarm.Cause.SILENT, last, true));
  }

  /** A system that usually sends is missed as a wire is, until nobody expects it any more. */
  @Test
  void noticesThatASystemIsSilentByItsUsualRhythm() {
    CALLERS.add(NEIGHBOUR);
    CALLERS.add("Kota sunyi (8)");
    Instant last = clock.instant();
    jdbc.sql(
            """
            INSERT INTO channel_door (door, line, arrived_at, about)
            SELECT 'OPEN311', :line, CAST(:now AS timestamptz) - n * interval '10 minutes', 1
            FROM generate_series(0, 35 * 24 * 6) n
            """)
        .param("line", NEIGHBOUR)
        .param("now", Timestamp.from(last))
        .update();
    clock.advance(Duration.ofMinutes(115));
    alarms.look();
    assertThat(told()).isEmpty();
    clock.advance(Duration.ofMinutes(10));
    alarms.look();
    alarms.look();
    Alarm silent = new Alarm(NEIGHBOUR, Alarm.Cause.SILENT, last, false);
    assertThat(told()).containsExactly(silent);
    assertThat(alarms.raised()).containsExactly(silent);
    CALLERS.remove(NEIGHBOUR);
    alarms.look();
    assertThat(told()).last().satisfies(a -> assertThat(a.over()).isTrue());
    assertThat(alarms.raised()).isEmpty();
  }

  @Test
  void tellsOnceFromServersThatLookTogether() throws Exception {
    trouble();
    clock.advance(Alarms.PATIENCE);
    trouble();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> many =
          Collections.nCopies(
              6,
              () -> {
                alarms.look();
                return true;
              });
      for (var one : threads.invokeAll(many)) {
        assertThat(one.get()).isTrue();
      }
    }
    assertThat(alarms.raised()).hasSize(1);
    assertThat(jdbc.sql("SELECT count(*) FROM channel_alarm").query(Long.class).single())
        .isEqualTo(1);
  }
}
