package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.Jurisdiction;
import id.lapor.deadline.Clock;
import id.lapor.deadline.Deadlines;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Missed promises that are still open, by agency, age and level, and which they are. */
@Controller
@ForRoles({Role.SUPERVISOR, Role.NATIONAL_ADMIN})
class BreachPages {

  private static final int SHOWN = 100;

  private final Deadlines deadlines;
  private final Agencies agencies;
  private final Reports reports;
  private final Oversight oversight;

  BreachPages(Deadlines deadlines, Agencies agencies, Reports reports, Oversight oversight) {
    this.deadlines = deadlines;
    this.agencies = agencies;
    this.reports = reports;
    this.oversight = oversight;
  }

  @GetMapping("/pelanggaran")
  Html all(Officer officer) {
    return Html.of(
        "desk/breaches",
        "breaches",
        deadlines.breaches(oversight.of(officer)),
        "agencies",
        agencies);
  }

  @GetMapping("/pelanggaran/{code}")
  Html of(@PathVariable String code, Officer officer) {
    Agency agency =
        agencies
            .find(code)
            .filter(a -> oversight.of(officer).covers(a.id()))
            .orElseThrow(NotFound::new);
    List<Clock> missed = deadlines.missed(agency.id(), SHOWN);
    Map<ReportId, Report> about =
        reports.all(missed.stream().map(Clock::report).distinct().toList()).stream()
            .collect(Collectors.toMap(Report::id, Function.identity()));
    return Html.of(
        "desk/missed",
        "agency",
        agency,
        "missed",
        missed,
        "all",
        deadlines.breaches(new Jurisdiction(false, Set.of(agency.id()), Set.of())).all(),
        "letters",
        deadlines.letters(missed),
        "reports",
        about);
  }
}
