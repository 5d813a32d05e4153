package id.lapor.citizen;

import id.lapor.agency.Categories;
import id.lapor.agency.Category;
import id.lapor.people.Contact;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.Html;
import id.lapor.report.Kind;
import id.lapor.report.Visibility;
import id.lapor.triage.Topics;
import id.lapor.triage.TriageDesk;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Third and fourth screen: what kind of report, and who may see it. */
@Controller
@ForEveryone
class WhoPages {

  private static final String OVERSIGHT = "OVERSIGHT";
  private static final String OFFICIALS = "pemerintahan";

  private final Sheets sheets;
  private final Categories categories;
  private final TriageDesk triage;

  WhoPages(Sheets sheets, Categories categories, TriageDesk triage) {
    this.sheets = sheets;
    this.categories = categories;
    this.triage = triage;
  }

  @GetMapping("/lapor/3")
  Html askKind(HttpServletRequest request, HttpServletResponse response) {
    Draft draft = sheets.open(request, response).draft();
    if (draft.sorted()) {
      return kindPage(draft, shown(draft), draft.category(), Map.of());
    }
    @Nullable Category topic = triage.topic(draft.text()).orElse(null);
    Kind kind = Topics.kind(draft.text());
    boolean oversight = kind == Kind.COMPLAINT && topic != null && aboutOfficials(topic);
    return kindPage(
        draft, oversight ? OVERSIGHT : kind.name(), topic == null ? null : topic.code(), Map.of());
  }

  /** Levies, corruption, discipline: the sensitive topics under the officials' own heading. */
  private static boolean aboutOfficials(Category topic) {
    return topic.sensitive() && OFFICIALS.equals(topic.parent());
  }

  @PostMapping("/lapor/3")
  View answerKind(
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String category,
      @RequestParam(defaultValue = "lanjut") String aksi,
      HttpServletRequest request,
      HttpServletResponse response) {
    @Nullable Kind chosen =
        Arrays.stream(Kind.values()).filter(k -> k.name().equals(kind)).findFirst().orElse(null);
    Sheets.Sheet sheet = sheets.open(request, response);
    if (Tongue.asked(aksi)) {
      return kindPage(sheet.draft(), kind, category, Map.of());
    }
    if (chosen == null && !kind.equals("UNSURE") && !kind.equals(OVERSIGHT)) {
      Map<String, String> missing = Map.of("kind", "citizen.kind.missing");
      return kindPage(sheet.draft(), "", category, missing).status(422);
    }
    boolean oversight = kind.equals(OVERSIGHT);
    Draft draft =
        sheet
            .draft()
            .about(
                oversight ? Kind.COMPLAINT : chosen,
                oversight,
                categories.find(category).map(Category::code).orElse(null));
    sheets.save(sheet, draft);
    return new RedirectView(draft.complete() ? "/lapor/periksa" : "/lapor/4");
  }

  @GetMapping("/lapor/4")
  Html askWho(HttpServletRequest request, HttpServletResponse response) {
    Draft draft = sheets.open(request, response).draft();
    return whoPage(draft, draft.contact(), Map.of());
  }

  /** What the form carries besides the contact. */
  record Seen(@Nullable String visibility, @Nullable Boolean nameShown, @Nullable String aksi) {

    @Nullable Visibility chosen() {
      return Arrays.stream(Visibility.values())
          .filter(v -> v.name().equals(visibility))
          .findFirst()
          .orElse(null);
    }

    boolean named() {
      return nameShown != null && nameShown;
    }
  }

  @PostMapping("/lapor/4")
  View answerWho(
      Seen seen, Contact typed, HttpServletRequest request, HttpServletResponse response) {
    Sheets.Sheet sheet = sheets.open(request, response);
    if (Tongue.asked(bare(seen.aksi()))) {
      return whoPage(sheet.draft().seenBy(seen.chosen(), seen.named(), typed), typed, Map.of());
    }
    Map<String, String> errors = wrong(seen, typed);
    if (!errors.isEmpty()) {
      return whoPage(sheet.draft().seenBy(seen.chosen(), seen.named(), typed), typed, errors)
          .status(422);
    }
    Contact kept = TypedContact.kept(typed);
    Draft draft = sheet.draft().seenBy(seen.chosen(), seen.named(), kept);
    sheets.save(sheet, draft);
    return new RedirectView(draft.nextPage());
  }

  private Map<String, String> wrong(Seen seen, Contact typed) {
    Map<String, String> errors = new LinkedHashMap<>();
    if (seen.chosen() == null) {
      errors.put("visibility", "citizen.who.missing");
    }
    errors.putAll(TypedContact.wrong(typed));
    if (seen.named() && seen.chosen() == Visibility.OPEN && bare(typed.name()).isEmpty()) {
      errors.put("name", "citizen.who.nameMissing");
    }
    return errors;
  }

  private Html kindPage(
      Draft draft, String kind, @Nullable String category, Map<String, String> errors) {
    return Html.of(
        "citizen/kind",
        "carried",
        sheets.carry(draft),
        "kind",
        kind,
        "category",
        category == null ? "" : category,
        "categories",
        categories,
        "errors",
        errors);
  }

  private Html whoPage(Draft draft, Contact typed, Map<String, String> errors) {
    boolean sensitive =
        draft.oversight()
            || categories.find(draft.category()).filter(Category::sensitive).isPresent();
    Visibility proposed = sensitive ? Visibility.SECRET : Visibility.ANONYMOUS;
    return Html.of(
        "citizen/who",
        "carried",
        sheets.carry(draft),
        "draft",
        draft,
        "contact",
        typed,
        "sensitive",
        sensitive,
        "chosen",
        draft.visibility() == null ? proposed : draft.visibility(),
        "errors",
        errors);
  }

  private static String shown(Draft draft) {
    if (draft.oversight()) {
      return OVERSIGHT;
    }
    return draft.kind() == null ? "UNSURE" : draft.kind().name();
  }

  private static String bare(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }
}
