package id.lapor.platform;

/** A start that must not go on, told in a sentence a person can act on instead of a stack trace. */
public class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CannotStart(String sentence) {
    super(sentence);
  }

  public CannotStart(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
