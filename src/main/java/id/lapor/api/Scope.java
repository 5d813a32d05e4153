package id.lapor.api;

/** What a client may do besides reading what everybody may read. */
public enum Scope {
  /** File reports for its citizens. */
  FILE,
  /** Read the reports it filed, public or not, as their reporters do. */
  OWN,
  /** Hand on what their reporters say to them. */
  REPLY,
  /** Follow what happens to public reports and its own, by a feed. */
  EVENTS
}
