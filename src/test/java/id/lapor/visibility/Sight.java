package id.lapor.visibility;

import static id.lapor.visibility.Visitors.MEMBER;
import static id.lapor.visibility.Visitors.REPORTER;
import static id.lapor.visibility.Visitors.kept;

import id.lapor.agency.AgencyId;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.report.Assignment;
import id.lapor.report.Course;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Visibility;
import id.lapor.visibility.Visitors.Visit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a visitor may see of a report, said a second time, apart from the code that decides it. */
record Sight(City city) {

  private static final Set<String> OVERSEERS = Set.of("supervisor", "national");

  /** What the reporter is told in a message. */
  private static final Set<City.Field> TOLD = EnumSet.of(City.Field.QUESTION, City.Field.ANSWER);

  /** Of the administrators the one above all the others. */
  private static final String TOPMOST = "administrator";

  /** Nobody has agreed yet that it is they. */
  private static final String WAITING = "waiting";

  /** Whether the visitor may go through a door that is not for everyone. */
  boolean may(Doors.Row row, String who) {
    @Nullable Officer officer = city.officers().get(who);
    return officer == null
        ? row.members() && who.equals(MEMBER)
        : row.roles().contains(officer.role())
            && (!row.topmost() || who.equals(TOPMOST))
            && !(who.equals(Visitors.IDLE) && administers(row));
  }

  /** What only administrators do; to look at it is none of it. */
  static boolean administers(Doors.Row row) {
    return row.roles().equals(Set.of(Role.ADMINISTRATOR)) && !row.door().startsWith("GET");
  }

  /**
   * Whose matter a report is: of the office on whose desk it lies, and of those that have a part in
   * it and have not said that it is not theirs.
   */
  boolean concerns(String who, City.@Nullable Case about) {
    @Nullable Officer officer = city.officers().get(who);
    if (officer == null || about == null) {
      return false;
    }
    AgencyId office = new AgencyId(officer.agencyId());
    Course course = city.report(about).course();
    return course.desk().equals(office)
        || course.assignments().stream()
            .anyMatch(a -> a.agency().equals(office) && a.state() != Assignment.State.RETURNED);
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

  /**
   * What messages after that one tell: of a report its number, and to its own reporter what an
   * office asked or answered.
   */
  List<String> told(JdbcTemplate jdbc, long after) {
    List<String> leaks = new ArrayList<>();
    jdbc.query(
        "SELECT report_id, reporter_id, subject, body FROM notification_message WHERE id > ?",
        row -> {
          boolean toReporter = row.getObject("reporter_id") != null;
          long report = row.getLong("report_id");
          for (City.Found f : city.found(row.getString("subject") + row.getString("body"))) {
            boolean own = toReporter && report == f.about().id().value();
            if (!(own && TOLD.contains(f.field())) && f.field() != City.Field.REFERENCE) {
              leaks.add(told(f.about(), f.field()));
            }
          }
        },
        after);
    return leaks;
  }

  String told(City.Case c, City.Field field) {
    return told(c) + ": " + field;
  }

  String told(City.Case c) {
    Report r = city.report(c);
    return c.number() + " (" + r.matter().visibility() + ", " + r.stage() + ")";
  }

  /** The reporter of an open report chose to show the name, and the report is public. */
  boolean named(City.Case c) {
    Report report = city.report(c);
    return report.matter().nameShown() && City.shownToAll(report.matter()) && !silent(c);
  }

  /** Its reporter had the identity shut or erased. */
  private static boolean silent(City.Case c) {
    return c.state() == City.State.ERASED || c.state() == City.State.RESTRICTED;
  }

  private boolean onTheirDesk(Visit visit, City.Case c) {
    @Nullable Officer officer = city.officers().get(visit.who());
    return officer != null
        && officer.role() == Role.COORDINATOR
        && !visit.who().equals(WAITING)
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
            && (own || (open && !silent(c) && (oversees || onTheirDesk(visit, c))));
    boolean circle =
        switch (field) {
          case NAME -> named(c) || contact;
          case PHONE, EMAIL -> contact;
          case X -> own && contact;
          case NIK, SECRET -> false;
          case TEXT, REPLY, QUESTION, REASON -> own || concerned || oversees;
          case FILE -> own;
          case ADDRESS, POINT -> own || concerned || oversees || (shown && open);
          case ANSWER -> own || concerned || oversees || shown;
          case NOTE -> concerned;
          case REFERENCE -> shown || own || mergedInto || concerned || oversees;
        };
    return circle && (field == City.Field.REFERENCE || row.fields().contains(field));
  }
}
