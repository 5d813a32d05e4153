package id.lapor.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes mails apart on a thread of the operating system each, and only for so long: whatever
 * somebody sent, it keeps none of the threads pages are answered on, and holds up nothing else.
 */
@Component
class MailReading {

  private static final Logger log = LoggerFactory.getLogger(MailReading.class);

  /** Honest mail takes a second at most. */
  static final Duration LONGEST = Duration.ofSeconds(20);

  private final Function<byte[], Mail> reader;
  private final Duration longest;

  MailReading() {
    this(MailReader::read, LONGEST);
  }

  MailReading(Function<byte[], Mail> reader, Duration longest) {
    this.reader = reader;
    this.longest = longest;
  }

  /** Empty when it could not be read, or not in time. */
  Optional<Mail> read(byte[] raw) {
    FutureTask<Mail> task = new FutureTask<>(() -> reader.apply(raw));
    Thread.ofPlatform().daemon().name("mail-reading").start(task);
    try {
      return Optional.of(task.get(longest.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      log.error("A mail of {} bytes could not be read, a person has to", raw.length, e.getCause());
    } catch (TimeoutException _) {
      log.error("A mail of {} bytes took too long to read, a person has to", raw.length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("This server stops", e);
    } finally {
      task.cancel(true);
    }
    return Optional.empty();
  }
}
