package id.lapor.deadline;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.ArchiveReason;
import id.lapor.report.Assignment;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** One report of a city to which everybody does what they may, at moments nobody would choose. */
final class RandomLife {

  private static final String WORDS =
      "Tiang di tikungan sudah diperiksa dan kabelnya diganti kemarin sore.";
  private static final int TRIES = 60;

  private final City city;
  private final AgencyId town;
  private final AgencyId centre;
  private final Reports reports;
  private final SettableClock clock;
  private final Random random;
  private final ReportId id;
  private final ReportId other;

  RandomLife(City city, Agencies agencies, Reports reports, SettableClock clock, Random random) {
    this.city = city;
    this.reports = reports;
    this.clock = clock;
    this.random = random;
    this.centre = agencies.foundNationalAdmin().id();
    this.town = agencies.find("KOMINFO-TETANGGA").map(Agency::id).orElseGet(() -> town(agencies));
    this.other = city.filed("Lampu di gang sebelah mati.").id();
    this.id = city.filed("Lampu jalan mati.").id();
  }

  private AgencyId town(Agencies agencies) {
    return agencies.add(
        new Agencies.Draft(
            "KOMINFO-TETANGGA",
            "Dinas Komunikasi kota tetangga",
            Agency.Type.COORDINATOR,
            centre,
            agencies.get(city.desk).zone(),
            null,
            "Kepala"));
  }

  ReportId id() {
    return id;
  }

  Report report() {
    return reports.find(id).orElseThrow();
  }

  /** Seconds, minutes, hours or weeks later. */
  void later() {
    Duration time =
        switch (random.nextInt(5)) {
          case 0 -> Duration.ofSeconds(1 + random.nextInt(14));
          case 1 -> Duration.ofSeconds(1 + random.nextInt(1_500));
          case 2, 3 -> Duration.ofSeconds(1 + random.nextInt(200_000));
          default -> Duration.ofSeconds(1 + random.nextInt(2_000_000));
        };
    clock.advance(time);
  }

  /** Whether anybody could do anything. */
  boolean act() {
    for (int i = 0; i < TRIES; i++) {
      if (attempt(random.nextInt(24))) {
        return true;
      }
    }
    return false;
  }

  private boolean attempt(int what) {
    if (what < 9) {
      return atDesk(what);
    }
    return what < 16 ? atAgency(what) : byReporter(what);
  }

  private boolean atDesk(int what) {
    AgencyId desk = report().course().desk();
    return switch (what) {
      case 0, 1, 2 -> done(forward(), verifier(desk, 1));
      case 3 -> done(new Command.Hold("Di RT berapa tiang itu berdiri?"), verifier(desk, 1));
      case 4 -> done(new Command.Redirect(one(city.desk, town, centre), WORDS), verifier(desk, 1));
      case 5 -> done(new Command.Recall(), verifier(desk, 1));
      case 6 -> done(new Command.Resume(), verifier(desk, 1));
      case 7 -> random.nextInt(2) == 0 && archived(desk);
      default ->
          random.nextInt(2) == 0
              && (done(new Command.Separate(WORDS), verifier(desk, 1))
                  || done(new Command.Merge(other), verifier(desk, 1)));
    };
  }

  /** Proposed by one, and mostly approved by the other. */
  private boolean archived(AgencyId desk) {
    Command propose = new Command.ProposeArchive(ArchiveReason.ABUSIVE, WORDS);
    return done(propose, verifier(desk, 1))
        && (random.nextInt(4) == 0 || done(new Command.ApproveArchive(), verifier(desk, 2)));
  }

  private boolean atAgency(int what) {
    List<AgencyId> all =
        report().course().assignments().stream()
            .filter(Assignment::open)
            .map(Assignment::agency)
            .toList();
    if (all.isEmpty()) {
      return false;
    }
    AgencyId office = all.get(random.nextInt(all.size()));
    Actor liaison = new Actor.Officer(1000 + office.value(), "Tono", office, Role.LIAISON);
    return switch (what) {
      case 9 -> done(new Command.TakeUp(), liaison);
      case 10 -> done(new Command.Hold("Tiang nomor berapa yang padam?"), liaison);
      case 11 -> done(new Command.FollowUp(WORDS, List.of()), liaison);
      case 12 -> done(new Command.Schedule(someDay(), WORDS), liaison);
      case 13 -> done(new Command.Return(one(city.transport, city.works), WORDS), liaison);
      case 14 -> done(new Command.Resume(), liaison);
      default -> done(new Command.Answer(WORDS, List.of(), "Tidak perlu foto."), liaison);
    };
  }

  private boolean byReporter(int what) {
    Actor reporter = new Actor.Reporter();
    return switch (what) {
      case 16, 17 -> done(new Command.Reply("RT 12, di depan warung.", List.of()), reporter);
      case 18, 19 -> done(new Command.Dispute(WORDS, List.of()), reporter);
      case 20 -> done(new Command.Appeal(WORDS), reporter);
      case 21 -> done(new Command.Separate(WORDS), reporter);
      case 22 -> random.nextInt(4) == 0 && done(new Command.Confirm(), reporter);
      default -> random.nextInt(8) == 0 && done(new Command.Withdraw(WORDS), reporter);
    };
  }

  private Command forward() {
    AgencyId lead = one(city.transport, city.works);
    AgencyId companion = lead.equals(city.works) ? city.transport : city.works;
    return new Command.Forward(
        lead,
        random.nextInt(3) == 0 ? List.of(companion) : List.of(),
        Objects.requireNonNull(one(Kind.values())),
        random.nextInt(5) == 0,
        "lampu-jalan",
        "Lampu jalan mati.",
        WORDS);
  }

  private LocalDate someDay() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1 + random.nextInt(20));
  }

  private Actor verifier(AgencyId desk, int account) {
    Role role = desk.equals(centre) ? Role.NATIONAL_ADMIN : Role.COORDINATOR;
    return new Actor.Officer(100 * desk.value() + account, "Rani", desk, role);
  }

  private boolean done(Command command, Actor actor) {
    return reports.command(id, command, actor) instanceof Outcome.Done;
  }

  @SafeVarargs
  private <T> T one(T... all) {
    return all[random.nextInt(all.length)];
  }
}
