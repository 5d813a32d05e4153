package id.lapor.citizen.batch;

import id.lapor.agency.Categories;
import id.lapor.citizen.Counter;
import id.lapor.people.Officer;
import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.table.Table;
import id.lapor.platform.table.TableFile;
import id.lapor.platform.table.Unreadable;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Course;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Files of reports: taken, read, filed row by row, taken back whole. */
@Service
public class Batches {

  private static final Logger log = LoggerFactory.getLogger(Batches.class);

  /** For how long rows that were not filed are kept. */
  static final Duration KEPT = Duration.ofDays(30);

  /** For how long the slips of a batch can be printed. */
  static final Duration SLIPS = Duration.ofDays(7);

  private static final int LONGEST_NAME = 100;
  private static final int TRIES = 5;
  private static final int TOGETHER = 100;
  private static final int TOKEN_BYTES = 24;

  private final BatchStore store;
  private final Counter counter;
  private final Categories categories;
  private final Reports reports;
  private final InstallationKey key;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Batches(
      BatchStore store,
      Counter counter,
      Categories categories,
      Reports reports,
      InstallationKey key,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.store = store;
    this.counter = counter;
    this.categories = categories;
    this.reports = reports;
    this.key = key;
    this.clock = clock;
    this.transaction = transaction;
  }

  /**
   * Keeps a file; nothing is filed yet.
   *
   * @param name as the sender's machine calls it
   * @return its number
   */
  @Transactional
  public long take(byte[] content, String name, Actor.Officer by) throws Unreadable {
    Table table = TableFile.read(content);
    if (table.rows().isEmpty()) {
      throw Unreadable.empty();
    }
    String bare = name.replaceAll(".*[/\\\\]", "").replaceAll("\\p{C}", "").strip();
    BatchStore.Head head =
        new BatchStore.Head(
            TableFile.of(content),
            bare.substring(0, Math.min(LONGEST_NAME, bare.length())),
            table.columns());
    Choices choices = Choices.guessed(table.columns());
    long id = store.add(by, head, mark(sha256(content)), choices, clock.instant());
    store.add(id, table.rows());
    return id;
  }

  /** Only who took it in opens it: it may hold what no colleague may know. */
  public Optional<Batch> find(long id, long account) {
    return store.find(id, account);
  }

  List<Batch> of(long account, int limit) {
    return store.of(account, limit);
  }

  /** When the same file was filed before, if it was. */
  Optional<Instant> before(Batch batch) {
    return store.filedBefore(store.mark(batch.id()), batch.id());
  }

  /** Rows that are no reports yet, as they would be filed. */
  List<Read> read(Batch batch) {
    RowReader reader = reader(batch, store.twins(batch.id()));
    return store.rows(batch.id()).stream().map(reader::read).toList();
  }

  private RowReader reader(Batch batch, Map<Integer, Integer> twins) {
    return new RowReader(counter, categories, batch, twins);
  }

  List<Batch.Filed> filed(Batch batch) {
    return store.filed(batch.id());
  }

  /** Ignored once something of it was filed, so that one file is read in one way. */
  void choose(Batch batch, Choices choices) {
    if (batch.open()) {
      store.choose(batch.id(), choices);
    }
  }

  /**
   * Has rows filed that have nothing wrong, the first ones first.
   *
   * @return how many
   */
  @Transactional
  public int want(Batch batch, int most) {
    if (batch.undoneAt() != null) {
      return 0;
    }
    List<Read> all = read(batch);
    List<Integer> lines =
        all.stream().filter(Read::good).map(r -> r.row().line()).limit(most).toList();
    all.forEach(r -> r.twin().ifPresent(of -> store.twin(batch.id(), r.row().line(), of)));
    store.want(batch.id(), lines, clock.instant());
    return lines.size();
  }

  /** Files one row whose turn it is; false when there is none. */
  boolean fileNext() {
    BatchStore.@Nullable Due[] at = new BatchStore.Due[1];
    try {
      return Boolean.TRUE.equals(
          transaction.execute(_ -> {
            Optional<BatchStore.Due> next = store.next(clock.instant());
            next.ifPresent(due -> {
              at[0] = due;
              file(due);
            });
            return next.isPresent();
          }));
    } catch (RuntimeException e) {
      BatchStore.@Nullable Due due = at[0];
      if (due == null) {
        throw e;
      }
      log.warn("Row {} of batch {} could not be filed: {}", due.line(), due.batch(), e.toString());
      int tries = due.tries() + 1;
      store.failed(due, tries < TRIES ? clock.instant().plusSeconds(10L << tries) : null);
      return true;
    }
  }

