package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.channel.Wire;
import id.lapor.people.Accounts;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Texts;
import id.lapor.report.Changes;
import id.lapor.report.Entry;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Writes down what has to be told, together with the act it tells of. */
@Service
public class Notifications {

  private final MessageStore store;
  private final Reporters reporters;
  private final Accounts accounts;
  private final Agencies agencies;
  private final Texts texts;
  private final Settings settings;
  private final InstantSource clock;

  Notifications(
      MessageStore store,
      Reporters reporters,
      Accounts accounts,
      Agencies agencies,
      Texts texts,
      Settings settings,
      InstantSource clock) {
    this.store = store;
    this.reporters = reporters;
    this.accounts = accounts;
    this.agencies = agencies;
    this.texts = texts;
    this.settings = settings;
    this.clock = clock;
  }

  /** The newest messages on all wires. */
  public List<Message> latest(int limit) {
    return store.latest(limit);
  }

  /** A one-time code, to where it proves that messages arrive. */
  public void sendCode(ReportId report, ReporterId reporter, Wire.Kind wire, String code) {
    String key = "notification.reporter.code";
    String subject = texts.get(Texts.INDONESIAN, key + ".subject");
    String body = texts.get(Texts.INDONESIAN, key + ".body", code);
    store.addCode(
        report,
        wire,
        new MessageStore.To.Reporter(reporter),
        new MessageStore.Text(subject, body),
        clock.instant());
  }

  @EventListener
  void on(Changes changes) {
    for (Changes.Change change : changes.all()) {
      for (Entry entry : change.entries()) {
        for (Plan.Told told : Plan.of(change.after(), entry)) {
          tell(change.after(), told);
        }
      }
    }
  }

  @EventListener
  void on(Reporters.Erased erased) {
    store.forget(erased.reporter());
  }

  private void tell(Report report, Plan.Told told) {
    if (told.office() != null) {
      String link = settings.publicUrl() + "/kerja/" + report.reference();
      for (String address : accounts.emails(told.office().value())) {
        put(report, told, Wire.Kind.EMAIL, new MessageStore.To.Address(address), link);
      }
      return;
    }
    @Nullable ReporterId reporter = report.matter().reporter();
    if (reporter == null) {
      return;
    }
    Reporters.Reach reach = reporters.reach(reporter);
    MessageStore.To to = new MessageStore.To.Reporter(reporter);
    String link = settings.publicUrl() + "/l/" + report.reference();
    if (reach.email()) {
      put(report, told, Wire.Kind.EMAIL, to, link);
    }
    if (reach.phone()) {
      put(report, told, Wire.Kind.SMS, to, link);
    }
  }

  private void put(Report report, Plan.Told told, Wire.Kind wire, MessageStore.To to, String link) {
    String key = "notification." + told.key();
    String holder =
        report
            .course()
            .lead()
            .or(() -> java.util.Optional.of(report.course().desk()))
            .flatMap(agencies::find)
            .map(Agency::name)
            .orElse("");
    String subject =
        texts.get(Texts.INDONESIAN, key + ".subject", report.reference().toString(), holder);
    String body =
        texts.get(
            Texts.INDONESIAN,
            key + ".body",
            report.reference().toString(),
            holder,
            told.words(),
            link);
    store.add(report.id(), wire, to, new MessageStore.Text(subject, body), clock.instant());
  }
}
