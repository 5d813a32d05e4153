package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.Clock;
import id.lapor.deadline.ClockKind;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Mark;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.report.Cursor;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** An agency's table: what is due, what waits for the reporter, what was answered and closed. */
@Controller
@ForRoles({Role.COORDINATOR, Role.LIAISON, Role.APPROVER})
public class WorkPages {

  private static final int PAGE = 25;
  private static final Set<ClockKind> OWED =
      Arrays.stream(ClockKind.values())
          .filter(ClockKind::owed)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(ClockKind.class)));
  private static final Map<String, Set<Stage>> TABS =
      Map.of(
          "dikerjakan",
          EnumSet.of(Stage.IN_PROGRESS, Stage.SCHEDULED, Stage.HELD),
          "dijawab",
          EnumSet.of(Stage.ANSWERED),
          "selesai",
          EnumSet.of(Stage.CLOSED, Stage.MERGED, Stage.WITHDRAWN));

  private final Deadlines deadlines;
  private final Reports reports;
  private final Agencies agencies;

  WorkPages(Deadlines deadlines, Reports reports, Agencies agencies) {
    this.agencies = agencies;
    this.deadlines = deadlines;
    this.reports = reports;
  }

  /** A line of the table. */
  public record Row(Report report, @Nullable Clock clock) {}

  @GetMapping("/kerja")
  Html work(
      @RequestParam(defaultValue = "jatuh-tempo") String lihat,
      @RequestParam(defaultValue = "") String sesudah,
      Officer officer) {
    AgencyId office = new AgencyId(officer.agencyId());
    @Nullable Set<Stage> stages = TABS.get(lihat);
    List<Row> rows =
        stages == null
            ? due(office, sesudah)
            : reports.ofAgency(office, stages, cursor(sesudah), PAGE).stream()
                .map(r -> new Row(r, null))
                .toList();
    return Html.of(
        "desk/work",
        "zone",
        agencies.get(office).zone(),
        "rows",
        rows,
        "tab",
        stages == null ? "jatuh-tempo" : lihat,
        "tally",
        deadlines.tally(office),
        "carrying",
        deadlines.carrying(office),
        "next",
        rows.size() < PAGE ? null : mark(rows.getLast()));
  }

  private List<Row> due(AgencyId office, String after) {
    List<Clock> clocks = deadlines.due(office, OWED, clockAfter(after), PAGE);
    Map<ReportId, Report> found =
        reports.all(clocks.stream().map(Clock::report).toList()).stream()
            .collect(Collectors.toMap(Report::id, Function.identity()));
    return clocks.stream()
        .flatMap(c -> Stream.ofNullable(found.get(c.report())).map(r -> new Row(r, c)))
        .toList();
  }

  /** Where the next page begins: a moment in microseconds and a number. */
  private static String mark(Row last) {
    Instant at = last.clock() == null ? last.report().changedAt() : last.clock().dueAt();
    long id = last.clock() == null ? last.report().id().value() : last.clock().id();
    return (at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000) + "-" + id;
  }

  private static @Nullable Cursor cursor(String mark) {
    long[] parts = parts(mark);
    return parts.length == 0 ? null : new Cursor(moment(parts[0]), new ReportId(parts[1]));
  }

  private static Mark clockAfter(String mark) {
    long[] parts = parts(mark);
    return parts.length == 0 ? Mark.START : new Mark(moment(parts[0]), parts[1]);
  }

  private static Instant moment(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000);
  }

  private static long[] parts(String mark) {
    return mark.matches("-?\\d{1,18}-\\d{1,18}")
        ? new long[] {
          Long.parseLong(mark.substring(0, mark.lastIndexOf('-'))),
          Long.parseLong(mark.substring(mark.lastIndexOf('-') + 1))
        }
        : new long[0];
  }
}
