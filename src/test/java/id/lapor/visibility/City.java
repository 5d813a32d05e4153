package id.lapor.visibility;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Taking;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Entry;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
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
    NIK,
    X,
    TEXT,
    ADDRESS,
    POINT,
    FILE,
    NOTE,
    REPLY,
    QUESTION,
    ANSWER,
    REASON,
    SECRET,
    REFERENCE;

    /** Who the reporter is, and what opens the reporter's page. */
    static final Set<Field> IDENTITY = EnumSet.of(NAME, PHONE, EMAIL, NIK, X, SECRET);

    /** What the reporter of an answered report without files takes away. */
    static final Set<Field> TAKEN_AWAY =
        EnumSet.of(NAME, PHONE, EMAIL, X, TEXT, ADDRESS, POINT, REPLY, ANSWER, REFERENCE);

    String canary(Case of) {
      String n = "%02d".formatted(of.number());
      return switch (this) {
        case NAME -> "KenariNama" + n;
        case PHONE -> "81299000" + n;
        case EMAIL -> "kenari-surel" + n;
        case NIK -> "64740101019077" + n;
        case X -> "998877665" + n;
        case TEXT -> "KenariTeks" + n;
        case ADDRESS -> "KenariAlamat" + n;
        case POINT -> "0.13" + n + "7";
        case FILE -> "kenari-berkas" + n;
        case NOTE -> "KenariCatatan" + n;
        case REPLY -> "KenariBalasan" + n;
        case QUESTION -> "KenariTanya" + n;
        case ANSWER -> "KenariJawab" + n;
        case REASON -> "KenariAlasan" + n;
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
          "Kenari(?:Nama|Teks|Alamat|Catatan|Balasan|Tanya|Jawab|Alasan)\\d\\d"
              + "|kenari-(?:surel|berkas)\\d\\d|81299000\\d\\d|64740101019077\\d\\d"
              + "|998877665\\d\\d|0\\.13\\d\\d7|[0-9A-Z]{4}(?:-[0-9A-Z]{4})+-[0-9A-Z]{1,4}");

  /** What else became of a report, whatever its stage. */
  enum State {
    USUAL,
    /** Its reporter's identity was erased. */
    ERASED,
    /** Its reporter had the identity shut. */
    RESTRICTED,
    /** About an abuse of office. */
    OVERSIGHT,
    /** An officer has seen what opens the reporter's page. */
    SEEN,
    /** The reporter took another for it. */
    EXCHANGED,
    /** The reporter gave it to the ombudsman. */
    HANDED_OVER
  }

  record Case(int number, ReportId id, String reference, AccessSecret secret, State state) {}

  /** How a report is filed. */
  private record Filed(Visibility visibility, boolean nameShown, AgencyId desk, State state) {}

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");

  private final Reports reports;
  private final Reporters reporters;
  private final Agencies agencies;
  private final Accounts accounts;
  private final @Nullable EvidenceBox box;
  private final Map<String, Officer> officers = new LinkedHashMap<>();
  private final List<Case> cases = new ArrayList<>();
  private final Map<String, Found> known = new HashMap<>();

  /** Without files, and without what becomes of few: for tests that look at few reports. */
  City(Reports reports, Reporters reporters, Agencies agencies, Accounts accounts) {
    this(reports, reporters, agencies, accounts, null);
  }

  City(
      Reports reports,
      Reporters reporters,
      Agencies agencies,
      Accounts accounts,
      @Nullable EvidenceBox box) {
    this.box = box;
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
    person("lower-administrator", desk, Role.ADMINISTRATOR);
    Officer above = Objects.requireNonNull(officers.get("administrator"));
    officers.put(
        "waiting",
        accounts.openInvited("waiting", "waiting", desk.value(), Role.COORDINATOR, above));
    fill(desk, desk2, new Fates(this, reports, reporters, opd, other));
  }

  /** Files a report of every kind, and leads it to where it is to be. */
  private void fill(AgencyId desk, AgencyId desk2, Fates fates) {
    Case target = file(new Filed(Visibility.OPEN, true, desk, State.USUAL));
    for (Visibility visibility : Visibility.values()) {
      for (Stage stage : Stage.values()) {
        fates.lead(file(new Filed(visibility, false, desk, State.USUAL)), stage, target);
        if (visibility == Visibility.OPEN && box != null) {
          fates.lead(file(new Filed(visibility, true, desk, State.USUAL)), stage, target);
        }
      }
      file(new Filed(visibility, false, desk2, State.USUAL));
    }
    Case narrowed = file(new Filed(Visibility.OPEN, true, desk, State.USUAL));
    fates.narrow(narrowed);
    for (State state : State.values()) {
      if (state != State.USUAL && box != null) {
        Visibility visibility = state == State.OVERSIGHT ? Visibility.ANONYMOUS : Visibility.OPEN;
        fates.become(file(new Filed(visibility, visibility == Visibility.OPEN, desk, state)));
      }
    }
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

  private Case file(Filed filed) {
    int number = cases.size() + 10;
    byte[] bytes = "rahasia-pelapor-%02d".formatted(number).getBytes(StandardCharsets.UTF_8);
    AccessSecret secret = AccessSecret.of(java.util.Arrays.copyOfRange(bytes, 2, 18));
    Case draft = new Case(number, new ReportId(0), "", secret, filed.state());
    Report report =
        reports
            .file(
                new Submission("v" + number, secret, matter(draft, filed), filed.desk(), List.of()))
            .report();
    Case c = new Case(number, report.id(), report.reference().toString(), secret, filed.state());
    cases.add(c);
    String officer =
        filed.desk().equals(report.course().desk()) ? seatedAt(filed.desk()) : "coordinator";
    Fates.done(reports, c, new Command.Note("Catatan: " + Field.NOTE.canary(c)), actor(officer));
    Command reply = new Command.Reply(Field.REPLY.canary(c), photo(c));
    Fates.done(reports, c, reply, new Actor.Reporter());
    return c;
  }

  private Matter matter(Case draft, Filed filed) {
    Contact contact =
        new Contact(
                Field.NAME.canary(draft),
                "+62" + Field.PHONE.canary(draft),
                Field.EMAIL.canary(draft) + "@contoh.example",
                Field.NIK.canary(draft))
            .onX(Field.X.canary(draft));
    double latitude = Double.parseDouble(Field.POINT.canary(draft));
    return new Matter(
        Kind.COMPLAINT,
        filed.state() == State.OVERSIGHT,
        "lampu-jalan",
        filed.visibility(),
        filed.nameShown(),
        Channel.WEB,
        "Lampu mati, kata tetangga saya " + Field.TEXT.canary(draft) + " sejak minggu lalu.",
        null,
        new Place("64.74.01.1001", latitude, 117.5, Field.ADDRESS.canary(draft)),
        reporters.keep(contact));
  }

  private List<EvidenceId> photo(Case c) {
    if (box == null) {
      return List.of();
    }
    try {
      ByteArrayOutputStream photo = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB), "jpeg", photo);
      Taking taking =
          box.take(new ByteArrayInputStream(photo.toByteArray()), Field.FILE.canary(c) + ".jpg");
      return List.of(((Taking.Taken) taking).evidence().id());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String seatedAt(AgencyId desk) {
    return officers.entrySet().stream()
        .filter(e -> e.getValue().agencyId() == desk.value())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
