package id.lapor.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Unfinished reports around a place, for whoever asks whether the same was reported before. */
@Service
public class Nearby {

  private static final int NEIGHBOURS = 50;

  /** A district's code, {@code 64.74.01}. */
  private static final int DISTRICT_LENGTH = 8;

  private final ReportStore store;

  Nearby(ReportStore store) {
    this.store = store;
  }

  /**
   * Open, unfinished reports within about 150 to 300 m of a point, nearest first. Of an anonymous
   * one nobody learns where it is by moving the point about.
   */
  public List<Report> publicNear(double latitude, double longitude, int limit) {
    return near(latitude, longitude, true, limit);
  }

  /**
   * Unfinished reports, public or not, near a point; for those who look for the same matter twice.
   */
  public List<Report> near(double latitude, double longitude, int limit) {
    return near(latitude, longitude, false, limit);
  }

  /** The newest unfinished reports of one region, public or not. */
  public List<Report> inRegion(String region, int limit) {
    return store.inRegion(region, false, limit);
  }

  /**
   * The newest unfinished reports everybody may read that may lie in a ward: open ones of it, and
   * anonymous ones of its whole district, since nobody is told their ward.
   */
  public List<Report> publicInRegion(String ward, int limit) {
    String district = ward.substring(0, Math.min(ward.length(), DISTRICT_LENGTH));
    return Stream.concat(
            store.inRegion(ward, true, limit).stream(), store.anonymousIn(district, limit).stream())
        .sorted(Comparator.comparing(Report::receivedAt).reversed())
        .limit(limit)
        .toList();
  }

  private List<Report> near(double latitude, double longitude, boolean publicOnly, int limit) {
    return store.around(Cell.around(latitude, longitude), publicOnly, NEIGHBOURS).stream()
        .sorted(Comparator.comparingDouble(r -> r.matter().place().distance(latitude, longitude)))
        .limit(limit)
        .toList();
  }
}
