package id.lapor.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepTests {

  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final long LONG_AGO = 2_000_000_000_000_000_000L; // 15 December 2025

  private static Sweep sweep(Reading.Source source, Instant sweptAt, int posts) {
    return new Sweep(source, NOW.minus(Duration.ofDays(90)), LONG_AGO, sweptAt, null, null, posts);
  }

  @Test
  void readsTheTimeInANumber() {
    assertThat(Sweep.at(1346889436626259968L)).isEqualTo(Instant.parse("2021-01-06T18:40:40.344Z"));
  }

  @Test
  void movesOnOnlyAtItsEnd() {
    Sweep begun = sweep(Reading.Source.MENTIONS, NOW, 0);
    Sweep half = begun.with(new Listing(List.of(), LONG_AGO + 50, LONG_AGO + 20, "p"));
    assertThat(half.since()).isEqualTo(LONG_AGO);
    assertThat(half.reading(100, null, NOW).until()).isEqualTo(LONG_AGO + 20);
    Sweep whole = half.with(new Listing(List.of(), LONG_AGO + 19, LONG_AGO + 1, null)).over(NOW);
    assertThat(whole.since()).isEqualTo(LONG_AGO + 50);
    assertThat(whole.until()).isNull();
    assertThat(begun.with(new Listing(List.of(), null, null, null)).over(NOW).since())
        .isEqualTo(LONG_AGO);
  }

  @Test
  void asksASearchForNoMoreThanItGivesBack() {
    Reading quiet = sweep(Reading.Source.SEARCH, NOW, 0).reading(100, null, NOW);
    assertThat(quiet.since()).isNull();
    assertThat(quiet.from()).isAfter(NOW.minus(Sweep.SEARCH_KEPT));
    Sweep empty = new Sweep(Reading.Source.SEARCH, Sweep.at(LONG_AGO), null, NOW, null, null, 0);
    assertThat(empty.reading(100, null, NOW).from())
        .as("nothing was ever found")
        .isAfter(NOW.minus(Sweep.SEARCH_KEPT));
    assertThat(sweep(Reading.Source.MENTIONS, NOW, 0).reading(100, null, NOW).since())
        .isEqualTo(LONG_AGO);
  }

  @Test
  void tellsOfAGapOnlyWhenItWasAway() {
    Instant away = NOW.minus(Duration.ofDays(9));
    assertThat(sweep(Reading.Source.SEARCH, NOW.minusSeconds(60), 0).gap(NOW)).isEmpty();
    assertThat(sweep(Reading.Source.SEARCH, away, 0).gap(NOW))
        .contains(new Sweep.Gap(away, NOW.minus(Sweep.SEARCH_KEPT)));
    assertThat(sweep(Reading.Source.MENTIONS, away, 0).gap(NOW)).isEmpty();
  }
}
