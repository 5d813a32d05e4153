package id.lapor.report;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A report's number, {@code 7K3M-Q9TX-5}: eight random characters and a check character, sayable by
 * phone and safe in an SMS. The check is a weighted sum over the field of 32 elements, so every
 * single wrong character and every swap of two characters is noticed.
 *
 * @param code nine base32 characters without dashes
 */
public record Reference(String code) {

  private static final int RANDOM_CHARACTERS = 8;

  public Reference {
    if (!valid(code)) {
      throw new IllegalArgumentException("Not a reference: " + code);
    }
  }

  /** A fresh one; 40 bits of the given randomness. */
  public static Reference random(RandomGenerator random) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      code.append(Base32.ALPHABET.charAt(random.nextInt(32)));
    }
    return new Reference(code.append(check(code)).toString());
  }

  /**
   * What a person typed, with or without dashes, in either case, O for 0 and I or L for 1; empty
   * when it cannot be one.
   */
  public static Optional<Reference> parse(String typed) {
    String bare = bare(typed);
    return valid(bare) ? Optional.of(new Reference(bare)) : Optional.empty();
  }

  private static String bare(String typed) {
    return Base32.bare(typed).replace('O', '0').replace('I', '1').replace('L', '1');
  }

  /** Whether what a person typed differs from it in one character. */
  public boolean nearly(String typed) {
    String bare = bare(typed);
    return bare.length() == code.length()
        && IntStream.range(0, code.length()).filter(i -> bare.charAt(i) != code.charAt(i)).count()
            == 1;
  }

  /** As people see it, {@code 7K3M-Q9TX-5}. */
  @Override
  public String toString() {
    return Base32.grouped(code);
  }

  private static boolean valid(String code) {
    if (code.length() != RANDOM_CHARACTERS + 1
        || code.chars().anyMatch(c -> Base32.ALPHABET.indexOf(c) < 0)) {
      return false;
    }
    return check(code.substring(0, RANDOM_CHARACTERS)) == code.charAt(RANDOM_CHARACTERS);
  }

  /**
   * Σ xᵢ·αⁱ⁺¹ in GF(32), α a generator: distinct non-zero weights catch every single error and
   * every transposition.
   */
  private static char check(CharSequence characters) {
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < characters.length(); i++) {
      weight = times(weight, 2);
      sum ^= times(Base32.ALPHABET.indexOf(characters.charAt(i)), weight);
    }
    return Base32.ALPHABET.charAt(sum);
  }

  /** Product in GF(2⁵) modulo x⁵ + x² + 1. */
  private static int times(int a, int b) {
    int product = 0;
    for (int bit = 0; bit < 5; bit++) {
      if ((b >> bit & 1) == 1) {
        product ^= a << bit;
      }
    }
    for (int bit = 8; bit >= 5; bit--) {
      if ((product >> bit & 1) == 1) {
        product ^= 0b100101 << bit - 5;
      }
    }
    return product;
  }
}
