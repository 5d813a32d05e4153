package id.lapor.citizen;

import id.lapor.people.DataRequest;
import id.lapor.people.DataRequests;
import id.lapor.people.ForEveryone;
import id.lapor.people.LostAddresses;
import id.lapor.people.ReporterId;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.report.Report;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * A correction that has to be proven at the old and at the new address, and shutting an identity.
 */
@Controller
@ForEveryone
class RequestPages {

  private final DataSheet sheet;
  private final DataRequests requests;
  private final CodeSending sending;
  private final Restriction restriction;
  private final LostAddresses lost;

  RequestPages(
      DataSheet sheet,
      DataRequests requests,
      CodeSending sending,
      Restriction restriction,
      LostAddresses lost) {
    this.lost = lost;
    this.sheet = sheet;
    this.requests = requests;
    this.sending = sending;
    this.restriction = restriction;
  }

  @PostMapping("/l/{reference}/data/betulkan/{side:lama|baru}/{wire:ponsel|surel}/kode")
  View sendCode(
      @PathVariable Map<String, String> path,
      HttpServletRequest request,
      HttpServletResponse response) {
    Report report = sheet.own(path.getOrDefault("reference", ""), request);
    DataRequest correction = open(report);
    @Nullable ReporterId whose = old(path) ? correction.reporter() : correction.fresh();
    if (whose == null) {
      throw new NotFound();
    }
    boolean sent = sending.toProve(report, whose, phone(path), request);
    return back(report, sent ? "citizen.notice.code" : "citizen.notice.noCode", request, response);
  }

  @PostMapping("/l/{reference}/data/betulkan/{side:lama|baru}/{wire:ponsel|surel}/bukti")
  View prove(
      @PathVariable Map<String, String> path,
      @RequestParam(defaultValue = "") String kode,
      HttpServletRequest request,
      HttpServletResponse response) {
    Report report = sheet.own(path.getOrDefault("reference", ""), request);
    if (!requests.prove(open(report), old(path), phone(path), kode)) {
      String field = "kode-" + path.get("side") + "-" + path.get("wire");
      return sheet
          .page(report, Map.of(field, "citizen.data.codeWrong"))
          .home("/l/" + report.reference() + "/data")
          .status(422);
    }
    boolean over = requests.correction(DataSheet.known(report)).isEmpty();
    return back(
        report, over ? "citizen.notice.corrected" : "citizen.notice.proven", request, response);
  }

  /** The old addresses can no longer be read: a person has to decide. */
  @PostMapping("/l/{reference}/data/betulkan/hilang")
  View lost(
      @PathVariable String reference, HttpServletRequest request, HttpServletResponse response) {
    Report report = sheet.own(reference, request);
    DataRequest correction = open(report);
    lost.count(correction);
    requests.lost(correction);
    return back(report, "citizen.notice.lost", request, response);
  }

  @PostMapping("/l/{reference}/data/betulkan/batal")
  View withdraw(
      @PathVariable String reference, HttpServletRequest request, HttpServletResponse response) {
    Report report = sheet.own(reference, request);
    requests.withdraw(DataSheet.known(report));
    return back(report, "citizen.notice.withdrawn", request, response);
  }

  /**
   * @param kabar {@code ya} when messages are still wished for
   */
  @PostMapping("/l/{reference}/data/batasi")
  View restrict(
      @PathVariable String reference,
      @RequestParam(defaultValue = "") String kabar,
      HttpServletRequest request,
      HttpServletResponse response) {
    Report report = sheet.own(reference, request);
    restriction.shut(DataSheet.known(report), !kabar.equals("ya"));
    return back(report, "citizen.notice.restricted", request, response);
  }

  @PostMapping("/l/{reference}/data/lepas-batas")
  View release(
      @PathVariable String reference, HttpServletRequest request, HttpServletResponse response) {
    Report report = sheet.own(reference, request);
    restriction.open(DataSheet.known(report));
    return back(report, "citizen.notice.released", request, response);
  }

  private DataRequest open(Report report) {
    return requests.correction(DataSheet.known(report)).orElseThrow(NotFound::new);
  }

  private static boolean old(Map<String, String> path) {
    return "lama".equals(path.get("side"));
  }

  private static boolean phone(Map<String, String> path) {
    return "ponsel".equals(path.get("wire"));
  }

  private static View back(
      Report report, String notice, HttpServletRequest request, HttpServletResponse response) {
    Notice.leave(notice, request, response);
    return new RedirectView("/l/" + report.reference() + "/data");
  }
}
