package id.lapor.report;

import java.time.Instant;

/**
 * A line of a report's journal.
 *
 * @param seq 1 for the filing, then one more each time
 */
public record Entry(ReportId report, int seq, Instant at, Actor actor, Event event) {}
