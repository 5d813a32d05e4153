package id.lapor.agency;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calendars of all offices as they stand at one moment, or as they would stand with a further
 * decree. An office goes by its own timetable, else by that of the office above, else by office
 * hours; a coordinator's desk keeps all hours where nothing else is said.
 */
public final class OfficeHours {

  static final long USUAL = 1;
  static final long ALWAYS = 2;

  private final Map<AgencyId, Agency> agencies;
  private final Stored stored;
  private final Map<AgencyId, WorkingCalendar> offices = new ConcurrentHashMap<>();
  private final Map<AgencyId, WorkingCalendar> desks = new ConcurrentHashMap<>();

  /** What the database says. */
  record Stored(
      Map<Long, Timetable> timetables,
      Map<AgencyId, Long> officeUse,
      Map<AgencyId, Long> deskUse,
      List<Holiday> holidays) {}

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
    return offices.computeIfAbsent(agency, a -> calendar(a, officeTable(a)));
  }

  /** By which a desk's minutes run. */
  public WorkingCalendar desk(AgencyId desk) {
    return desks.computeIfAbsent(desk, d -> calendar(d, deskTable(d)));
  }

  /** Whether no coordinator's desk ever closes. */
  public boolean desksAlwaysOpen() {
    return agencies.values().stream()
        .filter(a -> a.type() == Agency.Type.COORDINATOR)
        .allMatch(a -> desk(a.id()).always());
  }

  /** Holidays and cuti bersama a calendar keeps, from one date to another, both included. */
  public List<Holiday> holidays(WorkingCalendar calendar, LocalDate from, LocalDate until) {
    return stored.holidays().stream()
        .filter(h -> !h.day().isBefore(from) && !h.day().isAfter(until))
        .filter(h -> !calendar.worksOn(h.day()))
        .filter(h -> !calendar.week().getOrDefault(h.day().getDayOfWeek(), List.of()).isEmpty())
        .toList();
  }

  /** The same with a further decree. */
  public OfficeHours with(List<Holiday> more) {
    Map<LocalDate, Holiday> all = new HashMap<>();
    stored.holidays().forEach(h -> all.put(h.day(), h));
    more.forEach(h -> all.put(h.day(), h));
    return new OfficeHours(agencies, with(stored.timetables(), new ArrayList<>(all.values())));
  }

  /** The same without what was fixed for a date. */
  public OfficeHours without(LocalDate day) {
    List<Holiday> left = stored.holidays().stream().filter(h -> !h.day().equals(day)).toList();
    return new OfficeHours(agencies, with(stored.timetables(), left));
  }

  /** The same with a timetable changed. */
  public OfficeHours with(Timetable changed) {
    Map<Long, Timetable> timetables = new HashMap<>(stored.timetables());
    timetables.put(changed.id(), changed);
    return new OfficeHours(agencies, with(timetables, stored.holidays()));
  }

  /** The same with an office going by another timetable; null for that of the office above. */
  public OfficeHours with(AgencyId agency, boolean desk, @Nullable Long timetable) {
    Map<AgencyId, Long> use = new HashMap<>(desk ? stored.deskUse() : stored.officeUse());
    if (timetable == null) {
      use.remove(agency);
    } else {
      use.put(agency, timetable);
    }
    return new OfficeHours(
        agencies,
        new Stored(
            stored.timetables(),
            desk ? stored.officeUse() : use,
            desk ? use : stored.deskUse(),
            stored.holidays()));
  }

  private Stored with(Map<Long, Timetable> timetables, List<Holiday> holidays) {
    return new Stored(timetables, stored.officeUse(), stored.deskUse(), holidays);
  }

  private WorkingCalendar calendar(AgencyId agency, long timetable) {
    return table(timetable).in(agency(agency).zone(), stored.holidays());
  }

  private Timetable table(long id) {
    @Nullable Timetable found = stored.timetables().get(id);
    if (found == null) {
      throw new IllegalStateException("There is no working calendar " + id);
    }
    return found;
  }

  private long officeTable(AgencyId agency) {
    @Nullable Long own = nearest(agency, stored.officeUse());
    return own == null ? USUAL : own;
  }

  private long deskTable(AgencyId desk) {
    @Nullable Long own = stored.deskUse().get(desk);
    if (own != null) {
      return own;
    }
    return agency(desk).type() == Agency.Type.COORDINATOR ? ALWAYS : officeTable(desk);
  }

  private @Nullable Long nearest(AgencyId agency, Map<AgencyId, Long> use) {
    for (@Nullable AgencyId at = agency; at != null; at = agency(at).parent()) {
      @Nullable Long found = use.get(at);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
