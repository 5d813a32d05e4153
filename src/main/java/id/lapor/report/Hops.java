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

  /**
   * What is published: returns of reports nobody may read are added five at a time, so that none of
   * them is told by the number it adds to, however large that is.
   */
  public long count() {
    return open + (all - open) / TOGETHER * TOGETHER;
  }
}
