package id.lapor.api;

/**
 * What a form with files may hold, as the container has it of all others.
 *
 * @param file bytes of one file
 * @param all bytes of the whole
 */
record FormLimits(long file, long all) {}
