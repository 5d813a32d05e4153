package id.lapor.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Takes in photos and documents. A file that was taken is on disk for good before its number is
 * given out; the number is loose until a report claims it.
 */
@Service
public class EvidenceBox implements Standings {

  private static final Logger log = LoggerFactory.getLogger(EvidenceBox.class);

  /** Files that go with one act. */
  public static final int MOST_FILES = 10;

  /** Of one file, in bytes. */
  public static final long LARGEST = 15L * 1024 * 1024;

  private static final int LONGEST_NAME = 100;

  /** Of office programs until 2007, and those of today locked by a password. */
  private static final Set<String> OLD_OFFICE =
      Set.of(
          "application/x-tika-msoffice",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          "application/rtf");

  private static final Pattern IN_ZIP =
      Pattern.compile(
          "application/(zip|x-tika-ooxml.*|vnd\\.openxmlformats.*|vnd\\.oasis\\.opendocument\\..*)");

  private static final Duration LOOSE_FOR = Duration.ofDays(31);

  private final Shelf shelf;
  private final EvidenceStore store;
  private final Scans scans;
  private final Stamp stamp;
  private final Heif heif;
  private final InstantSource clock;
  private final Tika detector = new Tika();

  /** Decoding costs tens of megabytes each; more than this wait their turn. */
  private final Semaphore decoders = new Semaphore(2, true);

  EvidenceBox(
      Shelf shelf, EvidenceStore store, Stamp stamp, Scans scans, Heif heif, InstantSource clock) {
    this.stamp = stamp;
    this.heif = heif;
    this.shelf = shelf;
    this.store = store;
    this.scans = scans;
    this.clock = clock;
  }

  /** Files being written; what was not put on the shelf is thrown away in the end. */
  private record Parts(Path original, Path clean, Path thumb) implements AutoCloseable {

    static Parts on(Shelf shelf) throws IOException {
      return new Parts(shelf.aside(), shelf.aside(), shelf.aside());
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(original);
      Files.deleteIfExists(clean);
      Files.deleteIfExists(thumb);
    }
  }

  /** A file that was received whole. */
  private record Fresh(FileKind kind, long bytes, byte[] sha256, Instant at) {}

