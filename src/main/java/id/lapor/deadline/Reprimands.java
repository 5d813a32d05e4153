package id.lapor.deadline;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Jurisdiction;
import id.lapor.agency.WorkingCalendar;
import id.lapor.platform.key.InstallationKey;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Letters from the missed promises that wait for them, which the ladder brings, to the answer of
 * the agency and the end.
 */
@Service
public class Reprimands {

  private static final int CODE_LENGTH = 12;
  private static final int MOST_WAITING = 500;
  private static final String DECIDED = "desk.letters.decided";
  private static final String STANDS = "desk.letters.stands";
  private static final String ACCUSED = "desk.letters.accused";
  private static final String CHANGED = "desk.letters.changed";

  /** So long an automatic letter collects what belongs into it. */
  static final Duration COLLECTING = Duration.ofHours(1);

  private final DraftStore waiting;
  private final ReprimandStore store;
  private final LowerLetters lower;
  private final EndStore ends;
  private final Reports reports;
  private final Agencies agencies;
  private final Settings settings;
  private final InstallationKey key;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Reprimands(
      DraftStore waiting,
      ReprimandStore store,
      LowerLetters lower,
      EndStore ends,
      Reports reports,
      Agencies agencies,
      Settings settings,
      InstallationKey key,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.waiting = waiting;
    this.store = store;
    this.lower = lower;
    this.ends = ends;
    this.reports = reports;
    this.agencies = agencies;
    this.settings = settings;
    this.key = key;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** A promise for which a rung of the ladder asks a letter. */
  record Missed(Clock clock, int level, boolean automatic) {}

  void draft(List<Missed> missed, Instant now) {
    if (!missed.isEmpty()) {
      waiting.draft(missed, now);
    }
  }

  /** What waits for a supervisor, in the order in which it can be issued. */
  public List<Reprimand.Draft> drafts() {
    return drafts(Jurisdiction.COUNTRY);
  }

  /** What waits for a supervisor of these offices, in the order in which it can be issued. */
  public List<Reprimand.Draft> drafts(Jurisdiction whose) {
    return waiting.drafts(whose, MOST_WAITING, settings.known());
  }

  /**
   * What waits for these letters, as they would be issued now; without those for which nothing
   * waits, or not for a supervisor of these offices.
   */
  public List<Reprimand.Draft> drafts(Jurisdiction whose, Collection<Reprimand.Due> letters) {
    return waiting.drafts(whose, letters, settings.known());
  }

  /** The latest that were issued, whatever became of them. */
  public List<Reprimand> issued(int limit) {
    return store.find(
        "number IS NOT NULL ORDER BY issued_at DESC, id DESC LIMIT :limit", Map.of("limit", limit));
  }

  /** The latest that were issued or declined. */
  public List<Reprimand> decided(int limit) {
    return decided(Reprimand.Wanted.ANY, Long.MAX_VALUE, limit);
  }

  /**
   * The latest of these that were issued or declined before one.
   *
   * @param last its number in the house, for the next page
   */
  public List<Reprimand> decided(Reprimand.Wanted wanted, long last, int limit) {
    return store.find(wanted, last, limit);
  }

  /** The latest that were issued to these offices, or declined; uses deadline_reprimand_decided. */
  public List<Reprimand> decided(Jurisdiction whose, int limit) {
    return whose.everywhere()
        ? decided(limit)
        : store.find(
            "agency_id = ANY(:offices) ORDER BY id DESC LIMIT :limit",
            Map.of("offices", whose.numbers(), "limit", limit));
  }

  public List<Reprimand> issuedTo(AgencyId agency) {
    return store.find(
        "number IS NOT NULL AND agency_id = :agency ORDER BY issued_at DESC, id DESC LIMIT 50",
        Map.of("agency", agency.value()));
  }

  public Optional<Reprimand> find(long id) {
    return store.find("id = :id", Map.of("id", id)).stream().findFirst();
  }

  /** An issued letter by its number; a withdrawn one too. */
  public Optional<Reprimand> numbered(String number) {
    return store.find("number = :number", Map.of("number", number)).stream().findFirst();
  }

  /** An issued letter by the code printed on it, however it was typed; a withdrawn one too. */
  public Optional<Reprimand> verify(String code) {
    String plain = code.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
    return store.find("number IS NOT NULL AND code = :code", Map.of("code", plain)).stream()
        .findFirst();
  }

  /**
   * Issues a letter as it was read: with the next number, noted in the journal of every report it
   * is about. Earlier letters about the same are overtaken by it; one whose every promise has ended
   * is a record of how late they were, asks nothing and is fulfilled at once; a promise about which
   * a lower letter still waits, or has gone out just before, is left out: no letter is skipped, and
   * each leaves the agency time to act on it.
   *
   * @param seal of the draft that was read
   * @return empty when by now the letter would be about other promises or none, or it is not for
   *     this supervisor
   */
  @Transactional
  public Optional<Reprimand> issue(Reprimand.Due letter, String seal, Actor.Officer supervisor) {
    if (!watches(supervisor, letter.agency())) {
      return Optional.empty();
    }
    Setting at = settings.known();
    reports.lockAll(waiting.about(letter));
    List<DraftStore.Line> lines = waiting.lockReady(letter, false, at);
    List<Reprimand.Case> about = lines.stream().map(DraftStore.Line::it).toList();
    return Reprimand.seal(about).equals(seal)
        ? issue(letter, lines, supervisor, at)
        : Optional.empty();
  }

  /**
   * Issues what policy issues without a supervisor, once it has collected for an hour: only the
   * promises policy says so about, whatever else waits beside them. What policy takes over is
   * committed first, since every other act locks a report before its letters; then all reports are
   * locked at once, in the order everybody keeps.
   */
  void issueAutomatic(Instant now) {
    Instant collected = now.minus(COLLECTING);
    waiting.leaveToPolicy(agencies.unsupervised());
    waiting.hasten(collected);
    transaction.executeWithoutResult(_ -> issueCollected(collected, settings.known(now)));
  }

  private void issueCollected(Instant collected, Setting at) {
    List<Reprimand.Due> letters = waiting.automatic(collected, at.now());
    Set<ReportId> about =
        letters.stream().flatMap(l -> waiting.about(l).stream()).collect(Collectors.toSet());
    reports.lockAll(about);
    for (Reprimand.Due letter : letters) {
      List<DraftStore.Line> lines =
          waiting.lockReady(letter, true, at).stream()
              .filter(l -> about.contains(l.it().report()))
              .toList();
      issue(letter, lines, null, at);
    }
  }

  /** The reports were locked before, as by every act that ends a promise: none does meanwhile. */
  private Optional<Reprimand> issue(
      Reprimand.Due letter,
      List<DraftStore.Line> lines,
      Actor.@Nullable Officer supervisor,
      Setting at) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    AgencyId agency = letter.agency();
    int level = letter.level();
    Instant now = at.now();
    WorkingCalendar office = at.hours().office(agency);
    ZoneId zone = agencies.get(supervisor == null ? agency : supervisor.agency()).zone();
    int year = now.atZone(zone).getYear();
    String number = "TGR-%s/%04d/%d".formatted("I".repeat(level), store.nextNumber(year), year);
    byte[] derived = key.derive("reprimand", number);
    String code = HexFormat.of().withUpperCase().formatHex(derived).substring(0, CODE_LENGTH);
    Actor actor = supervisor == null ? new Actor.House("deadline") : supervisor;
    List<Reprimand.Case> about = lines.stream().map(DraftStore.Line::it).toList();
    long id =
        store.issue(
            new ReprimandStore.Heading(agency, level, number, code, supervisor, now),
            lines.stream().map(l -> l.issued(office, gap(l, at), now)).toList());
    lower.escalate(id);
    ends.fulfil(List.of(id), now);
    note(about, new Command.NoteReprimand(number, level, agency), actor);
    return find(id);
  }

