package id.lapor.people;

/** Key to a reporter's contact; says nothing about who it is. */
public record ReporterId(long value) {}
