package id.lapor.channel;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What comes through doors where whoever knocks waits for the answer. It is read and filed at once,
 * and what was sent is kept, sealed, in the same transaction; what cannot be read is told to its
 * sender, who has it still. Nothing waits here, so nothing here is ever lost (ADR 030).
 */
@Service
public class Doors {

  /** How long it is known that something came: a {@link Rhythm} looks back five weeks. */
  private static final Duration KNOWN = Duration.ofDays(60);

  /** Line of all officers who write something down. */
  public static final String AT_THE_DESK = "DESK";

  private final DoorStore store;
  private final List<Callers> callers;
  private final Seal seal;
  private final InstantSource clock;

  Doors(DoorStore store, List<Callers> callers, InstallationKey key, InstantSource clock) {
    this.store = store;
    this.callers = callers;
    this.seal = new Seal(KeyRing.of(1, key.derive("door", "")));
    this.clock = clock;
  }

  /** Where somebody knocks. */
  public enum Door {
    API,
    OPEN311,
    /** Officers who write down what somebody says. */
    DESK
  }

  /**
   * Something that is being filed.
   *
   * @param line who brings it, by a name for people
   * @param sent byte by byte, but for what shows who sends it; null where it is kept elsewhere
   */
  public record Brought(Door door, String line, byte @Nullable [] sent) {}

  /**
   * @param about number of what it led to
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void keep(Brought brought, long about) {
    long id = store.add(brought.door(), brought.line(), about, clock.instant());
    if (brought.sent() != null) {
      store.seal(id, seal.close(brought.sent(), address(id)));
    }
  }

  /**
   * It was turned away, aloud.
   *
   * @param status of HTTP that its sender was told
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void refused(String line, int status) {
    store.refused(line, status, clock.instant());
  }

  /** What was sent for this, the oldest first, as long as it is kept. */
  public List<byte[]> sent(long about) {
    return store.sealed(about).stream().map(s -> seal.open(s.bytes(), address(s.id()))).toList();
  }

  /**
   * How a line does.
   *
   * @param taken the last time, null when nothing was taken lately
   * @param refused the last time, null when nothing was turned away lately
   */
  public record State(String line, @Nullable Taken taken, @Nullable Refused refused) {}

  public record Taken(Door door, Instant at) {}

  /**
   * @param times altogether
   */
  public record Refused(Instant at, int status, long times) {}

  /** Of the desk, and of everybody else who may bring something. */
  public List<State> states() {
    return store.states(
        Stream.concat(Stream.of(AT_THE_DESK), callers.stream().flatMap(c -> c.lines().stream()))
            .toList());
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT16M")
  void sweep() {
    Instant now = clock.instant();
    store.sweep(now.minus(Inbox.KEPT), now.minus(KNOWN));
  }

  private static String address(long id) {
    return "channel_door/" + id;
  }
}
