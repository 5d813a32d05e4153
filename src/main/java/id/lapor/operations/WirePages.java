package id.lapor.operations;

import id.lapor.agency.AgencyId;
import id.lapor.citizen.SmsKeywords;
import id.lapor.citizen.UnreadDesk;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.report.Outcome;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * How the wires do, which words lead to which desk, and the messages nobody could read: a person
 * makes a report of them or lets them be. Who wrote them stays sealed.
 */
@Controller
@ForRoles(Role.NATIONAL_ADMIN)
public class WirePages {

  private static final int LONGEST_WORD = 40;

  private final WireSheet sheet;
  private final UnreadDesk desk;
  private final SmsKeywords keywords;
  private final Reports reports;

  WirePages(WireSheet sheet, UnreadDesk desk, SmsKeywords keywords, Reports reports) {
    this.reports = reports;
    this.sheet = sheet;
    this.desk = desk;
    this.keywords = keywords;
  }

  @GetMapping("/saluran")
  Html show() {
    return sheet.page(Map.of(), Map.of());
  }

  @PostMapping("/saluran/{id}/laporkan")
  View file(@PathVariable long id, HttpServletRequest request, HttpServletResponse response) {
    Report report = desk.fileByHand(id).orElseThrow(NotFound::new);
    Notice.leave("wires.notice.filed", request, response);
    return new RedirectView("/antrean?nomor=" + report.reference());
  }

  /** Onto a report somebody names, with a reason that stays in its journal. */
  @PostMapping("/saluran/{id}/taruh")
  View putOn(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String nomor,
      @RequestParam(defaultValue = "") String alasan,
      Officer officer) {
    Optional<Reference> reference = Reference.parse(nomor).filter(r -> reports.find(r).isPresent());
    if (reference.isEmpty()) {
      return putOn(id, nomor, alasan, "nomor", "wires.put.unknown");
    }
    Outcome outcome = desk.putOn(id, reference.get(), alasan, officer).orElseThrow(NotFound::new);
    if (outcome instanceof Outcome.Refused no) {
      return putOn(id, nomor, alasan, "alasan", "report.refused." + no.why().name());
    }
    return Notice.then("wires.notice.put", "/saluran");
  }

  private Html putOn(long id, String number, String reason, String field, String why) {
    return sheet
        .page(Map.of("nomor-" + id, number, "alasan-" + id, reason), Map.of(field + "-" + id, why))
        .status(422);
  }

  @PostMapping("/saluran/{id}/baca")
  View readAgain(@PathVariable long id, HttpServletRequest request, HttpServletResponse response) {
    if (!desk.readAgain(id)) {
      throw new NotFound();
    }
    Notice.leave("wires.notice.again", request, response);
    return new RedirectView("/saluran");
  }

  @PostMapping("/saluran/{id}/biarkan")
  View letBe(@PathVariable long id, HttpServletRequest request, HttpServletResponse response) {
    desk.letBe(id);
    Notice.leave("wires.notice.seen", request, response);
    return new RedirectView("/saluran");
  }

  @PostMapping("/saluran/kata")
  View word(
      @RequestParam(defaultValue = "") String kata,
      @RequestParam(defaultValue = "0") long meja,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean kept =
        kata.length() <= LONGEST_WORD
            && keywords.set(kata, new AgencyId(meja), officer.accountId());
    if (!kept) {
      return sheet.page(Map.of("kata", kata), Map.of("kata", "wires.word.wrong")).status(422);
    }
    Notice.leave("wires.notice.word", request, response);
    return new RedirectView("/saluran");
  }

  @PostMapping("/saluran/kata/hapus")
  View drop(@RequestParam(defaultValue = "") String kata) {
    keywords.drop(kata);
    return new RedirectView("/saluran");
  }
}
