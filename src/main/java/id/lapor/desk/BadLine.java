package id.lapor.desk;

/**
 * A line of what was typed that cannot be read.
 *
 * @param number from 1
 */
public record BadLine(int number, String text) {}
