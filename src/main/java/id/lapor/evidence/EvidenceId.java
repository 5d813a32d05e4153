package id.lapor.evidence;

/** One attached file. */
public record EvidenceId(long value) {}
