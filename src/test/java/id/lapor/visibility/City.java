package id.lapor.visibility;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.ArchiveReason;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Entry;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Outcome;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small country: two cities, somebody in every role, and a report for every stage and visibility,
 * each with a canary in every field that is not for everybody.
 */
final class City {

  /** What a report hides, and the canary that would give it away. */
  enum Field {
    NAME,
    PHONE,
    EMAIL,
    TEXT,
    ADDRESS,
    NOTE,
    REPLY,
    SECRET,
    REFERENCE;

    String canary(Case of) {
      String n = "%02d".formatted(of.number());
      return switch (this) {
        case NAME -> "KenariNama" + n;
        case PHONE -> "81299000" + n;
        case EMAIL -> "kenari-surel" + n;
        case TEXT -> "KenariTeks" + n;
        case ADDRESS -> "KenariAlamat" + n;
        case NOTE -> "KenariCatatan" + n;
        case REPLY -> "KenariBalasan" + n;
        case SECRET -> of.secret().shown();
        case REFERENCE -> of.reference();
      };
    }
  }

  /** A canary that was seen, and what it gives away. */
  record Found(Case about, Field field) {}

  /** Whatever looks like a canary, so that a text is gone through once. */
  private static final Pattern CANARY =
      Pattern.compile(
          "Kenari(?:Nama|Teks|Alamat|Catatan|Balasan)\\d\\d|kenari-surel\\d\\d|81299000\\d\\d"
              + "|[0-9A-Z]{4}(?:-[0-9A-Z]{4})+-[0-9A-Z]{1,4}");

  record Case(int number, ReportId id, String reference, AccessSecret secret) {}

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
  private static final String ANSWER = "Lampu sudah diganti dan diperiksa pada malam hari.";

  private final Reports reports;
  private final Reporters reporters;
  private final Agencies agencies;
  private final Accounts accounts;
  private final Map<String, Officer> officers = new LinkedHashMap<>();
  private final List<Case> cases = new ArrayList<>();
  private final Map<String, Found> known = new HashMap<>();

  City(Reports reports, Reporters reporters, Agencies agencies, Accounts accounts) {
    this.reports = reports;
    this.reporters = reporters;
    this.agencies = agencies;
    this.accounts = accounts;
  }

  Map<String, Officer> officers() {
    return officers;
  }

  List<Case> cases() {
    return cases;
  }

  void build() {
    AgencyId centre = unit("PANRB", Agency.Type.NATIONAL, null, null);
    AgencyId watch = unit("KEMENDAGRI", Agency.Type.SUPERVISOR, centre, null);
    AgencyId city = unit("KOTA", Agency.Type.GOVERNMENT, centre, "64.74");
    AgencyId desk = unit("KOMINFO", Agency.Type.COORDINATOR, city, null);
    AgencyId opd = unit("DISHUB", Agency.Type.AGENCY, city, null);
    AgencyId other = unit("DLH", Agency.Type.AGENCY, city, null);
    AgencyId town = unit("KOTA-DUA", Agency.Type.GOVERNMENT, centre, "64.72");
    AgencyId desk2 = unit("KOMINFO-DUA", Agency.Type.COORDINATOR, town, null);
    AgencyId far = unit("PROVINSI-JAUH", Agency.Type.GOVERNMENT, centre, "73");
    AgencyId farWatch = unit("INSPEKTORAT-JAUH", Agency.Type.SUPERVISOR, far, null);
    person("coordinator", desk, Role.COORDINATOR);
    person("second-coordinator", desk, Role.COORDINATOR);
    person("foreign-coordinator", desk2, Role.COORDINATOR);
    person("liaison", opd, Role.LIAISON);
    person("approver", opd, Role.APPROVER);
    person("foreign-liaison", other, Role.LIAISON);
    person("supervisor", watch, Role.SUPERVISOR);
    person("foreign-supervisor", farWatch, Role.SUPERVISOR);
    person("national", centre, Role.NATIONAL_ADMIN);
    person("administrator", city, Role.ADMINISTRATOR);
    Case target = file(Visibility.OPEN, desk);
    for (Visibility visibility : Visibility.values()) {
      for (Stage stage : Stage.values()) {
        lead(file(visibility, desk), stage, opd, other, target);
      }
      file(visibility, desk2);
    }
    Case narrowed = file(Visibility.OPEN, desk);
    forward(narrowed, opd);
    act(
        narrowed,
        new Command.Narrow(Visibility.SECRET, "Pelapor takut dikenali tetangganya."),
        "coordinator");
  }

