package id.lapor.report;

import java.sql.Timestamp;
import java.time.Instant;

/** Where the next page of a list begins: after this row. */
public record Cursor(Instant at, ReportId id) {

  /** Later than any report. */
  static final Timestamp END = Timestamp.from(Instant.parse("9999-01-01T00:00:00Z"));
}
