package id.lapor.demo;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Categories;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Taking;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.ArchiveReason;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Redaction;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import id.lapor.triage.Suggestion;
import id.lapor.triage.Topics;
import id.lapor.triage.TriageDesk;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Invented reports and what people do with them, each with its own temper. */
@Component
@Profile("demo")
class DemoReports {

  private record Matters(String category, String text, String answer) {}

  private final Reports reports;
  private final Reporters reporters;
  private final Agencies agencies;
  private final Categories categories;
  private final TriageDesk triage;
  private final EvidenceBox box;
  private final InstantSource clock;
  private final List<Matters> matters =
      DemoCity.lines("stories.csv").stream()
          .map(l -> l.split("\\|"))
          .map(f -> new Matters(f[0], f[1], f[2]))
          .toList();
  private int count;

  DemoReports(
      Reports reports,
      Reporters reporters,
      Agencies agencies,
      Categories categories,
      TriageDesk triage,
      EvidenceBox box,
      InstantSource clock) {
    this.reports = reports;
    this.reporters = reporters;
    this.agencies = agencies;
    this.categories = categories;
    this.triage = triage;
    this.box = box;
    this.clock = clock;
  }

  /** Lets something happen later, in minutes or in working days of an office. */
  interface Later {
    void then(AgencyId office, double amount, boolean days, Runnable what);
  }

  /** Who acts, and how later things are planned. */
  record Stage(Map<AgencyId, List<Actor.Officer>> staff, Later later) {

    Actor.Officer of(AgencyId office, int which) {
      List<Actor.Officer> all = staff.getOrDefault(office, List.of());
      return all.get(which % all.size());
    }
  }

  void file(Random random, Stage stage, boolean forwarded) {
    Matters m = matters.get(random.nextInt(matters.size()));
    boolean sensitive =
        categories.find(m.category()).filter(id.lapor.agency.Category::sensitive).isPresent();
    double mood = random.nextDouble();
    Visibility visibility =
        sensitive || mood < 0.12
            ? Visibility.SECRET
            : mood < 0.6 ? Visibility.ANONYMOUS : Visibility.OPEN;
    int n = ++count;
    Place place = DemoPlaces.any(random);
    String text = m.text().replace("{di}", "di " + DemoPlaces.ward(place));
    boolean named = visibility == Visibility.OPEN && random.nextInt(3) == 0;
    ReporterId reporter = reporter(n, named);
    Matter matter =
        new Matter(
            Topics.kind(text),
            sensitive,
            random.nextInt(3) == 0 ? m.category() : null,
            visibility,
            named,
            n % 5 == 0 ? Channel.SMS : n % 7 == 0 ? Channel.X : Channel.WEB,
            text,
            null,
            place,
            reporter);
    AgencyId desk = agencies.deskFor(matter.place().region()).id();
    List<EvidenceId> photos = random.nextInt(6) == 0 ? photo(random, false) : List.of();
    AccessSecret secret =
        AccessSecret.of(("demo-reporter-" + "%06d".formatted(n)).getBytes(StandardCharsets.UTF_8));
    Report report =
        reports.file(new Submission("demo:" + n, secret, matter, desk, photos)).report();
    if (forwarded) {
      double wait = random.nextInt(12) == 0 ? 8 + random.nextInt(40) : 1 + random.nextDouble() * 5;
      stage.later().then(desk, wait, false, () -> triage(report.id(), m, random, stage));
    }
  }

  private ReporterId reporter(int n, boolean named) {
    return reporters.keep(
        new Contact(
            named ? "Warga " + n : null,
            n % 2 == 0 ? phone(n) : null,
            "warga" + n + "@contoh.example"));
  }

  private void triage(ReportId id, Matters m, Random random, Stage stage) {
    Report report = reports.find(id).orElseThrow();
    AgencyId desk = report.course().desk();
    Actor.Officer admin = coordinator(stage, desk, 0);
    int dice = random.nextInt(100);
    if (dice < 4) {
      reports.command(id, new Command.Hold("Di RT berapa tepatnya, dan sejak kapan?"), admin);
      stage
          .later()
          .then(
              desk,
              1 + random.nextInt(3),
              true,
              () -> {
                reports.command(
                    id,
                    new Command.Reply("Di RT 12, sejak hari Senin.", List.of()),
                    new Actor.Reporter());
                stage.later().then(desk, 4, false, () -> forward(id, m, random, stage));
              });
    } else if (dice < 7) {
      proposeArchive(id, dice < 6, desk, stage);
    } else {
      forward(id, m, random, stage);
    }
  }

  private void proposeArchive(ReportId id, boolean approved, AgencyId desk, Stage stage) {
    Command proposal =
        new Command.ProposeArchive(
            ArchiveReason.NOT_PUBLIC_SERVICE,
            "Mohon maaf, ini sengketa antarwarga dan bukan pelayanan publik.");
    reports.command(id, proposal, coordinator(stage, desk, 0));
    if (approved) {
      Actor second = coordinator(stage, desk, 1);
      stage
          .later()
          .then(desk, 3, false, () -> reports.command(id, new Command.ApproveArchive(), second));
    }
  }

