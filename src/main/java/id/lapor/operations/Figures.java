package id.lapor.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table a measurement ends with: each figure beside the limit it was measured against. */
final class Figures {

  private record Row(String what, String figure, String limit, String ratio) {}

  private final List<Row> rows = new ArrayList<>();

  /** A figure without a limit. */
  void add(String what, String figure) {
    rows.add(new Row(what, figure, "", ""));
  }

  /**
   * @param limit the same work done as plainly as possible, measured in the same run
   */
  void perSecond(String what, double figure, String limitWords, double limit) {
    rows.add(
        new Row(
            what,
            String.format(Locale.ROOT, "%,.0f/s", figure),
            String.format(Locale.ROOT, "%,.0f/s %s", limit, limitWords),
            String.format(Locale.ROOT, "%.2f", figure / limit)));
  }

  /**
   * @param before the same thing on less data
   */
  void millis(String what, double figure, String beforeWords, double before) {
    rows.add(
        new Row(
            what,
            String.format(Locale.ROOT, "%.1f ms", figure),
            String.format(Locale.ROOT, "%.1f ms %s", before, beforeWords),
            String.format(Locale.ROOT, "%.2f", before / figure)));
  }

  /**
   * @param before the same thing on less data
   */
  void page(String what, Sample figure, String beforeWords, Sample before) {
    rows.add(
        new Row(
            what,
            figure.words(),
            before.words() + " " + beforeWords,
            String.format(Locale.ROOT, "%.2f", figure.perSecond() / before.perSecond())));
  }

  /** What one client saw, beside the time promised to it. */
  void promised(String what, Sample figure, Duration promised) {
    rows.add(
        new Row(
            what + ", one client",
            String.format(
                Locale.ROOT,
                "median %.0f ms, p95 %.0f ms, p99 %.0f ms",
                figure.medianMillis(),
                figure.p95Millis(),
                figure.p99Millis()),
            promised.toMillis() + " ms at most (promised)",
            String.format(Locale.ROOT, "%.2f", promised.toMillis() / figure.p95Millis())));
  }

  String table() {
    StringBuilder out = new StringBuilder();
    line(out, new Row("what", "figure", "limit or comparison", "ratio"));
    line(out, new Row("---", "---", "---", "---"));
    rows.forEach(r -> line(out, r));
    return out.toString();
  }

  private static void line(StringBuilder out, Row r) {
    out.append(
        String.format(
            "| %-44s | %-26s | %-44s | %5s |%n", r.what(), r.figure(), r.limit(), r.ratio()));
  }
}
