package id.lapor.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A report as its journal tells it, to be compared with the rows about it.
 *
 * @param files with number, act and who brought it, as {@link CaseCheck} reads them
 * @param narrowing whether its circle was narrowed only from what it was
 */
record Told(Report report, List<String> files, boolean narrowing) {

  /** Of report_case, in the order of {@link #values}. */
  static final List<String> COLUMNS =
      List.of(
          "version",
          "stage",
          "kind",
          "oversight",
          "category",
          "visibility",
          "name_shown",
          "channel",
          "text",
          "public_text",
          "region",
          "latitude",
          "longitude",
          "address",
          "cell",
          "reporter_id",
          "desk_id",
          "merged_into");

  /** A journal tells no number; reports compared here have none. */
  private static final Reference NONE = new Reference("000000000");

  /** The journal cuts off what the columns round. */
  private static final Duration ROUNDING = Duration.of(1, ChronoUnit.MICROS);

  /** Empty when it does not begin with the filing. */
  static Optional<Told> by(List<JournalRow> rows, Journal journal) {
    @Nullable Report report = null;
    List<String> files = new ArrayList<>();
    boolean narrowing = true;
    for (JournalRow row : rows) {
      Event event = journal.event(row.kind(), row.body());
      narrowing &= report == null || narrows(report, event);
      if (report != null) {
        report = Folding.fold(report, event, row.at());
      } else if (event instanceof Event.Filed filed) {
        report = Folding.filed(new ReportId(row.report()), NONE, filed, row.at());
      } else {
        return Optional.empty();
      }
      for (var file : ReportLedger.evidenceOf(event)) {
        boolean own = journal.actor(row.actor()) instanceof Actor.Reporter;
        files.add(file.value() + " " + row.seq() + (own ? " reporter" : " other"));
      }
    }
    return report == null ? Optional.empty() : Optional.of(new Told(report, files, narrowing));
  }

  /** Whoever narrowed it saw it as wide as it was. */
  private static boolean narrows(Report report, Event event) {
    return !(event instanceof Event.Narrowed n && n.from() != report.matter().visibility());
  }

  /** Whether all that decides who may know its reporter is the same in it. */
  boolean decides(Report standing) {
    return narrowing && deciding(report).equals(deciding(standing));
  }

  private static List<@Nullable Object> deciding(Report report) {
    Matter m = report.matter();
    Course c = report.course();
    return Arrays.asList(
        m.reporter(),
        m.visibility(),
        m.nameShown(),
        c.desk(),
        c.assignments().stream()
            .map(a -> Arrays.asList(a.agency(), a.lead(), a.state()))
            .collect(Collectors.toSet()),
        c.handovers(),
        c.secret(),
        c.exchanges());
  }

  private List<@Nullable Object> values() {
    Matter m = report.matter();
    Place p = m.place();
    @Nullable ReportId into = report.course().mergedInto();
    return Arrays.asList(
        report.version(),
        report.stage().name(),
        m.kind().name(),
        m.oversight(),
        m.category(),
        m.visibility().name(),
        m.nameShown(),
        m.channel().name(),
        m.text(),
        m.publicText(),
        p.region(),
        plain(p.latitude()),
        plain(p.longitude()),
        p.address(),
        p.cell(),
        m.reporter() == null ? null : (Long) m.reporter().value(),
        report.course().desk().value(),
        into == null ? null : (Long) into.value());
  }

  /** JSON knows no negative zero. */
  static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Double d ? (Double) (d + 0.0) : value;
  }

  /** The first of {@link #COLUMNS} that says something else. */
  Optional<String> otherColumn(List<@Nullable Object> standing) {
    List<@Nullable Object> told = values();
    for (int i = 0; i < told.size(); i++) {
      if (!Objects.equals(told.get(i), standing.get(i))) {
        return Optional.of(COLUMNS.get(i));
      }
    }
    return Optional.empty();
  }

  Optional<String> otherMoment(Instant receivedAt, Instant changedAt) {
    return !same(report.receivedAt(), receivedAt)
        ? Optional.of("received_at")
        : same(report.changedAt(), changedAt) ? Optional.empty() : Optional.of("changed_at");
  }

  private static boolean same(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(ROUNDING) <= 0;
  }

  boolean course(String standing, Journal journal) {
    try {
      if (!standing.startsWith("{")) {
        return false;
      }
      Course stands = journal.course(standing);
      return cut(stands).equals(cut(asBefore(report.course(), stands)));
    } catch (JacksonException e) {
      return false; // no course at all
    }
  }

  /**
   * Rows of before do not say whose day is promised and where a merged report was; nobody gains by
   * leaving that out.
   */
  private static Course asBefore(Course told, Course stands) {
    CourseEdit edit = told.edit();
    if (stands.assignments().stream().allMatch(a -> a.promised() == null)) {
      edit.assignments.replaceAll(
          a -> new Assignment(a.agency(), a.lead(), a.state(), a.since(), null));
    }
    edit.mergedFrom = stands.mergedFrom() == null ? null : edit.mergedFrom;
    return edit.done();
  }

  /** With moments as the journal keeps them. */
  private static Course cut(Course course) {
    CourseEdit edit = course.edit();
    edit.assignments.replaceAll(
        a -> new Assignment(a.agency(), a.lead(), a.state(), cut(a.since()), a.promised()));
    if (edit.answer != null) {
      edit.answer = new Course.Answer(cut(edit.answer.at()), cut(edit.answer.silenceClosesAt()));
    }
    if (edit.closing != null) {
      edit.closing =
          new Course.Closing(
              edit.closing.how(), cut(edit.closing.at()), cut(edit.closing.reopenableUntil()));
    }
    return edit.done();
  }

  /** Null only where somebody wrote that into the row. */
  @SuppressWarnings("NullAway")
  private static Instant cut(@Nullable Instant moment) {
    return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS);
  }

  boolean parts(List<String> standing) {
    return same(
        report.course().assignments().stream()
            .map(a ->
                String.join(
                    " ",
                    Long.toString(a.agency().value()),
                    a.lead() ? "leads" : "helps",
                    a.state().name(),
                    report.stage().name()))
            .toList(),
        standing);
  }

  boolean files(List<String> standing) {
    return same(files, standing);
  }

  private static boolean same(List<String> some, List<String> others) {
    return some.stream().sorted().toList().equals(others.stream().sorted().toList());
  }
}
