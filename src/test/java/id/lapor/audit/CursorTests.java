package id.lapor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads ahead on another thread, in order, bounded, and hides no failure. */
class CursorTests {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1_000, 1_001, 12_345})
  void tellsEveryRowOnceAndInOrder(int count) {
    List<Integer> seen = new ArrayList<>();
    try (Cursor<Integer> cursor = Cursor.over(IntStream.range(0, count).boxed())) {
      for (Integer row = cursor.peek(); row != null; row = cursor.peek()) {
        seen.add(row);
        cursor.advance();
      }
      assertThat(cursor.peek()).as("stays at the end").isNull();
    }
    assertThat(seen).isEqualTo(IntStream.range(0, count).boxed().toList());
  }

  /** A reader that broke down must never look like the end of the rows. */
  @Test
  void throwsWhereTheRowWouldHaveBeen() {
    Stream<Integer> rows =
        IntStream.range(0, 5_000)
            .boxed()
            .peek(n -> {
              if (n == 2_500) {
                throw new IllegalStateException("row 2500 cannot be read");
              }
            });
    AtomicInteger seen = new AtomicInteger();
    try (Cursor<Integer> cursor = Cursor.over(rows)) {
      assertThatThrownBy(
              () -> {
                while (cursor.peek() != null) {
                  seen.incrementAndGet();
                  cursor.advance();
                }
              })
          .hasMessage("row 2500 cannot be read");
    }
    assertThat(seen).hasValue(2_500);
  }

  /** The caller may stop early; what was opened is closed, and no reader stays behind. */
  @Test
  void readsOnlySomeWayAheadAndStopsWithItsCaller() {
    AtomicInteger read = new AtomicInteger();
    AtomicBoolean closed = new AtomicBoolean();
    Stream<Integer> endless =
        Stream.generate(read::incrementAndGet).onClose(() -> closed.set(true));
    try (Cursor<Integer> cursor = Cursor.over(endless)) {
      assertThat(cursor.peek()).isEqualTo(1);
    }
    assertThat(closed).isTrue();
    int after = read.get();
    assertThat(after).isLessThan(10_000);
    assertThat(read).as("nobody reads on").hasValue(after);
  }
}
