package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Categories;
import id.lapor.agency.Category;
import id.lapor.agency.Region;
import id.lapor.agency.Regions;
import id.lapor.evidence.EvidenceId;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.page.Texts;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Visibility;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where officers write down what reporters say to them or wrote in letters. */
@Service
public class Counter {

  /** Key of the sentence about a post that is a report already. */
  static final String HERE = "citizen.counter.postHere";

  private static final int CHOICES = 8;

  private final Drafts drafts;
  private final Filing filing;
  private final Pasted pasted;
  private final Known known;
  private final Slips slips;
  private final InstallationKey key;

  Counter(
      Drafts drafts, Filing filing, Pasted pasted, Known known, Slips slips, InstallationKey key) {
    this.slips = slips;
    this.key = key;
    this.drafts = drafts;
    this.filing = filing;
    this.pasted = pasted;
    this.known = known;
  }

  /** What is looked up. */
  @org.springframework.stereotype.Component
  record Known(Categories categories, Regions regions, Agencies agencies, Consents consents) {}

  /** The one place the words mean, or all they may mean, those of our governments first. */
  public List<Region> places(CounterForm form) {
    Optional<Region> chosen = known.regions().find(form.word(form.region()));
    return chosen
        .map(List::of)
        .orElseGet(() ->
            known.regions().search(form.word(form.q()), CHOICES, known.agencies().governed()));
  }

  /** Codes of those in no government at work here, whose reports the national admin gets. */
  Set<String> outside(List<Region> places) {
    return known.agencies().ungoverned(places.stream().map(Region::code).toList());
  }

  /** Whether that is so of a place. */
  public boolean outside(Region place) {
    return !outside(List.of(place)).isEmpty();
  }

  /** Whether a place lies in the government of an office. */
  public boolean serves(AgencyId office, Region place) {
    Agency desk = known.agencies().deskFor(place.code());
    return desk.parent() != null && known.agencies().isWithin(office, desk.parent());
  }

  /**
   * Message keys by field, in the order of the page; nothing is wrong when there are none.
   *
   * @param places as {@link #places} found them
   */
  public Map<String, String> wrong(CounterForm form, Contact contact, List<Region> places) {
    Map<String, String> errors = form.wrong(contact, wrong(form, places));
    if (form.link().filter(pasted::here).isPresent()) {
      errors.put("post", HERE);
    }
    return errors;
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

  /** What is kept of a form while it is written. */
  Draft draft(CounterForm form, Contact contact, List<Region> places, List<EvidenceId> files) {
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

  /** As the web form proposes it: secret where the matter is sensitive, else without a name. */
  private Visibility circle(CounterForm form, @Nullable String category) {
    boolean sensitive =
        form.oversight()
            || known.categories().find(category).filter(Category::sensitive).isPresent();
    Visibility proposed = sensitive ? Visibility.SECRET : Visibility.ANONYMOUS;
    @Nullable Visibility chosen = form.circle();
    return chosen == null ? proposed : chosen;
  }

  /**
   * Makes a report of a form that has nothing wrong, once for each token.
   *
   * @param token names it, 32 letters of base64; the secret is made of it
   * @param by who wrote it down
   */
  @Transactional
  public Report file(String token, CounterForm form, Contact contact, Actor by) {
    drafts.save(token, draft(form, contact, places(form), List.of()));
    return file(token, form, by);
  }

  /**
   * Of the draft that is kept already.
   *
   * @throws Pasted.HereAlready when it is a post that became a report meanwhile
   */
  Report file(String token, CounterForm form, Actor by) {
    Filing.Sending sending =
        new Filing.Sending(
            form.way(),
            form.heard() ? known.consents().current().get("id") : null,
            Optional.empty(),
            by,
            Texts.INDONESIAN);
    Optional<PostLink> link = form.link();
    return link.isPresent()
        ? pasted.file(token, sending, link.get(), form.word(form.text()))
        : filing.file(token, sending);
  }

  /** What opens the reporter's page of a report that was filed by that token. */
  public String secret(Report report, String token) {
    return slips.opening(report, filing.secret(token)).shown();
  }

  /** Whether the reporter is sent that. */
  public boolean sent(Report report) {
    return slips.sent(report);
  }

  /** The same for the slip of a report just filed; empty once that is over. */
  Optional<String> slip(String token, Report report, Officer officer) {
    return slips.show(report, filing.secret(token), officer).map(AccessSecret::shown);
  }

  /** Puts on the trail, and on each report, that an officer saw their slips. */
  public void shown(String which, List<Report> whose, Officer officer) {
    slips.shown(which, whose, officer);
  }

  /**
   * The token of a sheet whose name stands in the officer's page: who knows the name does not know
   * what it is made of, and opens nothing with it.
   */
  String token(String sheet) {
    byte[] bytes = key.derive("counter", sheet);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(bytes, Drafts.TOKEN_BYTES));
  }
}
