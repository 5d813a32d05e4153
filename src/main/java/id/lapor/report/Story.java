package id.lapor.report;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Standing;
import id.lapor.evidence.Standings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells a journal to a circle of readers; the one place that says what of it whom concerns.
 * Everyone sees offices, never persons, and of the reporter's own words only what an officer
 * released; the reporter sees all but what officers tell each other.
 */
@Component
public class Story {

  private static final Duration LATE = Duration.ofMinutes(1);

  private final Agencies agencies;
  private final Surroundings surroundings;
  private final PublicTimes times;
  private final Standings files;

  Story(Agencies agencies, Surroundings surroundings, Standings files) {
    this.agencies = agencies;
    this.surroundings = surroundings;
    this.times = new PublicTimes(agencies);
    this.files = files;
  }

  public List<Line> tell(Report report, List<Entry> history, Line.Eyes eyes) {
    List<Line> lines =
        (eyes == Line.Eyes.OFFICER ? history : certain(history))
            .stream()
                .filter(e -> concerns(e.event(), eyes))
                .map(e -> line(report, e, eyes, undone(history, e)))
                .toList();
    Map<EvidenceId, Standing> standings =
        files.of(lines.stream().flatMap(l -> l.evidence().stream()).toList());
    return lines.stream().map(l -> l.held(standings)).toList();
  }

  /** Without what was undone before anybody was told of it. */
  private static List<Entry> certain(List<Entry> history) {
    List<Entry> kept = new ArrayList<>();
    for (Entry entry : history) {
      if (entry.event() instanceof Event.Recalled) {
        removeLastForward(kept);
      } else {
        kept.add(entry);
      }
    }
    return kept;
  }

