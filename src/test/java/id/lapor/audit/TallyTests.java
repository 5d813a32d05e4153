package id.lapor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two piles are the same when they hold the same leaves as often, in whatever order. */
class TallyTests {

  private static final int LEAVES = 500;

  private final Random random = new Random(Long.getLong("seed", 1708L));
  private final byte[] key = Tally.key();

  private record Entry(long id, byte[] hash) {}

  private List<Entry> pile() {
    List<Entry> pile = new ArrayList<>();
    for (int i = 0; i < LEAVES; i++) {
      byte[] hash = new byte[Hashes.LENGTH];
      random.nextBytes(hash);
      pile.add(new Entry(i, hash));
    }
    return pile;
  }

  private Tally of(List<Entry> pile) {
    Tally tally = new Tally(key);
    pile.forEach(e -> tally.add(e.id(), e.hash()));
    return tally;
  }

  @Test
  void doesNotCareForTheOrder() {
    List<Entry> pile = pile();
    List<Entry> other = new ArrayList<>(pile);
    Collections.shuffle(other, random);
    assertThat(of(pile).same(of(other))).isTrue();
  }

  @Test
  void seesOneBitOfOneHash() {
    List<Entry> pile = pile();
    List<Entry> other = new ArrayList<>(pile);
    byte[] hash = other.get(123).hash().clone();
    hash[31] ^= 1;
    other.set(123, new Entry(123, hash));
    assertThat(of(pile).same(of(other))).isFalse();
  }

  /** Both hashes are there, each under the other's number. */
  @Test
  void seesTwoThatWereExchanged() {
    List<Entry> pile = pile();
    List<Entry> other = new ArrayList<>(pile);
    other.set(1, new Entry(1, pile.get(2).hash()));
    other.set(2, new Entry(2, pile.get(1).hash()));
    assertThat(of(pile).same(of(other))).isFalse();
  }

  @Test
  void seesWhatIsMissingAndWhatIsThereTwice() {
    List<Entry> pile = pile();
    List<Entry> twice = new ArrayList<>(pile);
    twice.set(7, pile.get(8));
    assertThat(of(pile).same(of(twice))).isFalse();
    assertThat(of(pile).same(of(pile.subList(1, LEAVES)))).isFalse();
  }

  /** Sums that met under one key say nothing about the next. */
  @Test
  void drawsAnotherKeyEveryTime() {
    assertThat(Tally.key()).isNotEqualTo(Tally.key());
  }
}
