package id.lapor.triage;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Categories;
import id.lapor.agency.Category;
import id.lapor.agency.Competence;
import id.lapor.agency.Regions;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Nearby;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a desk is shown beside a report so that it can decide at a glance. */
@Service
public class TriageDesk {

  private static final int SHOWN = 3;
  private static final int NEAR = 50;
  private static final int TOPICS_LOOKED_AT = 3;

  /** Says as much as two words in common. */
  private static final int SAME_TOPIC = 2;

  /** A district's code, {@code 64.74.01}; what is longer is a ward or village. */
  private static final int DISTRICT_LENGTH = 8;

  private final Agencies agencies;
  private final Categories categories;
  private final Regions regions;
  private final Reports reports;
  private final Nearby nearby;

  TriageDesk(
      Agencies agencies, Categories categories, Regions regions, Reports reports, Nearby nearby) {
    this.agencies = agencies;
    this.categories = categories;
    this.regions = regions;
    this.reports = reports;
    this.nearby = nearby;
  }

  /**
   * Those of the agencies the desk may choose from that are likely, three at most: whom an agency
   * proposed when it gave the report back, the last first; then those that answer for what the text
   * is about, for something close to it, and the office of the ward or district. Of these the ones
   * that gave it back themselves come last.
   */
  public List<Suggestion> suggestions(List<Agency> choices, Report report, List<Entry> history) {
    Map<AgencyId, Agency> reachable =
        choices.stream().collect(Collectors.toMap(Agency::id, a -> a));
    List<Event.Returned> returns = returns(history);
    Set<AgencyId> back = returns.stream().map(Event.Returned::by).collect(Collectors.toSet());
    List<Suggestion> found = proposed(reachable, returns);
    likely(reachable, report).stream()
        .sorted(Comparator.comparing(s -> back.contains(s.agency().id())))
        .forEach(found::add);
    Set<AgencyId> seen = new HashSet<>();
    return found.stream()
        .filter(s -> seen.add(s.agency().id()))
        .limit(SHOWN)
        .map(s -> s.returned(back.contains(s.agency().id())))
        .toList();
  }

  /** Every "not ours", the last first. */
  private static List<Event.Returned> returns(List<Entry> history) {
    return history.reversed().stream()
        .flatMap(e -> e.event() instanceof Event.Returned r ? Stream.of(r) : Stream.empty())
        .toList();
  }

  private List<Suggestion> proposed(Map<AgencyId, Agency> reachable, List<Event.Returned> returns) {
    List<Suggestion> found = new ArrayList<>();
    for (Event.Returned r : returns) {
      @Nullable Agency owner = reachable.get(r.proposed());
      if (owner != null) {
        found.add(Suggestion.proposed(owner, agencies.get(r.by())));
      }
    }
    return found;
  }

  /** What the report itself speaks for, the strongest first. */
  private List<Suggestion> likely(Map<AgencyId, Agency> reachable, Report report) {
    List<Topics.Match> matches = matches(report);
    List<Suggestion> found = new ArrayList<>();
    for (Topics.Match m : matches) {
      answering(reachable, Set.of(m.category().code()))
          .forEach(
              a -> found.add(Suggestion.of(a, Suggestion.Reason.TOPIC, m.category(), m.words())));
    }
    if (!matches.isEmpty()) {
      Category first = matches.getFirst().category();
      answering(reachable, siblings(first))
          .forEach(
              a -> found.add(Suggestion.of(a, Suggestion.Reason.NEAR_TOPIC, first, List.of())));
    }
    ofThePlace(reachable.values(), report.matter().place().region())
        .forEach(a -> found.add(Suggestion.of(a, Suggestion.Reason.PLACE, null, List.of())));
    return found;
  }

  private Stream<Agency> answering(Map<AgencyId, Agency> reachable, Set<String> topics) {
    return agencies.competences().stream()
        .filter(c -> topics.contains(c.category()) && reachable.containsKey(c.agency()))
        .sorted(Comparator.comparingInt(Competence::weight).reversed())
        .map(c -> reachable.get(c.agency()));
  }

  private Set<String> siblings(Category category) {
    return categories.choices().stream()
        .filter(c -> category.parent() != null && category.parent().equals(c.parent()))
        .map(Category::code)
        .collect(Collectors.toSet());
  }

