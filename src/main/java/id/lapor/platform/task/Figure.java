package id.lapor.platform.task;

import java.util.List;

/**
 * Something that was measured, and what is promised of it.
 *
 * @param wanted what is promised; a floor for rates, a ceiling for times; 0 when nothing is
 */
public record Figure(String what, double value, String unit, double wanted, boolean floor) {

  /** Promised to reach. */
  public static Figure least(String what, double value, String unit, double wanted) {
    return new Figure(what, value, unit, wanted, true);
  }

  /** Promised to stay below. */
  public static Figure most(String what, double value, String unit, double wanted) {
    return new Figure(what, value, unit, wanted, false);
  }

  /** To compare with; nothing is promised of it. */
  public static Figure told(String what, double value, String unit) {
    return new Figure(what, value, unit, 0, true);
  }

  private String promise() {
    return wanted == 0
        ? ""
        : "(promised %s %,.0f) %s"
            .formatted(floor ? "at least" : "at most", wanted, kept() ? "kept" : "MISSED");
  }

  public boolean kept() {
    return floor ? value >= wanted : value <= wanted;
  }

  /** For a terminal: one figure a line, with what is promised. */
  public static String table(List<Figure> figures) {
    StringBuilder table = new StringBuilder();
    for (Figure f : figures) {
      table.append("%-80s %,12.2f %-9s %s%n".formatted(f.what(), f.value(), f.unit(), f.promise()));
    }
    return table.toString();
  }
}
