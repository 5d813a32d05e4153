package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Categories;
import id.lapor.agency.Category;
import id.lapor.agency.Region;
import id.lapor.agency.Regions;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Uploads;
import id.lapor.people.Contact;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Texts;
import id.lapor.report.Actor;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Visibility;
import java.util.List;
import java.util.Map;
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

  private static final int CHOICES = 8;
  private static final String HERE = "citizen.counter.postHere";

  private final Drafts drafts;
  private final Filing filing;
  private final Pasted pasted;
  private final SendPages.Answers answers;
  private final Known known;

  CounterPages(
      Drafts drafts, Filing filing, Pasted pasted, SendPages.Answers answers, Known known) {
    this.drafts = drafts;
    this.filing = filing;
    this.pasted = pasted;
    this.answers = answers;
    this.known = known;
  }

  /** What is looked up while somebody speaks. */
  @Component
  record Known(
      Categories categories,
      Regions regions,
      Agencies agencies,
      EvidenceBox box,
      Consents consents) {

    /** The one place the words mean, or all they may mean. */
    List<Region> places(CounterForm form) {
      Optional<Region> chosen = regions.find(form.word(form.region()));
      return chosen
          .map(List::of)
          .orElseGet(() -> regions.search(form.word(form.q()), CHOICES, agencies.governed()));
    }
  }

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
    String token = token(form);
    Optional<Drafts.Kept> kept = drafts.find(token);
    if (kept.filter(k -> k.report() != null).isPresent()) {
      return slip(kept.orElseThrow().report(), token);
    }
    List<EvidenceId> before = kept.map(k -> k.draft().files()).orElse(List.of());
    Uploads uploads = Uploads.take(known.box(), without(before, form.word(form.aksi())), files);
    List<Region> places = known.places(form);
    Map<String, String> errors = form.wrong(contact, wrong(form, places));
    uploads.tell(errors);
    if (form.link().filter(pasted::here).isPresent()) {
      errors.put("post", HERE);
    }
    drafts.save(token, draft(form, contact, places, uploads.taken()));
    if (!form.word(form.aksi()).equals("catat")) {
      return page(token, form, contact, Map.of());
    }
    if (!errors.isEmpty()) {
      return page(token, form, contact, errors).status(422);
    }
    try {
      return slip(filed(token, form, officer).id(), token);
    } catch (Pasted.HereAlready e) {
      return page(token, form, contact, Map.of("post", HERE)).status(422);
    }
  }

  private Report filed(String token, CounterForm form, Officer officer) {
    Filing.Sending sending =
        new Filing.Sending(
            form.way(),
            form.heard() ? known.consents().current().get("id") : null,
            Optional.empty(),
            actor(officer),
            Texts.INDONESIAN);
    Optional<PostLink> link = form.link();
    return link.isPresent()
        ? pasted.file(token, sending, link.get(), form.word(form.text()))
        : filing.file(token, sending);
  }

  /** Whoever wrote on X is called as they are there, if they are not known by another name. */
  private static Contact kept(CounterForm form, Contact typed) {
    Contact kept = TypedContact.kept(typed);
    return form.link()
        .map(link ->
            new Contact(
                    kept.name() == null ? link.account() : kept.name(),
                    kept.phone(),
                    kept.email(),
                    kept.nik())
                .onX(link.account()))
        .orElse(kept);
  }

  private static Actor actor(Officer o) {
    return new Actor.Officer(
        o.accountId(), o.name(), new AgencyId(o.agencyId()), o.role(), o.insteadOf());
  }

  private Html slip(@Nullable ReportId report, String token) {
    return answers.sent("citizen/slip", report, filing.secret(token).shown()).home("/terima");
  }

  /** Ours, or another one. */
  private String token(CounterForm form) {
    String typed = form.word(form.kunci());
    return typed.matches("[A-Za-z0-9_-]{32}") ? typed : drafts.newToken();
  }

  private static Optional<String> wrong(CounterForm form, List<Region> places) {
    if (form.placeless() || places.size() == 1) {
      return Optional.empty();
    }
    if (form.word(form.q()).isEmpty()) {
      return Optional.of("citizen.counter.placeMissing");
    }
    return Optional.of(places.isEmpty() ? "citizen.where.none" : "citizen.where.choose");
  }

  private Draft draft(
      CounterForm form, Contact contact, List<Region> places, List<EvidenceId> files) {
    String address = form.word(form.address());
    boolean at = !form.placeless() && places.size() == 1;
    Place place =
        new Place(
            at ? places.getFirst().code() : null, null, null, address.isEmpty() ? null : address);
    @Nullable String category =
        known.categories().find(form.word(form.category())).map(Category::code).orElse(null);
    return Draft.EMPTY
        .told(form.word(form.text()), files)
        .at(place, form.placeless())
        .about(form.kindChosen().orElse(null), form.oversight(), category)
        .seenBy(circle(form, category), false, kept(form, contact));
  }

  /** As the web form proposes it: secret where the matter is sensitive, else without a name. */
  private Visibility circle(CounterForm form, @Nullable String category) {
    boolean sensitive =
        form.oversight()
            || known.categories().find(category).filter(Category::sensitive).isPresent();
    Visibility proposed = sensitive ? Visibility.SECRET : Visibility.ANONYMOUS;
    @Nullable Visibility chosen = form.circle();
    return chosen == null ? proposed : chosen;
  }

  private Html page(String token, CounterForm form, Contact contact, Map<String, String> errors) {
    List<EvidenceId> files = drafts.find(token).map(k -> k.draft().files()).orElse(List.of());
    return Html.of(
            "citizen/counter",
            "token",
            token,
            "form",
            form,
            "contact",
            contact,
            "files",
            known.box().all(files),
            "regions",
            form.word(form.q()).isEmpty() ? List.of() : known.places(form),
            "categories",
            known.categories(),
            "consents",
            known.consents().current(),
            "errors",
            errors)
        .home("/terima");
  }

  /** The button "take away" carries {@code hapus-7}. */
  private static List<EvidenceId> without(List<EvidenceId> files, String act) {
    return files.stream().filter(f -> !act.equals("hapus-" + f.value())).toList();
  }
}
