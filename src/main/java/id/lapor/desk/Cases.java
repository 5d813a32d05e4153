package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Categories;
import id.lapor.agency.Category;
import id.lapor.agency.Region;
import id.lapor.agency.Regions;
import id.lapor.deadline.Clock;
import id.lapor.deadline.Deadlines;
import id.lapor.deadline.Holders;
import id.lapor.notification.Delivery;
import id.lapor.notification.Silence;
import id.lapor.notification.Wires;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.NotFound;
import id.lapor.report.Actor;
import id.lapor.report.Course;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.IdentityRule;
import id.lapor.report.Line;
import id.lapor.report.Redaction;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Sent;
import id.lapor.report.Stage;
import id.lapor.report.Story;
import id.lapor.triage.Claims;
import id.lapor.triage.TriageDesk;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens case files for the officers they concern; to all others there is no such report. */
@Component
class Cases {

  private static final Set<Stage> ON_THE_DESK =
      EnumSet.of(Stage.RECEIVED, Stage.RETURNED, Stage.HELD);

  /** What of a story whoever may open the file reads. */
  static final Line.Eyes EYES = Line.Eyes.OFFICER;

  private final Reports reports;
  private final Story story;
  private final Offices offices;
  private final Deadlines deadlines;
  private final TriageDesk triage;
  private final Claims claims;
  private final Commands commands;

  Cases(
      Reports reports,
      Story story,
      Offices offices,
      Deadlines deadlines,
      TriageDesk triage,
      Claims claims,
      Commands commands) {
    this.reports = reports;
    this.story = story;
    this.offices = offices;
    this.deadlines = deadlines;
    this.triage = triage;
    this.claims = claims;
    this.commands = commands;
  }

  /** The organisation, its places, topics and duties, as pages need them together. */
  @Component
  record Offices(
      Agencies agencies, Regions regions, Categories categories, Holders holders, Wires wires) {}

  /**
   * @throws NotFound when there is no such report or it does not concern the officer's office
   */
  Report report(String reference, Officer officer) {
    return Reference.parse(reference)
        .flatMap(reports::find)
        .filter(r -> concerns(r, officer))
        .orElseThrow(NotFound::new);
  }

  /** Who had it on the desk reads on, and does nothing with it any more. */
  boolean concerns(Report report, Officer officer) {
    return report.course().readableBy(new AgencyId(officer.agencyId()));
  }

  /**
   * The same or, where it concerns the officer no more, the one that an act of theirs led away: to
   * whoever sends that act again.
   */
  Report report(String reference, String act, Typed typed, Officer officer) {
    return Reference.parse(reference)
        .flatMap(reports::find)
        .filter(r -> concerns(r, officer) || again(r, act, typed, officer))
        .orElseThrow(NotFound::new);
  }

  /** Whether the officer has done this, without files, since they saw the report. */
  boolean again(Report report, String act, Typed typed, Officer officer) {
    return typed.seen() != null
        && typed.seen() < report.version()
        && typed.bare()
        && commands.missing(act, typed, report).isEmpty()
        && reports.repeats(
            report, typed.seen(), commands.read(act, typed, report, List.of()), actor(officer));
  }

  String name(AgencyId office) {
    return offices.agencies().get(office).name();
  }

  /**
   * Whether the clock of the officer's office goes by a day promised before, were this the next.
   */
  boolean promiseStays(Report report, LocalDate day, Officer officer) {
    return deadlines.promiseStays(report.id(), new AgencyId(officer.agencyId()), day);
  }

  /** Whether nobody at the officer's office works on a day. */
  boolean closed(LocalDate day, Officer officer) {
    return !deadlines.worksOn(new AgencyId(officer.agencyId()), day);
  }

  /** The first day from one on on which the officer's office works. */
  LocalDate openDay(LocalDate day, Officer officer) {
    LocalDate open = day;
    while (closed(open, officer) && open.isBefore(day.plusYears(1))) {
      open = open.plusDays(1);
    }
    return open;
  }

  /** Whether the report lies on the officer's own desk, to be verified and forwarded. */
  boolean onDesk(Report report, Officer officer) {
    Course course = report.course();
    AgencyId seat = new AgencyId(officer.agencyId());
    boolean verifies = officer.role() == Role.COORDINATOR || officer.role() == Role.NATIONAL_ADMIN;
    boolean waitsForUs = course.waiting() == null || course.waiting().by().equals(seat);
    return course.desk().equals(seat)
        && verifies
        && waitsForUs
        && ON_THE_DESK.contains(report.stage());
  }

