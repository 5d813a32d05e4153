package id.lapor.notification;

import id.lapor.agency.AgencyId;
import id.lapor.report.Actor;
import id.lapor.report.Course;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Redaction;
import id.lapor.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has to be told of an event. Pure. The reporter hears every step of the office, an office what
 * it has to do now; nobody is told what they did themselves.
 */
final class Plan {

  /** The reporter waits for this one in front of the screen. */
  static final String RECEIPT = "reporter.filed";

  /** The reporter may take the matter to the ombudsman. */
  static final String OFFER = "reporter.ombudsman";

  private static final int LAST_LEVEL = 3;

  /** Parts of the house whose acts people hear of. */
  private static final Set<String> HEARD = Set.of("deadline", "merge");

  private static final Set<String> REPRIMANDED =
      Set.of(
          "office.reprimanded",
          "office.reprimandedBelow",
          "reporter.reprimanded",
          "reporter.joined.reprimanded");

  private Plan() {}

  /**
   * A promise of an office.
   *
   * @param clock by name of its kind
   */
  record Due(AgencyId office, String clock, Instant at) {}

  /**
   * Somebody and what to tell.
   *
   * @param office null for the reporter
   * @param key message keys {@code notification.<key>.subject} and {@code .body}
   * @param words what was written, for the reporter
   * @param together may be told with others of the same minute
   * @param superior the office above is meant
   * @param due the promise it is about, where the event names one
   * @param letter number of the reprimand it is about, else empty
   */
  record Told(
      @Nullable AgencyId office,
      String key,
      String words,
      boolean together,
      boolean superior,
      @Nullable Due due,
      String letter) {

    /** Told of something its office may still undo. */
    boolean waits() {
      return key.endsWith(".forwarded") || key.equals("office.given");
    }

    Told(@Nullable AgencyId office, String key, String words, boolean together) {
      this(office, key, words, together, false, null, "");
    }

    /** An office of a promise. */
    static Told of(AgencyId office, String key, Due due) {
      return new Told(office, "office." + key, "", true, false, due, "");
    }

    /** An office of a letter. */
    private static Told letter(AgencyId office, String key, boolean superior, String number) {
      return new Told(office, "office." + key, "", true, superior, null, number);
    }

    /** Of a letter that only records how late what it is about was. */
    Told settled() {
      return new Told(office, key + "Settled", words, together, superior, due, letter);
    }

    /** Number of the reprimand that was issued, where it tells of one; else empty. */
    String issued() {
      return REPRIMANDED.contains(key) ? (office == null ? words : letter) : "";
    }

    /** The letter as it is told once, however many reports it is about; null for no letter. */
    @Nullable String once() {
      return letter.isEmpty() ? null : key + " " + letter;
    }
  }

  /**
   * What the reporters of merged reports hear of the report theirs was merged into: what everyone
   * may see of it.
   */
  static List<Told> joined(Report whole, Entry entry) {
    return switch (entry.event()) {
      case Event.Forwarded e when e.byArbiter() ->
          List.of(joined("decided", open(whole, grounds(e))));
      case Event.Forwarded _ -> List.of(joined("forwarded", ""));
      case Event.FollowedUp e -> List.of(joined("followed", open(whole, e.text())));
      case Event.Answered e -> List.of(joined("answered", open(whole, e.text())));
      case Event.Scheduled e -> List.of(joined("scheduled", open(whole, e.text())));
      case Event.Archived e -> List.of(joined("archived", open(whole, e.words())));
      case Event.Confirmed _, Event.ClosedBySilence _ -> List.of(joined("closed", ""));
      case Event.Disputed _ -> List.of(joined("disputed", ""));
      case Event.Escalated e when e.step() == 0 -> List.of(joined("overdue", ""));
      case Event.Reprimanded e -> List.of(joined("reprimanded", e.number()));
      case Event.ReprimandWithdrawn e when !e.number().isEmpty() ->
          List.of(joined("letterWithdrawn", e.number()));
      default -> List.of();
    };
  }

  /** The words of an office as everyone reads them; none of a secret report. */
  private static String open(Report whole, String words) {
    return whole.matter().visibleToAll() ? Redaction.propose(words) : "";
  }

  /**
   * @param before the report before the act; null for a fresh one
   * @param report the report after it
   */
  static List<Told> of(@Nullable Report before, Report report, Entry entry) {
    boolean silent = entry.actor() instanceof Actor.House h && !HEARD.contains(h.part());
    return silent ? List.of() : heard(before, report.course(), entry);
  }

