package id.lapor.audit;

import id.lapor.platform.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Publishes the root of the tree once a day, in the database and as a file, and proves from it. */
@Service
public class Checkpoints {

  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

  /** The day of a checkpoint is that of Jakarta. */
  private static final ZoneOffset WIB = ZoneOffset.ofHours(7);

  private final TreeStore store;
  private final Signet signet;
  private final Path directory;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Checkpoints(
      TreeStore store,
      Signet signet,
      Settings settings,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.store = store;
    this.signet = signet;
    this.directory = settings.data().resolve("jejak");
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * That a subject's last act is under a published root.
   *
   * @param leaf the last act the root stands over
   * @param position its place in the tree
   * @param path hashes from the leaf to the root, nearest first
   */
  public record Proof(Leaf leaf, long position, List<byte[]> path, Checkpoint checkpoint) {}

  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT10S")
  void round() {
    try {
      publish();
    } catch (DataAccessException | TransactionException e) {
      log.warn("The day's root could not be published, trying again: {}", e.getMessage());
    }
  }

  /** Publishes today's root unless it was, or there is nothing to publish. */
  public void publish() {
    Instant now = clock.instant();
    LocalDate day = LocalDate.ofInstant(now, WIB);
    if (store.on(day).isPresent()) {
      return;
    }
    @Nullable Checkpoint made = transaction.execute(_ -> store.lock() ? make(day, now) : null);
    if (made != null) {
      write(made);
    }
  }

  public List<Checkpoint> latest(int limit) {
    return store.checkpoints(limit);
  }

  public Optional<Checkpoint> on(LocalDate day) {
    return store.on(day);
  }

  /** The public key published roots are signed with. */
  public String publicKey() {
    return signet.publicKey();
  }

  /** Proof of the newest act of a subject that stands under the last published root. */
  public Optional<Proof> proof(List<Leaf> leaves) {
    @Nullable Checkpoint checkpoint = store.latest().orElse(null);
    if (checkpoint == null) {
      return Optional.empty();
    }
    for (Leaf leaf : leaves.reversed()) {
      Optional<Long> position = store.position(leaf.stream(), leaf.subject(), leaf.seq());
      if (position.isPresent() && position.get() < checkpoint.size()) {
        List<byte[]> path = MerkleTree.inclusion(store.nodes(), position.get(), checkpoint.size());
        return Optional.of(new Proof(leaf, position.get(), path, checkpoint));
      }
    }
    return Optional.empty();
  }

  /** Proof that one published root is the beginning of another, for whoever keeps the older. */
  public List<byte[]> consistency(Checkpoint older, Checkpoint newer) {
    return MerkleTree.consistency(store.nodes(), older.size(), newer.size());
  }

  private @Nullable Checkpoint make(LocalDate day, Instant now) {
    long size = store.size();
    @Nullable Checkpoint last = store.latest().orElse(null);
    if (size == 0 || (last != null && !continues(last, size))) {
      return null;
    }
    byte[] root = MerkleTree.root(store.nodes(), size);
    Checkpoint c = new Checkpoint(day, size, root, now, signet.note(day, size, root));
    return store.add(c) ? c : null;
  }

  /** A tree that shrank or does not begin like the last one published must alarm, not go on. */
  private boolean continues(Checkpoint last, long size) {
    boolean same =
        size >= last.size()
            && Arrays.equals(MerkleTree.root(store.nodes(), last.size()), last.root());
    if (!same) {
      log.error(
          "The trail no longer begins as published on {}. No new root is published; run ./lapor verify.",
          last.day());
    }
    return same;
  }

  Path file(LocalDate day) {
    return directory.resolve(day + ".txt");
  }

  /** Days whose root lies as a file on this machine, oldest first. */
  Stream<LocalDate> filedDays() {
    String @Nullable [] names = directory.toFile().list();
    return names == null
        ? Stream.empty()
        : Arrays.stream(names)
            .filter(n -> n.matches("\\d{4}-\\d{2}-\\d{2}\\.txt"))
            .sorted()
            .map(n -> LocalDate.parse(n.substring(0, n.length() - ".txt".length())));
  }

  private void write(Checkpoint c) {
    try {
      Files.createDirectories(directory);
      Path aside = Files.createTempFile(directory, "root", ".new");
      Files.writeString(aside, c.note());
      Files.move(aside, file(c.day()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      log.warn(
          "The root of {} is published but could not be written as a file: {}",
          c.day(),
          e.getMessage());
    }
  }
}
