package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.agency.OfficeHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Calendars and rules at a moment, as they are or as they would be.
 *
 * @param profiles by which profile an office is measured
 */
record Setting(
    OfficeHours hours, List<RuleBook> books, Function<AgencyId, String> profiles, Instant now)
    implements House {

  @Override
  public RuleBook rules(AgencyId office, Instant received) {
    ZoneId zone = hours.office(office).zone();
    return Rules.pick(
        books,
        profiles.apply(office),
        LocalDate.ofInstant(received, zone),
        LocalDate.ofInstant(now, zone));
  }

  @Override
  public RuleBook book(long id) {
    return books.stream()
        .filter(b -> b.id() == id)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("There is no version " + id + " of the rules"));
  }

  Setting with(OfficeHours other) {
    return new Setting(other, books, profiles, now);
  }

  /** With one more version of the rules, on the day from which it is valid or today. */
  Setting with(RuleBook book) {
    List<RuleBook> all = new ArrayList<>(books);
    all.add(book);
    Instant day = book.validFrom().plusDays(1).atStartOfDay(ZoneId.of("UTC")).toInstant();
    return new Setting(hours, all, profiles, day.isAfter(now) ? day : now);
  }
}
