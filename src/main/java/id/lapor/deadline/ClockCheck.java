package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import id.lapor.report.MissesTold;
import id.lapor.report.MissesTold.Missed;
import id.lapor.report.ReportId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Clocks are as the house wrote them, and so are their runs; every step of a missed promise that a
 * journal tells of stands on the clock that was missed, and no other does. Reads a sheet at a time.
 */
@Component
class ClockCheck implements Check {

  private static final int A_SHEET = 1_000;

  private static final String CLOCKS = ClockRows.SELECT + "WHERE id > ? ORDER BY id LIMIT ?";

  private static final String OF_REPORTS = ClockRows.SELECT + "WHERE report_id = ANY(?)";

  private final JdbcTemplate jdbc;
  private final LedgerStore ledgers;
  private final ClockMarks marks;
  private final MissesTold told;

  ClockCheck(JdbcTemplate jdbc, LedgerStore ledgers, ClockMarks marks, MissesTold told) {
    this.jdbc = jdbc;
    this.ledgers = ledgers;
    this.marks = marks;
    this.told = told;
  }

  @Override
  public Optional<Verdict.Finding> look() {
    long after = Long.MIN_VALUE;
    boolean more = true;
    Optional<Verdict.Finding> wrong = Optional.empty();
    while (more && wrong.isEmpty()) {
      List<ClockMarks.Kept> sheet;
      try {
        sheet = jdbc.query(CLOCKS, ClockMarks.Kept::read, after, A_SHEET);
      } catch (IllegalArgumentException e) {
        return unreadable(after);
      }
      more = sheet.size() == A_SHEET;
      after = more ? sheet.getLast().clock().id() : after;
      wrong = unmarked(sheet).or(() -> untold(sheet));
    }
    return wrong.or(this::unseen);
  }

  /** The first that says what no clock of this house says. */
  private Optional<Verdict.Finding> unreadable(long after) {
    return jdbc
        .queryForList(
            "SELECT id FROM deadline_clock WHERE id > ? ORDER BY id LIMIT ?",
            Long.class,
            after,
            A_SHEET)
        .stream()
        .filter(id -> !readable(id))
        .findFirst()
        .map(id -> new Verdict.Finding("deadline_clock " + id, "It cannot be read."));
  }

  private boolean readable(long id) {
    try {
      return !jdbc.query(CLOCKS, ClockRows::clock, id - 1, 1).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Optional<Verdict.Finding> unmarked(List<ClockMarks.Kept> sheet) {
    Map<Long, List<Ledger.Run>> runs =
        ledgers.runs(sheet.stream().map(ClockMarks.Kept::clock).toList());
    return sheet.parallelStream()
        .flatMap(k ->
            wrong(k, runs.getOrDefault(k.clock().id(), List.of()))
                .map(row -> new Verdict.Finding(row, "The house did not write it so."))
                .stream())
        .findFirst();
  }

  private Optional<String> wrong(ClockMarks.Kept kept, List<Ledger.Run> runs) {
    long id = kept.clock().id();
    return !marks.fits(kept)
        ? Optional.of("deadline_clock " + id)
        : marks.fits(kept, runs) ? Optional.empty() : Optional.of("deadline_run of clock " + id);
  }

  /** What stands on the ladder without its journal telling. */
  private Optional<Verdict.Finding> untold(List<ClockMarks.Kept> sheet) {
    List<Clock> missed =
        sheet.stream().map(ClockMarks.Kept::clock).filter(c -> c.step() > 0).toList();
    if (missed.isEmpty()) {
      return Optional.empty();
    }
    Set<Missed> tells = new HashSet<>(told.of(missed.stream().map(Clock::report).toList()));
    return missed.stream()
        .filter(c -> !tells.contains(lastStep(c)))
        .findFirst()
        .map(c ->
            new Verdict.Finding(
                "deadline_clock " + c.id(), "No journal tells that it was missed so."));
  }

  private static Missed lastStep(Clock c) {
    @Nullable Instant missed = c.breachedAt();
    return new Missed(
        c.report(),
        c.kind().name(),
        c.office(),
        missed == null ? Instant.MIN : missed,
        c.step() - 1);
  }

  /** What a journal tells, and no clock. */
  private Optional<Verdict.Finding> unseen() {
    try (Stream<List<Missed>> sheets = told.sheets()) {
      return sheets.flatMap(this::without).findFirst();
    }
  }

  private record Promise(
      ReportId report, String clock, AgencyId office, @Nullable Instant missed) {}

  private Stream<Verdict.Finding> without(List<Missed> sheet) {
    Set<Promise> standing = new HashSet<>();
    for (Clock c : of(sheet.stream().map(Missed::report).toList())) {
      if (c.step() > 0) {
        standing.add(new Promise(c.report(), c.kind().name(), c.office(), c.breachedAt()));
      }
    }
    return sheet.stream()
        .filter(m -> !standing.contains(new Promise(m.report(), m.clock(), m.office(), m.dueAt())))
        .map(m ->
            new Verdict.Finding(
                "deadline_clock",
                "The journal of report_case %d tells that %s of office %d was missed, and no clock does."
                    .formatted(m.report().value(), m.clock(), m.office().value())));
  }

  private List<Clock> of(Collection<ReportId> reports) {
    return jdbc.query(
        OF_REPORTS,
        ClockRows::clock,
        (Object) reports.stream().map(ReportId::value).distinct().toArray(Long[]::new));
  }
}
