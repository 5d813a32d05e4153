package id.lapor.citizen;

import id.lapor.notification.Wires;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Course;
import id.lapor.report.Report;
import id.lapor.report.Secrets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What opens a report an officer wrote down, on its way to the reporter. It goes by message
 * wherever the reporter can be reached, and no officer sees it. Only for whom no message reaches
 * does it stand on a slip, for a short while, and each look at that is on the trail.
 */
@Service
public class Slips {

  /** For how long after it was filed, as a printer may jam and a page be sent twice. */
  static final Duration SHOWN = Duration.ofMinutes(10);

  private final Wires wires;
  private final Reporters reporters;
  private final Accounts accounts;
  private final Secrets secrets;
  private final InstantSource clock;

  Slips(Wires wires, Reporters reporters, Accounts accounts, Secrets secrets, InstantSource clock) {
    this.secrets = secrets;
    this.wires = wires;
    this.reporters = reporters;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * What opens the report of somebody an officer writes it down for; empty where a message could
   * not carry it.
   */
  Optional<AccessSecret> secret(Actor by, Contact contact, @Nullable ReporterId reporter) {
    boolean reached = contact.phone() != null || contact.email() != null || contact.x() != null;
    return by instanceof Actor.Officer && reporter != null && reached
        ? Optional.of(wires.secret(reporter))
        : Optional.empty();
  }

  /** Whether the reporter is sent it, so that nobody else has to see it. */
  public boolean sent(Report report) {
    boolean reached =
        report.matter().reporter() != null && reporters.reach(report.matter().reporter()).any();
    return reached && (report.matter().channel() == Channel.PHONE || wires.reaches(report));
  }

  /**
   * What stands on the slip of a report just filed, which goes on the trail; empty once that is
   * over, or the reporter has another.
   *
   * @param nameless what opens it where no message could carry that
   */
  @Transactional
  public Optional<AccessSecret> show(Report report, AccessSecret nameless, Officer officer) {
    boolean over = !clock.instant().isBefore(report.receivedAt().plus(SHOWN));
    if (over || report.course().secret() == Course.Secret.EXCHANGED) {
      return Optional.empty();
    }
    shown(report.reference().toString(), List.of(report), officer);
    return Optional.of(opening(report, nameless));
  }

  /**
   * What opens the report.
   *
   * @param nameless what opens it where no message could carry that
   */
  AccessSecret opening(Report report, AccessSecret nameless) {
    @Nullable ReporterId reporter = report.matter().reporter();
    boolean reached = reporter != null && reporters.reach(reporter).any();
    return reporter != null && reached ? wires.secret(reporter) : nameless;
  }

  /**
   * Puts on the trail, and on each report, that an officer saw it.
   *
   * @param about the number of the report, or which of a file
   */
  @Transactional
  public void shown(String about, List<Report> whose, Officer officer) {
    secrets.shown(whose.stream().map(Report::id).toList(), Actor.Officer.of(officer));
    accounts.did(AccountAct.What.SLIP_SHOWN, about, officer);
  }
}
