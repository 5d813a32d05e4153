package id.lapor.agency;

/** A node of the organisation tree. */
public record AgencyId(long value) {}
