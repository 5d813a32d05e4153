package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Category;
import id.lapor.channel.Wire;
import id.lapor.notification.Wires;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.report.AccessSecret;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import id.lapor.triage.Topics;
import id.lapor.triage.TriageDesk;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a report of what somebody wrote on a wire. */
@Component
class MessageFiling {

  private final Reports reports;
  private final Reporters reporters;
  private final WireAnswers answers;
  private final Sorting sorting;

  MessageFiling(Reports reports, Reporters reporters, WireAnswers answers, Sorting sorting) {
    this.reports = reports;
    this.reporters = reporters;
    this.answers = answers;
    this.sorting = sorting;
  }

  /** What finds out where a matter belongs and what it is about. */
  @org.springframework.stereotype.Component
  record Sorting(SmsKeywords keywords, Agencies agencies, TriageDesk triage, Wires wires) {}

  /** Words that lead to a desk when they stand in front. */
  Set<String> keywords() {
    return ways().keySet();
  }

  /** Files it, whoever wrote it. */
  Report file(Written written, Sms.Matter m) {
    SmsKeywords.@Nullable Way way = m.keyword() == null ? null : ways().get(m.keyword());
    AgencyId desk = way == null ? sorting.agencies().nationalAdmin().id() : way.desk().id();
    Contact contact = written.sender().contact();
    @Nullable ReporterId reporter = contact.empty() ? null : reporters.keep(contact);
    if (reporter != null) {
      sorting.wires().keepSilent(written.sender().ids(), reporter, written.sender().wire());
    }
    Matter matter =
        new Matter(
            Topics.kind(m.words()),
            false,
            null,
            circle(m),
            false,
            written.channel(),
            m.words(),
            null,
            new Place(region(way), null, null, null),
            reporter);
    long id = written.message().id();
    @Nullable AccessSecret secret =
        written.sender().wire() == Wire.Kind.SMS ? null : sorting.wires().secret(id);
    Report report =
        reports
            .file(
                new Submission("inbox:" + id, secret, matter, desk, written.files())
                    .arrived(written.arrival()))
            .report();
    if (reporter != null) {
      written.tell(answers, report, written.sender().knownAs(reporter));
    }
    return report;
  }

  /** As the web form proposes it: secret where the topic is sensitive, else without a name. */
  private Visibility circle(Sms.Matter m) {
    boolean sensitive = sorting.triage().topic(m.words()).filter(Category::sensitive).isPresent();
    Visibility proposed = sensitive ? Visibility.SECRET : Visibility.ANONYMOUS;
    return m.visibility() == null ? proposed : m.visibility();
  }

  private @Nullable String region(SmsKeywords.@Nullable Way way) {
    if (way == null || way.desk().parent() == null) {
      return null;
    }
    return sorting.agencies().find(way.desk().parent()).map(Agency::region).orElse(null);
  }

  private Map<String, SmsKeywords.Way> ways() {
    return sorting.keywords().all().stream()
        .collect(Collectors.toMap(SmsKeywords.Way::keyword, Function.identity()));
  }
}
