package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.evidence.EvidenceId;
import id.lapor.platform.page.NotFound;
import id.lapor.report.Actor;
import id.lapor.report.ArchiveReason;
import id.lapor.report.Command;
import id.lapor.report.Course;
import id.lapor.report.Kind;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a command out of a form; which one is the last part of the form's address. */
@Component
class Commands {

  /** What is said when masks are to be seen first. */
  static final String MASKS = "desk.masks";

  /** Acts a page can have forms for. */
  static final List<String> ACTS =
      List.of(
          "teruskan",
          "serahkan",
          "arsipkan",
          "setujui-arsip",
          "tolak-arsip",
          "gabung",
          "pisahkan",
          "tanya",
          "lanjutkan",
          "tulis",
          "catat",
          "rahasiakan",
          "kerjakan",
          "tindak-lanjut",
          "jawab",
          "jadwalkan",
          "kembalikan");

  /** Acts whose words everyone reads, now or once the report is public. */
  private static final Set<String> TOLD =
      Set.of(
          "serahkan", "arsipkan", "pisahkan", "tindak-lanjut", "jawab", "jadwalkan", "kembalikan");

  private final Reports reports;
  private final Agencies agencies;

  Commands(Reports reports, Agencies agencies) {
    this.reports = reports;
    this.agencies = agencies;
  }

