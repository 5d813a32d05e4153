package id.lapor.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  public List<Timetable> timetables() {
    return store.timetables();
  }

  public Optional<Timetable> timetable(long id) {
    return store.timetables().stream().filter(t -> t.id() == id).findFirst();
  }

  /** The timetable chosen for an office itself, not one it goes by because of the office above. */
  public Optional<Long> chosen(AgencyId agency, boolean desk) {
    return store.chosen(agency, desk);
  }

  public List<Holiday> holidays(int year) {
    return store.holidays(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }

  /**
   * Keeps a timetable, new or changed.
   *
   * @throws IllegalArgumentException when {@link Timetable#wrong} has something to say
   */
  @Transactional
  public long save(Timetable timetable) {
    timetable
        .wrong()
        .ifPresent(key -> {
          throw new IllegalArgumentException(key);
        });
    long id = store.save(timetable);
    changed();
    return id;
  }

  /**
   * An office that goes by hours of its own.
   *
   * @param desk the minutes of its desk, not the promises of its office
   */
  public record Use(AgencyId agency, boolean desk, long timetable) {}

  /** All that were chosen for an office itself. */
  public List<Use> uses() {
    return store.uses();
  }

  /** Whether any office goes by it: chosen for one, or what all go by where nothing is chosen. */
  public boolean used(long timetable) {
    return timetable == OfficeHours.USUAL
        || timetable == OfficeHours.ALWAYS
        || store.uses().stream().anyMatch(u -> u.timetable() == timetable);
  }

  /**
   * Deletes one that no office goes by.
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

  /** Lets an office go by a timetable; null for that of the office above. */
  @Transactional
  public void use(AgencyId agency, boolean desk, @Nullable Long timetable) {
    store.use(agency, desk, timetable);
    changed();
  }

  /** Writes down what a decree fixes; a date it fixes anew goes by the later decree. */
  @Transactional
  public void decree(List<Holiday> holidays) {
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
