package id.lapor.agency;

import id.lapor.agency.WorkingCalendar.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;

/**
 * The calendar of each office: Monday to Friday, 08:00 to 16:00 in its own zone, without national
 * holidays and cuti bersama as the joint decrees fix them; and the coordinators' desks, which by
 * the city's own rule keep all hours.
 */
@Service
public class Calendars {

  private static final Set<DayOfWeek> MONDAY_TO_FRIDAY =
      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final List<Span> OFFICE_HOURS = List.of(Span.of("08:00", "16:00"));

  private final Agencies agencies;
  private final Set<LocalDate> holidays = holidays();

  Calendars(Agencies agencies) {
    this.agencies = agencies;
  }

  /** By which an agency's promises run. */
  public WorkingCalendar office(AgencyId agency) {
    return new WorkingCalendar(
        agencies.get(agency).zone(), MONDAY_TO_FRIDAY, OFFICE_HOURS, holidays);
  }

  /**
   * By which a desk's minutes run: a city's coordinator keeps all hours, the national admin office
   * hours.
   */
  public WorkingCalendar desk(AgencyId desk) {
    Agency seat = agencies.get(desk);
    return seat.type() == Agency.Type.COORDINATOR
        ? WorkingCalendar.always(seat.zone())
        : office(desk);
  }

  /** Dates of national holidays and cuti bersama, 2023 to 2027. */
  static Set<LocalDate> holidays() {
    try {
      return new ClassPathResource("agency/holidays.csv")
          .getContentAsString(StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> LocalDate.parse(line.substring(0, line.indexOf(','))))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
