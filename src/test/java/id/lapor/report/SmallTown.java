package id.lapor.report;

import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A country of one city for tests of the life of a report: a national admin, a city with its
 * coordinating desk and two agencies. Every day is a working day, so ten working days are ten days.
 */
public final class SmallTown implements Surroundings {

  public static final AgencyId NATION = new AgencyId(1);
  public static final AgencyId CITY = new AgencyId(2);
  public static final AgencyId DESK = new AgencyId(3);
  public static final AgencyId ROADS = new AgencyId(4);
  public static final AgencyId WATER = new AgencyId(5);

  /** Desk of the town next door. */
  public static final AgencyId TOWN = new AgencyId(6);

  public static final Actor.Officer TONO = officer(18, "Tono", TOWN, Role.COORDINATOR);
  public static final Actor.Officer NADIA = officer(11, "Nadia", NATION, Role.NATIONAL_ADMIN);
  public static final Actor.Officer ARYA = officer(12, "Arya", CITY, Role.APPROVER);
  public static final Actor.Officer RANI = officer(13, "Rani", DESK, Role.COORDINATOR);
  public static final Actor.Officer BIMA = officer(14, "Bima", DESK, Role.COORDINATOR);
  public static final Actor.Officer JOKO = officer(15, "Joko", ROADS, Role.LIAISON);
  public static final Actor.Officer MEGA = officer(16, "Mega", WATER, Role.LIAISON);
  public static final Actor.Officer SEKAR = officer(17, "Sekar", CITY, Role.SUPERVISOR);
  public static final Actor REPORTER = new Actor.Reporter();
  public static final Actor NEIGHBOUR = new Actor.Neighbour();
  public static final Actor HOUSE = new Actor.House("deadline");

  public static final Duration TEN_DAYS = Duration.ofDays(10);

  private final Map<ReportId, Report> others = new HashMap<>();

  private static Actor.Officer officer(long account, String name, AgencyId agency, Role role) {
    return new Actor.Officer(account, name, agency, role);
  }

  void add(Report report) {
    others.put(report.id(), report);
  }

  @Override
  public Instant tenWorkingDays(AgencyId office, Instant from) {
    return from.plus(TEN_DAYS);
  }

  @Override
  public LocalDate today(AgencyId office, Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  @Override
  public AgencyId arbiter(AgencyId desk) {
    return NATION;
  }

  @Override
  public AgencyId superior(AgencyId agency) {
    if (agency.equals(ROADS) || agency.equals(WATER) || agency.equals(DESK)) {
      return CITY;
    }
    return NATION;
  }

  @Override
  public @Nullable Report other(ReportId id) {
    return others.get(id);
  }
}
