package id.lapor.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The working calendars of all offices, as administrators keep them and decrees change them. Read
 * whole into memory and read again when the version of the tree has grown.
 */
@Service
public class Calendars {

  private final Agencies agencies;
  private final CalendarStore store;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Known known;

  Calendars(Agencies agencies, CalendarStore store) {
    this.agencies = agencies;
    this.store = store;
  }

  /**
   * What was read, and with which tree: both change under the same version, so a new tree means new
   * calendars.
   */
  private record Known(List<Agency> tree, OfficeHours hours) {}

  /** By which an agency's promises run. */
  public WorkingCalendar office(AgencyId agency) {
    return hours().office(agency);
  }

  /**
   * By which a desk's minutes run: a city's coordinator keeps all hours, the national admin office
   * hours, unless a timetable says otherwise.
   */
  public WorkingCalendar desk(AgencyId desk) {
    return hours().desk(desk);
  }

  /** All of them as they stand now. */
  public OfficeHours hours() {
    List<Agency> tree = agencies.all();
    @Nullable Known known = this.known;
    if (known == null || known.tree() != tree) {
      long seen = changes.get();
      known = new Known(tree, fresh());
      if (changes.get() == seen) {
        this.known = known;
      }
    }
    return known.hours();
  }

  /** As they stand in the database this moment, for those who act on a change once and for all. */
  public OfficeHours fresh() {
    return new OfficeHours(
        agencies.all().stream().collect(Collectors.toMap(Agency::id, Function.identity())),
        store.read());
  }

  /** The next to ask reads again: somebody knows of a change this server may not have seen. */
  public void forget() {
    changes.incrementAndGet();
    known = null;
  }

  /** Each as it was given last, on whatever day that begins to hold. */
  public List<Timetable> timetables() {
    return store.timetables();
  }

  public Optional<Timetable> timetable(long id) {
    return store.timetables().stream().filter(t -> t.id() == id).findFirst();
  }

  /** What timetables were changed to, the earlier given first. */
  public List<OfficeHours.Version> versions() {
    return store.versions();
  }

  public List<Holiday> holidays(int year) {
    return store.holidays(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }

  /**
   * Keeps a new timetable, or changes one that no office ever went by.
   *
   * @throws IllegalArgumentException when {@link Timetable#wrong} has something to say, or hours
   *     that were kept would be others than they were
   */
  @Transactional
  public long save(Timetable timetable) {
    check(timetable);
    if (timetable.id() != 0 && used(timetable.id())) {
      throw new IllegalArgumentException("Hours that offices go by change from a day on");
    }
    long id = store.save(timetable);
    changed();
    return id;
  }

  /**
   * Changes a timetable from a day on; what is before goes by what it was.
   *
   * @throws IllegalArgumentException when {@link Timetable#wrong} has something to say, or it
   *     {@link #closesTooMany}
   */
  @Transactional
  public void change(OfficeHours.Version version) {
    check(version.timetable());
    OfficeHours now = fresh();
    check(now.with(version), now);
    store.add(version);
    changed();
  }

  /** Whether some office would be closed on more special days of a year than it may be. */
  public boolean closesTooMany(OfficeHours.Version version) {
    return hours().with(version).closesTooMany(hours());
  }

  /** The same of an office that goes by other hours. */
  public boolean closesTooMany(Use use) {
    return hours().with(use).closesTooMany(hours());
  }

  private static void check(OfficeHours next, OfficeHours now) {
    if (next.closesTooMany(now)) {
      throw new IllegalArgumentException("Special days close more than anybody ever needed");
    }
  }

  private static void check(Timetable timetable) {
    timetable
        .wrong()
        .ifPresent(key -> {
          throw new IllegalArgumentException(key);
        });
  }

  /**
   * An office that goes by other hours from a day on.
   *
   * @param desk the minutes of its desk, not the promises of its office
   * @param timetable null for that of the office above
   */
  public record Use(AgencyId agency, boolean desk, @Nullable Long timetable, Given given) {}

  /** All that was ever chosen for an office itself, the earlier given first. */
  public List<Use> uses() {
    return store.uses();
  }

  /** What was ever chosen for one office itself. */
  public List<Use> uses(AgencyId agency, boolean desk) {
    return store.uses().stream()
        .filter(u -> u.agency().equals(agency) && u.desk() == desk)
        .toList();
  }

  /**
   * Whether any office goes by it or ever did: chosen for one, or what all go by where nothing is
   * chosen.
   */
  public boolean used(long timetable) {
    return timetable == OfficeHours.USUAL
        || timetable == OfficeHours.ALWAYS
        || store.uses().stream().anyMatch(u -> Objects.equals(u.timetable(), timetable));
  }

  /**
   * Deletes one that no office ever went by.
   *
   * @return whether it is gone
   */
  @Transactional
  public boolean remove(long timetable) {
    boolean free = !used(timetable);
    if (free) {
      store.remove(timetable);
      changed();
    }
    return free;
  }

  /**
   * Lets an office go by a timetable from a day on; what is before stays as it was.
   *
   * @throws IllegalArgumentException when it {@link #closesTooMany}
   */
  @Transactional
  public void use(Use use) {
    OfficeHours now = fresh();
    check(now.with(use), now);
    store.use(use);
    changed();
  }

  /** Whether with a decree more days would be closed than {@link HolidayBounds} let be. */
  public boolean tooMany(List<Holiday> decree) {
    LocalDate first = decree.stream().map(Holiday::day).min(LocalDate::compareTo).orElseThrow();
    LocalDate last = decree.stream().map(Holiday::day).max(LocalDate::compareTo).orElseThrow();
    LocalDate from = LocalDate.of(first.getYear() - 1, 1, 1);
    LocalDate until = LocalDate.of(last.getYear() + 1, 12, 31);
    Set<LocalDate> closed =
        Stream.concat(store.holidays(from, until).stream(), decree.stream())
            .map(Holiday::day)
            .collect(Collectors.toSet());
    return HolidayBounds.exceeded(closed);
  }

  /**
   * Writes down what a decree fixes; a date it fixes anew goes by the later decree.
   *
   * @throws IllegalArgumentException when it closes {@link #tooMany}
   */
  @Transactional
  public void decree(List<Holiday> holidays) {
    if (tooMany(holidays)) {
      throw new IllegalArgumentException("Decrees close more days than anybody ever needed");
    }
    store.decree(holidays);
    changed();
  }

  /**
   * Takes back what was fixed for a date, by name and with the reason; it stays on record.
   *
   * @return whether anything stood for that date
   */
  @Transactional
  public boolean revoke(LocalDate day, String by, String why) {
    boolean stood = store.revoke(day, by, why);
    if (stood) {
      changed();
    }
    return stood;
  }

  public List<Holiday.Revoked> revoked(int year) {
    return store.revoked(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }

  /** Not before the change can be read: who looks earlier would keep the old state for new. */
  private void changed() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      tell();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            tell();
          }
        });
  }

  private void tell() {
    store.changed();
    forget();
  }
}
