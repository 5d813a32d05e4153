package id.lapor.report;

/**
 * How often an agency said "not ours" in the last year.
 *
 * @param all on any report
 * @param open on reports everyone may read
 * @param more there are more than were counted
 */
public record Hops(long all, long open, boolean more) {

  private static final long TOGETHER = 5;

  /** What is published. */
  public long count() {
    return told(all, open);
  }

  /**
   * A number as it is published: what is about reports nobody may read is added five at a time, so
   * that none of them is told by the number it adds to, however large that is.
   */
  public static long told(long all, long open) {
    return open + (all - open) / TOGETHER * TOGETHER;
  }
}
