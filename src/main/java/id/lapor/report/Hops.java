package id.lapor.report;

/**
 * How often an agency said "not ours" in the last year.
 *
 * @param all on any report
 * @param open on reports everyone may read
 * @param more there are more than were counted
 */
public record Hops(long all, long open, boolean more) {

  private static final int FEWEST_WITH_SECRET = 5;

  /** What is published: reports nobody may read count in totals of at least five only. */
  public long count() {
    return all >= FEWEST_WITH_SECRET ? all : open;
  }
}
