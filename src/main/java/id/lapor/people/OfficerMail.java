package id.lapor.people;

import id.lapor.platform.page.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where officers get their mail, and which way a new link to an account may go: an administrator
 * must not come into an account somebody else has used.
 */
@Service
public class OfficerMail {

  /** So long a link still goes to the address of before, after an administrator changed it. */
  public static final Duration SETTLES = Duration.ofDays(3);

  private final JdbcClient jdbc;
  private final AccountBook book;
  private final InstantSource clock;
  private final ApplicationEventPublisher listeners;

  OfficerMail(
      JdbcClient jdbc, AccountBook book, InstantSource clock, ApplicationEventPublisher listeners) {
    this.jdbc = jdbc;
    this.book = book;
    this.clock = clock;
    this.listeners = listeners;
  }

  /** Which way a link may go by which somebody comes to a new password. */
  public enum Way {
    /** Shown to the administrator, who hands it over. */
    PAGE,
    /** To the officer's own address, and nowhere else. */
    MAIL,
    /** No way: there is no address that has been known for long enough. */
    NO_ADDRESS,
    /** No way: this installation sends no mail. */
    NO_MAIL;

    /**
     * @param used somebody has had a password of their own for the account
     * @param met it is, or was, in a role that may meet identities
     * @param address there is one that counts
     * @param mail this installation sends mail
     */
    static Way of(boolean used, boolean met, boolean address, boolean mail) {
      if (used && address && mail) {
        return MAIL;
      }
      if (!used || !met) {
        return PAGE;
      }
      return mail ? NO_ADDRESS : NO_MAIL;
    }
  }

  /**
   * An administrator had an officer's mail go elsewhere.
   *
   * @param before where it went
   */
  public record Changed(String name, Accounts.Mailbox before, String byName) {}

  /**
   * Which way a new link to the account may go.
   *
   * @param mail whether this installation sends mail
   */
  public Way way(Officer officer, boolean mail) {
    Past past = past(officer.accountId());
    boolean met = past.met() || officer.role().mayMeetIdentities();
    return Way.of(past.used(), met, counting(officer).isPresent(), mail);
  }

  /** Whether somebody has had a password of their own for the account. */
  public boolean used(Officer officer) {
    return past(officer.accountId()).used();
  }

  private record Past(boolean used, boolean met) {}

  /**
   * Accounts were used whose link was accepted, and those nobody invited. So was, and met
   * identities, one with an act the house did not write.
   */
  private Past past(long account) {
    List<AccountAct> acts = book.all("account_id = ?", account);
    boolean planted = !book.holds(acts);
    boolean invited =
        acts.stream().anyMatch(a -> a.what() == AccountAct.What.OPENED && a.byAccount() != null);
    boolean accepted = acts.stream().anyMatch(a -> a.what() == AccountAct.What.ACCEPTED);
    boolean met = acts.stream().anyMatch(a -> a.role() != null && a.role().mayMeetIdentities());
    return new Past(planted || accepted || !invited, planted || met);
  }

  /** The address that counts: that of before while a changed one is too young. */
  public Optional<Accounts.Mailbox> counting(Officer officer) {
    return jdbc.sql(
            """
            SELECT CASE WHEN email_changed_at > ? THEN email_before ELSE email END AS email, language
            FROM people_account WHERE id = ?
            """)
        .params(Timestamp.from(young()), officer.accountId())
        .query(OfficerMail::mailbox)
        .single();
  }

  /** Where these get their mail; who can not be reached is left out. */
  public List<Accounts.Mailbox> of(Collection<Long> accounts) {
    return jdbc
        .sql("SELECT email, language FROM people_account WHERE id = ANY(?) AND disabled_at IS NULL")
        .param(accounts.toArray(Long[]::new))
        .query(OfficerMail::mailbox)
        .stream()
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /**
   * Has the officer's mail go there. When an administrator does it to an account that was used, the
   * address of before counts on for a while; it is told.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void set(long accountId, @Nullable String email, @Nullable Officer by) {
    record Before(@Nullable String now, @Nullable String counting, String name, Locale language) {}
    Before before =
        jdbc.sql(
                """
                SELECT email, CASE WHEN email_changed_at > ? THEN email_before ELSE email END AS counting,
                  name, language
                FROM people_account WHERE id = ? FOR UPDATE
                """)
            .params(Timestamp.from(young()), accountId)
            .query((row, _) ->
                new Before(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Language.of(row.getString(4))))
            .single();
    if (Objects.equals(before.now(), email)) {
      return;
    }
    boolean settles = by != null && past(accountId).used();
    jdbc.sql(
            """
            UPDATE people_account
            SET email = :email, email_before = :before, email_changed_at = :at
            WHERE id = :id
            """)
        .param("email", email)
        .param("before", settles ? before.counting() : null)
        .param("at", settles ? Timestamp.from(clock.instant()) : null)
        .param("id", accountId)
        .update();
    book.write(accountId, AccountAct.What.EMAIL, by);
    if (by != null && before.counting() != null) {
      Accounts.Mailbox old = new Accounts.Mailbox(before.counting(), before.language());
      listeners.publishEvent(new Changed(before.name(), old, by.name()));
    }
  }

  private Instant young() {
    return clock.instant().minus(SETTLES);
  }

  private static Optional<Accounts.Mailbox> mailbox(ResultSet row, int number) throws SQLException {
    @Nullable String email = row.getString("email");
    return email == null
        ? Optional.empty()
        : Optional.of(new Accounts.Mailbox(email, Language.of(row.getString("language"))));
  }
}
