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
  SECRET
}
