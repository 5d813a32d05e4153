package id.lapor.report;

/**
 * Who may see a report, chosen by its reporter. Ordered from the widest to the narrowest circle.
 */
public enum Visibility {
  /** Text, place and, where the reporter chose so, the name. */
  OPEN,
  /** Text and a coarse place; the name stays with the system. */
  ANONYMOUS,
  /** Nothing in public, not even that it exists. */
  SECRET;

  /** Whether everyone reads what a desk released of a report. */
  public boolean shownToAll() {
    return this != SECRET;
  }

  /** Whether everyone may know its place exactly, and of a moment more than the day. */
  public boolean exact() {
    return this == OPEN;
  }
}
