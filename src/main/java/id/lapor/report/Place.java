package id.lapor.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where it happened, as far as the reporter could or would say.
 *
 * @param region Kemendagri code of any level, {@code 64.74.01.1001}
 * @param latitude degrees north, WGS 84, −90 to 90; present only together with the longitude
 * @param longitude degrees east, WGS 84, −180 to 180
 * @param address street, landmark, anything a person can find
 */
public record Place(
    @Nullable String region,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable String address) {

  /** The matter has no place. */
  public static final Place NONE = new Place(null, null, null, null);

  public Place {
    if ((latitude == null) != (longitude == null)) {
      throw new IllegalArgumentException("A point needs both latitude and longitude");
    }
    if (latitude != null
        && longitude != null
        && !(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("Not a point on Earth: " + latitude + ", " + longitude);
    }
  }

  public boolean hasPoint() {
    return latitude != null;
  }

  /** The point to about one metre, {@code 0.13370,117.49890}; empty without one. */
  public String point() {
    return latitude == null || longitude == null
        ? ""
        : String.format(Locale.ROOT, "%.5f,%.5f", latitude, longitude);
  }

  /** The point's {@link Cell}, or null without a point. */
  @Nullable Long cell() {
    return latitude == null || longitude == null ? null : Cell.of(latitude, longitude);
  }

  /** Good enough to sort neighbours: degrees, longitude shortened by the latitude. */
  double distance(double otherLatitude, double otherLongitude) {
    if (latitude == null || longitude == null) {
      return Double.MAX_VALUE;
    }
    double dx = (longitude - otherLongitude) * Math.cos(Math.toRadians(otherLatitude));
    return Math.hypot(latitude - otherLatitude, dx);
  }
}
