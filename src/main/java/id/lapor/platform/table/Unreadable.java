package id.lapor.platform.table;

/** A file that cannot be taken as a table. */
public final class Unreadable extends Exception {

  private static final long serialVersionUID = 1L;

  private final Why why;

  Unreadable(Why why) {
    super(why.name());
    this.why = why;
  }

  Unreadable(Why why, Throwable cause) {
    super(why.name(), cause);
    this.why = why;
  }

  /** A table in which nothing stands below the names of its columns. */
  public static Unreadable empty() {
    return new Unreadable(Why.EMPTY);
  }

  public Why why() {
    return why;
  }

  /** Each has its sentence under {@code platform.table.…}. */
  public enum Why {
    EMPTY,
    TOO_LARGE,
    TOO_MANY_ROWS,
    TOO_MANY_COLUMNS,
    /** A column without a name, or two of one name. */
    NAMES,
    /** As Excel saved before 2007, or locked by a password; both look alike from outside. */
    OLD_OR_LOCKED,
    NO_TABLE;

    /** Message key of the sentence. */
    public String key() {
      return "platform.table." + name();
    }
  }
}
