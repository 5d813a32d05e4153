package id.lapor.citizen.batch;

/**
 * A number and what opens it, to cut apart and hand out.
 *
 * @param line of the file, by which an officer knows whose it is
 */
public record Slip(int line, String reference, String secret) {}
