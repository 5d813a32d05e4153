package id.lapor.desk;

import id.lapor.agency.AgencyId;
import id.lapor.deadline.Clock;
import id.lapor.deadline.ClockKind;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Mark;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.report.Course;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.triage.Claims;
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

/** The coordinator's queue: the first due report as a card, nobody else's. */
@Controller
@ForRoles({Role.COORDINATOR, Role.NATIONAL_ADMIN})
public class QueuePages {

  private static final Set<ClockKind> DESK_CLOCKS =
      EnumSet.of(ClockKind.TRIAGE, ClockKind.ARBITRATION);
  private static final int SHOWN = 20;

  private final Deadlines deadlines;
  private final Reports reports;
  private final Claims claims;
  private final Cases cases;

  QueuePages(Deadlines deadlines, Reports reports, Claims claims, Cases cases) {
    this.deadlines = deadlines;
    this.reports = reports;
    this.claims = claims;
    this.cases = cases;
  }

  /**
   * A line of the queue.
   *
   * @param holder another person who has it in front of them
   * @param proposed somebody proposed to archive it
   */
  public record Waiting(Report report, Clock clock, @Nullable String holder, boolean proposed) {}

  @GetMapping("/antrean")
  Html queue(@RequestParam(defaultValue = "") String nomor, Officer officer) {
    AgencyId desk = new AgencyId(officer.agencyId());
    List<Waiting> waiting = waiting(desk, officer, DESK_CLOCKS);
    List<Waiting> held = waiting(desk, officer, EnumSet.of(ClockKind.REPORTER_TURN));
    @Nullable Report card = card(waiting, nomor, officer);
    return Html.of(
        "desk/queue",
        "file",
        card == null ? null : cases.open(card, officer),
        "waiting",
        waiting,
        "held",
        held,
        "before",
        neighbour(waiting, card, -1),
        "after",
        neighbour(waiting, card, 1),
        "typed",
        Typed.NOTHING,
        "errors",
        Map.of());
  }

  private List<Waiting> waiting(AgencyId desk, Officer officer, Set<ClockKind> kinds) {
    List<Clock> clocks = deadlines.due(desk, kinds, Mark.START, SHOWN);
    List<ReportId> ids = clocks.stream().map(Clock::report).toList();
    Map<ReportId, String> holders = claims.holders(ids, officer);
    Map<ReportId, Report> found =
        reports.all(ids).stream().collect(Collectors.toMap(Report::id, Function.identity()));
    return clocks.stream()
        .flatMap(c ->
            Stream.ofNullable(found.get(c.report()))
                .map(r ->
                    new Waiting(r, c, holders.get(c.report()), r.course().archiving() != null)))
        .toList();
  }

  /** The one asked for, else the first that nobody has and that does not wait for somebody else. */
  private @Nullable Report card(List<Waiting> waiting, String asked, Officer officer) {
    if (!asked.isEmpty()) {
      Report report = cases.report(asked, officer);
      claims.take(report.id(), officer);
      return report;
    }
    for (Waiting w : waiting) {
      Course.@Nullable Archiving proposal = w.report().course().archiving();
      boolean mine = proposal != null && proposal.proposer() == officer.accountId();
      if (!mine && w.holder() == null && claims.take(w.report().id(), officer)) {
        return w.report();
      }
    }
    return null;
  }

  private static @Nullable String neighbour(
      List<Waiting> waiting, @Nullable Report card, int step) {
    for (int i = 0; i < waiting.size(); i++) {
      boolean here = card != null && waiting.get(i).report().id().equals(card.id());
      if (here && i + step >= 0 && i + step < waiting.size()) {
        return waiting.get(i + step).report().reference().toString();
      }
    }
    return null;
  }
}
