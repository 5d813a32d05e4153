package id.lapor.publication;

import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Everyone is shown every report that is public and no other, as it stands. Not compared are what
 * follows the clocks (whether it is overdue), when it last changed and ended, and which name was
 * shown: only that none is where none may be.
 */
@Component
class PublicCheck implements Check {

  private static final int A_SHEET = 500;

  /** Of publication_report, by their place in a row of {@link PublicReports#row}. */
  private static final Map<String, Integer> COLUMNS =
      Map.ofEntries(
          Map.entry("reference", 1),
          Map.entry("stage", 2),
          Map.entry("kind", 3),
          Map.entry("category", 4),
          Map.entry("agency_id", 5),
          Map.entry("region", 6),
          Map.entry("text", 7),
          Map.entry("supporters", 8),
          Map.entry("received_at", 9),
          Map.entry("desk_id", 13),
          Map.entry("address", 14),
          Map.entry("latitude", 15),
          Map.entry("longitude", 16),
          Map.entry("day_only", 18));

  private static final String ROWS =
      "SELECT report_id, name, "
          + String.join(", ", COLUMNS.keySet())
          + " FROM publication_report WHERE report_id > ? AND report_id <= ?";

  private final JdbcTemplate jdbc;
  private final Reports reports;
  private final PublicReports shown;

  PublicCheck(JdbcTemplate jdbc, Reports reports, PublicReports shown) {
    this.jdbc = jdbc;
    this.reports = reports;
    this.shown = shown;
  }

  /** A row as it stands. */
  private record Row(long report, boolean named, Map<String, @Nullable Object> values) {

    static Row read(ResultSet row, int number) throws SQLException {
      Map<String, @Nullable Object> values = new HashMap<>();
      for (String column : COLUMNS.keySet()) {
        values.put(column, row.getObject(column));
      }
      return new Row(row.getLong("report_id"), row.getString("name") != null, values);
    }
  }

  @Override
  public Optional<Verdict.Finding> look() {
    long after = Long.MIN_VALUE;
    boolean more = true;
    Optional<Verdict.Finding> wrong = Optional.empty();
    while (more && wrong.isEmpty()) {
      List<Report> sheet = reports.publicAfter(after, A_SHEET);
      more = sheet.size() == A_SHEET;
      long last = more ? sheet.getLast().id().value() : Long.MAX_VALUE;
      wrong = wrong(sheet, jdbc.query(ROWS, Row::read, after, last));
      after = last;
    }
    return wrong;
  }

  private Optional<Verdict.Finding> wrong(List<Report> sheet, List<Row> rows) {
    Map<Long, Row> standing = new HashMap<>();
    rows.forEach(r -> standing.put(r.report(), r));
    for (Report report : sheet) {
      @Nullable Row row = standing.remove(report.id().value());
      Optional<String> what =
          row == null ? Optional.of("It is public, and the row is missing.") : wrong(report, row);
      if (what.isPresent()) {
        return what.map(w -> finding(report.id().value(), w));
      }
    }
    return standing.keySet().stream()
        .sorted()
        .findFirst()
        .map(id -> finding(id, "The report is not public, and everyone is shown it."));
  }

  private Optional<String> wrong(Report report, Row row) {
    @Nullable Object[] due = shown.row(report, null);
    return row.named() && !report.matter().nameShown()
        ? Optional.of("It shows a name its reporter did not choose to show.")
        : COLUMNS.keySet().stream()
            .sorted()
            .filter(c ->
                !Objects.equals(due[Objects.requireNonNull(COLUMNS.get(c))], row.values().get(c)))
            .findFirst()
            .map("What stands in %s is not what the report says."::formatted);
  }

  private static Verdict.Finding finding(long report, String what) {
    return new Verdict.Finding("publication_report " + report, what);
  }
}