  private void forward(ReportId id, Matters m, Random random, Stage stage) {
    Report report = reports.find(id).orElseThrow();
    AgencyId desk = report.course().desk();
    List<Suggestion> found = triage.suggestions(agencies.reachable(desk), report, List.of());
    AgencyId lead =
        found.isEmpty()
            ? agencies.find("SETDA").orElseThrow().id()
            : found.getFirst().agency().id();
    give(id, lead, m, stage);
    agencyWorks(id, lead, m, random, stage);
  }

  private void give(ReportId id, AgencyId lead, Matters m, Stage stage) {
    Report report = reports.find(id).orElseThrow();
    @Nullable String text =
        report.matter().visibility() == Visibility.SECRET
            ? null
            : Redaction.propose(report.matter().text());
    Command forward =
        new Command.Forward(
            lead,
            List.of(),
            report.matter().kind(),
            report.matter().oversight(),
            m.category(),
            text,
            "");
    reports.command(id, forward, coordinator(stage, report.course().desk(), 0));
  }

  private void agencyWorks(ReportId id, AgencyId lead, Matters m, Random random, Stage stage) {
    Actor.Officer liaison = stage.of(lead, 0);
    boolean slow = Math.floorMod(lead.value() * 7, 10) < 2;
    int dice = random.nextInt(100);
    double days = slow ? 4 + random.nextInt(9) : 0.3 + random.nextDouble() * 2.4;
    if (dice < 6) {
      return; // silence: the ladder takes its course
    }
    if (dice < 11) {
      AgencyId proposed = agencies.find(dice % 2 == 0 ? "PUPRK" : "DLH").orElseThrow().id();
      stage.later().then(lead, 0.5, true, () -> giveBack(id, proposed, m, random, stage));
      return;
    }
    stage
        .later()
        .then(lead, days / 2, true, () -> reports.command(id, new Command.TakeUp(), liaison));
    if (dice < 18) {
      stage
          .later()
          .then(
              lead,
              days,
              true,
              () ->
                  reports.command(
                      id,
                      new Command.Schedule(
                          DemoLife.dayAfter(clock.instant(), 9),
                          "Bahan sudah dipesan, pengerjaan dijadwalkan pada tanggal itu."),
                      liaison));
    }
    double answerDays = dice < 18 ? days + 5 : days;
    stage.later().then(lead, answerDays, true, () -> answer(id, m, random, stage, liaison));
  }

  private void giveBack(ReportId id, AgencyId proposed, Matters m, Random random, Stage stage) {
    Report report = reports.find(id).orElseThrow();
    AgencyId lead = report.course().lead().orElseThrow();
    Command back =
        new Command.Return(proposed, "Ruas ini kewenangan instansi lain, mohon diteruskan.");
    reports.command(id, back, stage.of(lead, 0));
    stage.later().then(report.course().desk(), 5, false, () -> give(id, proposed, m, stage));
    stage
        .later()
        .then(proposed, 1.5, true, () -> answer(id, m, random, stage, stage.of(proposed, 0)));
  }

  private void answer(ReportId id, Matters m, Random random, Stage stage, Actor.Officer liaison) {
    boolean shown = random.nextInt(4) == 0;
    reports.command(
        id,
        new Command.Answer(
            m.answer(),
            shown ? photo(random, true) : List.of(),
            shown ? null : "Pekerjaan sudah diperiksa langsung bersama ketua RT."),
        liaison);
    reporterSays(id, m, random, stage, liaison);
  }

  private void reporterSays(
      ReportId id, Matters m, Random random, Stage stage, Actor.Officer liaison) {
    int dice = random.nextInt(100);
    AgencyId office = liaison.agency();
    Actor reporter = new Actor.Reporter();
    if (dice < 45) {
      Command rating = new Command.Rate(3 + random.nextInt(3), "Terima kasih.");
      stage
          .later()
          .then(
              office,
              1 + random.nextInt(3),
              true,
              () -> {
                reports.command(id, new Command.Confirm(), reporter);
                reports.command(id, rating, reporter);
              });
    } else if (dice < 60) {
      Command dispute =
          new Command.Dispute("Baru sebagian, sisanya masih sama seperti kemarin.", List.of());
      stage
          .later()
          .then(
              office,
              1,
              true,
              () -> {
                reports.command(id, dispute, reporter);
                stage.later().then(office, 1.5, true, () -> answer(id, m, random, stage, liaison));
              });
    }
  }

  private static Actor.Officer coordinator(Stage stage, AgencyId desk, int which) {
    List<Actor.Officer> all =
        stage.staff().getOrDefault(desk, List.of()).stream()
            .filter(o -> o.role() == Role.COORDINATOR)
            .sorted(java.util.Comparator.comparing(Actor.Officer::account))
            .toList();
    return all.get(which % all.size());
  }

  private List<EvidenceId> photo(Random random, boolean mended) {
    Taking taking =
        box.take(DemoPictures.street(random, mended), mended ? "sesudah.jpg" : "sebelum.jpg");
    return taking instanceof Taking.Taken t ? List.of(t.evidence().id()) : List.of();
  }

  private static String phone(int n) {
    return "+62800000%04d".formatted(n);
  }
}