  /**
   * Decides that a letter as it was read will not be written: on record and in public, with who
   * decided so and why, and in the journal of every report it would have been about. Promises that
   * cannot be written about yet wait on.
   *
   * @param seal of the draft that was read
   * @return message key of what is wrong; empty when it was declined
   */
  @Transactional
  public Optional<String> decline(
      Reprimand.Due letter, String seal, String reason, Actor.Officer supervisor) {
    Optional<String> wrong = wrong(reason);
    if (wrong.isPresent()) {
      return wrong;
    }
    if (!watches(supervisor, letter.agency())) {
      return Optional.of(refusal(supervisor, letter.agency()));
    }
    reports.lockAll(waiting.about(letter));
    List<DraftStore.Line> lines = waiting.lockReady(letter, false, settings.known());
    List<Reprimand.Case> about = lines.stream().map(DraftStore.Line::it).toList();
    if (!Reprimand.seal(about).equals(seal)) {
      return Optional.of(about.isEmpty() ? DECIDED : CHANGED);
    }
    if (about.isEmpty()) {
      return Optional.of(DECIDED);
    }
    Reprimand.Withdrawal decision = decision(reason, supervisor);
    note(
        about,
        new Command.NoteWithdrawal("", letter.level(), letter.agency(), decision.reason()),
        supervisor);
    store.decline(letter, decision, lines);
    return Optional.empty();
  }

