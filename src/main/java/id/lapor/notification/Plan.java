package id.lapor.notification;

import id.lapor.agency.AgencyId;
import id.lapor.report.Actor;
import id.lapor.report.Course;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has to be told of an event. Pure. The reporter hears every step of the office, an office what
 * it has to do now; nobody is told what they did themselves.
 */
final class Plan {

  /** The reporter waits for this one in front of the screen. */
  static final String RECEIPT = "reporter.filed";

  private static final int LAST_LEVEL = 3;

  private Plan() {}

  /**
   * Somebody and what to tell.
   *
   * @param office null for the reporter
   * @param key message keys {@code notification.<key>.subject} and {@code .body}
   * @param words what was written, for the reporter
   * @param together may be told with others of the same minute
   * @param superior the office above is meant
   */
  record Told(
      @Nullable AgencyId office, String key, String words, boolean together, boolean superior) {

    Told(@Nullable AgencyId office, String key, String words, boolean together) {
      this(office, key, words, together, false);
    }
  }

  static List<Told> of(Report report, Entry entry) {
    if (entry.actor() instanceof Actor.House h && !h.part().equals("deadline")) {
      return List.of();
    }
    Course course = report.course();
    return switch (entry.event()) {
      case Event.Filed _ -> List.of(reporter("filed", ""), office(course.desk(), "arrived"));
      case Event.Redirected e -> List.of(reporter("moved", e.reason()), office(e.to(), "arrived"));
      case Event.Forwarded e -> forwarded(e);
      case Event.Held e -> List.of(reporter("asked", e.question()));
      case Event.Wrote e -> List.of(reporter("wrote", e.text()));
      case Event.FollowedUp e -> List.of(reporter("followed", e.text()));
      case Event.Answered e -> List.of(reporter("answered", e.text()));
      case Event.Scheduled e -> List.of(reporter("scheduled", e.text()));
      case Event.Archived e -> List.of(reporter("archived", e.words()));
      case Event.Merged e -> List.of(reporter("merged", e.intoReference().toString()));
      case Event.ClosedBySilence _ -> List.of(reporter("closed", ""));
      case Event.Returned e -> List.of(office(e.desk(), "returned"));
      case Event.Replied _ -> List.of(office(holder(course), "replied"));
      case Event.Disputed e -> List.of(office(e.owner(), "disputed"));
      case Event.Appealed _ -> List.of(office(course.desk(), "arrived"));
      case Event.Escalated e -> escalated(e, course);
      case Event.Reprimanded e -> reprimanded(e);
      case Event.OmbudsmanOffered _ -> List.of(reporter("ombudsman", ""));
      case Event.HandedOver _ -> List.of(office(course.desk(), "ombudsman"));
      case Event.ArchiveProposed _,
          Event.ArchiveDeclined _,
          Event.Resumed _,
          Event.Noted _,
          Event.Narrowed _,
          Event.TakenUp _,
          Event.Confirmed _,
          Event.Rated _,
          Event.Withdrawn _,
          Event.Supported _,
          Event.ImportedAsClosed _ ->
          List.of();
    };
  }

  private static List<Told> forwarded(Event.Forwarded e) {
    List<Told> told = new ArrayList<>();
    told.add(reporter("forwarded", ""));
    told.add(office(e.lead(), "given"));
    e.others().forEach(o -> told.add(office(o, "given")));
    return told;
  }

  /** The breach is told to the office, its desk and the reporter; the later rungs are letters. */
  private static List<Told> escalated(Event.Escalated e, Course course) {
    if (e.step() > 0) {
      return List.of();
    }
    List<Told> told = new ArrayList<>();
    told.add(office(e.office(), "overdue"));
    if (!course.desk().equals(e.office())) {
      told.add(office(course.desk(), "overdue"));
    }
    told.add(reporter("overdue", ""));
    return told;
  }

  /** The last letter goes to the superior as well. */
  private static List<Told> reprimanded(Event.Reprimanded e) {
    List<Told> told = new ArrayList<>();
    told.add(office(e.addressee(), "reprimanded"));
    if (e.level() == LAST_LEVEL) {
      told.add(new Told(e.addressee(), "office.reprimanded", "", false, true));
    }
    told.add(reporter("reprimanded", e.number()));
    return told;
  }

  private static AgencyId holder(Course course) {
    return course.waiting() != null ? course.waiting().by() : course.lead().orElse(course.desk());
  }

  private static Told reporter(String key, String words) {
    return new Told(null, "reporter." + key, words, false);
  }

  private static Told office(AgencyId office, String key) {
    return new Told(office, "office." + key, "", key.equals("overdue"));
  }
}
