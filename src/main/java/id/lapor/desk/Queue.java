package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.Clock;
import id.lapor.deadline.ClockKind;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Mark;
import id.lapor.people.Officer;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Page;
import id.lapor.report.Command;
import id.lapor.report.Course;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.triage.Claims;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What waits on a desk, the first due first, and one of it as a card. */
@Component
public class Queue {

  private static final Set<ClockKind> DESK_CLOCKS =
      EnumSet.of(ClockKind.TRIAGE, ClockKind.ARBITRATION);
  private static final int SHOWN = 20;
  private static final int COUNTED = 200;

  private final Deadlines deadlines;
  private final Reports reports;
  private final Claims claims;
  private final Cases cases;
  private final Agencies agencies;

  Queue(Deadlines deadlines, Reports reports, Claims claims, Cases cases, Agencies agencies) {
    this.agencies = agencies;
    this.deadlines = deadlines;
    this.reports = reports;
    this.claims = claims;
    this.cases = cases;
  }

  /**
   * A line of the queue.
   *
   * @param claim another person who has it in front of them
   * @param proposed somebody proposed to archive it
   */
  public record Waiting(
      Report report, Clock clock, Claims.@Nullable Claim claim, boolean proposed) {}

  /**
   * What lies on a desk.
   *
   * @param newest number of the clock that began last
   * @param zone of the desk
   */
  private record Lying(
      List<Waiting> waiting,
      List<Waiting> held,
      Count waits,
      Count asked,
      long newest,
      ZoneId zone) {}

  /** How many lie there, shown or not; no more than {@value #COUNTED} are counted. */
  public record Count(int all) {

    /** In brackets behind what they are. */
    public String words(Page page, int shown) {
      String number = all < COUNTED ? page.number(all) : page.number(COUNTED) + "+";
      return shown < all ? page.t("desk.queue.part", shown, number) : number;
    }
  }

  /** The queue with the first report nobody has as its card. */
  Html page(Officer officer) {
    Lying lying = lying(officer);
    for (Waiting w : lying.waiting()) {
      Course.@Nullable Archiving proposal = w.report().course().archiving();
      boolean mine =
          proposal != null && !proposal.byAnotherThan(officer.accountId(), officer.insteadOf());
      if (!mine && w.claim() == null && claims.turnTo(w.report().id(), officer)) {
        return page(lying, cases.open(w.report(), officer, null), Typed.NOTHING, Map.of());
      }
    }
    return page(lying, null, Typed.NOTHING, Map.of());
  }

  /** The queue with a report of one's choice; taken for as long as nobody else has it. */
  Html page(String reference, Officer officer) {
    Report report = cases.report(reference, officer);
    if (cases.onDesk(report, officer)) {
      claims.turnTo(report.id(), officer);
    }
    return page(lying(officer), cases.open(report, officer), Typed.NOTHING, Map.of());
  }

  Html page(CaseFile card, Officer officer, Typed typed, Map<String, String> errors) {
    return page(lying(officer), card, typed, errors);
  }

  private static Html page(
      Lying lying, @Nullable CaseFile card, Typed typed, Map<String, String> errors) {
    return Html.of(
        "desk/queue",
        "file",
        card,
        "waiting",
        lying.waiting(),
        "held",
        lying.held(),
        "waitingCount",
        lying.waits(),
        "heldCount",
        lying.asked(),
        "before",
        neighbour(lying.waiting(), card, -1),
        "after",
        neighbour(lying.waiting(), card, 1),
        "newest",
        lying.newest(),
        "zone",
        lying.zone(),
        "typed",
        typed,
        "errors",
        errors);
  }

  /** A report that was just forwarded from the officer's desk; null once it cannot be undone. */
  @Nullable Forwarded forwarded(String reference, Officer officer) {
    Report report = cases.report(reference, officer);
    return report.stage() == Stage.FORWARDED
        ? new Forwarded(
            report,
            cases.name(report.course().lead().orElseThrow()),
            reports.mayBe(report, new Command.Recall(), Cases.actor(officer)))
        : null;
  }

  /**
   * A report on its way, to be called back in the next seconds.
   *
   * @param to name of the agency
   * @param undoable those seconds have not passed, and it is the first forward
   */
  public record Forwarded(Report report, String to, boolean undoable) {}

  /** How many began to wait since the clock with that number did. */
  int since(long clock, Officer officer) {
    return (int) due(officer, DESK_CLOCKS, COUNTED).stream().filter(c -> c.id() > clock).count();
  }

  private List<Clock> due(Officer officer, Set<ClockKind> kinds, int most) {
    return deadlines.due(new AgencyId(officer.agencyId()), kinds, Mark.START, most);
  }

  private Lying lying(Officer officer) {
    List<Clock> first = due(officer, DESK_CLOCKS, COUNTED);
    List<Clock> shown = first.stream().limit(SHOWN).toList();
    List<Clock> asked = due(officer, EnumSet.of(ClockKind.REPORTER_TURN), COUNTED);
    List<Clock> held = asked.stream().limit(SHOWN).toList();
    List<ReportId> ids = Stream.concat(shown.stream(), held.stream()).map(Clock::report).toList();
    Map<ReportId, Claims.Claim> others = claims.holders(ids, officer);
    Map<ReportId, Report> found =
        reports.all(ids).stream().collect(Collectors.toMap(Report::id, Function.identity()));
    return new Lying(
        lines(shown, found, others),
        lines(held, found, others),
        new Count(first.size()),
        new Count(asked.size()),
        first.stream().mapToLong(Clock::id).max().orElse(0),
        agencies.get(new AgencyId(officer.agencyId())).zone());
  }

  private static List<Waiting> lines(
      List<Clock> clocks, Map<ReportId, Report> found, Map<ReportId, Claims.Claim> others) {
    return clocks.stream()
        .flatMap(c ->
            Stream.ofNullable(found.get(c.report()))
                .map(
                    r -> new Waiting(r, c, others.get(c.report()), r.course().archiving() != null)))
        .toList();
  }

  private static @Nullable String neighbour(
      List<Waiting> waiting, @Nullable CaseFile card, int step) {
    for (int i = 0; i < waiting.size(); i++) {
      boolean here = card != null && waiting.get(i).report().id().equals(card.report().id());
      if (here && i + step >= 0 && i + step < waiting.size()) {
        return waiting.get(i + step).report().reference().toString();
      }
    }
    return null;
  }
}
