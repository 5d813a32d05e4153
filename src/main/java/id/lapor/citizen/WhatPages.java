package id.lapor.citizen;

import id.lapor.evidence.EvidenceAnswers;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Rendition;
import id.lapor.evidence.Uploads;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** First screen: what happened, and photos. */
@Controller
@ForEveryone
class WhatPages {

  private static final int LONGEST_TEXT = 10_000;

  private final Sheets sheets;
  private final EvidenceBox box;
  private final EvidenceAnswers answers;

  WhatPages(Sheets sheets, EvidenceBox box, EvidenceAnswers answers) {
    this.sheets = sheets;
    this.box = box;
    this.answers = answers;
  }

  @GetMapping("/lapor")
  View start() {
    return new RedirectView("/lapor/1");
  }

  @GetMapping("/lapor/1")
  Html ask(HttpServletRequest request, HttpServletResponse response) {
    return page(sheets.open(request, response).draft(), Map.of());
  }

  @PostMapping("/lapor/1")
  View answer(
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      @RequestParam(defaultValue = "lanjut") String aksi,
      HttpServletRequest request,
      HttpServletResponse response) {
    Sheets.Sheet sheet = sheets.open(request, response);
    Uploads uploads = Uploads.take(box, without(sheet.draft().files(), aksi), files);
    Draft draft = sheet.draft().told(text, uploads.taken());
    sheets.save(sheet, draft);
    Map<String, String> errors = new LinkedHashMap<>();
    uploads.tell(errors);
    if (Tongue.asked(aksi) && errors.isEmpty()) {
      return new RedirectView(Tongue.page("/lapor/1", request));
    }
    if (!aksi.equals("lanjut")) {
      return errors.isEmpty() ? new RedirectView("/lapor/1") : page(draft, errors).status(422);
    }
    if (!draft.told()) {
      errors.put("text", "citizen.what.short");
    } else if (text.length() > LONGEST_TEXT) {
      errors.put("text", "report.refused.TEXT_TOO_LONG");
    }
    return errors.isEmpty()
        ? new RedirectView(draft.complete() ? "/lapor/periksa" : "/lapor/2")
        : page(draft, errors).status(422);
  }

  /** What was written in a form that came without its cookies, to go on from there. */
  @PostMapping(LostCookies.AGAIN)
  Html again(
      @RequestParam(required = false) @Nullable String text,
      HttpServletRequest request,
      HttpServletResponse response) {
    Draft draft = sheets.open(request, response).draft();
    Draft written = text == null ? draft : draft.told(text, draft.files());
    return page(written, Map.of("text", "citizen.what.cookies")).status(422).home("/lapor/1");
  }

  /** What a script sends in the background while somebody types. */
  @PostMapping("/lapor/simpan")
  ResponseEntity<Void> keep(
      @RequestParam(defaultValue = "") String text,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (text.length() <= LONGEST_TEXT) {
      sheets.keepText(sheets.open(request, response), text);
    }
    return ResponseEntity.noContent().build();
  }

  /** A file of the sheet this device writes on. */
  @GetMapping({"/lapor/berkas/{id}", "/lapor/berkas/{id}/{small:kecil}"})
  ResponseEntity<Resource> file(
      @PathVariable long id,
      @PathVariable(required = false) @Nullable String small,
      HttpServletRequest request) {
    EvidenceId file = new EvidenceId(id);
    boolean mine = sheets.find(request).filter(s -> s.draft().files().contains(file)).isPresent();
    if (!mine) {
      throw new NotFound();
    }
    return answers.send(file, small == null ? Rendition.CLEAN : Rendition.THUMB);
  }

  private Html page(Draft draft, Map<String, String> errors) {
    return Html.of(
        "citizen/what", "draft", draft, "files", box.all(draft.files()), "errors", errors);
  }

  /** The button "take away" carries {@code hapus-7}. */
  private static List<EvidenceId> without(List<EvidenceId> files, String act) {
    return files.stream().filter(f -> !act.equals("hapus-" + f.value())).toList();
  }
}
