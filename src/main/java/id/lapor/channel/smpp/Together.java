package id.lapor.channel.smpp;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work that many threads bring at once, done together: whoever comes while others are at it waits,
 * and the next one does it for all who wait. So a commit serves many, and one connection is enough.
 */
final class Together<T> {

  private static final int MOST = 500;

  private final Consumer<List<T>> work;
  private final Queue<Turn<T>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * @param work what is done with a number of them; when it fails it failed for each
   */
  Together(Consumer<List<T>> work) {
    this.work = work;
  }

  private static final class Turn<T> {
    private final T item;
    private volatile boolean over;
    private volatile @Nullable RuntimeException failure;

    Turn(T item) {
      this.item = item;
    }
  }

  /** Returns once it was done. */
  void bring(T item) {
    Turn<T> mine = new Turn<>(item);
    waiting.add(mine);
    lock.lock();
    try {
      while (!mine.over) {
        doSome();
      }
    } finally {
      lock.unlock();
    }
    @Nullable RuntimeException failure = mine.failure;
    if (failure != null) {
      throw new IllegalStateException("It was not kept", failure);
    }
  }

  private void doSome() {
    List<Turn<T>> turns = new ArrayList<>();
    for (Turn<T> turn = waiting.poll();
        turn != null;
        turn = turns.size() < MOST ? waiting.poll() : null) {
      turns.add(turn);
    }
    @Nullable RuntimeException failure = null;
    try {
      work.accept(turns.stream().map(t -> t.item).toList());
    } catch (RuntimeException e) {
      failure = e;
    }
    for (Turn<T> turn : turns) {
      turn.failure = failure;
      turn.over = true;
    }
  }
}
