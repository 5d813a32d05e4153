package id.lapor.report;

import static id.lapor.report.SmallTown.DESK;
import static id.lapor.report.SmallTown.REPORTER;
import static id.lapor.report.SmallTown.ROADS;
import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.AgencyId;
import id.lapor.evidence.EvidenceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One report in a {@link SmallTown}, without a database: commands are decided and folded, the
 * journal is kept.
 */
public final class Life {

  static final String ANSWER_TEXT = "Lampu sudah diganti oleh petugas pada Selasa pagi.";
  static final String GROUNDS = "Pertanyaan kami tidak dibalas.";
  public static final ReportId OTHER = new ReportId(99);

  /** Merged into the report this is about. */
  static final ReportId PART = new ReportId(96);

  private static final Instant MORNING = Instant.parse("2026-01-05T01:00:00Z");

  private final SmallTown town = new SmallTown();
  private final Workflow workflow = new Workflow(town);
  private final List<Entry> journal = new ArrayList<>();
  private final Report first;
  private Report report;
  private Instant now = MORNING;

  private Life(Report first, Event.Filed filed) {
    this.first = first;
    this.report = first;
    journal.add(new Entry(first.id(), 1, now, REPORTER, filed));
    town.add(another(OTHER, Visibility.OPEN));
    town.add(
        Folding.fold(
            another(PART, Visibility.OPEN), new Event.Merged(first.id(), first.reference()), now));
  }

  /** A complaint about a street lamp, just received by the city's desk. */
  public static Life filed(Visibility visibility) {
    return filed(matter(visibility));
  }

  private static Life filed(Matter matter) {
    Event.Filed filed = new Event.Filed(matter, DESK, List.of());
    Reference reference = Reference.random(new Random(1));
    return new Life(Folding.filed(new ReportId(7), reference, filed, MORNING), filed);
  }

  public static Life filed() {
    return filed(Visibility.OPEN);
  }

  /** Written down by an officer. */
  static Life noted(Channel way) {
    return filed(matter(Visibility.OPEN, way));
  }

  static Matter matter(Visibility visibility) {
    return matter(visibility, Channel.WEB);
  }

  private static Matter matter(Visibility visibility, Channel way) {
    String text = "Lampu jalan mati di depan pasar, tanya Pak Budi di 0812 3456 7890";
    Place place = new Place("64.74.01.1001", 0.13, 117.5, "Depan pasar");
    return new Matter(Kind.COMPLAINT, false, null, visibility, false, way, text, null, place, null);
  }

  private static Report another(ReportId id, Visibility visibility) {
    Event.Filed filed = new Event.Filed(matter(visibility), DESK, List.of());
    return Folding.filed(id, Reference.random(new Random(id.value())), filed, MORNING);
  }

  Life beside(ReportId id, Visibility visibility) {
    town.add(another(id, visibility));
    return this;
  }

  /** Beside it stands one somebody proposed to archive. */
  Life besideDoubtful(ReportId id) {
    Event proposed = new Event.ArchiveProposed(ArchiveReason.SPAM, "Iklan saja.", 1, null);
    town.add(Folding.fold(another(id, Visibility.OPEN), proposed, MORNING));
    return this;
  }

  public static Command forward(AgencyId lead, AgencyId... others) {
    return new Command.Forward(
        lead,
        List.of(others),
        Kind.COMPLAINT,
        false,
        "lampu-jalan",
        "Lampu jalan mati",
        "Lampu di ruas itu milik dinas ini.");
  }

  public static Command answer() {
    return new Command.Answer(ANSWER_TEXT, List.of(new EvidenceId(5)), null);
  }

  public static Command giveBack(AgencyId proposed) {
    return new Command.Return(proposed, "Ruas ini bukan wewenang kami.");
  }

  public static Command dispute() {
    return new Command.Dispute("Masih gelap seperti kemarin.", List.of());
  }

  public static Command spam() {
    return new Command.ProposeArchive(
        ArchiveReason.SPAM, "Ini iklan, bukan laporan tentang pelayanan.");
  }

  public Report report() {
    return report;
  }

  /** The report as it was filed. */
  public Report first() {
    return first;
  }

  /** The report after each entry of the journal. */
  public List<Report> states() {
    List<Report> states = new ArrayList<>(List.of(first));
    for (Entry entry : journal.subList(1, journal.size())) {
      states.add(Folding.fold(states.getLast(), entry.event(), entry.at()));
    }
    return states;
  }

  public List<Entry> journal() {
    return List.copyOf(journal);
  }

  public Entry last() {
    return journal.getLast();
  }

  public Instant now() {
    return now;
  }

  public Life later(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** What the rules say to it, carried out when they agree; the refusal when they do not. */
  public Optional<Refusal> attempt(Actor actor, Command command) {
    return switch (workflow.decide(report, command, actor, now)) {
      case Decision.Refused r -> Optional.of(r.why());
      case Decision.Accepted a -> {
        for (Event event : a.events()) {
          report = Folding.fold(report, event, now);
          journal.add(new Entry(report.id(), (int) report.version(), now, actor, event));
        }
        yield Optional.empty();
      }
    };
  }

  public Life does(Actor actor, Command command) {
    assertThat(attempt(actor, command)).as("%s by %s", command, actor).isEmpty();
    return this;
  }

  @Nullable Refusal refusal(Actor actor, Command command) {
    return attempt(actor, command).orElse(null);
  }

  /** Forwarded to the roads agency by the city's desk. */
  public static Life forwarded() {
    return filed().does(SmallTown.RANI, forward(ROADS));
  }

  public static Life answered() {
    return forwarded().does(SmallTown.JOKO, answer());
  }
}
