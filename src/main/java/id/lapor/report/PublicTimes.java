package id.lapor.report;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * When things happened to a report, as anyone may know it: of an open one to the moment, of any
 * other one to the day. Who saw somebody at a counter or with a telephone could find the report by
 * its minute.
 */
@Component
public class PublicTimes {

  private final Agencies agencies;

  PublicTimes(Agencies agencies) {
    this.agencies = agencies;
  }

  /** Whether anyone may know no more than the day. */
  public static boolean dayOnly(Report report) {
    return !report.matter().visibility().exact();
  }

  /** The moment, or where the day of it began. */
  public Instant of(Report report, Instant moment) {
    return dayOnly(report) ? day(moment, zone(report)) : moment;
  }

  /** Where the day of a moment began. */
  public static Instant day(Instant moment, ZoneId zone) {
    return moment.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
  }

  /** Of its place, else of the first desk it was on: the same however often it is handed on. */
  public ZoneId zone(Report report) {
    List<Course.Handover> handovers = report.course().handovers();
    AgencyId desk = handovers.isEmpty() ? report.course().desk() : handovers.getFirst().from();
    return agencies.zoneOf(report.matter().place().region(), desk);
  }
}
