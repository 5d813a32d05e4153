package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.ReportId;
import java.time.Instant;

/** A promise nears its end. */
public record Warned(
    ReportId report, AgencyId office, ClockKind kind, Warning warning, Instant dueAt) {}
