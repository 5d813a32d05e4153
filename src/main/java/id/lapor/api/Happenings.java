package id.lapor.api;

import id.lapor.platform.Settings;
import id.lapor.platform.page.Texts;
import id.lapor.publication.PublicFeed;
import id.lapor.publication.PublicReport;
import id.lapor.report.Entry;
import id.lapor.report.Line;
import id.lapor.report.PublicTimes;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Story;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells events to machines, in the words a reader of the same circle sees on a page. */
@Component
class Happenings {

  private final Reports reports;
  private final PublicFeed feed;
  private final Story story;
  private final PublicTimes times;
  private final IntakeStore intake;
  private final Texts texts;
  private final Settings settings;

  Happenings(
      Reports reports,
      PublicFeed feed,
      Story story,
      PublicTimes times,
      IntakeStore intake,
      Texts texts,
      Settings settings) {
    this.reports = reports;
    this.feed = feed;
    this.story = story;
    this.times = times;
    this.intake = intake;
    this.texts = texts;
    this.settings = settings;
  }

  record Told(EventBook.Row row, Report report, Entry entry, Line line) {

    /** Names the event for good. */
    String id() {
      return report.reference() + "-" + row.seq();
    }
  }

  /** As everybody may know; of reports that are not public nothing. */
  List<Told> toAll(List<EventBook.Row> rows) {
    return tell(rows, Set.of());
  }

  /** As everybody may know, and of the reports the client brought as their reporters do. */
  List<Told> toClient(List<EventBook.Row> rows, Client client) {
    return tell(rows, client.may(Scope.OWN) ? intake.owned(client, ids(rows)) : Set.of());
  }

  /** Names of events everybody may know of. */
  Map<EventBook.Row, String> names(List<EventBook.Row> rows) {
    return toAll(rows).stream().collect(Collectors.toMap(Told::row, Told::id, (a, _) -> a));
  }

  /** All that may be told of one report. */
  List<Line> lines(Report report, Line.Eyes eyes) {
    return story.tell(report, reports.history(report.id()), eyes);
  }

  private List<Told> tell(List<EventBook.Row> rows, Set<ReportId> own) {
    List<ReportId> ids = ids(rows);
    Set<ReportId> shown =
        feed.withIds(ids).stream().map(PublicReport::id).collect(Collectors.toSet());
    Map<ReportId, Report> all =
        reports
            .all(ids.stream().filter(i -> shown.contains(i) || own.contains(i)).toList())
            .stream()
            .collect(Collectors.toMap(Report::id, Function.identity()));
    Map<ReportId, List<Entry>> histories = reports.histories(all.keySet());
    List<Told> told = new ArrayList<>();
    for (EventBook.Row row : rows) {
      Report report = all.get(row.report());
      if (report != null) {
        Line.Eyes eyes = own.contains(row.report()) ? Line.Eyes.REPORTER : Line.Eyes.EVERYONE;
        told.addAll(tell(row, report, histories.getOrDefault(row.report(), List.of()), eyes));
      }
    }
    return told;
  }

  /** What was undone at once is not in the whole story, and so not told alone either. */
  private List<Told> tell(EventBook.Row row, Report report, List<Entry> history, Line.Eyes eyes) {
    List<Line> whole = story.tell(report, history, eyes);
    return history.stream()
        .filter(e -> e.seq() == row.seq())
        .flatMap(e ->
            story.tell(report, List.of(e), eyes).stream()
                .filter(whole::contains)
                .map(line -> new Told(row, report, e, line)))
        .toList();
  }

  private static List<ReportId> ids(List<EventBook.Row> rows) {
    return rows.stream().map(EventBook.Row::report).distinct().toList();
  }

  /** In which the days of a report are counted. */
  ZoneId zone(Report report) {
    return times.zone(report);
  }

  /** The sentence of the timeline and what was written. */
  String words(Line line) {
    String what =
        line.whatDay() != null
            ? line.whatDay().toString()
            : line.whatKey() != null ? t(line.whatKey()) : line.what();
    String sentence = t("report.event." + line.kind(), line.by(), what, line.more());
    return line.said() == null ? sentence : sentence + "\n\n" + line.said();
  }

  private String t(String key, Object... args) {
    return texts.get(Texts.INDONESIAN, key, args);
  }

  /** Addresses of the files an office showed, of a public report. */
  List<String> media(Report report, Line line) {
    return line.evidence().stream()
        .map(file ->
            "%s/laporan/%s/berkas/%d"
                .formatted(settings.publicUrl(), report.reference(), file.value()))
        .toList();
  }

  static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
