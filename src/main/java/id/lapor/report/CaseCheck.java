package id.lapor.report;

import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Every report stands as its journal tells, its offices' parts and its files too; the journal is on
 * the trail, and what pages show is not the journal. Reads a sheet of reports with all that belongs
 * to them at a time and folds them on all cores. Not in the journal and so not compared are a
 * report's number, what it was sent with (key, foreign number, secret) and whether its reporter was
 * erased.
 */
@Component
@Order(0) // others compare with the rows of reports
class CaseCheck implements Check {

  private static final int A_SHEET = 500;

  private static final String CASES =
      "SELECT id, received_at, changed_at, course::text AS course, "
          + String.join(", ", Told.COLUMNS)
          + " FROM report_case WHERE id > ? ORDER BY id LIMIT ?";

  private static final String EVENTS =
      """
      SELECT report_id, seq, at, kind, actor, body
      FROM report_event
      WHERE report_id > ? AND report_id <= ?
      ORDER BY report_id, seq
      """;

  private static final String PARTS =
      """
      SELECT report_id, concat_ws(' ', agency_id, CASE WHEN lead THEN 'leads' ELSE 'helps' END, state, stage)
      FROM report_assignment
      WHERE report_id > ? AND report_id <= ?
      """;

  private static final String FILES =
      """
      SELECT report_id, concat_ws(' ', evidence_id, seq, CASE WHEN by_reporter THEN 'reporter' ELSE 'other' END)
      FROM report_evidence
      WHERE report_id > ? AND report_id <= ?
      """;

  private final JdbcTemplate jdbc;
  private final Journal journal;

  CaseCheck(JdbcTemplate jdbc, Journal journal) {
    this.jdbc = jdbc;
    this.journal = journal;
  }

  /**
   * A report as it stands.
   *
   * @param values of {@link Told#COLUMNS}
   */
  private record Standing(
      long id,
      Instant receivedAt,
      Instant changedAt,
      String course,
      List<@Nullable Object> values) {

    static Standing read(ResultSet row, int number) throws SQLException {
      List<@Nullable Object> values = new ArrayList<>();
      for (String column : Told.COLUMNS) {
        values.add(Told.plain(row.getObject(column)));
      }
      return new Standing(
          row.getLong("id"),
          row.getTimestamp("received_at").toInstant(),
          row.getTimestamp("changed_at").toInstant(),
          row.getString("course"),
          Collections.unmodifiableList(values));
    }
  }

  /** What belongs to the reports of a sheet, by report. */
  private record Sheet(
      List<Standing> cases,
      Map<Long, List<JournalRow>> journals,
      Map<Long, List<String>> parts,
      Map<Long, List<String>> files) {

    /** What is told of a report that is not there. */
    Optional<Long> orphan() {
      TreeSet<Long> told = new TreeSet<>(journals.keySet());
      told.addAll(parts.keySet());
      told.addAll(files.keySet());
      cases.forEach(c -> told.remove(c.id()));
      return told.stream().findFirst();
    }
  }

  @Override
  public Optional<Verdict.Finding> look() {
    long after = Long.MIN_VALUE;
    boolean more = true;
    Optional<Verdict.Finding> wrong = unbound();
    while (more && wrong.isEmpty()) {
      List<Standing> cases = jdbc.query(CASES, Standing::read, after, A_SHEET);
      more = cases.size() == A_SHEET;
      long last = more ? cases.getLast().id() : Long.MAX_VALUE;
      wrong = wrong(sheet(cases, after, last));
      after = last;
    }
    return wrong;
  }

  /** Uses report_case_bare_secret. */
  private Optional<Verdict.Finding> unbound() {
    return jdbc
        .query(
            "SELECT id FROM report_case WHERE octet_length(secret_hash) = %d ORDER BY id LIMIT 1"
                .formatted(Bound.BARE),
            (row, _) -> row.getLong(1))
        .stream()
        .findFirst()
        .map(id -> finding(id, "Its secret is not bound to it."));
  }

  private Sheet sheet(List<Standing> cases, long after, long last) {
    return new Sheet(
        cases,
        jdbc.query(EVENTS, JournalRow::read, after, last).stream()
            .collect(Collectors.groupingBy(JournalRow::report, TreeMap::new, Collectors.toList())),
        words(PARTS, after, last),
        words(FILES, after, last));
  }

  private Map<Long, List<String>> words(String sql, long after, long last) {
    return jdbc
        .query(sql, (row, _) -> Map.entry(row.getLong(1), row.getString(2)), after, last)
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private Optional<Verdict.Finding> wrong(Sheet sheet) {
    return sheet
        .orphan()
        .map(id -> finding(id, "The row is missing, and what belongs to it is there."))
        .or(() ->
            sheet.cases().parallelStream()
                .flatMap(c -> wrong(c, sheet).map(what -> finding(c.id(), what)).stream())
                .findFirst());
  }

  private static Verdict.Finding finding(long id, String what) {
    return new Verdict.Finding("report_case " + id, what);
  }

  private Optional<String> wrong(Standing stands, Sheet sheet) {
    @Nullable Told told =
        Told.by(sheet.journals().getOrDefault(stands.id(), List.of()), journal).orElse(null);
    if (told == null) {
      return Optional.of("No journal tells of it from its filing on.");
    }
    List<String> parts = sheet.parts().getOrDefault(stands.id(), List.of());
    List<String> files = sheet.files().getOrDefault(stands.id(), List.of());
    return told.otherColumn(stands.values())
        .or(() -> told.otherMoment(stands.receivedAt(), stands.changedAt()))
        .or(() -> told.course(stands.course(), journal) ? Optional.empty() : Optional.of("course"))
        .map("What stands in %s is not what its journal tells."::formatted)
        .or(() -> told.parts(parts) ? Optional.empty() : Optional.of(OTHER_PARTS))
        .or(() -> told.files(files) ? Optional.empty() : Optional.of(OTHER_FILES))
        .or(() -> told.narrowing() ? Optional.empty() : Optional.of(WIDER));
  }

  private static final String OTHER_PARTS =
      "Its rows in report_assignment are not what its journal tells.";

  private static final String WIDER = "Its journal narrows a circle it did not have.";

  private static final String OTHER_FILES =
      "Its rows in report_evidence are not what its journal tells.";
}
