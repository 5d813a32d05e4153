package id.lapor.citizen;

import java.util.List;
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

  /** Letters; no map shares a longer link, and looking through one is more than its length. */
  private static final int LONGEST = 2_000;

  private static final String NUMBER = "\\+?(-?\\d{1,3}(?:\\.\\d{1,15})?)";
  private static final String WITH_COMMA = "(-?\\d{1,3},\\d{1,15})";

  /**
   * The surest first: what a link marks as its pin, then the middle of its map, then two numbers.
   */
  private static final List<Pattern> PATTERNS =
      List.of(
          Pattern.compile("mlat=" + NUMBER + ".*?mlon=" + NUMBER),
          Pattern.compile("!3d" + NUMBER + "!4d" + NUMBER),
          Pattern.compile("map=\\d{1,2}(?:\\.\\d+)?/" + NUMBER + "/" + NUMBER),
          Pattern.compile("(?:^|[\\s:])" + WITH_COMMA + "(?:\\s*[;/]\\s*|\\s+)" + WITH_COMMA),
          Pattern.compile("(?:^|[@=/!:\\s]|%20)" + NUMBER + "\\s*(?:,|%2C|/|\\s)\\s*" + NUMBER));

  /** Whether it lies in the box around Indonesia, from Sabang to Merauke and Miangas to Rote. */
  boolean inIndonesia() {
    return latitude >= -11.1 && latitude <= 6.2 && longitude >= 94.9 && longitude <= 141.1;
  }

  /** Empty when there is no point on Earth in it. */
  static Optional<Pin> parse(String typed) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    for (Pattern pattern : PATTERNS) {
      Matcher m = pattern.matcher(typed.strip());
      while (m.find()) {
        String north = m.group(1).replace(',', '.');
        String east = m.group(2).replace(',', '.');
        double latitude = Double.parseDouble(north);
        double longitude = Double.parseDouble(east);
        boolean precise = north.contains(".") && east.contains(".");
        if (precise && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
          return Optional.of(new Pin(latitude, longitude));
        }
      }
    }
    return Optional.empty();
  }
}
