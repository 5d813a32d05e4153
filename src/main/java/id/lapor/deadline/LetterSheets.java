package id.lapor.deadline;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.report.Actor;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills letters in, so that a draft reads as what is then issued. */
@Component
public class LetterSheets {

  private final LowerLetters store;
  private final Agencies agencies;
  private final Reports reports;
  private final InstantSource clock;

  LetterSheets(LowerLetters store, Agencies agencies, Reports reports, InstantSource clock) {
    this.store = store;
    this.agencies = agencies;
    this.reports = reports;
    this.clock = clock;
  }

  /** An issued letter, a withdrawn one too. */
  public LetterSheet of(Reprimand letter) {
    Instant by = letter.decidedAt();
    Map<ReportId, Report> open = open(letter.cases());
    List<Reprimand.Case> named =
        letter.cases().stream().filter(c -> open.containsKey(c.report())).toList();
    List<Reprimand> lower = letter.level() == 1 ? List.of() : store.before(letter.id(), by);
    return new LetterSheet(
        agencies.get(letter.agency()),
        letter.level(),
        letter.number(),
        letter.code(),
        letter.decidedAt(),
        letter.issuer(),
        name(letter.issuerOffice()),
        letter.cases(),
        broken(lower.stream().filter(l -> about(l, named)).toList(), by),
        climbed(letter.level(), named, lower),
        open);
  }

  /** Letters as the supervisor would issue them now. */
  public List<LetterSheet> of(List<Reprimand.Draft> drafts, Actor.Officer supervisor) {
    Instant now = clock.instant();
    Map<ReportId, Report> open = open(drafts.stream().flatMap(d -> d.cases().stream()).toList());
    List<Reprimand> lower =
        store.before(drafts.stream().map(Reprimand.Draft::agency).distinct().toList(), now);
    return drafts.stream()
        .map(d ->
            new LetterSheet(
                agencies.get(d.agency()),
                d.level(),
                null,
                null,
                now,
                supervisor.name(),
                name(supervisor.agency()),
                d.cases(),
                broken(lower.stream().filter(letter -> before(letter, d)).toList(), now),
                climbed(d.level(), d.cases(), lower),
                open))
        .toList();
  }

  /** Those in whose answer the agency named a new date that had passed unkept by then. */
  private static List<Reprimand> broken(List<Reprimand> lower, Instant by) {
    return lower.stream().filter(l -> l.broken(by)).toList();
  }

  private static boolean climbed(int level, List<Reprimand.Case> cases, List<Reprimand> lower) {
    return IntStream.range(1, level)
        .allMatch(below -> cases.stream().allMatch(c -> isAbout(lower, below, c)));
  }

  private static boolean isAbout(List<Reprimand> letters, int level, Reprimand.Case promise) {
    return letters.stream()
        .anyMatch(l -> l.level() == level && l.cases().stream().anyMatch(promise::same));
  }

  private static boolean before(Reprimand letter, Reprimand.Draft draft) {
    return letter.level() < draft.level() && about(letter, draft.cases());
  }

  private static boolean about(Reprimand letter, List<Reprimand.Case> cases) {
    return letter.cases().stream().anyMatch(c -> cases.stream().anyMatch(c::same));
  }

  private String name(@Nullable AgencyId office) {
    return office == null ? "" : agencies.find(office).map(Agency::name).orElse("");
  }

  private Map<ReportId, Report> open(Collection<Reprimand.Case> cases) {
    List<ReportId> ids = cases.stream().map(Reprimand.Case::report).distinct().toList();
    return reports.all(ids).stream()
        .filter(r -> r.matter().visibleToAll())
        .collect(Collectors.toMap(Report::id, Function.identity()));
  }
}
