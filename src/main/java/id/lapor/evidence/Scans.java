package id.lapor.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has files looked at by a virus scanner, where one is set. While it is away files are taken in all
 * the same, wait, and go to nobody; a worker on any server asks again until it got an answer.
 */
@Component
@EnableConfigurationProperties(EvidenceSettings.class)
public class Scans {

  private static final Logger log = LoggerFactory.getLogger(Scans.class);

  /** After this another worker may try a file whose worker died over it. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  /** While it is known to be away nobody who sends a file waits for it. */
  private static final Duration AWAY = Duration.ofSeconds(30);

  /** A file of which it cannot tell is shown to it again, in case it learns. */
  private static final Duration UNSURE = Duration.ofHours(1);

  private final @Nullable Clamd clamd;
  private final Shelf shelf;
  private final EvidenceStore store;
  private final InstantSource clock;
  private volatile Instant awayUntil = Instant.MIN;

  Scans(EvidenceSettings settings, Shelf shelf, EvidenceStore store, InstantSource clock) {
    this.clamd = Clamd.at(settings.clamav()).orElse(null);
    this.shelf = shelf;
    this.store = store;
    this.clock = clock;
  }

  /**
   * How the scanner does.
   *
   * @param scanner its address, null when none is set
   * @param version what it says of itself, null when it is away or none is set
   * @param waiting files not yet scanned, where a scanner is set
   * @param oldest when the one was taken in that waits longest
   * @param sealed files something was found in
   */
  public record State(
      @Nullable String scanner,
      @Nullable String version,
      long waiting,
      @Nullable Instant oldest,
      long sealed) {}

  /** Asks the scanner itself, for two seconds at most when it is away. */
  public State state() {
    EvidenceStore.Unscanned unscanned =
        clamd == null ? new EvidenceStore.Unscanned(0, null) : store.unscanned();
    @Nullable String version = null;
    try {
      version = clamd == null ? null : clamd.version();
    } catch (IOException e) {
      log.debug("The virus scanner {} is away", clamd, e);
    }
    return new State(
        clamd == null ? null : clamd.toString(),
        version,
        unscanned.files(),
        unscanned.oldest(),
        store.found());
  }

  /** Whether files go to nobody before they were scanned. */
  boolean wanted() {
    return clamd != null;
  }

  /**
   * Looks at a file that was just received.
   *
   * @return true when it is clean, false when nobody could tell
   * @throws Unusable when something was found in it
   */
  boolean look(Path file) throws Unusable {
    return switch (ask(file).orElse(null)) {
      case null -> false;
      case Clamd.Verdict.Unsure _ -> false;
      case Clamd.Verdict.Clean _ -> true;
      case Clamd.Verdict.Found found -> {
        log.info("A file was refused: {}", found.what());
        throw new Unusable(Unfit.INFECTED);
      }
    };
  }

  /** Scans what waits, file by file, until nothing is due or the scanner is away. */
  @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT10S")
  void catchUp() {
    while (clamd != null && !clock.instant().isBefore(awayUntil)) {
      Instant now = clock.instant();
      @Nullable EvidenceId id = store.claimUnscanned(now, now.plus(LEASE)).orElse(null);
      if (id == null || !settle(id)) {
        return;
      }
    }
  }

  /** Returns false when the scanner was away. */
  private boolean settle(EvidenceId id) {
    @Nullable Path file =
        Stream.of(Rendition.ORIGINAL, Rendition.CLEAN)
            .map(r -> shelf.place(id, r))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElse(null);
    Instant later = clock.instant().plus(UNSURE);
    if (file == null) {
      log.warn("File {} has a row and no bytes; was evidence restored with the database?", id);
      store.scanLater(id, later);
      return true;
    }
    return switch (ask(file).orElse(null)) {
      case null -> {
        store.scanLater(id, clock.instant());
        yield false;
      }
      case Clamd.Verdict.Unsure unsure -> {
        log.warn("The virus scanner cannot tell of file {}: {}", id.value(), unsure.why());
        store.scanLater(id, later);
        yield true;
      }
      case Clamd.Verdict.Clean _ -> {
        store.scanned(id, null);
        yield true;
      }
      case Clamd.Verdict.Found found -> {
        log.warn("File {} is sealed: {}", id.value(), found.what());
        store.scanned(id, found.what());
        yield true;
      }
    };
  }

  private Optional<Clamd.Verdict> ask(Path file) {
    if (clamd == null || clock.instant().isBefore(awayUntil)) {
      return Optional.empty();
    }
    try {
      return Optional.of(clamd.scan(file));
    } catch (IOException e) {
      log.warn("The virus scanner {} is away, files wait: {}", clamd, e.getMessage());
      awayUntil = clock.instant().plus(AWAY);
      return Optional.empty();
    }
  }
}
