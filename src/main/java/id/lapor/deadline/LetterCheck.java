package id.lapor.deadline;

import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.ReprimandsTold;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Letters of reprimand are those the journals of the reports they are about tell of: none made up,
 * none gone, none to another office or of another level, none taken back that was not.
 */
@Component
class LetterCheck implements Check {

  private static final int A_SHEET = 100;

  private final ReprimandStore letters;
  private final Reports reports;
  private final ReprimandsTold told;
  private final JdbcTemplate jdbc;

  LetterCheck(ReprimandStore letters, Reports reports, ReprimandsTold told, JdbcTemplate jdbc) {
    this.told = told;
    this.letters = letters;
    this.reports = reports;
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Verdict.Finding> look() {
    long after = 0;
    boolean more = true;
    Optional<Verdict.Finding> wrong = missing();
    while (more && wrong.isEmpty()) {
      List<Reprimand> sheet =
          letters.find(
              "number IS NOT NULL AND id > :after ORDER BY id LIMIT :limit",
              Map.of("after", after, "limit", A_SHEET));
      more = sheet.size() == A_SHEET;
      after = more ? sheet.getLast().id() : after;
      wrong = wrong(sheet);
    }
    return wrong.or(this::vanished);
  }

  /** Every letter a journal tells of stands under its number, however many numbers were given. */
  private Optional<Verdict.Finding> vanished() {
    try (Stream<List<ReprimandsTold.Told>> sheets = told.sheets()) {
      return sheets.flatMap(this::without).findFirst();
    }
  }

  private Stream<Verdict.Finding> without(List<ReprimandsTold.Told> sheet) {
    Set<@Nullable String> standing =
        new HashSet<>(
            jdbc.queryForList(
                "SELECT number FROM deadline_reprimand WHERE number = ANY(?)",
                String.class,
                (Object)
                    sheet.stream()
                        .map(ReprimandsTold.Told::number)
                        .distinct()
                        .toArray(String[]::new)));
    return sheet.stream()
        .filter(t -> !standing.contains(t.number()))
        .map(t ->
            new Verdict.Finding(
                "deadline_reprimand",
                "The journal of report_case %d tells of letter %s, which is gone."
                    .formatted(t.report().value(), t.number())));
  }

  /** Numbers are given without gaps. */
  private Optional<Verdict.Finding> missing() {
    @Nullable Long gone =
        jdbc.queryForObject(
            """
            SELECT (SELECT coalesce(sum(last), 0) FROM deadline_number)
              - (SELECT count(*) FROM deadline_reprimand WHERE number IS NOT NULL)
            """,
            Long.class);
    return gone == null || gone == 0
        ? Optional.empty()
        : Optional.of(
            new Verdict.Finding(
                "deadline_reprimand", "There are not as many letters as numbers were given."));
  }

  private Optional<Verdict.Finding> wrong(List<Reprimand> sheet) {
    List<ReportId> about =
        sheet.stream()
            .flatMap(l -> l.cases().stream())
            .map(Reprimand.Case::report)
            .distinct()
            .toList();
    Map<ReportId, List<Entry>> told = reports.histories(about);
    return sheet.stream()
        .flatMap(l ->
            wrong(l, told)
                .map(what -> new Verdict.Finding("deadline_reprimand " + l.id(), what))
                .stream())
        .findFirst();
  }

  private static Optional<String> wrong(Reprimand letter, Map<ReportId, List<Entry>> told) {
    boolean allTell =
        !letter.cases().isEmpty()
            && letter.cases().stream()
                .allMatch(c ->
                    told.getOrDefault(c.report(), List.of()).stream()
                        .anyMatch(e -> issued(letter, e)));
    boolean takenBack =
        letter.cases().stream()
            .flatMap(c -> told.getOrDefault(c.report(), List.of()).stream())
            .anyMatch(e -> takenBack(letter, e));
    return !allTell
        ? Optional.of("The journals of the reports it is about do not tell of it.")
        : takenBack == (letter.state() == Reprimand.State.WITHDRAWN)
            ? Optional.empty()
            : Optional.of("Whether it was taken back is not what the journals tell.");
  }

  private static boolean issued(Reprimand letter, Entry entry) {
    return entry.event() instanceof Event.Reprimanded e
        && e.number().equals(letter.number())
        && e.level() == letter.level()
        && e.addressee().equals(letter.agency());
  }

  private static boolean takenBack(Reprimand letter, Entry entry) {
    return entry.event() instanceof Event.ReprimandWithdrawn e
        && Objects.equals(e.number(), letter.number())
        && e.level() == letter.level()
        && e.addressee().equals(letter.agency());
  }
}
