package id.lapor.channel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes as text, whatever they are said to be. Pure. */
final class Charsets {

  private static final Charset OLD = Charset.forName("windows-1252");

  private Charsets() {}

  /**
   * In the alphabet they are said to be in; where there is no such, or they are not in it, in UTF-8
   * or else in the one of old programs. Without signs no database keeps.
   *
   * @param said name of an alphabet
   */
  static String decoded(byte[] bytes, @Nullable String said) {
    return named(bytes, said).replace("\u0000", "");
  }

  private static String named(byte[] bytes, @Nullable String said) {
    try {
      if (said != null && !said.equalsIgnoreCase("us-ascii")) {
        return strictly(bytes, Charset.forName(said.strip()));
      }
    } catch (CharacterCodingException | IllegalArgumentException _) {
      // It is not what it says: looked at below.
    }
    try {
      return strictly(bytes, StandardCharsets.UTF_8);
    } catch (CharacterCodingException _) {
      return new String(bytes, OLD);
    }
  }

  private static String strictly(byte[] bytes, Charset charset) throws CharacterCodingException {
    return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
