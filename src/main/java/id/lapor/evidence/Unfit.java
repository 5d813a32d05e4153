package id.lapor.evidence;

/** Why a file is not taken in; each has its sentence under {@code evidence.unfit.…}. */
public enum Unfit {
  EMPTY,
  TOO_LARGE,
  KIND,
  HEIC,
  OLD_OFFICE,
  ACTIVE,
  UNFOLDS,
  TOO_MANY_PIXELS,
  TOO_MANY_PAGES,
  LOCKED,
  INFECTED,
  DAMAGED;

  /** Message key of the sentence. */
  public String key() {
    return "evidence.unfit." + name();
  }
}
