package id.lapor.operations;

/** One thing the doctor saw. */
record Finding(Level level, String sentence) {

  /** How bad it is. */
  enum Level {
    GOOD,
    /** Works, but somebody will miss something. */
    HINT,
    WRONG
  }

  static Finding good(String sentence) {
    return new Finding(Level.GOOD, sentence);
  }

  static Finding hint(String sentence) {
    return new Finding(Level.HINT, sentence);
  }

  static Finding wrong(String sentence) {
    return new Finding(Level.WRONG, sentence);
  }

  /** The better of the two when the condition holds. */
  static Finding of(boolean fine, String good, Finding otherwise) {
    return fine ? good(good) : otherwise;
  }

  String mark() {
    return switch (level) {
      case GOOD -> "  ok  ";
      case HINT -> " hint ";
      case WRONG -> "WRONG ";
    };
  }
}
