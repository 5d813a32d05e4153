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
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What offices and their heads are told: which report, by when it should have been done, and where
 * to go on. What somebody wrote does not go out to them; they read it on their own page.
 */
@Component
class OfficeWords {

  /** More than a head reads in a mail; the letter itself has all. */
  private static final int CASES_SHOWN = 50;

  private final Reprimands reprimands;
  private final Reports reports;
  private final Agencies agencies;
  private final Texts texts;
  private final Settings settings;

  OfficeWords(
      Reprimands reprimands, Reports reports, Agencies agencies, Texts texts, Settings settings) {
    this.reprimands = reprimands;
    this.reports = reports;
    this.agencies = agencies;
    this.texts = texts;
    this.settings = settings;
  }

  /** Whether a letter was issued about what had all ended: it records, and asks for nothing. */
  boolean settled(String number) {
    return reprimands.numbered(number).filter(Reprimand::settled).isPresent();
  }

  MessageStore.Text of(Report report, Plan.Told told, Locale language) {
    Optional<Reprimand> letter =
        told.letter().isEmpty() ? Optional.empty() : reprimands.numbered(told.letter());
    return letter
        .map(l -> written(told, l, language))
        .orElseGet(() -> written(told, report, language));
  }

  private MessageStore.Text written(Plan.Told told, Report report, Locale language) {
    AgencyId office =
        told.due() == null
            ? report.course().lead().orElse(report.course().desk())
            : told.due().office();
    return text(
        language,
        told,
        report.reference().toString(),
        agencies.get(office).name(),
        link("/kerja/", report),
        told.due() == null ? "" : written(told.due(), language));
  }

  /** Of a letter all that it is about, as far as a mail can hold it. */
  private MessageStore.Text written(Plan.Told told, Reprimand letter, Locale language) {
    Agency office = agencies.get(letter.agency());
    List<Reprimand.Case> cases = letter.cases();
    List<Reprimand.Case> shown = cases.subList(0, Math.min(cases.size(), CASES_SHOWN));
    Map<ReportId, Report> about =
        reports.all(shown.stream().map(Reprimand.Case::report).distinct().toList()).stream()
            .collect(Collectors.toMap(Report::id, Function.identity()));
    StringBuilder list = new StringBuilder();
    for (Reprimand.Case c : shown) {
      Report report = Objects.requireNonNull(about.get(c.report()));
      Plan.Due due = new Plan.Due(letter.agency(), c.kind().name(), c.dueAt());
      list.append("\n- ").append(report.reference()).append(": ").append(written(due, language));
      if (!told.superior()) {
        list.append(". ").append(link("/kerja/", report));
      }
    }
    if (shown.size() < cases.size()) {
      list.append("\n")
          .append(texts.get(language, "notification.digest.more", cases.size() - shown.size()));
    }
    return text(
        language,
        told,
        told.letter(),
        office.name(),
        cases.size(),
        settings.publicUrl() + "/surat/" + letter.code(),
        list.toString(),
        settings.publicUrl() + "/instansi/" + office.code());
  }

  private MessageStore.Text text(Locale language, Plan.Told told, Object... params) {
    String key = "notification." + told.key();
    return new MessageStore.Text(
        texts.get(language, key + ".subject", params), texts.get(language, key + ".body", params));
  }

  private String link(String page, Report report) {
    return settings.publicUrl() + page + report.reference();
  }

  /** In the time of the office that promised it. */
  private String written(Plan.Due due, Locale language) {
    return texts.get(language, "deadline.clock." + due.clock())
        + ", "
        + Page.when(due.at(), agencies.get(due.office()).zone(), language);
  }
}
