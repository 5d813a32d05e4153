package id.lapor.platform.db;

import id.lapor.platform.time.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Nobody stands still in a test; how long they would have is kept. */
@Component
@Profile("test")
public class NoWaiting implements Waiter {

  private final List<Duration> all = new CopyOnWriteArrayList<>();
  private volatile Runnable meanwhile = () -> {};

  @Override
  public void pause(Duration duration) {
    all.add(duration);
    meanwhile.run();
  }

  /** What to look at while somebody stands still. */
  public void meanwhile(Runnable look) {
    meanwhile = look;
  }

  /** Those since it was asked last. */
  public List<Duration> taken() {
    List<Duration> taken = List.copyOf(all);
    all.clear();
    return taken;
  }
}
