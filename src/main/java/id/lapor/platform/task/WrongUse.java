package id.lapor.platform.task;

/** A command was typed in a way that makes no sense; the sentence says which. */
public class WrongUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongUse(String sentence) {
    super(sentence);
  }
}
