package id.lapor.report;

/** A text's first words for a list. */
public final class Headline {

  private static final int LONGEST = 90;

  private Headline() {}

  /** The first sentence or line, cut at a word when it is longer than 90 characters. */
  public static String of(String text) {
    String line =
        text.strip().replaceFirst("(?s)\\R.*", "").replaceFirst("(?<=.{20}[.!?])\\s.*", "");
    if (line.length() <= LONGEST) {
      return line;
    }
    int space = line.lastIndexOf(' ', LONGEST);
    return line.substring(0, space > LONGEST / 2 ? space : LONGEST).strip() + "…";
  }
}
