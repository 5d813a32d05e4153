package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.people.Contact;
import id.lapor.people.Member;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.key.InstallationKey;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a report of a draft, once, however often the button was pressed. */
@Service
class Filing {

  private final Drafts drafts;
  private final Reports reports;
  private final Reporters reporters;
  private final Agencies agencies;
  private final InstallationKey key;
  private final Consents consents;
  private final OwnReports own;
  private final Slips slips;

  Filing(
      Drafts drafts,
      Reports reports,
      Reporters reporters,
      Agencies agencies,
      InstallationKey key,
      Consents consents,
      OwnReports own,
      Slips slips) {
    this.slips = slips;
    this.own = own;
    this.consents = consents;
    this.drafts = drafts;
    this.reports = reports;
    this.reporters = reporters;
    this.agencies = agencies;
    this.key = key;
  }

  /**
   * Who sends it, and how it came.
   *
   * @param consent what stood on the page it was sent from; absent when it was sent before, and for
   *     letters and posts, whose writers saw none
   * @param member holds it in their account from then on, if signed in
   * @param by the reporter, or the officer who wrote it down for one
   * @param language of the page it was sent from, in which its reporter is written to
   */
  record Sending(
      Channel channel,
      @Nullable Consent consent,
      Optional<Member> member,
      Actor by,
      Locale language) {

    private boolean agreed() {
      return consent != null || channel == Channel.LETTER || channel == Channel.X;
    }
  }

  /**
   * @throws IllegalStateException when the draft is gone or incomplete
   */
  @Transactional
  public Report file(String token, Sending sending) {
    Drafts.Kept kept = drafts.lock(token).orElseThrow(() -> new IllegalStateException("No draft"));
    if (kept.report() != null) {
      return reports.find(kept.report()).orElseThrow();
    }
    Draft draft = kept.draft();
    if (!draft.complete() || !sending.agreed()) {
      throw new IllegalStateException("The draft is not complete, or nobody agreed");
    }
    Contact contact = draft.contact();
    @Nullable ReporterId reporter =
        contact.empty() ? null : reporters.keep(contact, sending.language());
    Matter matter =
        new Matter(
            draft.kind() == null ? Kind.COMPLAINT : draft.kind(),
            draft.oversight(),
            draft.category(),
            draft.visibility() == null ? Visibility.ANONYMOUS : draft.visibility(),
            draft.nameShown(),
            sending.channel(),
            draft.text().strip(),
            null,
            draft.place(),
            reporter);
    Submission submission =
        new Submission(
            "web:" + token,
            slips.secret(sending.by(), contact, reporter).orElseGet(() -> secret(token)),
            matter,
            agencies.deskFor(draft.place().region()).id(),
            draft.files(),
            sending.by());
    Report report = reports.file(submission).report();
    if (sending.consent() != null) {
      consents.keep(report.id(), sending.consent());
    }
    sending.member().ifPresent(m -> own.keep(m, report));
    drafts.filed(token, report.id());
    return report;
  }

  /**
   * Derived from what only this device has, so that it can be shown again there and is stored
   * nowhere. For whoever an officer writes down and a message reaches, see {@link Slips}.
   */
  AccessSecret secret(String token) {
    return AccessSecret.of(key.derive("access", token));
  }
}
