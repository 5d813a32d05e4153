package id.lapor.evidence;

import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every file is what was taken in under its number: what its row says has the mark of the house,
 * and the bytes on the shelf, of the original while it is kept and of each copy, are those of the
 * row. Reads every byte, on all cores. Not compared are its name and what the virus scanner said.
 */
@Component
class EvidenceCheck implements Check {

  private static final int A_SHEET = 500;

  private final EvidenceStore store;
  private final Stamp stamp;
  private final Shelf shelf;
  private final TransactionTemplate apart;

  EvidenceCheck(
      EvidenceStore store, Stamp stamp, Shelf shelf, PlatformTransactionManager transactions) {
    this.store = store;
    this.stamp = stamp;
    this.shelf = shelf;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Override
  public Optional<Verdict.Finding> look() {
    long after = Long.MIN_VALUE;
    boolean more = true;
    Optional<Verdict.Finding> wrong = Optional.empty();
    while (more && wrong.isEmpty()) {
      List<EvidenceStore.Kept> sheet = store.after(after, A_SHEET);
      more = sheet.size() == A_SHEET;
      after = more ? sheet.getLast().id().value() : after;
      wrong = sheet.parallelStream().flatMap(k -> wrong(k).stream()).findFirst();
    }
    return wrong;
  }

  private Optional<Verdict.Finding> wrong(EvidenceStore.Kept kept) {
    return (stamp.fits(kept)
            ? Stream.of(Rendition.values()).flatMap(r -> wrong(kept, r).stream()).findFirst()
            : Optional.of("The house did not write it so."))
        .map(what -> new Verdict.Finding("evidence_file " + kept.id().value(), what));
  }

  private Optional<String> wrong(EvidenceStore.Kept kept, Rendition rendition) {
    byte @Nullable [] due = kept.row().bytes().of(rendition);
    if (due == null || (rendition == Rendition.ORIGINAL && kept.row().letGo())) {
      return Optional.empty();
    }
    Path file = shelf.place(kept.id(), rendition);
    try {
      return MessageDigest.isEqual(due, Digest.of(file))
          ? Optional.empty()
          : Optional.of("The bytes of %s are not what was put there.".formatted(rendition));
    } catch (UncheckedIOException e) {
      return goneSince(kept, rendition)
          ? Optional.empty()
          : Optional.of("%s %s.".formatted(rendition, trouble(e)));
    }
  }

  private static String trouble(UncheckedIOException e) {
    return e.getCause() instanceof NoSuchFileException
        ? "is missing"
        : "cannot be read: " + e.getMessage();
  }

  /** Whether the house has let go of it since this check began. */
  private boolean goneSince(EvidenceStore.Kept kept, Rendition rendition) {
    return Boolean.TRUE.equals(
        apart.execute(_ ->
            store
                .settled(kept.id())
                .map(now -> rendition == Rendition.ORIGINAL && now.row().letGo() && stamp.fits(now))
                .orElse(true)));
  }
}
