package id.lapor.citizen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;

/** Whatever is written to 1708 is a command or a matter. */
public final class SmsFuzz {

  private SmsFuzz() {}

  public static void fuzzerTestOneInput(byte[] text) {
    SmsWords.read(new String(text, UTF_8), Set.of("BONTANG", "KOTA BONTANG"));
  }
}
