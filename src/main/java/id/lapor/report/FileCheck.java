package id.lapor.report;

import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Every file a report has is there, and nobody will sweep it away; which it has is what {@link
 * CaseCheck} compares.
 */
@Component
@Order(1)
class FileCheck implements Check {

  private static final int A_SHEET = 1_000;

  private final JdbcTemplate jdbc;
  private final EvidenceBox evidence;

  FileCheck(JdbcTemplate jdbc, EvidenceBox evidence) {
    this.jdbc = jdbc;
    this.evidence = evidence;
  }

  private record Has(long report, EvidenceId file) {}

  @Override
  public Optional<Verdict.Finding> look() {
    Has last = new Has(Long.MIN_VALUE, new EvidenceId(0));
    boolean more = true;
    Optional<Verdict.Finding> wrong = Optional.empty();
    while (more && wrong.isEmpty()) {
      List<Has> sheet = after(last);
      more = sheet.size() == A_SHEET;
      last = more ? sheet.getLast() : last;
      wrong =
          evidence.unclaimed(sheet.stream().map(Has::file).toList()).stream()
              .findFirst()
              .map(file -> finding(file, sheet));
    }
    return wrong;
  }

  /** By the primary key. */
  private List<Has> after(Has last) {
    return jdbc.query(
        """
        SELECT report_id, evidence_id FROM report_evidence
        WHERE (report_id, evidence_id) > (?, ?)
        ORDER BY report_id, evidence_id
        LIMIT ?
        """,
        (row, _) -> new Has(row.getLong(1), new EvidenceId(row.getLong(2))),
        last.report(),
        last.file().value(),
        A_SHEET);
  }

  private static Verdict.Finding finding(EvidenceId file, List<Has> sheet) {
    long report =
        sheet.stream().filter(h -> h.file().equals(file)).findFirst().orElseThrow().report();
    return new Verdict.Finding(
        "evidence_file " + file.value(),
        "Report %d has it, and its row is missing or says that no report has it."
            .formatted(report));
  }
}