  /** Messages that did not reach the reporter; who verifies many reports need not know it yet. */
  List<Wires.Lost> lost(CaseFile file) {
    return offices.wires().lost(file.report().id());
  }

  /** Wires the reporter wants no news on. */
  List<Silence> silences(CaseFile file) {
    return offices.wires().silences(file.report());
  }

  /** What became of what the reporter was told. */
  List<Delivery> deliveries(CaseFile file) {
    return offices.wires().deliveries(file.report().id());
  }

  /** What of the story was sent at another time than it arrived, by the number of its line. */
  Map<Integer, Sent> sent(CaseFile file) {
    return reports.sent(file.report().id());
  }

  CaseFile open(Report report, Officer officer) {
    boolean shared = onDesk(report, officer);
    return open(report, officer, shared ? claims.holder(report.id(), officer).orElse(null) : null);
  }

  /**
   * @param claim another person who has it open on the same desk
   */
  CaseFile open(Report report, Officer officer, Claims.@Nullable Claim claim) {
    AgencyId seat = new AgencyId(officer.agencyId());
    AgencyId desk = report.course().desk();
    boolean atDesk = onDesk(report, officer);
    @Nullable String region = report.matter().place().region();
    Agencies agencies = offices.agencies();
    List<Clock> clocks = deadlines.of(report.id());
    List<Entry> history = reports.history(report.id());
    List<Agency> choices = Commands.choices(agencies, report);
    return new CaseFile(
        officer,
        report,
        agencies.get(seat),
        region == null ? "" : offices.regions().find(region).map(Region::path).orElse(region),
        story.tell(report, history, EYES),
        next(clocks),
        deadlines.explain(clocks),
        atDesk ? triage.suggestions(choices, report, history) : List.of(),
        atDesk ? triage.lookalikes(report) : List.of(),
        Redaction.propose(report.matter().text()),
        choices,
        agencies.all().stream().filter(a -> isDesk(a) && !a.id().equals(desk)).toList(),
        offices.categories(),
        offices.holders().of(report, clocks),
        atDesk,
        atDesk && Commands.decides(agencies, report),
        offered(report, officer, atDesk && claim != null),
        topic(report),
        joined(report.id(), history),
        claim);
  }

  /** What other reporters add to the matter: their words and files, not their desk's notes. */
  private List<CaseFile.Joined> joined(ReportId whole, List<Entry> history) {
    if (history.stream().noneMatch(e -> e.event() instanceof Event.Joined)) {
      return List.of();
    }
    List<Report> parts = reports.mergedInto(List.of(whole)).getOrDefault(whole, List.of());
    Map<ReportId, List<Entry>> told = reports.histories(parts.stream().map(Report::id).toList());
    return parts.stream()
        .map(r ->
            new CaseFile.Joined(
                r,
                story.tell(r, told.getOrDefault(r.id(), List.of()), EYES).stream()
                    .filter(l -> l.tone() == Line.Tone.REPORTER)
                    .toList()))
        .toList();
  }

  /** The promise that is due first. */
  private static @Nullable Clock next(List<Clock> clocks) {
    return clocks.stream()
        .filter(c -> c.open() && c.kind().owed())
        .min(Comparator.comparing(Clock::dueAt))
        .orElse(null);
  }

  /**
   * @param claimed a colleague decides about it just now; what they know stays theirs to write down
   */
  private Set<String> offered(Report report, Officer officer, boolean claimed) {
    Set<String> offered = new HashSet<>(commands.open(report, actor(officer)));
    if (claimed) {
      offered.retainAll(Set.of("catat"));
    }
    AgencyId seat = new AgencyId(officer.agencyId());
    if (IdentityRule.of(officer.role(), seat, report) == IdentityRule.ON_REASON) {
      offered.add("kontak");
    }
    return offered;
  }

  private String topic(Report report) {
    @Nullable String chosen = report.matter().category();
    return chosen != null
        ? chosen
        : triage.topic(report.matter().text()).map(Category::code).orElse("");
  }

  /** The officer as the journal writes it down. */
  static Actor.Officer actor(Officer officer) {
    return Actor.Officer.of(officer);
  }

  private static boolean isDesk(Agency agency) {
    return agency.type() == Agency.Type.COORDINATOR || agency.type() == Agency.Type.NATIONAL;
  }
}