  private static List<Told> heard(@Nullable Report before, Course course, Entry entry) {
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
      case Event.Replied _, Event.Appealed _ -> List.of(spoken(before, course, entry.event()));
      case Event.Disputed e -> List.of(office(e.owner(), "disputed"));
      case Event.Separated e -> separated(e, entry, course);
      case Event.Escalated e -> escalated(e, course);
      case Event.Reprimanded e -> reprimanded(e);
      case Event.ReprimandWithdrawn e -> withdrawn(e);
      case Event.OfOmbudsman e -> List.of(ombudsman(e, course));
      case Event.Ascribed _ -> List.of(office(asked(before, course), "ascribed"));
      case Event.Recalled _,
          Event.Joined _,
          Event.ArchiveProposed _,
          Event.ArchiveDeclined _,
          Event.Resumed _,
          Event.TurnPassed _,
          Event.Noted _,
          Event.Narrowed _,
          Event.TakenUp _,
          Event.Confirmed _,
          Event.Rated _,
          Event.Withdrawn _,
          Event.Supported _,
          Event.OfSecret _,
          Event.ImportedAsClosed _ ->
          List.of();
    };
  }

  private static Told ombudsman(Event.OfOmbudsman event, Course course) {
    return switch (event) {
      case Event.OmbudsmanOffered _ -> reporter("ombudsman", "");
      case Event.HandedOver _ -> office(course.desk(), "ombudsman");
      case Event.HandOverUndone _ -> office(course.desk(), "ombudsmanNot");
    };
  }

  /** What the reporter says goes to who asked, or back to the desk. */
  private static Told spoken(@Nullable Report before, Course course, Event event) {
    return event instanceof Event.Replied
        ? office(asked(before, course), "replied")
        : office(course.desk(), "arrived");
  }

  /** Who separates a report is not told that they did. */
  private static List<Told> separated(Event.Separated e, Entry entry, Course course) {
    if (e.undoneBy() != null) {
      return List.of(reporter("mergeUndone", e.reason()));
    }
    Told arrived = office(course.desk(), "arrived");
    return entry.actor() instanceof Actor.House
        ? List.of(arrived, reporter("left", ""))
        : List.of(arrived);
  }

  private static List<Told> forwarded(Event.Forwarded e) {
    String given = e.byArbiter() ? "decided" : "given";
    List<Told> told = new ArrayList<>();
    told.add(e.byArbiter() ? reporter("decided", grounds(e)) : reporter("forwarded", ""));
    told.add(office(e.lead(), given));
    e.others().forEach(o -> told.add(office(o, given)));
    return told;
  }

  private static String grounds(Event.Forwarded e) {
    return e.grounds() == null ? "" : e.grounds();
  }

  /** The breach is told to the office, its desk and the reporter; the later rungs are letters. */
  private static List<Told> escalated(Event.Escalated e, Course course) {
    if (e.step() > 0) {
      return List.of();
    }
    List<Told> told = new ArrayList<>();
    Due due = new Due(e.office(), e.clock(), e.dueAt());
    told.add(Told.of(e.office(), "overdue", due));
    if (!course.desk().equals(e.office())) {
      told.add(Told.of(course.desk(), "overdue", due));
    }
    told.add(reporter("overdue", ""));
    return told;
  }

  /** The last letter goes to the superior as well. */
  private static List<Told> reprimanded(Event.Reprimanded e) {
    List<Told> told = new ArrayList<>();
    told.add(Told.letter(e.addressee(), "reprimanded", false, e.number()));
    if (e.level() == LAST_LEVEL) {
      told.add(Told.letter(e.addressee(), "reprimandedBelow", true, e.number()));
    }
    told.add(reporter("reprimanded", e.number()));
    return told;
  }

  /** Who heard of the letter hears that it is none; of one never issued nobody did. */
  private static List<Told> withdrawn(Event.ReprimandWithdrawn e) {
    return e.number().isEmpty()
        ? List.of()
        : List.of(
            Told.letter(e.addressee(), "letterWithdrawn", false, e.number()),
            reporter("letterWithdrawn", e.number()));
  }

  /** Who asked the reporter, else who has the report. */
  private static AgencyId asked(@Nullable Report before, Course course) {
    Course.@Nullable Waiting waiting = before == null ? null : before.course().waiting();
    return waiting == null ? course.lead().orElse(course.desk()) : waiting.by();
  }

  private static Told joined(String key, String words) {
    return reporter("joined." + key, words);
  }

  private static Told reporter(String key, String words) {
    return new Told(null, "reporter." + key, words, false);
  }

  private static Told office(AgencyId office, String key) {
    return new Told(office, "office." + key, "", false);
  }
}