  /** Message key of what is wrong with the form itself, before any rule is asked. */
  Optional<String> missing(String act, Typed typed, Report report) {
    return switch (act) {
      case "teruskan" -> missingAgency(typed, report);
      case "kembalikan" -> unread(typed.office(), report);
      case "serahkan" -> desk(typed).isEmpty() ? missing("desk") : Optional.empty();
      case "arsipkan" -> reason(typed).isEmpty() ? missing("reason") : Optional.empty();
      case "jadwalkan" -> typed.date().isEmpty() ? missing("day") : Optional.empty();
      case "gabung" -> number(typed).isEmpty() ? missing("number") : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * Message key where an officer is about to say to everyone what points to a person, or to let
   * everyone read it of the report: first they see how it would be masked. What is secret nobody
   * will read.
   */
  Optional<String> unseen(String act, Typed typed, Report report) {
    boolean told = TOLD.contains(act) || (act.equals("teruskan") && decides(agencies, report));
    boolean secret = report.matter().visibility() == Visibility.SECRET;
    boolean said = told && !secret && !typed.masksSeen();
    boolean laidOpen = act.equals("teruskan") && !secret && !typed.publishedSeen();
    return said || laidOpen ? Optional.of(MASKS) : Optional.empty();
  }

  private Optional<String> missingAgency(Typed typed, Report report) {
    Optional<String> lead =
        typed.lead() == null
            ? unread(typed.find(), report)
            : lead(typed, report).isEmpty() ? missing("agency") : Optional.empty();
    return lead.or(() ->
        typed.companions().stream().flatMap(name -> unread(name, report).stream()).findFirst());
  }

  private Optional<String> unread(@Nullable String name, Report report) {
    if (Typed.or(name).isEmpty()) {
      return missing("agency");
    }
    return AgencyChoice.read(name, choices(report)).isEmpty()
        ? missing("unknownAgency")
        : Optional.empty();
  }

  private static Optional<String> missing(String what) {
    return Optional.of("desk.missing." + what);
  }

  private List<Agency> choices(Report report) {
    return choices(agencies, report);
  }

  /** Whom a desk may give a report to. */
  static List<Agency> choices(Agencies agencies, Report report) {
    Course course = report.course();
    return course.arbitrated()
        ? agencies.arbitrable(course.desk())
        : agencies.reachable(course.desk());
  }

  /** Whether the desk gives the report as the arbiter of those it may give it to. */
  static boolean decides(Agencies agencies, Report report) {
    Course course = report.course();
    return course.arbitrated()
        && choices(agencies, report).stream()
            .anyMatch(a -> agencies.arbiterFor(a.id()).id().equals(course.desk()));
  }

  private Optional<AgencyId> lead(Typed typed, Report report) {
    List<Agency> choices = choices(report);
    return (typed.lead() == null
            ? AgencyChoice.read(typed.find(), choices)
            : choices.stream().filter(a -> a.id().value() == typed.lead()).findFirst())
        .map(Agency::id);
  }

  private AgencyId named(@Nullable String name, Report report) {
    return AgencyChoice.read(name, choices(report)).map(Agency::id).orElseThrow(NotFound::new);
  }

  private Optional<AgencyId> desk(Typed typed) {
    return agencies.all().stream()
        .filter(a -> a.type() == Agency.Type.COORDINATOR || a.type() == Agency.Type.NATIONAL)
        .map(Agency::id)
        .filter(id -> typed.desk() != null && id.value() == typed.desk())
        .findFirst();
  }

  Command read(String act, Typed typed, Report report, List<EvidenceId> evidence) {
    String words = typed.words();
    return switch (act) {
      case "teruskan" -> forward(typed, report);
      case "urungkan" -> new Command.Recall();
      case "serahkan" -> new Command.Redirect(desk(typed).orElseThrow(), words);
      case "arsipkan" -> new Command.ProposeArchive(reason(typed).orElseThrow(), words);
      case "setujui-arsip" -> new Command.ApproveArchive();
      case "tolak-arsip" -> new Command.DeclineArchive(words);
      case "gabung" -> new Command.Merge(target(typed));
      case "pisahkan" -> new Command.Separate(words);
      case "tanya" -> new Command.Hold(words);
      case "lanjutkan" -> new Command.Resume();
      case "tulis" -> new Command.Write(words, evidence);
      case "catat" -> new Command.Note(words);
      case "rahasiakan" -> new Command.Narrow(Visibility.SECRET, words);
      case "kerjakan" -> new Command.TakeUp();
      case "tindak-lanjut" -> new Command.FollowUp(words, evidence);
      case "jawab" ->
          new Command.Answer(words, evidence, typed.why().isBlank() ? null : typed.why());
      case "jadwalkan" -> new Command.Schedule(typed.date().orElseThrow(), words);
      case "kembalikan" -> new Command.Return(named(typed.office(), report), words);
      default -> throw new NotFound();
    };
  }

  /** Those the officer may do with the report as it stands: what is offered is not refused. */
  Set<String> open(Report report, Actor actor) {
    return ACTS.stream()
        .filter(act -> reports.mayBe(report, bare(act, report), actor))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The act with nothing said. */
  private Command bare(String act, Report report) {
    AgencyId desk = report.course().desk();
    return switch (act) {
      case "teruskan" ->
          new Command.Forward(desk, List.of(), report.matter().kind(), false, null, null, "");
      case "serahkan" -> new Command.Redirect(desk, "");
      case "arsipkan" -> new Command.ProposeArchive(ArchiveReason.ABUSIVE, "");
      case "gabung" -> new Command.Merge(report.id());
      case "jadwalkan" -> new Command.Schedule(LocalDate.EPOCH, "");
      case "kembalikan" -> new Command.Return(desk, "");
      default -> read(act, Typed.NOTHING, report, List.of());
    };
  }

  private Command forward(Typed typed, Report report) {
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(k -> k.name().equals(typed.kind()))
            .findFirst()
            .orElse(report.matter().kind());
    @Nullable String category = typed.category();
    String published = typed.published();
    return new Command.Forward(
        lead(typed, report).orElseThrow(),
        typed.companions().stream().map(name -> named(name, report)).toList(),
        kind,
        typed.flag(typed.oversight()),
        category == null || category.isBlank() ? null : category,
        published.isEmpty() ? null : published,
        typed.words());
  }

  private static Optional<ArchiveReason> reason(Typed typed) {
    return Arrays.stream(ArchiveReason.values())
        .filter(r -> r.name().equals(typed.reason()))
        .findFirst();
  }

  /** The number typed, else the one of the list. */
  private static String number(Typed typed) {
    String typedNumber = Typed.or(typed.number());
    return typedNumber.isEmpty() ? Typed.or(typed.into()) : typedNumber;
  }

  /** An unknown number leads nowhere; the workflow says so. */
  private ReportId target(Typed typed) {
    return Reference.parse(number(typed))
        .flatMap(reports::find)
        .map(Report::id)
        .orElse(new ReportId(0));
  }
}
