package id.lapor.desk;

import id.lapor.evidence.EvidenceId;
import id.lapor.platform.page.NotFound;
import id.lapor.report.ArchiveReason;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a command out of a form; which one is the last part of the form's address. */
@Component
class Commands {

  private final Reports reports;

  Commands(Reports reports) {
    this.reports = reports;
  }

  /** Message key of what is wrong with the form itself, before any rule is asked. */
  Optional<String> missing(String act, Typed typed) {
    return switch (act) {
      case "teruskan" ->
          typed.lead() == null ? Optional.of("desk.missing.agency") : Optional.empty();
      case "kembalikan", "serahkan" ->
          typed.office() == null ? Optional.of("desk.missing.agency") : Optional.empty();
      case "arsipkan" ->
          reason(typed).isEmpty() ? Optional.of("desk.missing.reason") : Optional.empty();
      case "jadwalkan" ->
          typed.date().isEmpty() ? Optional.of("desk.missing.day") : Optional.empty();
      default -> Optional.empty();
    };
  }

  Command read(String act, Typed typed, Report report, List<EvidenceId> evidence) {
    String words = typed.words();
    return switch (act) {
      case "teruskan" -> forward(typed, report);
      case "serahkan" -> new Command.Redirect(typed.chosenOffice(), words);
      case "arsipkan" -> new Command.ProposeArchive(reason(typed).orElseThrow(), words);
      case "setujui-arsip" -> new Command.ApproveArchive();
      case "tolak-arsip" -> new Command.DeclineArchive(words);
      case "gabung" -> new Command.Merge(target(typed));
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
      case "kembalikan" -> new Command.Return(typed.chosenOffice(), words);
      default -> throw new NotFound();
    };
  }

  private static Command forward(Typed typed, Report report) {
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(k -> k.name().equals(typed.kind()))
            .findFirst()
            .orElse(report.matter().kind());
    @Nullable String category = typed.category();
    String publicText = typed.publicText() == null ? "" : typed.publicText().strip();
    boolean publish = typed.flag(typed.publish()) && !publicText.isEmpty();
    return new Command.Forward(
        typed.lead(report.course().desk()),
        typed.companions(),
        kind,
        typed.flag(typed.oversight()),
        category == null || category.isBlank() ? null : category,
        publish ? publicText : null,
        typed.words());
  }

  private static Optional<ArchiveReason> reason(Typed typed) {
    return Arrays.stream(ArchiveReason.values())
        .filter(r -> r.name().equals(typed.reason()))
        .findFirst();
  }

  /** An unknown number leads nowhere; the workflow says so. */
  private ReportId target(Typed typed) {
    return Optional.ofNullable(typed.into())
        .flatMap(Reference::parse)
        .flatMap(reports::find)
        .map(Report::id)
        .orElse(new ReportId(0));
  }
}
