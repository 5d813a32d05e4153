package id.lapor.deadline;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/**
 * Time that passes faster than it does, for a present that can be moved: what the house does by
 * itself on the way, it does at its own moment, as if nothing had been skipped.
 */
@Service
public class Passage {

  private final Watch watch;
  private final Recounts recounts;

  Passage(Watch watch, Recounts recounts) {
    this.watch = watch;
    this.recounts = recounts;
  }

  /**
   * @param from where the present stands
   * @param until the last moment that is looked at, when something is to be done at it
   * @param present told each moment before the house acts at it
   */
  public void pass(Instant from, Instant until, Consumer<Instant> present) {
    Optional<Instant> moment = Optional.of(from);
    while (moment.isPresent() && !moment.get().isAfter(until)) {
      present.accept(moment.get());
      recounts.catchUp();
      watch.catchUp();
      moment = watch.next(moment.get());
    }
  }
}
