package id.lapor.visibility;

import static id.lapor.visibility.Visitors.MEMBER;
import static id.lapor.visibility.Visitors.REPORTER;
import static id.lapor.visibility.Visitors.kept;

import id.lapor.agency.AgencyId;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Visibility;
import id.lapor.visibility.Visitors.Visit;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a visitor may see of a report, said a second time, apart from the code that decides it. */
record Sight(City city) {

  private static final Set<String> OVERSEERS = Set.of("supervisor", "national");

  /** Whether the visitor may go through a door that is not for everyone. */
  boolean may(Doors.Row row, String who) {
    @Nullable Officer officer = city.officers().get(who);
    return officer == null
        ? row.members() && who.equals(MEMBER)
        : row.roles().contains(officer.role());
  }

  boolean concerns(String who, City.@Nullable Case about) {
    @Nullable Officer officer = city.officers().get(who);
    return officer != null
        && about != null
        && city.report(about).course().concerns(new AgencyId(officer.agencyId()));
  }

  /** Looks for every canary of every report in one answer, headers included. */
  void scan(Doors.Row row, Visit visit, MockHttpServletResponse answer, List<String> leaks)
      throws IOException {
    String all =
        Unfolded.words(answer.getContentAsByteArray())
            + answer.getHeaderNames().stream().map(n -> n + answer.getHeaders(n)).toList();
    for (City.Found found : city.found(all)) {
      City.Case c = found.about();
      boolean typed = found.field() == City.Field.REFERENCE && c.equals(visit.about());
      if (!typed && !maySee(row, visit, found.field(), c)) {
        leaks.add(row.door() + " shows " + visit.who() + " " + told(c, found.field()));
      }
    }
  }

  String told(City.Case c, City.Field field) {
    Report r = city.report(c);
    return c.number() + " (" + r.matter().visibility() + ", " + r.stage() + ", " + field + ")";
  }

  /** The reporter of an open report chose to show the name, and the report is public. */
  boolean named(City.Case c) {
    Report report = city.report(c);
    return report.matter().nameShown() && City.shownToAll(report.matter());
  }

  private boolean onTheirDesk(Visit visit, City.Case c) {
    @Nullable Officer officer = city.officers().get(visit.who());
    return officer != null
        && officer.role() == Role.COORDINATOR
        && city.report(c).course().desk().equals(new AgencyId(officer.agencyId()));
  }

  /** Whether the report is merged into the case, or was until its reporter took it apart again. */
  private boolean partOf(City.Case whole, Report part) {
    return whole.id().equals(part.course().mergedInto())
        || city.history(part).stream()
            .anyMatch(e -> e.event() instanceof Event.Merged m && m.into().equals(whole.id()));
  }

  /** DOMAIN section 5. */
  private boolean maySee(Doors.Row row, Visit visit, City.Field field, City.Case c) {
    Report report = city.report(c);
    boolean open = report.matter().visibility() == Visibility.OPEN;
    boolean shown = City.shownToAll(report.matter());
    @Nullable Officer officer = city.officers().get(visit.who());
    boolean concerned =
        officer != null && officer.role() != Role.ADMINISTRATOR && concerns(visit.who(), c);
    boolean oversees = OVERSEERS.contains(visit.who());
    boolean own =
        (visit.who().equals(REPORTER) && c.equals(visit.about()))
            || (visit.who().equals(MEMBER) && kept(c));
    boolean mergedInto =
        (visit.who().equals(REPORTER) || (visit.who().equals(MEMBER) && kept(visit.about())))
            && visit.about() != null
            && partOf(c, city.report(visit.about()));
    boolean contact =
        row.fields().contains(City.Field.PHONE)
            && (own || (open && (oversees || onTheirDesk(visit, c))));
    boolean circle =
        switch (field) {
          case NAME -> named(c) || contact;
          case PHONE, EMAIL -> contact;
          case SECRET -> false;
          case TEXT, REPLY -> own || concerned || oversees;
          case ADDRESS -> own || concerned || oversees || (shown && open);
          case NOTE -> concerned;
          case REFERENCE -> shown || own || mergedInto || concerned || oversees;
        };
    return circle && (field == City.Field.REFERENCE || row.fields().contains(field));
  }
}
