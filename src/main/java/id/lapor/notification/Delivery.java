package id.lapor.notification;

import id.lapor.channel.Wire;
import id.lapor.platform.page.Page;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far came what a reporter was told of an act. It says by which wire, never to which address.
 *
 * @param seq of the act in the report's journal
 * @param at when it came so far; while it waits, when it is tried
 */
public record Delivery(int seq, Wire.Kind wire, State state, Instant at) {

  /** How far. */
  public enum State {
    WAITING,
    SENT,
    /** At the telephone, as its operator says; mail tells no such thing. */
    ARRIVED,
    LOST,
    /** Refused for good. */
    GIVEN_UP,
    /** Its receiver had said STOP. */
    UNWANTED
  }

  /** Sentences under each act. */
  public static Map<Integer, List<String>> words(List<Delivery> all, Page page, ZoneId zone) {
    Map<Integer, List<String>> words = new TreeMap<>();
    for (Delivery d : all) {
      words
          .computeIfAbsent(d.seq(), _ -> new ArrayList<>())
          .add(
              page.t(
                  "notification.told." + d.state().name(),
                  page.of("notification.wire", d.wire()),
                  page.at(d.at(), zone)));
    }
    return words;
  }
}
