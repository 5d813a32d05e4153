package id.lapor.agency;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calendars of all offices as they stand at one moment, or as they would stand with a further
 * decree. An office goes by its own timetable, else by that of the office above, else by office
 * hours; a coordinator's desk keeps all hours where nothing else is said. Each day goes by the
 * hours that held on it, whatever was given later.
 */
public final class OfficeHours {

  static final long USUAL = 1;
  static final long ALWAYS = 2;

  private final Map<AgencyId, Agency> agencies;
  private final Stored stored;
  private final Map<AgencyId, WorkingCalendar> offices = new ConcurrentHashMap<>();
  private final Map<AgencyId, WorkingCalendar> desks = new ConcurrentHashMap<>();

  /**
   * What the database says.
   *
   * @param timetables as they were first
   * @param versions of timetables that were changed, the earlier given first
   * @param uses the earlier given first
   */
  record Stored(
      Map<Long, Timetable> timetables,
      List<Version> versions,
      List<Calendars.Use> uses,
      List<Holiday> holidays) {}

  /** What a timetable became. */
  public record Version(Timetable timetable, Given given) {}

  /**
   * Hours an office has, from a day on until the next.
   *
   * @param given by which they hold; null for what held where nobody said anything
   */
  public record Period(LocalDate since, Timetable timetable, @Nullable Given given) {}

  OfficeHours(Map<AgencyId, Agency> agencies, Stored stored) {
    this.agencies = agencies;
    this.stored = stored;
  }

  public Agency agency(AgencyId id) {
    @Nullable Agency found = agencies.get(id);
    if (found == null) {
      throw new IllegalArgumentException("No agency " + id.value());
    }
    return found;
  }

  /** By which an agency's promises run. */
  public WorkingCalendar office(AgencyId agency) {
    return offices.computeIfAbsent(agency, a -> calendar(a, false));
  }

  /** By which a desk's minutes run. */
  public WorkingCalendar desk(AgencyId desk) {
    return desks.computeIfAbsent(desk, d -> calendar(d, true));
  }

  /** Whether no coordinator's desk closes from a day on. */
  public boolean desksAlwaysOpen(LocalDate from) {
    return agencies.values().stream()
        .filter(a -> a.type() == Agency.Type.COORDINATOR)
        .allMatch(a -> desk(a.id()).alwaysFrom(from));
  }

  /** Holidays and cuti bersama a calendar keeps, from one date to another, both included. */
  public List<Holiday> holidays(WorkingCalendar calendar, LocalDate from, LocalDate until) {
    return stored.holidays().stream()
        .filter(h -> !h.day().isBefore(from) && !h.day().isAfter(until))
        .filter(h -> !calendar.worksOn(h.day()))
        .filter(h -> !calendar.usual(h.day()).isEmpty())
        .toList();
  }

  /**
   * Days from one date to another, both included, on which an office stays closed by a timetable of
   * its own though the weekday opens and no holiday closes it.
   */
  public SortedMap<LocalDate, Timetable.Special> closedSpecials(
      AgencyId agency, boolean desk, LocalDate from, LocalDate until) {
    SortedMap<LocalDate, Timetable.Special> closed = new TreeMap<>();
    WorkingCalendar calendar = desk ? desk(agency) : office(agency);
    Set<LocalDate> holidays =
        holidays(calendar, from, until).stream().map(Holiday::day).collect(Collectors.toSet());
    for (LocalDate day = from; !day.isAfter(until); day = day.plusDays(1)) {
      if (!calendar.worksOn(day) && !calendar.usual(day).isEmpty() && !holidays.contains(day)) {
        Timetable.@Nullable Special special = timetable(agency, desk, day).specials().get(day);
        if (special != null) {
          closed.put(day, special);
        }
      }
    }
    return closed;
  }

  /** All hours an office has had or will have, the first one first. */
  public List<Period> periods(AgencyId agency, boolean desk) {
    List<Period> all = new ArrayList<>();
    for (LocalDate day : changes(agency, desk)) {
      Timetable holds = timetable(agency, desk, day);
      if (all.isEmpty() || !all.getLast().timetable().equals(holds)) {
        all.add(new Period(day, holds, given(agency, desk, day).orElse(null)));
      }
    }
    return all;
  }

  /**
   * Whether in some year some office has more special days closed than one timetable may name, by
   * one after another, and more than it had.
   */
  boolean closesTooMany(OfficeHours before) {
    return agencies.keySet().stream()
        .anyMatch(a -> closesTooMany(before, a, false) || closesTooMany(before, a, true));
  }

  private boolean closesTooMany(OfficeHours before, AgencyId agency, boolean desk) {
    long closed = mostClosed(agency, desk);
    return closed > Timetable.MOST_SPECIAL_CLOSED && closed > before.mostClosed(agency, desk);
  }