  /**
   * Takes back a letter nothing has become of yet; who did and why stays with it in public and in
   * the journal of every report it is about. One the agency has answered stands, with the date it
   * promised.
   *
   * @return message key of what is wrong; empty when it was taken back
   */
  @Transactional
  public Optional<String> withdraw(long id, String reason, Actor.Officer supervisor) {
    Optional<String> wrong = wrong(reason);
    if (wrong.isPresent()) {
      return wrong;
    }
    Optional<Reprimand> letter = find(id);
    if (letter.isEmpty() || !mayWithdraw(letter.get(), supervisor.agency())) {
      return Optional.of(letter.map(l -> refusal(supervisor, l.agency())).orElse(DECIDED));
    }
    if (letter.get().answer() != null) {
      return Optional.of(STANDS);
    }
    Reprimand.Withdrawal decision = decision(reason, supervisor);
    List<Reprimand.Case> cases = letter.get().cases();
    reports.lockAll(cases.stream().map(Reprimand.Case::report).distinct().toList());
    @Nullable String number = letter.get().number();
    if (number == null || !store.withdraw(id, decision)) {
      return Optional.of(DECIDED);
    }
    ends.fulfil(lower.restore(id), decision.at());
    note(
        cases,
        new Command.NoteWithdrawal(
            number, letter.get().level(), letter.get().agency(), decision.reason()),
        supervisor);
    return Optional.empty();
  }

  private Reprimand.Withdrawal decision(String reason, Actor.Officer supervisor) {
    return new Reprimand.Withdrawal(
        supervisor.name(), supervisor.agency(), clock.instant(), reason.strip());
  }

  private static Optional<String> wrong(String words) {
    return Words.wrongGrounds(words).map(why -> "report.refused." + why.name());
  }

  /** How long the rules leave the agency to act on a letter before the next. */
  private static Allowance gap(DraftStore.Line line, House house) {
    return house.book(line.rules()).allowance(Term.BETWEEN_LETTERS);
  }

  /** Into the journal of every report the promises are of. */
  private void note(Collection<Reprimand.Case> cases, Command command, Actor actor) {
    cases.stream()
        .map(Reprimand.Case::report)
        .distinct()
        .sorted(Comparator.comparing(ReportId::value))
        .forEach(report -> reports.command(report, command, actor));
  }

  /** Whether somebody in the seat can take it back. */
  public boolean withdrawable(Reprimand letter, AgencyId seat) {
    return letter.state() == Reprimand.State.ISSUED && mayWithdraw(letter, seat);
  }

  /** Nobody takes back what somebody above them has issued, nor what accuses themselves. */
  private boolean mayWithdraw(Reprimand letter, AgencyId seat) {
    Jurisdiction own = agencies.jurisdiction(seat);
    @Nullable AgencyId issuer = letter.issuerOffice();
    return agencies.deciding(seat).covers(letter.agency())
        && (own.everywhere() || (issuer != null && own.covers(issuer)));
  }

  private boolean watches(Actor.Officer supervisor, AgencyId agency) {
    return agencies.deciding(supervisor.agency()).covers(agency);
  }

  /** Why a supervisor does not decide about a letter. */
  private String refusal(Actor.Officer supervisor, AgencyId agency) {
    return agencies.isWithin(supervisor.agency(), agency) ? ACCUSED : DECIDED;
  }

  /** What the agency says to a letter. */
  public record Reply(String words, @Nullable LocalDate until) {}

  /**
   * The agency's answer: an explanation and a new date, both published.
   *
   * @return message key of what is wrong; empty when it was taken
   */
  @Transactional
  public Optional<String> answer(long id, Reply reply, Actor.Officer officer) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, agencies.get(officer.agency()).zone());
    Optional<String> wrong = wrong(reply.words());
    if (wrong.isPresent()) {
      return wrong;
    }
    if (reply.until() == null) {
      return Optional.of("desk.missing.day");
    }
    if (reply.until().isBefore(today)) {
      return Optional.of("report.refused.DAY_IN_THE_PAST");
    }
    if (reply.until().isAfter(today.plusYears(1))) {
      return Optional.of("report.refused.DAY_TOO_FAR");
    }
    if (!settings.known().hours().office(officer.agency()).worksOn(reply.until())) {
      return Optional.of("desk.missing.dayClosed");
    }
    Instant ends = settings.known().end(officer.agency(), reply.until());
    if (!ends.isAfter(now)) {
      return Optional.of("report.refused.DAY_IN_THE_PAST");
    }
    Reprimand.Answer answer =
        new Reprimand.Answer(reply.words().strip(), reply.until(), officer.name(), now, null);
    boolean taken =
        find(id).filter(l -> l.agency().equals(officer.agency())).isPresent()
            && store.answer(id, answer, ends);
    return taken ? Optional.empty() : Optional.of("desk.letters.gone");
  }
}