  /** Offices are known by their name: Kelurahan Bontang Baru, Kecamatan Bontang Utara. */
  private List<Agency> ofThePlace(Collection<Agency> reachable, @Nullable String region) {
    List<Agency> offices = new ArrayList<>();
    if (region != null && region.length() > DISTRICT_LENGTH) {
      offices.addAll(called(reachable, region, "kelurahan ", "desa "));
    }
    if (region != null && region.length() >= DISTRICT_LENGTH) {
      offices.addAll(called(reachable, region.substring(0, DISTRICT_LENGTH), "kecamatan "));
    }
    return offices;
  }

  private List<Agency> called(Collection<Agency> reachable, String region, String... kinds) {
    String name =
        regions.find(region).map(r -> r.name().toLowerCase(Locale.ROOT)).orElse("unknown");
    return reachable.stream()
        .filter(a ->
            Arrays.stream(kinds).anyMatch(k -> a.name().toLowerCase(Locale.ROOT).equals(k + name)))
        .toList();
  }

  /** The topic the text is most likely about. */
  public Optional<Category> topic(String text) {
    return Topics.of(text, categories.choices()).stream().map(Topics.Match::category).findFirst();
  }

  /**
   * Unfinished reports on the same desk that may be the same matter, the likeliest first: close by
   * and of the same topic or with words in common, or in the same ward with both. What was answered
   * is nothing to go on with, and what a merge would be refused into is not proposed.
   */
  public List<Report> lookalikes(Report report) {
    Place place = report.matter().place();
    @Nullable String topic = topic(report);
    return around(place).stream()
        .filter(r -> r.course().desk().equals(report.course().desk()))
        .filter(r -> r.stage() != Stage.ANSWERED && reports.mergeable(report, r))
        .map(r -> new Near(r, likeness(report.matter().text(), topic, r.matter().text(), topic(r))))
        .filter(n -> n.likeness() >= (place.hasPoint() ? SAME_TOPIC : SAME_TOPIC + 1))
        .sorted(Comparator.comparingInt(Near::likeness).reversed())
        .limit(SHOWN)
        .map(Near::report)
        .toList();
  }

  private List<Report> around(Place place) {
    return place.latitude() == null || place.longitude() == null
        ? ward(place.region()).map(w -> nearby.inRegion(w, NEAR)).orElse(List.of())
        : nearby.near(place.latitude(), place.longitude(), NEAR);
  }

  /**
   * Public, unfinished reports of the same ward that may be the same matter, for somebody who named
   * no point. Looks at nothing but what everybody may read of them.
   */
  public List<Report> publicLookalikes(String text, @Nullable String region) {
    @Nullable String topic = topic(text).map(Category::code).orElse(null);
    return ward(region).map(w -> nearby.publicInRegion(w, NEAR)).orElse(List.of()).stream()
        .map(r -> new Near(r, publicLikeness(text, topic, r)))
        .filter(n -> n.likeness() > SAME_TOPIC)
        .sorted(Comparator.comparingInt(Near::likeness).reversed())
        .limit(SHOWN)
        .map(Near::report)
        .toList();
  }

  private int publicLikeness(String text, @Nullable String topic, Report other) {
    String shown = other.matter().publicText() == null ? "" : other.matter().publicText();
    return likeness(text, topic, shown, topic(shown).map(Category::code).orElse(null));
  }

  /** A whole district has too many matters for words to tell them apart. */
  private static Optional<String> ward(@Nullable String region) {
    return Optional.ofNullable(region).filter(r -> r.length() > DISTRICT_LENGTH);
  }

  private record Near(Report report, int likeness) {}

  private static int likeness(
      String one, @Nullable String topic, String other, @Nullable String otherTopic) {
    boolean same = topic != null && topic.equals(otherTopic);
    return Likeness.shared(one, other) + (same ? SAME_TOPIC : 0);
  }

  private @Nullable String topic(Report report) {
    @Nullable String chosen = report.matter().category();
    return chosen != null ? chosen : topic(report.matter().text()).map(Category::code).orElse(null);
  }

  /** What the reporter or an officer chose comes first, then what the words say. */
  private List<Topics.Match> matches(Report report) {
    List<Topics.Match> matches = new ArrayList<>();
    categories
        .find(report.matter().category())
        .ifPresent(c -> matches.add(new Topics.Match(c, List.of(), Integer.MAX_VALUE)));
    Topics.of(report.matter().text(), categories.choices()).stream()
        .limit(TOPICS_LOOKED_AT)
        .forEach(matches::add);
    return matches;
  }
}
