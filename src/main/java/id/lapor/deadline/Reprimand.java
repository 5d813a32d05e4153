package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.Event;
import id.lapor.report.Redaction;
import id.lapor.report.ReportId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Teguran: a formal letter to the head of an agency, because clocks were breached.
 *
 * @param level 1 to 3
 * @param number per year, {@code TGR-I/0001/2026}; absent when it was withdrawn before its issue
 * @param code by which anyone can verify the letter
 * @param issuer the supervisor who issued it, by name; empty when policy issued it
 * @param withdrawal who took it back
 * @param answer what the agency said to it
 */
public record Reprimand(
    long id,
    AgencyId agency,
    int level,
    State state,
    @Nullable String number,
    @Nullable String code,
    @Nullable Instant issuedAt,
    String issuer,
    @Nullable AgencyId issuerOffice,
    @Nullable Withdrawal withdrawal,
    @Nullable Answer answer,
    List<Case> cases) {

  /** How far the letter is. */
  public enum State {
    ISSUED,
    /** The agency has explained itself and promised a new date. */
    ACKNOWLEDGED,
    /** Everything it was about is done. */
    FULFILLED,
    /**
     * Everything it was about is owed no more, but not all was done: given back, withdrawn, merged.
     */
    ENDED,
    /** A letter of the next level followed. */
    ESCALATED,
    WITHDRAWN,
    /** A supervisor decided that it will not be issued; it has no number. */
    DECLINED;

    /** The agency still owes what the letter asks for. */
    public boolean open() {
      return this == ISSUED || this == ACKNOWLEDGED;
    }
  }

  /**
   * A missed promise the letter is about.
   *
   * @param late from the missed moment to the issue, in a draft to the present, but never beyond
   *     the end; null in letters of before that was noted
   * @param end null while the promise is owed
   */
  public record Case(
      ReportId report, ClockKind kind, Instant dueAt, @Nullable Lateness late, @Nullable End end) {

    /** Whether two letters are about one promise here. */
    boolean same(Case other) {
      return report.equals(other.report()) && kind == other.kind() && dueAt.equals(other.dueAt());
    }

    /** Whether it was owed no more at a moment. */
    public boolean ended(Instant by) {
      return end != null && !end.at().isAfter(by);
    }

    /** How it ended, for a message key: an office answers, a desk or an arbiter does. */
    public String ending() {
      return end == null || !end.kept()
          ? "dropped"
          : kind == ClockKind.TRIAGE || kind == ClockKind.ARBITRATION ? "done" : "answered";
    }
  }

  /**
   * End of a missed promise.
   *
   * @param cause name of the act that ended it
   * @param after how late it came; null in rows of before that was noted
   */
  public record End(Instant at, String cause, @Nullable Lateness after) {

    static final Set<String> KEEPING =
        Stream.of(
                Event.Forwarded.class,
                Event.Held.class,
                Event.Archived.class,
                Event.FollowedUp.class,
                Event.Scheduled.class,
                Event.Answered.class,
                Event.Confirmed.class,
                Event.ClosedBySilence.class)
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    /** Ends of a first answer that say that there is work; a new date asks for its result. */
    static final Set<String> AT_WORK =
        Stream.of(Event.FollowedUp.class, Event.Scheduled.class)
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    /** Whether what was promised was done, late; else it is asked of nobody any more. */
    public boolean kept() {
      return KEEPING.contains(cause);
    }
  }

  /**
   * @param by the supervisor, by name; empty in letters of before that was noted
   */
  public record Withdrawal(String by, @Nullable AgencyId office, Instant at, String reason) {

    /** For everybody: without what points to a person. */
    public String shown() {
      return Redaction.propose(reason);
    }
  }

  /**
   * @param until new date by which the agency promises to have done it
   * @param outcome what became of it; null while the date is open
   */
  public record Answer(
      String words, LocalDate until, String by, Instant at, @Nullable Outcome outcome) {

    /** For everybody: without what points to a person. */
    public String shown() {
      return Redaction.propose(words);
    }
  }

  /**
   * What became of a new date.
   *
   * @param at when all was done or asked no more, or the end of the day that was missed
   */
  public record Outcome(Kept kept, Instant at) {}

  /** Whether an agency kept its new date. */
  public enum Kept {
    KEPT,
    MISSED,
    /** Before the date what was promised ended otherwise: given back, withdrawn, merged. */
    DROPPED
  }

  /** A letter that can be due: to whom and of which level; written as {@code 12-1}. */
  public record Due(AgencyId agency, int level) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})-([123])");

    public static Optional<Due> read(String written) {
      Matcher m = WRITTEN.matcher(written);
      return m.matches()
          ? Optional.of(
              new Due(new AgencyId(Long.parseLong(m.group(1))), Integer.parseInt(m.group(2))))
          : Optional.empty();
    }

    public String write() {
      return agency.value() + "-" + level;
    }
  }

  /**
   * A missed promise that is not written about yet.
   *
   * @param until when a letter may be about it, since a lower one was issued just before; null when
   *     a lower one has to be decided about first
   */
  public record Held(Case it, @Nullable Instant until) {}

  /**
   * Missed promises of one agency that wait for a letter of one level.
   *
   * @param since when the first of them could be written about
   * @param automatic how many of them policy writes about without a supervisor
   * @param cases those the letter would be about, were it issued now
   * @param held those it cannot be about yet
   */
  public record Draft(
      AgencyId agency, int level, Instant since, int automatic, List<Case> cases, List<Held> held) {

    public Draft {
      cases = List.copyOf(cases);
      held = List.copyOf(held);
    }

    /** Whether it can be issued; no promise is written about out of order. */
    public boolean ready() {
      return !cases.isEmpty();
    }

    public Due due() {
      return new Due(agency, level);
    }

    /** Whether nothing it would be about is owed any more; then it is a record and asks nothing. */
    public boolean settled() {
      return ready() && cases.stream().allMatch(c -> c.end() != null);
    }

    /** Tells this letter from one that says something else: what was read is issued by it. */
    public String seal() {
      return Reprimand.seal(cases);
    }

    /** Those a lower letter has to be decided about first. */
    public List<Case> lowerFirst() {
      return held.stream().filter(h -> h.until() == null).map(Held::it).toList();
    }

    /** Those a lower letter was just issued about. */
    public List<Case> tooSoon() {
      return held.stream().filter(h -> h.until() != null).map(Held::it).toList();
    }

    /** When the first of those may be written about. */
    public Optional<Instant> soonest() {
      return held.stream()
          .flatMap(h -> Optional.ofNullable(h.until()).stream())
          .min(Instant::compareTo);
    }

    public int all() {
      return cases.size() + held.size();
    }

    public String roman() {
      return "I".repeat(level);
    }
  }

  /** Which letters somebody looks for; null where any will do. */
  public record Wanted(@Nullable AgencyId agency, @Nullable Integer level, @Nullable State state) {

    public static final Wanted ANY = new Wanted(null, null, null);
  }

  public Due due() {
    return new Due(agency, level);
  }

  public Reprimand {
    cases = List.copyOf(cases);
  }

  /**
   * Mark of the promises a letter is about, and which have ended. It guards against mistakes, not
   * against anyone.
   */
  static String seal(List<Case> cases) {
    String about =
        cases.stream()
            .map(c ->
                c.report().value()
                    + " "
                    + c.kind()
                    + " "
                    + c.dueAt()
                    + (c.end() == null ? "" : " ended"))
            .sorted()
            .collect(Collectors.joining("\n"));
    return UUID.nameUUIDFromBytes(about.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** I, II or III. */
  public String roman() {
    return "I".repeat(level);
  }

  /** Whether the new date the agency named in its answer had passed unkept by then. */
  boolean broken(Instant by) {
    @Nullable Outcome outcome = answer == null ? null : answer.outcome();
    return outcome != null && outcome.kept() == Kept.MISSED && !outcome.at().isAfter(by);
  }

  /** Whether as it was decided nothing it is about was owed any more: it only records. */
  public boolean settled() {
    return cases.stream().allMatch(c -> c.ended(decidedAt()));
  }

  /** When it was issued or declined. */
  public Instant decidedAt() {
    return issuedAt != null
        ? issuedAt
        : Objects.requireNonNull(withdrawal, "neither issued nor declined").at();
  }
}
