package id.lapor.report;

/** The way a report came in; its reporter is told on the same way. */
public enum Channel {
  WEB,
  SMS,
  X,
  EMAIL,
  DESK,
  PHONE,
  LETTER,
  OPEN311,
  API
}
