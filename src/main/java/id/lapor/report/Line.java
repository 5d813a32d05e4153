package id.lapor.report;

import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Standing;
import id.lapor.platform.page.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a report's story as one circle of readers may see it.
 *
 * @param seq of the entry in the report's journal
 * @param dayOnly {@code at} is where its day began; these eyes may not know more
 * @param kind name of the event, part of the message key {@code report.event.…}
 * @param by office or person that acted, in words
 * @param what the second thing the sentence names: an agency, a day, a number
 * @param whatKey message key of that thing instead, where it has one
 * @param whatDay that thing instead, where it is a day
 * @param more others the sentence names besides, {@code Dinas A, Dinas B}; usually empty
 * @param person officer by name, for officers only
 * @param said what was written, null when nothing was or it is not for these eyes
 * @param excuse why an answer came without evidence, null when it came with some
 * @param evidence all files that came with it
 * @param held those of them that may not leave the house for now
 * @param hidden something was written that is not for these eyes
 */
public record Line(
    int seq,
    Instant at,
    boolean dayOnly,
    String kind,
    String by,
    String what,
    @Nullable String whatKey,
    @Nullable LocalDate whatDay,
    String more,
    @Nullable String person,
    @Nullable String said,
    @Nullable String excuse,
    boolean hidden,
    Tone tone,
    List<EvidenceId> evidence,
    Map<EvidenceId, Standing> held) {

  Line held(Map<EvidenceId, Standing> standings) {
    Map<EvidenceId, Standing> mine = new HashMap<>(standings);
    mine.keySet().retainAll(evidence);
    mine.values().removeIf(s -> s == Standing.OPEN);
    return new Line(
        seq,
        at,
        dayOnly,
        kind,
        by,
        what,
        whatKey,
        whatDay,
        more,
        person,
        said,
        excuse,
        hidden,
        tone,
        evidence,
        Map.copyOf(mine));
  }

  /** The files that can be opened. */
  public List<EvidenceId> open() {
    return evidence.stream().filter(f -> !held.containsKey(f)).toList();
  }

  /** How many of its files stand so. */
  public long held(Standing standing) {
    return held.values().stream().filter(s -> s == standing).count();
  }

  /** The second thing in the words of a page. */
  public String what(Page page) {
    return whatDay != null ? page.day(whatDay) : whatKey != null ? page.t(whatKey) : what;
  }

  /** The whole of it in one sentence. */
  public String sentence(Page page) {
    return page.t("report.event." + kind, by, what(page), more);
  }

  /** How a line looks. */
  public enum Tone {
    PLAIN,
    REPORTER,
    GOOD,
    BAD,
    INTERNAL
  }

  /** Who reads. */
  public enum Eyes {
    EVERYONE,
    REPORTER,
    OFFICER
  }
}
