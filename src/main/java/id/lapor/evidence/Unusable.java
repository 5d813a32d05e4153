package id.lapor.evidence;

/** Carries an {@link Unfit} out of the work on a file. */
final class Unusable extends Exception {
  private static final long serialVersionUID = 1L;

  private final Unfit why;

  Unusable(Unfit why) {
    this.why = why;
  }

  Unfit why() {
    return why;
  }
}
