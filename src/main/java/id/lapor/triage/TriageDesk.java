package id.lapor.triage;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Categories;
import id.lapor.agency.Category;
import id.lapor.agency.Competence;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What a desk is shown beside a report so that it can decide at a glance. */
@Service
public class TriageDesk {

  private static final int SHOWN = 3;
  private static final int NEAR = 50;
  private static final int TOPICS_LOOKED_AT = 3;

  private final Agencies agencies;
  private final Categories categories;
  private final Reports reports;

  TriageDesk(Agencies agencies, Categories categories, Reports reports) {
    this.agencies = agencies;
    this.categories = categories;
    this.reports = reports;
  }

  /** Agencies the desk may forward to that answer for what the text is about; three at most. */
  public List<Suggestion> suggestions(AgencyId desk, Report report) {
    List<Agency> reachable = agencies.reachable(desk);
    List<Suggestion> found = new ArrayList<>();
    for (Topics.Match match : matches(report)) {
      agencies.competences().stream()
          .filter(c -> c.category().equals(match.category().code()))
          .sorted(Comparator.comparingInt(Competence::weight).reversed())
          .flatMap(c -> reachable.stream().filter(a -> a.id().equals(c.agency())))
          .filter(a -> found.stream().noneMatch(s -> s.agency().equals(a)))
          .forEach(a -> found.add(new Suggestion(a, match.category(), match.words())));
    }
    return found.stream().limit(SHOWN).toList();
  }

  /** The topic the text is most likely about. */
  public Optional<Category> topic(String text) {
    return Topics.of(text, categories.choices()).stream().map(Topics.Match::category).findFirst();
  }

  /** Unfinished reports close by, on the same desk, that may be the same matter; three at most. */
  public List<Report> lookalikes(Report report) {
    Place place = report.matter().place();
    if (place.latitude() == null || place.longitude() == null) {
      return List.of();
    }
    return reports.near(place.latitude(), place.longitude(), NEAR).stream()
        .filter(r -> !r.id().equals(report.id()))
        .filter(r -> r.course().desk().equals(report.course().desk()))
        .limit(SHOWN)
        .toList();
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
