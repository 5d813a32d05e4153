package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RhythmTests {

  private static final Instant NOW = Instant.parse("2026-03-04T06:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(400));

  private static boolean broken(List<Instant> came, Instant now) {
    List<Instant> past = came.stream().filter(t -> !t.isAfter(now)).toList();
    if (past.isEmpty()) {
      return false;
    }
    List<Integer> counts =
        Rhythm.before(past.getFirst(), past.getLast(), now).stream()
            .map(s ->
                (int) past.stream().filter(t -> t.isAfter(s.from()) && !t.isAfter(s.to())).count())
            .toList();
    return Rhythm.broken(counts);
  }

  @Test
  void looksAtTheSameHoursOfFourWeeksBefore() {
    assertThat(Rhythm.before(LONG_AGO, NOW.minusSeconds(3600), NOW))
        .hasSize(4)
        .first()
        .isEqualTo(
            new Rhythm.Span(
                NOW.minus(Duration.ofDays(7)).minusSeconds(3600), NOW.minus(Duration.ofDays(7))));
    assertThat(Rhythm.before(LONG_AGO, LONG_AGO, NOW).getFirst().from())
        .isEqualTo(NOW.minus(Duration.ofDays(14)));
    assertThat(Rhythm.before(NOW.minus(Duration.ofDays(15)), NOW.minusSeconds(60), NOW)).hasSize(2);
    assertThat(Rhythm.before(null, null, NOW)).isEmpty();
  }

  @Test
  void wantsTwoWeeksAndTheMiddleOneLoud() {
    assertThat(Rhythm.broken(List.of(100))).isFalse();
    assertThat(Rhythm.broken(List.of())).isFalse();
    assertThat(Rhythm.broken(List.of(12, 12))).isTrue();
    assertThat(Rhythm.broken(List.of(11, 100))).isFalse();
    assertThat(Rhythm.broken(List.of(0, 0, 500, 500))).isFalse();
    assertThat(Rhythm.broken(List.of(0, 12, 14, 500))).isTrue();
  }

  /** By day only, more on Mondays; the line dies on a Monday at ten. */
  @Test
  void noticesWithinTheHourWhatIsLoudAndNeverTheNight() {
    List<Instant> came = new ArrayList<>();
    Random chance = new Random(1708);
    Instant start = Instant.parse("2026-01-05T00:00:00Z"); // a Monday
    Instant death = start.plus(Duration.ofDays(42)).plus(Duration.ofHours(10));
    for (Instant t = start; t.isBefore(death); t = t.plus(Duration.ofMinutes(1))) {
      long hour = Duration.between(start, t).toHours() % 24;
      boolean monday = Duration.between(start, t).toDays() % 7 == 0;
      if (hour >= 8 && hour < 20 && chance.nextDouble() < (monday ? 0.8 : 0.3)) {
        came.add(t);
      }
    }
    Instant second = start.plus(Duration.ofDays(21));
    for (Instant t = second; t.isBefore(death); t = t.plus(Duration.ofMinutes(10))) {
      assertThat(broken(came, t)).as("%s", t).isFalse();
    }
    assertThat(broken(came, death.plus(Duration.ofMinutes(5)))).isFalse();
    assertThat(broken(came, death.plus(Duration.ofMinutes(25)))).isTrue();
  }
}
