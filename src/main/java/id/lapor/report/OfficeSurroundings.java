package id.lapor.report;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Calendars;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The calendars and the organisation tree as decisions need them. */
@Component
class OfficeSurroundings implements Surroundings {

  private static final int REPORTERS_TURN_DAYS = 10;

  private final ReportStore store;
  private final Agencies agencies;
  private final Calendars calendars;

  OfficeSurroundings(ReportStore store, Agencies agencies, Calendars calendars) {
    this.store = store;
    this.agencies = agencies;
    this.calendars = calendars;
  }

  @Override
  public Instant tenWorkingDays(AgencyId office, Instant from) {
    return calendars.office(office).plusDays(from, REPORTERS_TURN_DAYS);
  }

  @Override
  public LocalDate today(AgencyId office, Instant now) {
    return LocalDate.ofInstant(now, agencies.get(office).zone());
  }

  @Override
  public AgencyId arbiter(AgencyId desk) {
    return agencies.arbiterFor(desk).id();
  }

  @Override
  public AgencyId superior(AgencyId agency) {
    return agencies.superior(agency);
  }

  @Override
  public @Nullable Report other(ReportId id) {
    return store.find(id).orElse(null);
  }
}