  /** In the year with the most of them, each by the hours that hold on it. */
  private long mostClosed(AgencyId agency, boolean desk) {
    List<Period> periods = periods(agency, desk);
    Map<Integer, Long> years = new HashMap<>();
    for (int i = 0; i < periods.size(); i++) {
      LocalDate since = periods.get(i).since();
      LocalDate next = i + 1 < periods.size() ? periods.get(i + 1).since() : LocalDate.MAX;
      periods
          .get(i)
          .timetable()
          .closed()
          .filter(day -> !day.isBefore(since) && day.isBefore(next))
          .forEach(day -> years.merge(day.getYear(), 1L, Long::sum));
    }
    return years.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** The same with a further decree. */
  public OfficeHours with(List<Holiday> more) {
    Map<LocalDate, Holiday> all = new HashMap<>();
    stored.holidays().forEach(h -> all.put(h.day(), h));
    more.forEach(h -> all.put(h.day(), h));
    return with(stored.versions(), stored.uses(), new ArrayList<>(all.values()));
  }

  /** The same without what was fixed for a date. */
  public OfficeHours without(LocalDate day) {
    List<Holiday> left = stored.holidays().stream().filter(h -> !h.day().equals(day)).toList();
    return with(stored.versions(), stored.uses(), left);
  }

  /** The same with a timetable changed from a day on. */
  public OfficeHours with(Version changed) {
    return with(more(stored.versions(), changed), stored.uses(), stored.holidays());
  }

  /** The same with an office going by another timetable from a day on. */
  public OfficeHours with(Calendars.Use use) {
    return with(stored.versions(), more(stored.uses(), use), stored.holidays());
  }

  private OfficeHours with(
      List<Version> versions, List<Calendars.Use> uses, List<Holiday> holidays) {
    return new OfficeHours(agencies, new Stored(stored.timetables(), versions, uses, holidays));
  }

  private static <T> List<T> more(List<T> all, T one) {
    return Stream.concat(all.stream(), Stream.of(one)).toList();
  }

  private WorkingCalendar calendar(AgencyId agency, boolean desk) {
    List<Period> periods = periods(agency, desk);
    TreeMap<LocalDate, Map<DayOfWeek, List<Span>>> weeks = new TreeMap<>();
    Map<LocalDate, List<Span>> exceptions = new HashMap<>();
    for (int i = 0; i < periods.size(); i++) {
      Period p = periods.get(i);
      LocalDate next = i + 1 < periods.size() ? periods.get(i + 1).since() : LocalDate.MAX;
      boolean earliest = i == 0;
      p.timetable()
          .exceptions(stored.holidays())
          .forEach((day, spans) -> {
            if ((earliest || !day.isBefore(p.since())) && day.isBefore(next)) {
              exceptions.put(day, spans);
            }
          });
      weeks.put(p.since(), p.timetable().week());
    }
    Map<DayOfWeek, List<Span>> first = weeks.pollFirstEntry().getValue();
    return new WorkingCalendar(agency(agency).zone(), first, weeks, exceptions);
  }

  /** Days on which the hours of an office can change, and the one before all. */
  private TreeSet<LocalDate> changes(AgencyId agency, boolean desk) {
    TreeSet<LocalDate> days = new TreeSet<>();
    days.add(Given.ALWAYS);
    stored.versions().forEach(v -> days.add(v.given().since()));
    stored.uses().stream()
        .filter(
            u -> above(agency, u.agency()) && (!u.desk() || (desk && u.agency().equals(agency))))
        .forEach(u -> days.add(u.given().since()));
    return days;
  }

  /** Whether an office is the other or below it. */
  private boolean above(AgencyId agency, AgencyId other) {
    for (@Nullable AgencyId at = agency; at != null; at = agency(at).parent()) {
      if (at.equals(other)) {
        return true;
      }
    }
    return false;
  }

  /** By which an office goes on a day. */
  public Timetable timetable(AgencyId agency, boolean desk, LocalDate day) {
    long id = desk ? deskTable(agency, day) : officeTable(agency, day);
    @Nullable Version changed = null;
    for (Version v : stored.versions()) {
      if (v.timetable().id() == id
          && holds(v.given(), changed == null ? null : changed.given(), day)) {
        changed = v;
      }
    }
    @Nullable Timetable found = changed == null ? stored.timetables().get(id) : changed.timetable();
    if (found == null) {
      throw new IllegalStateException("There is no working calendar " + id);
    }
    return found;
  }

  /** Why the hours of an office change on a day. */
  private Optional<Given> given(AgencyId agency, boolean desk, LocalDate day) {
    Stream<Given> uses =
        stored.uses().reversed().stream()
            .filter(u -> above(agency, u.agency()) && (desk || !u.desk()))
            .map(Calendars.Use::given);
    long id = timetable(agency, desk, day).id();
    Stream<Given> versions =
        stored.versions().reversed().stream()
            .filter(v -> v.timetable().id() == id)
            .map(Version::given);
    return Stream.concat(uses, versions).filter(g -> g.since().equals(day)).findFirst();
  }

  /** Of two that have begun by a day the later holds; of two of one day what was given later. */
  private static boolean holds(Given next, @Nullable Given before, LocalDate day) {
    return !next.since().isAfter(day) && (before == null || !next.since().isBefore(before.since()));
  }

  private long officeTable(AgencyId agency, LocalDate day) {
    for (@Nullable AgencyId at = agency; at != null; at = agency(at).parent()) {
      @Nullable Long own = own(at, false, day);
      if (own != null) {
        return own;
      }
    }
    return USUAL;
  }

  private long deskTable(AgencyId desk, LocalDate day) {
    @Nullable Long own = own(desk, true, day);
    if (own != null) {
      return own;
    }
    return agency(desk).type() == Agency.Type.COORDINATOR ? ALWAYS : officeTable(desk, day);
  }

  /** What was chosen for the office itself. */
  private @Nullable Long own(AgencyId agency, boolean desk, LocalDate day) {
    Calendars.@Nullable Use found = null;
    for (Calendars.Use u : stored.uses()) {
      boolean its = u.agency().equals(agency) && u.desk() == desk;
      if (its && holds(u.given(), found == null ? null : found.given(), day)) {
        found = u;
      }
    }
    return found == null ? null : found.timetable();
  }
}
