package id.lapor.channel;

/**
 * The alphabet of SMS (3GPP TS 23.038 section 6.2.1) and how many parts a text needs. Pure. One
 * letter outside of it makes the whole text UCS-2, with less than half the room.
 */
public final class Gsm7 {

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Written with an escape, so they take the room of two. */
  private static final String EXTENSION = "^{}\\[~]|€\f";

  private static final int ALONE = 160;
  private static final int PART = 153;
  private static final int ALONE_UCS_2 = 70;
  private static final int PART_UCS_2 = 67;

  private Gsm7() {}

  public static boolean fits(String text) {
    return text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENSION.indexOf(c) >= 0);
  }

  /** How many messages the text is sent as; long ones lose room to the header of each part. */
  public static int parts(String text) {
    boolean gsm = fits(text);
    int units =
        gsm ? text.chars().map(c -> EXTENSION.indexOf(c) >= 0 ? 2 : 1).sum() : text.length();
    int alone = gsm ? ALONE : ALONE_UCS_2;
    int part = gsm ? PART : PART_UCS_2;
    return units <= alone ? 1 : (units + part - 1) / part;
  }

  /**
   * The text in the alphabet where that loses nothing but typography: dashes, quotes, dots and
   * signs that look alike.
   */
  public static String plain(String text) {
    return text.replace('–', '-')
        .replace('—', '-')
        .replace('’', '\'')
        .replace('‘', '\'')
        .replace('“', '"')
        .replace('”', '"')
        .replace("…", "...")
        .replace('\u00a0', ' ')
        .replace('·', '-')
        .replace('•', '-');
  }
}