  /** Every canary in a text, each once. */
  Set<Found> found(String text) {
    if (known.isEmpty()) {
      for (Case c : cases) {
        for (Field field : Field.values()) {
          known.put(field.canary(c), new Found(c, field));
        }
      }
    }
    return CANARY
        .matcher(text)
        .results()
        .flatMap(m -> Stream.ofNullable(known.get(m.group())))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  Report report(Case c) {
    return reports.find(c.id()).orElseThrow();
  }

  List<Entry> history(Report report) {
    return reports.history(report.id());
  }

  /** Said apart from {@code Matter.visibleToAll}, which is on trial here. */
  static boolean shownToAll(Matter matter) {
    return matter.visibility() != Visibility.SECRET && matter.publicText() != null;
  }

  Actor.Officer actor(String who) {
    Officer o = officers.get(who);
    if (o == null) {
      throw new IllegalArgumentException(who);
    }
    return new Actor.Officer(o.accountId(), o.name(), new AgencyId(o.agencyId()), o.role());
  }

  private AgencyId unit(
      String code, Agency.Type type, @Nullable AgencyId parent, @Nullable String region) {
    return agencies.add(new Agencies.Draft(code, code, type, parent, WITA, region, "Kepala"));
  }

  private void person(String who, AgencyId seat, Role role) {
    officers.put(who, accounts.open(who, who, "kata-sandi-panjang", seat.value(), role));
  }

  private Case file(Visibility visibility, AgencyId desk) {
    int number = cases.size() + 10;
    byte[] bytes = "rahasia-pelapor-%02d".formatted(number).getBytes(StandardCharsets.UTF_8);
    AccessSecret secret = AccessSecret.of(java.util.Arrays.copyOfRange(bytes, 2, 18));
    Case draft = new Case(number, new ReportId(0), "", secret);
    Contact contact =
        new Contact(
            Field.NAME.canary(draft),
            "+62" + Field.PHONE.canary(draft),
            Field.EMAIL.canary(draft) + "@contoh.example");
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            "lampu-jalan",
            visibility,
            visibility == Visibility.OPEN && number % 2 == 0,
            Channel.WEB,
            "Lampu mati, kata tetangga saya " + Field.TEXT.canary(draft) + " sejak minggu lalu.",
            null,
            new Place("64.74.01.1001", 0.13, 117.5, Field.ADDRESS.canary(draft)),
            reporters.keep(contact));
    Report report =
        reports.file(new Submission("v" + number, secret, matter, desk, List.of())).report();
    Case c = new Case(number, report.id(), report.reference().toString(), secret);
    cases.add(c);
    String officer = desk.equals(report.course().desk()) ? seatedAt(desk) : "coordinator";
    act(c, new Command.Note("Catatan: " + Field.NOTE.canary(c)), officer);
    reports.command(
        c.id(), new Command.Reply(Field.REPLY.canary(c), List.of()), new Actor.Reporter());
    return c;
  }

  private String seatedAt(AgencyId desk) {
    return officers.entrySet().stream()
        .filter(e -> e.getValue().agencyId() == desk.value())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private void lead(Case c, Stage stage, AgencyId opd, AgencyId other, Case target) {
    switch (stage) {
      case RECEIVED -> {}
      case HELD -> act(c, new Command.Hold("Di RT berapa?"), "coordinator");
      case ARCHIVED -> archive(c);
      case MERGED -> act(c, new Command.Merge(target.id()), "coordinator");
      case WITHDRAWN -> said(c, new Command.Withdraw("Sudah tidak perlu"));
      case FORWARDED -> forward(c, opd);
      case RETURNED -> {
        forward(c, opd);
        act(c, new Command.Return(other, "Ruas ini bukan wewenang kami."), "liaison");
      }
      case IN_PROGRESS -> {
        forward(c, opd);
        act(c, new Command.TakeUp(), "liaison");
      }
      case SCHEDULED -> {
        forward(c, opd);
        act(c, new Command.TakeUp(), "liaison");
        act(
            c,
            new Command.Schedule(LocalDate.of(2026, 2, 1), "Bahan dipesan, dikerjakan Februari."),
            "liaison");
      }
      case ANSWERED, CLOSED, DISPUTED -> {
        forward(c, opd);
        act(c, new Command.Answer(ANSWER, List.of(), "Diperiksa langsung"), "liaison");
        if (stage == Stage.CLOSED) {
          said(c, new Command.Confirm());
        } else if (stage == Stage.DISPUTED) {
          said(c, new Command.Dispute("Masih mati", List.of()));
        }
      }
    }
    if (report(c).stage() != stage) {
      throw new IllegalStateException(c + " is " + report(c).stage() + " and not " + stage);
    }
  }

  private void archive(Case c) {
    Command proposal =
        new Command.ProposeArchive(ArchiveReason.SPAM, "Ini iklan, bukan laporan, mohon maaf.");
    act(c, proposal, "coordinator");
    act(c, new Command.ApproveArchive(), "second-coordinator");
  }

  private void forward(Case c, AgencyId opd) {
    boolean secret = report(c).matter().visibility() == Visibility.SECRET;
    act(
        c,
        new Command.Forward(
            opd,
            List.of(),
            Kind.COMPLAINT,
            false,
            "lampu-jalan",
            secret ? null : "Lampu mati sejak minggu lalu.",
            ""),
        "coordinator");
  }

  private void act(Case c, Command command, String who) {
    done(reports.command(c.id(), command, actor(who)), command);
  }

  private void said(Case c, Command command) {
    done(reports.command(c.id(), command, new Actor.Reporter()), command);
  }

  private static void done(Outcome outcome, Command command) {
    if (!(outcome instanceof Outcome.Done)) {
      throw new IllegalStateException(command + ": " + outcome);
    }
  }
}
