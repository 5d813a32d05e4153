package id.lapor.citizen;

import id.lapor.people.Codes;
import id.lapor.people.Contact;
import id.lapor.people.DataRequests;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Notice;
import id.lapor.report.Report;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * What the house knows about the reporter, in the reporter's hands: prove a number or address, say
 * it right, take a copy, have it erased (UU 27/2022).
 */
@Controller
@ForEveryone
class DataPages {

  private final DataSheet sheet;
  private final Mine mine;

  DataPages(DataSheet sheet, Mine mine) {
    this.sheet = sheet;
    this.mine = mine;
  }

  /** What can be done with one's own data. */
  @Component
  record Mine(
      Codes codes, CodeSending sending, OwnCopy copy, Erasure erasure, DataRequests requests) {}

  @GetMapping("/l/{reference}/data")
  Html show(@PathVariable String reference, HttpServletRequest request) {
    return sheet.page(sheet.own(reference, request), Map.of());
  }

  @PostMapping("/l/{reference}/data/kode/{wire:ponsel|surel}")
  View sendCode(
      @PathVariable String reference,
      @PathVariable String wire,
      HttpServletRequest request,
      HttpServletResponse response) {
    Report report = sheet.own(reference, request);
    boolean sent =
        mine.sending().toProve(report, DataSheet.known(report), wire.equals("ponsel"), request);
    Notice.leave(sent ? "citizen.notice.code" : "citizen.notice.noCode", request, response);
    return new RedirectView("/l/" + report.reference() + "/data");
  }

  @PostMapping("/l/{reference}/data/bukti/{wire:ponsel|surel}")
  View redeem(
      @PathVariable Map<String, String> path,
      @RequestParam(defaultValue = "") String kode,
      HttpServletRequest request,
      HttpServletResponse response) {
    Report report = sheet.own(path.getOrDefault("reference", ""), request);
    String wire = path.getOrDefault("wire", "");
    if (!mine.codes().redeem(DataSheet.known(report), wire.equals("ponsel"), kode)) {
      return sheet.page(report, Map.of("kode-" + wire, "citizen.data.codeWrong")).status(422);
    }
    Notice.leave("citizen.notice.proven", request, response);
    return new RedirectView("/l/" + report.reference() + "/data");
  }

  /** What is left empty is taken away; what is new has to be proven. */
  @PostMapping("/l/{reference}/data/betulkan")
  View correct(
      @PathVariable String reference,
      Contact typed,
      HttpServletRequest request,
      HttpServletResponse response) {
    Report report = sheet.own(reference, request);
    Map<String, String> errors = TypedContact.wrong(typed);
    if (!errors.isEmpty()) {
      return sheet.page(report, typed, errors).status(422);
    }
    boolean done = mine.requests().correct(DataSheet.known(report), TypedContact.kept(typed));
    Notice.leave(
        done ? "citizen.notice.corrected" : "citizen.notice.correction", request, response);
    return new RedirectView("/l/" + report.reference() + "/data");
  }

  /** Everything about this report and its reporter, files included. */
  @PostMapping("/l/{reference}/data/unduh")
  ResponseEntity<byte[]> download(@PathVariable String reference, HttpServletRequest request) {
    Report report = sheet.own(reference, request);
    ContentDisposition name =
        ContentDisposition.attachment().filename("lapor-" + report.reference() + ".zip").build();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/zip"))
        .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .body(mine.copy().of(report).zipped());
  }

  /** Asked for by typing the report's number, so that nobody does it by a slip. */
  @PostMapping("/l/{reference}/data/hapus")
  View erase(
      @PathVariable String reference,
      @RequestParam(defaultValue = "") String nomor,
      HttpServletRequest request,
      HttpServletResponse response) {
    Report report = sheet.own(reference, request);
    boolean meant =
        id.lapor.report.Reference.parse(nomor).filter(report.reference()::equals).isPresent();
    if (!meant) {
      return sheet.page(report, Map.of("nomor", "citizen.data.eraseNumber")).status(422);
    }
    mine.erasure().erase(report);
    Notice.leave("citizen.notice.erased", request, response);
    return new RedirectView("/l/" + report.reference() + "/data");
  }
}
