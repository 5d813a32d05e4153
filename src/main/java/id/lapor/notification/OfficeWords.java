package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Page;
import id.lapor.platform.page.Texts;
import id.lapor.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What offices and their heads are told: which report, by when it should have been done, and where
 * to go on. What somebody wrote does not go out to them; they read it on their own page.
 */
@Component
class OfficeWords {

  private final Reprimands reprimands;
  private final Agencies agencies;
  private final Texts texts;
  private final Settings settings;

  OfficeWords(Reprimands reprimands, Agencies agencies, Texts texts, Settings settings) {
    this.reprimands = reprimands;
    this.agencies = agencies;
    this.texts = texts;
    this.settings = settings;
  }

  MessageStore.Text of(Report report, Plan.Told told) {
    Optional<Reprimand> letter =
        told.letter().isEmpty() ? Optional.empty() : reprimands.numbered(told.letter());
    List<Plan.Due> dues =
        letter.map(l -> dues(l, report)).orElseGet(() -> Stream.ofNullable(told.due()).toList());
    Agency office = about(report, told, dues);
    String page = told.superior() ? "/instansi/" + office.code() : "/kerja/" + report.reference();
    Object[] params = {
      report.reference().toString(),
      office.name(),
      settings.publicUrl() + page,
      dues.stream().map(this::written).collect(Collectors.joining("; ")),
      told.letter(),
      letter.map(l -> settings.publicUrl() + "/surat/" + l.code()).orElse("")
    };
    String key = "notification." + told.key();
    return new MessageStore.Text(
        texts.get(Texts.INDONESIAN, key + ".subject", params),
        texts.get(Texts.INDONESIAN, key + ".body", params));
  }

  /** Whose promise or letter it is; else who has the report. */
  private Agency about(Report report, Plan.Told told, List<Plan.Due> dues) {
    AgencyId office =
        dues.isEmpty()
            ? report.course().lead().orElse(report.course().desk())
            : dues.getFirst().office();
    return agencies.get(told.letter().isEmpty() || told.office() == null ? office : told.office());
  }

  private static List<Plan.Due> dues(Reprimand letter, Report report) {
    return letter.cases().stream()
        .filter(c -> c.report().equals(report.id()))
        .map(c -> new Plan.Due(letter.agency(), c.kind().name(), c.dueAt()))
        .toList();
  }

  /** In the time of the office that promised it. */
  private String written(Plan.Due due) {
    return texts.get(Texts.INDONESIAN, "deadline.clock." + due.clock())
        + ", "
        + Page.when(due.at(), agencies.get(due.office()).zone(), Texts.INDONESIAN);
  }
}