  private static void removeLastForward(List<Entry> entries) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).event() instanceof Event.Forwarded) {
        entries.remove(i);
        return;
      }
    }
  }

  private static boolean concerns(Event event, Line.Eyes eyes) {
    return switch (event) {
      case Event.Noted _, Event.Joined _, Event.ArchiveProposed _, Event.ArchiveDeclined _ ->
          eyes == Line.Eyes.OFFICER;
      case Event.Supported _ -> false;
      case Event.Escalated e -> e.step() == 0;
      case Event.Narrowed _, Event.Wrote _, Event.OfSecret _ -> eyes != Line.Eyes.EVERYONE;
      case Event.Ascribed _ -> eyes != Line.Eyes.EVERYONE;
      default -> true;
    };
  }

  /** Whether what was missed was missed while the report was merged by mistake. */
  private static boolean undone(List<Entry> history, Entry entry) {
    return entry.event() instanceof Event.Escalated missed
        && history.stream()
            .filter(e -> e.at().isAfter(missed.dueAt()) && !e.at().isAfter(entry.at()))
            .anyMatch(e -> e.event() instanceof Event.Separated s && s.undoneBy() != null);
  }

  private Line line(Report report, Entry entry, Line.Eyes eyes, boolean undone) {
    Event event = entry.event();
    Said said = said(report, event, eyes);
    boolean officer = entry.actor() instanceof Actor.Officer;
    @Nullable String person =
        eyes == Line.Eyes.OFFICER && entry.actor() instanceof Actor.Officer o ? o.name() : null;
    boolean files = eyes != Line.Eyes.EVERYONE || (officer && !(event instanceof Event.Wrote));
    List<EvidenceId> evidence = files ? ReportLedger.evidenceOf(event) : List.of();
    What what = what(event, eyes);
    List<AgencyId> others = others(event);
    boolean everyone = eyes == Line.Eyes.EVERYONE;
    return new Line(
        entry.seq(),
        everyone ? times.of(report, entry.at()) : entry.at(),
        everyone && PublicTimes.dayOnly(report),
        undone ? "EscalatedMerged" : others.isEmpty() ? kind(entry) : kind(entry) + "Together",
        by(entry),
        what.words(),
        what.key(),
        event instanceof Event.Scheduled s ? s.day() : null,
        others.stream().map(this::name).collect(Collectors.joining(", ")),
        person,
        said.words(),
        excuse(event, eyes),
        said.hidden(),
        tone(event),
        evidence,
        Map.of());
  }

  /** Offices an event is about besides the first. */
  private static List<AgencyId> others(Event event) {
    return switch (event) {
      case Event.Forwarded f -> f.others();
      case Event.Redirected r when r.proposed() != null -> List.of(r.proposed());
      default -> List.of();
    };
  }

  /** What one kind of event tells in two ways: a breach noticed long after it happened says so. */
  private static String kind(Entry entry) {
    String kind = Journal.kind(entry.event());
    return switch (entry.event()) {
      case Event.Filed _ when entry.actor() instanceof Actor.Officer -> kind + "For";
      case Event.Escalated e when e.dueAt().plus(LATE).isBefore(entry.at()) -> kind + "Late";
      case Event.Forwarded e when e.byArbiter() -> "Decided";
      case Event.Separated e when e.undoneBy() != null -> "MergeUndone";
      case Event.Separated e when e.reason().isEmpty() -> kind + "Left";
      case Event.ReprimandWithdrawn e when e.number().isEmpty() -> "ReprimandDeclined";
      case Event.SecretExchanged e when e.byCode() -> kind + "Proven";
      case Event.Resumed _ when entry.actor() instanceof Actor.House -> kind + "InVain";
      default -> kind;
    };
  }

  private record Said(@Nullable String words, boolean hidden) {}

  private record What(String words, @Nullable String key) {}

  private static Said said(Report report, Event event, Line.Eyes eyes) {
    boolean everyone = eyes == Line.Eyes.EVERYONE;
    return switch (event) {
      case Event.Filed _ -> filed(report.matter(), everyone);
      case Event.Replied e -> mine(e.text(), everyone);
      case Event.Disputed e -> mine(e.reason(), everyone);
      case Event.Rated e -> mine(e.words(), everyone);
      case Event.Withdrawn e -> mine(e.reason(), everyone);
      case Event.Appealed e -> mine(e.reason(), everyone);
      case Event.Separated e -> separated(e, everyone);
      case Event.Held e -> mine(e.question(), everyone);
      case Event.Archived e -> office(e.words(), everyone);
      case Event.FollowedUp e -> office(e.text(), everyone);
      case Event.Answered e -> office(e.text(), everyone);
      case Event.Scheduled e -> office(e.text(), everyone);
      case Event.Wrote e -> office(e.text(), everyone);
      case Event.Ascribed e -> office(e.text() + "\n\n[" + e.reason() + "]", everyone);
      case Event.ImportedAsClosed e -> office(e.words(), everyone);
      case Event.Redirected e -> office(e.reason(), everyone);
      case Event.Returned e -> office(e.reason(), everyone);
      case Event.ArchiveProposed e -> office(e.words(), everyone);
      case Event.ArchiveDeclined e -> office(e.reason(), everyone);
      case Event.Noted e -> office(e.text(), everyone);
      case Event.Narrowed e -> office(e.reason(), everyone);
      case Event.ReprimandWithdrawn e -> office(e.reason(), everyone);
      case Event.Forwarded e -> forwarded(e, eyes);
      case Event.Merged _,
          Event.Joined _,
          Event.Recalled _,
          Event.Resumed _,
          Event.TurnPassed _,
          Event.TakenUp _,
          Event.Confirmed _,
          Event.Supported _,
          Event.ClosedBySilence _,
          Event.OfOmbudsman _ ->
          NOTHING;
      case Event.Escalated _, Event.Reprimanded _, Event.OfSecret _ -> NOTHING;
    };
  }

  /** A note goes along to the agency only; the grounds of a decision are for everyone. */
  private static Said forwarded(Event.Forwarded e, Line.Eyes eyes) {
    return e.grounds() != null
        ? office(e.grounds(), eyes == Line.Eyes.EVERYONE)
        : eyes == Line.Eyes.OFFICER ? office(e.note(), false) : NOTHING;
  }

  private static Said separated(Event.Separated e, boolean everyone) {
    return e.undoneBy() == null ? mine(e.reason(), everyone) : office(e.reason(), everyone);
  }

  private static Said filed(Matter matter, boolean everyone) {
    return new Said(everyone ? matter.publicText() : matter.text(), false);
  }

  private static final Said NOTHING = new Said(null, false);

  /** A reader has to know that nothing was shown, and why. */
  private static @Nullable String excuse(Event event, Line.Eyes eyes) {
    @Nullable String why = event instanceof Event.Answered e ? e.whyNoEvidence() : null;
    return why == null || why.isBlank()
        ? null
        : office(why.strip(), eyes == Line.Eyes.EVERYONE).words();
  }

  private static Said mine(String words, boolean hide) {
    return words.isBlank() ? NOTHING : hide ? new Said(null, true) : new Said(words, false);
  }

  private static Said office(String words, boolean mask) {
    return words.isBlank() ? NOTHING : new Said(mask ? Redaction.propose(words) : words, false);
  }

  private String by(Entry entry) {
    return switch (entry.event()) {
      case Event.Escalated e -> name(e.office());
      case Event.Reprimanded e -> name(e.addressee());
      case Event.Resumed e -> name(e.by());
      case Event.TurnPassed e -> name(e.by());
      default ->
          switch (entry.actor()) {
            case Actor.Officer o -> name(o.agency());
            case Actor.Reporter _, Actor.Neighbour _, Actor.House _ -> "";
          };
    };
  }

  private What what(Event event, Line.Eyes eyes) {
    return switch (event) {
      case Event.Forwarded e -> agency(e.lead());
      case Event.Redirected e -> agency(e.to());
      case Event.Returned e -> agency(e.proposed());
      case Event.Disputed e -> agency(e.owner());
      case Event.ArchiveProposed e -> new What("", "report.archive." + e.reason().name());
      case Event.Archived e -> new What("", "report.archive." + e.reason().name());
      case Event.Merged e -> merged(e, eyes);
      case Event.Joined e -> new What(e.partReference().toString(), null);
      case Event.Narrowed e -> new What("", "report.visibility." + e.to().name());
      case Event.Ascribed e -> new What("", "report.channel." + e.over().name());
      case Event.Rated e -> new What(Integer.toString(e.stars()), null);
      case Event.Escalated e ->
          new What("", "deadline.clock." + e.clock().toUpperCase(Locale.ROOT));
      case Event.Reprimanded e -> letter(e.level(), e.number());
      case Event.ReprimandWithdrawn e ->
          letter(e.level(), e.number().isEmpty() ? name(e.addressee()) : e.number());
      default -> new What("", null);
    };
  }

  /** What became secret after the merge is named to officers only. */
  private What merged(Event.Merged e, Line.Eyes eyes) {
    @Nullable Report into = eyes == Line.Eyes.OFFICER ? null : surroundings.other(e.into());
    return into != null && into.matter().visibility() == Visibility.SECRET
        ? new What("", "report.another")
        : new What(e.intoReference().toString(), null);
  }

  private static What letter(int level, String which) {
    return new What("I".repeat(level) + " (" + which + ")", null);
  }

  private What agency(AgencyId id) {
    return new What(name(id), null);
  }

  private String name(AgencyId id) {
    return agencies.find(id).map(Agency::name).orElse("");
  }

  private static Line.Tone tone(Event event) {
    return switch (event) {
      case Event.Separated e when e.undoneBy() != null -> Line.Tone.PLAIN;
      case Event.Noted _, Event.ArchiveProposed _, Event.ArchiveDeclined _ -> Line.Tone.INTERNAL;
      case Event.Filed _,
          Event.Replied _,
          Event.Disputed _,
          Event.Rated _,
          Event.Appealed _,
          Event.Separated _,
          Event.Withdrawn _ ->
          Line.Tone.REPORTER;
      case Event.Answered _, Event.Confirmed _ -> Line.Tone.GOOD;
      case Event.Escalated _, Event.Reprimanded _, Event.Archived _ -> Line.Tone.BAD;
      default -> Line.Tone.PLAIN;
    };
  }
}
