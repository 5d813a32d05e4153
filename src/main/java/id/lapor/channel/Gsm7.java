package id.lapor.channel;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The alphabet of SMS (3GPP TS 23.038 section 6.2.1) and how many parts a text needs. Pure. One
 * letter outside of it makes the whole text UCS-2, with less than half the room.
 */
public final class Gsm7 {

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Written with an escape, so they take the room of two. */
  private static final String EXTENSION = "^{}\\[~]|€\f";

  /** Where each of them stands in the table behind the escape. */
  private static final byte[] PLACES = {0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65, 0x0a};

  private static final char ESCAPE = '\u001b';

  private static final int ALONE = 160;
  private static final int PART = 153;
  private static final int ALONE_UCS_2 = 70;
  private static final int PART_UCS_2 = 67;

  private Gsm7() {}

  public static boolean fits(String text) {
    return text.chars().allMatch(c -> c != ESCAPE && (BASIC.indexOf(c) >= 0 || escaped(c)));
  }

  private static boolean escaped(int letter) {
    return EXTENSION.indexOf(letter) >= 0;
  }

  /** How many messages the text is sent as; long ones lose room to the header of each part. */
  public static int parts(String text) {
    return split(text).size();
  }

  /** The text in parts that fit into a message each; no letter is torn. */
  public static List<String> split(String text) {
    return split(text, fits(text));
  }

  /**
   * @param gsm in this alphabet, which it fits; else in UCS-2
   */
  public static List<String> split(String text, boolean gsm) {
    if (text.codePoints().map(c -> room(c, gsm)).sum() <= (gsm ? ALONE : ALONE_UCS_2)) {
      return List.of(text);
    }
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int left = gsm ? PART : PART_UCS_2;
    for (int letter : text.codePoints().toArray()) {
      if (room(letter, gsm) > left) {
        parts.add(part.toString());
        part.setLength(0);
        left = gsm ? PART : PART_UCS_2;
      }
      part.appendCodePoint(letter);
      left -= room(letter, gsm);
    }
    parts.add(part.toString());
    return parts;
  }

  private static int room(int letter, boolean gsm) {
    if (gsm) {
      return escaped(letter) ? 2 : 1;
    }
    return Character.charCount(letter);
  }

  private static int place(byte septet) {
    for (int i = 0; i < PLACES.length; i++) {
      if (PLACES[i] == septet) {
        return i;
      }
    }
    return -1;
  }

  /** A text that fits, a byte for each septet. */
  public static byte[] encode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 8);
    for (char letter : text.toCharArray()) {
      if (escaped(letter)) {
        bytes.write(ESCAPE);
        bytes.write(PLACES[EXTENSION.indexOf(letter)]);
      } else {
        bytes.write(BASIC.indexOf(letter));
      }
    }
    return bytes.toByteArray();
  }

  /**
   * The text of septets, a byte each. What stands in no table is read as phones read it: the letter
   * without its escape; and a byte that is no septet as Latin-1, as some operators send it.
   */
  public static String decode(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    boolean escape = false;
    for (byte b : bytes) {
      int place = place(b);
      if (b == ESCAPE && !escape) {
        escape = true;
        continue;
      }
      if (escape && place >= 0) {
        text.append(EXTENSION.charAt(place));
      } else if (b == ESCAPE) {
        text.append(' ');
      } else {
        text.append(b >= 0 ? BASIC.charAt(b) : (char) (b & 0xff));
      }
      escape = false;
    }
    return text.toString();
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