  /**
   * Takes in one file.
   *
   * @param name as its sender calls it; only for showing, never believed
   */
  public Taking take(InputStream content, String name) {
    try (Parts parts = Parts.on(shelf)) {
      Fresh fresh = receive(content, parts.original());
      boolean scanned = scans.look(parts.original());
      EvidenceStore.Row row = clean(fresh, parts);
      EvidenceId id = store.nextId();
      shelf.put(parts.original(), id, Rendition.ORIGINAL);
      shelf.put(parts.clean(), id, Rendition.CLEAN);
      if (fresh.kind().image()) {
        shelf.put(parts.thumb(), id, Rendition.THUMB);
      }
      store.add(id, row, tidy(name, fresh.kind()), scanned);
      return new Taking.Taken(find(id).orElseThrow());
    } catch (Unusable e) {
      return new Taking.Refused(e.why());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Evidence> all(Collection<EvidenceId> ids) {
    return ids.isEmpty() ? List.of() : store.all(ids, scans.wanted());
  }

  public Optional<Evidence> find(EvidenceId id) {
    return all(List.of(id)).stream().findFirst();
  }

  /** Whether these are the same files, taken in twice, in whatever order. */
  public boolean alike(Collection<EvidenceId> ones, Collection<EvidenceId> others) {
    return ones.size() == others.size()
        && (ones.isEmpty() || store.digests(ones).equals(store.digests(others)));
  }

  @Override
  public Map<EvidenceId, Standing> of(Collection<EvidenceId> ids) {
    return all(ids).stream().collect(Collectors.toMap(Evidence::id, Evidence::standing));
  }

  /**
   * Where a rendition lies; empty when there is none, it may not leave the house or it is not what
   * the house put there.
   */
  public Optional<Path> file(Evidence evidence, Rendition rendition) {
    return evidence.standing() == Standing.OPEN
        ? file(evidence.id(), rendition).filter(f -> asPut(evidence.id(), rendition, f))
        : Optional.empty();
  }

  private boolean asPut(EvidenceId id, Rendition rendition, Path file) {
    boolean fits =
        store.kept(List.of(id)).stream()
            .anyMatch(k ->
                stamp.fits(k)
                    && MessageDigest.isEqual(Digest.of(file), k.row().bytes().of(rendition)));
    if (!fits) {
      log.error(
          "{} of file {} is not what was put there and is sent to nobody", rendition, id.value());
    }
    return fits;
  }

  /** Where a rendition lies, wherever it stands. */
  Optional<Path> file(EvidenceId id, Rendition rendition) {
    Path place = shelf.place(id, rendition);
    return Files.isRegularFile(place) ? Optional.of(place) : Optional.empty();
  }

  /** Makes files part of a report for good, in the transaction that files it. */
  public void claim(Collection<EvidenceId> ids) {
    if (!ids.isEmpty()) {
      store.claim(ids, clock.instant());
    }
  }

  /** Those of the files that are not part of a report as far as this room knows. */
  public List<EvidenceId> unclaimed(Collection<EvidenceId> ids) {
    return ids.isEmpty() ? List.of() : store.unclaimed(ids);
  }

  /**
   * Lets go of what a file carried besides its picture: the original as it was sent and the name it
   * had. The clean copies stay.
   */
  public void forgetOriginals(Collection<EvidenceId> ids) {
    if (!ids.isEmpty()) {
      store.letGo(ids);
      ids.forEach(shelf::removeOriginal);
    }
  }

  /** Forgets files nobody made part of a report. */
  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT15M")
  void sweep() {
    store.takeLoose(clock.instant().minus(LOOSE_FOR)).forEach(shelf::remove);
  }

  private EvidenceStore.Row clean(Fresh fresh, Parts parts) throws IOException, Unusable {
    decoders.acquireUninterruptibly();
    try {
      if (fresh.kind().image()) {
        Photo photo =
            fresh.kind() == FileKind.HEIC
                ? heif.read(parts.original())
                : Photo.read(parts.original());
        photo.writeClean(parts.clean());
        photo.writeThumb(parts.thumb());
        return new EvidenceStore.Row(
            fresh.kind().name(),
            bytes(fresh, parts),
            photo.width(),
            photo.height(),
            null,
            fresh.at(),
            false);
      }
      @Nullable Integer pages = null;
      if (fresh.kind().office()) {
        Office.clean(parts.original(), parts.clean());
      } else {
        pages = Document.clean(parts.original(), parts.clean());
      }
      return new EvidenceStore.Row(
          fresh.kind().name(), bytes(fresh, parts), null, null, pages, fresh.at(), false);
    } finally {
      decoders.release();
    }
  }

  private static EvidenceStore.Bytes bytes(Fresh fresh, Parts parts) {
    return new EvidenceStore.Bytes(
        fresh.bytes(),
        fresh.sha256(),
        Digest.of(parts.clean()),
        fresh.kind().image() ? Digest.of(parts.thumb()) : null);
  }

  private Fresh receive(InputStream content, Path to) throws IOException, Unusable {
    MessageDigest digest = Digest.sha256();
    try (OutputStream file = Files.newOutputStream(to);
        OutputStream out = new DigestOutputStream(file, digest)) {
      byte[] buffer = new byte[16 * 1024];
      long sum = 0;
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        sum += n;
        if (sum > LARGEST) {
          throw new Unusable(Unfit.TOO_LARGE);
        }
        out.write(buffer, 0, n);
      }
      if (sum == 0) {
        throw new Unusable(Unfit.EMPTY);
      }
    }
    String type;
    try (InputStream head = Files.newInputStream(to)) {
      type = detector.detect(head);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Fresh(kind(type, to), Files.size(to), digest.digest(), now);
  }

  /**
   * @param type as its first bytes tell it
   */
  private FileKind kind(String type, Path file) throws Unusable {
    if (OLD_OFFICE.contains(type)) {
      throw new Unusable(Unfit.OLD_OFFICE);
    }
    Optional<FileKind> kind =
        IN_ZIP.matcher(type).matches() ? Office.kind(file) : FileKind.of(type);
    if (kind.filter(k -> k == FileKind.HEIC).isPresent() && !heif.able()) {
      throw new Unusable(Unfit.HEIC);
    }
    return kind.orElseThrow(() -> new Unusable(Unfit.KIND));
  }

  /**
   * A name that can be shown and saved: no path, nothing invisible, nothing that turns the reading
   * direction, and always the ending of what the file really is.
   */
  private static String tidy(String name, FileKind kind) {
    String last =
        name.replaceFirst("(?s)^.*[/\\\\]", "")
            .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\"<>|:*?]", "")
            .strip();
    String end = "." + kind.extension();
    boolean right = last.toLowerCase(Locale.ROOT).endsWith(end);
    String stem = right ? last.substring(0, last.length() - end.length()) : last;
    stem = stem.replaceAll("^[.\\s]+|[.\\s]+$", "");
    int most = Math.min(stem.length(), LONGEST_NAME - end.length());
    String cut = stem.substring(0, stem.offsetByCodePoints(0, stem.codePointCount(0, most)));
    return (cut.isEmpty() ? "bukti" : cut) + end;
  }
}
