package id.lapor.report;

import java.util.Locale;

/**
 * Crockford's base32: no I, L, O or U, and people who read or type them all the same are
 * understood.
 */
final class Base32 {

  static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private Base32() {}

  /** The value 0–31 of a character, or −1. */
  static int value(char c) {
    char upper = Character.toUpperCase(c);
    return switch (upper) {
      case 'O' -> 0;
      case 'I', 'L' -> 1;
      default -> ALPHABET.indexOf(upper);
    };
  }

  /** What people add when they write numbers down — spaces, dashes, dots — taken away. */
  static String bare(String typed) {
    return typed.replaceAll("[\\s\\-–—._/#]", "").toUpperCase(Locale.ROOT);
  }

  /** Groups of four for the eye. */
  static String grouped(String bare) {
    return bare.replaceAll("(.{4})(?=.)", "$1-");
  }
}
