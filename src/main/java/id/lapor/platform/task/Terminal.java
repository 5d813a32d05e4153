package id.lapor.platform.task;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a task speaks: a bar that moves on a terminal, plain lines into a file or a pipe. */
public final class Terminal {

  private static final int BAR = 30;
  private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();
  private static final long EVERY_NANOS_PLAIN = Duration.ofSeconds(10).toNanos();

  private final PrintStream out;
  private final boolean moving;
  private long told;

  public Terminal(PrintStream out, boolean moving) {
    this.out = out;
    this.moving = moving;
  }

  /** The terminal this process was started on. */
  public static Terminal ofProcess() {
    @Nullable Console console = System.console();
    return new Terminal(System.out, console != null && console.isTerminal());
  }

  public void say(String line) {
    clear();
    out.println(line);
  }

  /**
   * Shows how far the work is; cheap enough to be called for every row.
   *
   * @param share of the work, 0 to 1
   * @param words what has been done, in words
   */
  public void progress(double share, String words) {
    long now = System.nanoTime();
    if (told != 0 && now - told < (moving ? EVERY_NANOS : EVERY_NANOS_PLAIN)) {
      return;
    }
    told = now;
    int percent = (int) Math.floor(100 * Math.clamp(share, 0, 1));
    if (moving) {
      int full = percent * BAR / 100;
      out.printf(
          Locale.ROOT,
          "\r[%s%s] %3d %%  %s\033[K",
          "█".repeat(full),
          "·".repeat(BAR - full),
          percent,
          words);
      out.flush();
    } else {
      out.printf(Locale.ROOT, "%3d %%  %s%n", percent, words);
    }
  }

  private void clear() {
    if (moving && told != 0) {
      out.print("\r\033[K");
    }
  }
}
