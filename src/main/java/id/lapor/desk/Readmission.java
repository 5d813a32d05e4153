package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.notification.AccountLetters;
import id.lapor.people.Accounts;
import id.lapor.people.Invitations;
import id.lapor.people.Officer;
import id.lapor.people.OfficerMail;
import id.lapor.people.Role;
import id.lapor.platform.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links by which officers come to a password. One for an account that was used before goes to its
 * owner's address, and others hear of it, so that no administrator works in somebody else's name.
 */
@Component
class Readmission {

  private final Invitations invitations;
  private final OfficerMail mail;
  private final AccountLetters letters;
  private final Accounts accounts;
  private final Agencies agencies;
  private final TopmostAdministrators topmost;
  private final AccountSeconders seconders;
  private final Settings settings;

  Readmission(
      Invitations invitations,
      OfficerMail mail,
      AccountLetters letters,
      Accounts accounts,
      Agencies agencies,
      TopmostAdministrators topmost,
      AccountSeconders seconders,
      Settings settings) {
    this.invitations = invitations;
    this.mail = mail;
    this.letters = letters;
    this.accounts = accounts;
    this.agencies = agencies;
    this.topmost = topmost;
    this.seconders = seconders;
    this.settings = settings;
  }

  /**
   * What became of the wish for a link.
   *
   * @param link to be shown; null when it went another way, or there is none
   */
  record Made(OfficerMail.Way way, @Nullable String link) {}

  /** An account, and the link to it. */
  public record Fresh(Officer officer, String link) {}

  /** A new account; where it may meet identities, others hear of it. */
  @Transactional
  public Fresh open(String login, String name, long agency, Role role, Officer admin) {
    Officer officer = accounts.openInvited(login, name, agency, role, admin);
    tellOf(officer, admin);
    return new Fresh(officer, first(officer, admin));
  }

  /**
   * To another office or role; where it may meet identities only from now on, others hear of it.
   */
  @Transactional
  public void move(Officer officer, long agency, Role role, Officer admin) {
    accounts.move(officer, agency, role, admin);
    if (role != officer.role()) {
      accounts.find(officer.accountId()).ifPresent(moved -> tellOf(moved, admin));
    }
  }

  private void tellOf(Officer officer, Officer admin) {
    if (officer.role().mayMeetIdentities()) {
      String office = agencies.get(new AgencyId(officer.agencyId())).name();
      letters.opened(mail.of(witnesses(officer, admin)), officer.name(), office, admin.name());
    }
  }

  /** The link for an account that was opened just now. */
  String first(Officer officer, Officer admin) {
    return settings.publicUrl() + "/undangan#" + invitations.invite(officer, admin);
  }

  /** A new one; the old password and second step no longer work, unless no way was found for it. */
  @Transactional
  public Made again(Officer officer, Officer admin) {
    OfficerMail.Way way = mail.way(officer, letters.carried());
    if (way == OfficerMail.Way.NO_ADDRESS || way == OfficerMail.Way.NO_MAIL) {
      return new Made(way, null);
    }
    if (mail.used(officer)) {
      String office = agencies.get(new AgencyId(officer.agencyId())).name();
      letters.made(mail.of(witnesses(officer, admin)), officer.name(), office, admin.name());
    }
    String link = first(officer, admin);
    if (way == OfficerMail.Way.PAGE) {
      return new Made(way, link);
    }
    letters.link(mail.counting(officer).orElseThrow(), link, admin.name());
    return new Made(way, null);
  }

  /**
   * Colleagues in the same role, whoever watches over the office or over administrators, and who
   * may agree.
   */
  private List<Long> witnesses(Officer officer, Officer admin) {
    AgencyId office = new AgencyId(officer.agencyId());
    List<Long> agreeing = seconders.now().of(officer.accountId());
    return accounts.all().stream()
        .filter(o -> o.accountId() != officer.accountId() && o.accountId() != admin.accountId())
        .filter(o ->
            switch (o.role()) {
              case ADMINISTRATOR ->
                  agreeing.contains(o.accountId())
                      || (agencies.isWithin(office, new AgencyId(o.agencyId()))
                          && topmost.holds(o));
              case SUPERVISOR -> agencies.jurisdiction(new AgencyId(o.agencyId())).covers(office);
              default -> o.role() == officer.role() && o.agencyId() == officer.agencyId();
            })
        .map(Officer::accountId)
        .toList();
  }
}