  private void file(BatchStore.Due due) {
    Batch batch = store.known(due.batch());
    Read read = reader(batch, Map.of()).read(due.row());
    if (!read.good()) {
      throw new IllegalStateException(read.wrong().getFirst().key());
    }
    Report report =
        counter.file(token(due.batch(), due.line()), read.form(), read.contact(), batch.by());
    store.filed(due, report.id(), counter.sent(report));
  }

  /**
   * Of those whom no message reaches and who have no other since; that an officer saw them goes on
   * the trail.
   */
  @Transactional
  List<Slip> slips(Batch batch, Officer officer) {
    List<Batch.Filed> untold = filed(batch).stream().filter(f -> !f.told()).toList();
    Map<ReportId, Report> found =
        reports.all(untold.stream().map(Batch.Filed::report).toList()).stream()
            .filter(r -> r.course().secret() != Course.Secret.EXCHANGED)
            .collect(Collectors.toMap(Report::id, Function.identity()));
    List<Slip> slips =
        untold.stream()
            .filter(f -> found.containsKey(f.report()))
            .map(f -> slip(batch, f.line(), Objects.requireNonNull(found.get(f.report()))))
            .toList();
    if (!slips.isEmpty()) {
      counter.shown(
          "berkas " + batch.id() + ": " + slips.size(), List.copyOf(found.values()), officer);
    }
    return slips;
  }

  private Slip slip(Batch batch, int line, Report report) {
    String secret = counter.secret(report, token(batch.id(), line));
    return new Slip(line, report.reference().toString(), secret);
  }

  boolean slipsPrintable(Batch batch) {
    return batch.undoneAt() == null && clock.instant().isBefore(batch.uploadedAt().plus(SLIPS));
  }

  /**
   * Files nothing more of it and takes back what is filed, as far as nobody has done anything with
   * it since.
   *
   * @return what became of each
   */
  List<Outcome> undo(Batch batch, String reason, Actor.Officer by) {
    store.halt(batch.id());
    List<ReportId> all = store.filed(batch.id()).stream().map(Batch.Filed::report).toList();
    List<Outcome> outcomes = new ArrayList<>();
    for (int from = 0; from < all.size(); from += TOGETHER) {
      List<ReportId> some = all.subList(from, Math.min(all.size(), from + TOGETHER));
      outcomes.addAll(
          Optional.ofNullable(transaction.execute(_ -> undo(some, reason, by))).orElse(List.of()));
    }
    if (outcomes.stream().anyMatch(Outcome.Done.class::isInstance)) {
      store.undone(batch.id(), clock.instant());
    }
    return outcomes;
  }

  private List<Outcome> undo(List<ReportId> some, String reason, Actor.Officer by) {
    List<Report> locked = reports.lockAll(some);
    Map<ReportId, List<Entry>> histories = reports.histories(some);
    List<Reports.Order> orders =
        locked.stream()
            .filter(r -> untouched(histories.getOrDefault(r.id(), List.of())))
            .map(r -> new Reports.Order(r, new Command.Unrecord(reason)))
            .toList();
    return reports.commandAll(orders, by, clock.instant());
  }

  /** Since it was filed only clocks have passed, and slips were printed. */
  private static boolean untouched(List<Entry> history) {
    return history.stream()
        .skip(1)
        .allMatch(e -> e.actor() instanceof Actor.House || e.event() instanceof Event.SecretShown);
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT25M")
  void sweep() {
    store.drop(clock.instant().minus(KEPT));
  }

  /** Names a row's report for good, and cannot be known without this installation's key. */
  private String token(long batch, int line) {
    byte[] bytes = key.derive("batch-row", batch + "/" + line);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(bytes, TOKEN_BYTES));
  }

  /** By which the same file is known again. */
  private byte[] mark(byte[] hash) {
    return key.derive("batch-file", HexFormat.of().formatHex(hash));
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
