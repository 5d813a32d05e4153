package id.lapor.report;

import id.lapor.agency.AgencyId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The calendars and the organisation tree as decisions need them. */
@Component
class OfficeSurroundings implements Surroundings {

  private static final ZoneId ZONE = ZoneId.of("Asia/Makassar");

  private final ReportStore store;

  OfficeSurroundings(ReportStore store) {
    this.store = store;
  }

  @Override
  public Instant tenWorkingDays(AgencyId office, Instant from) {
    ZonedDateTime day = from.atZone(ZONE);
    for (int left = 10; left > 0; ) {
      day = day.plusDays(1);
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        left--;
      }
    }
    return day.toInstant();
  }

  @Override
  public LocalDate today(AgencyId office, Instant now) {
    return LocalDate.ofInstant(now, ZONE);
  }

  @Override
  public AgencyId arbiter(AgencyId desk) {
    return desk;
  }

  @Override
  public AgencyId superior(AgencyId agency) {
    return agency;
  }

  @Override
  public @Nullable Report other(ReportId id) {
    return store.find(id).orElse(null);
  }
}
