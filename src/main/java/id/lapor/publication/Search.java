package id.lapor.publication;

import id.lapor.agency.AgencyId;
import id.lapor.report.Cursor;
import id.lapor.report.ReportId;
import id.lapor.report.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor looks for.
 *
 * @param words anything typed; empty for all
 * @param group one of {@link #GROUPS} or {@link #OVERDUE}, else any stage
 * @param region code of a region, with all inside it
 * @param since received on the day that began then, or later
 * @param until and before the day that began then
 * @param after where the page begins
 */
record Search(
    String words,
    @Nullable String group,
    @Nullable String category,
    @Nullable AgencyId agency,
    @Nullable String region,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable Cursor after) {

  /** Everything, the newest first. */
  static final Search ALL = new Search("", null, null, null, null, null, null, null);

  /** Between these lies the moment any page begins at. */
  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  /** Stages as visitors think of them. */
  static final Map<String, List<Stage>> GROUPS =
      Map.of(
          "berjalan",
          List.of(
              Stage.RECEIVED,
              Stage.RETURNED,
              Stage.HELD,
              Stage.FORWARDED,
              Stage.IN_PROGRESS,
              Stage.SCHEDULED,
              Stage.DISPUTED),
          "dijawab",
          List.of(Stage.ANSWERED),
          "selesai",
          List.of(Stage.CLOSED, Stage.MERGED));

  /** Reports on which a promise was missed and is still owed. */
  static final String OVERDUE = "terlambat";

  boolean overdue() {
    return OVERDUE.equals(group);
  }

  List<Stage> stages() {
    return group == null ? List.of() : GROUPS.getOrDefault(group, List.of());
  }

  /**
   * Reads where a page begins from its address: microseconds and what tells the same apart. Null
   * for one that was never given.
   */
  static @Nullable Cursor cursor(String mark) {
    if (!mark.matches("-?\\d{1,18}-\\d{1,18}")) {
      return null;
    }
    int dash = mark.lastIndexOf('-');
    long micros = Long.parseLong(mark.substring(0, dash));
    Instant at =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000);
    return at.isBefore(FIRST) || at.isAfter(LAST)
        ? null
        : new Cursor(at, new ReportId(Long.parseLong(mark.substring(dash + 1))));
  }

  static String mark(PublicReport last) {
    Instant at = last.receivedAt();
    return String.format(
        Locale.ROOT, "%d-%d", at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000, last.tie());
  }
}
