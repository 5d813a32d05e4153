package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MailReadingTests {

  private static final byte[] RAW =
      "From: budi@contoh.example\r\n\r\nLampu mati.".getBytes(StandardCharsets.UTF_8);

  /** Threads on which pages are answered are few, and computing keeps one. */
  @Test
  void readsOnAThreadOfTheOperatingSystem() throws Exception {
    AtomicBoolean virtual = new AtomicBoolean(true);
    MailReading reading =
        new MailReading(
            raw -> {
              virtual.set(Thread.currentThread().isVirtual());
              return MailReader.read(raw);
            },
            MailReading.LONGEST);
    Thread.ofVirtual().start(() -> assertThat(reading.read(RAW)).isPresent()).join();
    assertThat(virtual).isFalse();
  }

  @Test
  void givesUpWhatTakesTooLong() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    MailReading reading =
        new MailReading(
            _ -> {
              try {
                never.await();
              } catch (InterruptedException _) {
                stopped.countDown();
              }
              throw new IllegalStateException("Nobody waits for this");
            },
            Duration.ofMillis(20));
    assertThat(reading.read(RAW)).isEmpty();
    assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void survivesWhateverReadingThrows() {
    MailReading reading =
        new MailReading(
            _ -> {
              throw new StackOverflowError();
            },
            MailReading.LONGEST);
    assertThat(reading.read(RAW)).isEmpty();
  }
}
