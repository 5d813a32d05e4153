package id.lapor.notification;

import id.lapor.channel.WireTrouble;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something nobody foresaw, that befell one message. Pure. */
final class Mishap {

  private static final int DEEPEST = 5;

  private Mishap() {}

  /** With a wire: what happened, why, and where, in a line. */
  static WireTrouble onTheWire(RuntimeException e) {
    return new WireTrouble(line("The wire failed", e, Throwable::toString), false, e);
  }

  /** Before that: what and where alone, as the words may name whom it was for. */
  static WireTrouble before(RuntimeException e) {
    return new WireTrouble(hushed("It cannot be prepared", e), false, e);
  }

  static String hushed(String what, RuntimeException e) {
    return line(what, e, t -> t.getClass().getName());
  }

  private static String line(String what, RuntimeException e, Function<Throwable, String> said) {
    return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .map(t ->
            t.getStackTrace().length == 0
                ? said.apply(t)
                : said.apply(t) + " at " + t.getStackTrace()[0])
        .collect(Collectors.joining(", by ", what + ": ", ""));
  }
}
