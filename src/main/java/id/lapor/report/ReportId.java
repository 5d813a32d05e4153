package id.lapor.report;

/** A report inside the house. Outside it is only known by its {@link Reference}. */
public record ReportId(long value) {}
