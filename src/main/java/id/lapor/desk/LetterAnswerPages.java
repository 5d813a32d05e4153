package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.LetterRepeats;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Notice;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Letters an agency was sent, and its answer to each: an explanation and a new date. */
@Controller
@ForRoles({Role.COORDINATOR, Role.LIAISON, Role.APPROVER})
class LetterAnswerPages {

  private final Reprimands reprimands;
  private final LetterRepeats repeats;
  private final Reports reports;
  private final Agencies agencies;

  LetterAnswerPages(
      Reprimands reprimands, LetterRepeats repeats, Reports reports, Agencies agencies) {
    this.reprimands = reprimands;
    this.repeats = repeats;
    this.reports = reports;
    this.agencies = agencies;
  }

  @GetMapping("/surat-kami")
  Html list(Officer officer) {
    return page(officer, Typed.NOTHING, Map.of());
  }

  @PostMapping("/surat-kami/{id}/jawab")
  View answer(
      @PathVariable long id,
      Typed typed,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    Reprimands.Reply reply = new Reprimands.Reply(typed.words(), typed.date().orElse(null));
    Optional<String> wrong = reprimands.answer(id, reply, Cases.actor(officer));
    if (wrong.isPresent() && !repeats.answered(id, reply, Cases.actor(officer))) {
      return page(officer, typed, Map.of(field(wrong.get()) + id, wrong.get())).status(422);
    }
    Notice.leave("desk.notice.letterAnswered", request, response);
    return new RedirectView("/surat-kami");
  }

  /** First letter of the id of the field it is about. */
  private static String field(String wrong) {
    return wrong.contains("day") || wrong.contains("DAY") ? "d" : "t";
  }

  private Html page(Officer officer, Typed typed, Map<String, String> errors) {
    AgencyId office = new AgencyId(officer.agencyId());
    List<Reprimand> letters = reprimands.issuedTo(office);
    List<ReportId> ids =
        letters.stream().flatMap(l -> l.cases().stream()).map(Reprimand.Case::report).toList();
    Map<ReportId, Report> about =
        reports.all(ids.stream().distinct().toList()).stream()
            .collect(Collectors.toMap(Report::id, Function.identity()));
    boolean here =
        letters.stream()
            .filter(l -> l.state() == Reprimand.State.ISSUED)
            .anyMatch(l -> errors.containsKey("t" + l.id()) || errors.containsKey("d" + l.id()));
    return Html.of(
        "desk/letters",
        "letters",
        letters,
        "reports",
        about,
        "seat",
        agencies.get(office),
        "agencies",
        agencies,
        "typed",
        typed,
        "errors",
        here || errors.isEmpty() ? errors : Map.of("main", errors.values().iterator().next()));
  }
}
