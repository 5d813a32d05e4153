package id.lapor.notification;

import id.lapor.channel.WireTrouble;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something nobody foresaw, that befell one message. Pure. */
final class Mishap {

  private static final int DEEPEST = 5;

  private Mishap() {}

  /** It counts as a try of the message. */
  static WireTrouble of(String what, RuntimeException e) {
    return new WireTrouble(told(what, e), false, e);
  }

  /** What happened, why, and where, in a line. */
  static String told(String what, RuntimeException e) {
    return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .map(t -> t.getStackTrace().length == 0 ? t.toString() : t + " at " + t.getStackTrace()[0])
        .collect(Collectors.joining(", by ", what + ": ", ""));
  }
}
