package id.lapor.citizen;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point as people pass it on: two numbers, or the link a map application shares. Pure.
 *
 * @param latitude degrees north
 * @param longitude degrees east
 */
record Pin(double latitude, double longitude) {

  private static final String NUMBER = "(-?\\d{1,3}(?:\\.\\d{1,15})?)";
  private static final Pattern PAIR =
      Pattern.compile("(?:^|[@=/!:\\s]|%20)" + NUMBER + "\\s*(?:,|%2C|/|\\s)\\s*" + NUMBER);
  private static final Pattern OSM = Pattern.compile("mlat=" + NUMBER + ".*?mlon=" + NUMBER);

  /** Whether it lies in the box around Indonesia, from Sabang to Merauke and Miangas to Rote. */
  boolean inIndonesia() {
    return latitude >= -11.1 && latitude <= 6.2 && longitude >= 94.9 && longitude <= 141.1;
  }

  /** Empty when there is no point on Earth in it. */
  static Optional<Pin> parse(String typed) {
    for (Pattern pattern : new Pattern[] {OSM, PAIR}) {
      Matcher m = pattern.matcher(typed.strip());
      while (m.find()) {
        double latitude = Double.parseDouble(m.group(1));
        double longitude = Double.parseDouble(m.group(2));
        boolean precise = m.group(1).contains(".") && m.group(2).contains(".");
        if (precise && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
          return Optional.of(new Pin(latitude, longitude));
        }
      }
    }
    return Optional.empty();
  }
}
