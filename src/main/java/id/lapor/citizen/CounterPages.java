package id.lapor.citizen;

import id.lapor.agency.Categories;
import id.lapor.agency.Region;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Uploads;
import id.lapor.people.Contact;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * One page on which an officer writes down what a reporter says at a desk or on the phone, or wrote
 * in a letter or on X. Who wrote it down stands in the journal; the slip with the secret is the
 * reporter's.
 */
@Controller
@ForRoles({Role.COORDINATOR, Role.NATIONAL_ADMIN, Role.LIAISON})
class CounterPages {

  private final Drafts drafts;
  private final Counter counter;
  private final SendPages.Answers answers;
  private final Shown shown;

  CounterPages(Drafts drafts, Counter counter, SendPages.Answers answers, Shown shown) {
    this.drafts = drafts;
    this.counter = counter;
    this.answers = answers;
    this.shown = shown;
  }

  /** What stands on the page besides the form. */
  @Component
  record Shown(Categories categories, EvidenceBox box, Consents consents, Reports reports) {}

  @GetMapping("/terima")
  Html open() {
    return page(drafts.newToken(), CounterForm.EMPTY, new Contact(null, null, null), Map.of());
  }

  @PostMapping("/terima")
  Html file(
      CounterForm form,
      Contact contact,
      @RequestParam(required = false) @Nullable List<MultipartFile> files,
      Officer officer) {
    String sheet = sheet(form);
    String token = counter.token(sheet);
    Optional<Drafts.Kept> kept = drafts.find(token);
    if (kept.filter(k -> k.report() != null).isPresent()) {
      return slip(kept.orElseThrow().report(), token, officer);
    }
    List<EvidenceId> before = kept.map(k -> k.draft().files()).orElse(List.of());
    Uploads uploads = Uploads.take(shown.box(), without(before, form.word(form.aksi())), files);
    List<Region> places = counter.places(form);
    Map<String, String> errors = counter.wrong(form, contact, places);
    uploads.tell(errors);
    drafts.save(token, counter.draft(form, contact, places, uploads.taken()));
    boolean hinted = !form.word(form.region()).isEmpty() || form.placeless();
    boolean unseen = !hinted && counter.outside(places).size() == places.size();
    if (!form.word(form.aksi()).equals("catat") || (errors.isEmpty() && unseen)) {
      return page(sheet, form, contact, Map.of());
    }
    if (!errors.isEmpty()) {
      return page(sheet, form, contact, errors).status(422);
    }
    try {
      return slip(counter.file(token, form, Actor.Officer.of(officer)).id(), token, officer);
    } catch (Pasted.HereAlready e) {
      return page(sheet, form, contact, Map.of("post", Counter.HERE)).status(422);
    }
  }

  /** With what opens the report only for whom no message reaches, and not for long. */
  private Html slip(@Nullable ReportId id, String token, Officer officer) {
    Report report = shown.reports().find(Objects.requireNonNull(id)).orElseThrow();
    boolean posted = report.matter().channel() == Channel.X;
    boolean sent = !posted && counter.sent(report);
    String secret = posted || sent ? "" : counter.slip(token, report, officer).orElse("");
    return answers.sent("citizen/slip", id, secret).with("sent", sent).home("/terima");
  }

  /** Ours, or another one. */
  private String sheet(CounterForm form) {
    String typed = form.word(form.kunci());
    return typed.matches("[A-Za-z0-9_-]{32}") ? typed : drafts.newToken();
  }

  private Html page(String sheet, CounterForm form, Contact contact, Map<String, String> errors) {
    List<EvidenceId> files =
        drafts.find(counter.token(sheet)).map(k -> k.draft().files()).orElse(List.of());
    List<Region> places =
        form.word(form.q()).isEmpty() && form.word(form.region()).isEmpty()
            ? List.of()
            : counter.places(form);
    return Html.of(
            "citizen/counter",
            "token",
            sheet,
            "form",
            form,
            "contact",
            contact,
            "files",
            shown.box().all(files),
            "regions",
            places,
            "outside",
            counter.outside(places),
            "categories",
            shown.categories(),
            "consents",
            shown.consents().current(),
            "errors",
            errors)
        .home("/terima");
  }

  /** The button "take away" carries {@code hapus-7}. */
  private static List<EvidenceId> without(List<EvidenceId> files, String act) {
    return files.stream().filter(f -> !act.equals("hapus-" + f.value())).toList();
  }
}
