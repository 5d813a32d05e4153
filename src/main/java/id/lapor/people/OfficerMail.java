package id.lapor.people;

import id.lapor.platform.page.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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
  private final Marks marks;
  private final InstantSource clock;
  private final ApplicationEventPublisher listeners;

  OfficerMail(
      JdbcClient jdbc,
      AccountBook book,
      Marks marks,
      InstantSource clock,
      ApplicationEventPublisher listeners) {
    this.marks = marks;
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
    if (past.used() && !row(officer.accountId()).sure()) {
      return mail ? Way.NO_ADDRESS : Way.NO_MAIL;
    }
    return Way.of(past.used(), met, counting(officer).isPresent(), mail);
  }

  /** Whether somebody has had a password of their own for the account. */
  public boolean used(Officer officer) {
    return past(officer.accountId()).used();
  }

  private record Past(boolean used, boolean met) {}

  /**
   * Accounts were used whose link was accepted, and those nobody invited. So was, and met
   * identities, one with an act that is missing or that the house did not write.
   */
  private Past past(long account) {
    Told told = book.told(account);
    List<AccountAct> acts = told.acts();
    boolean planted = told.strange() > 0;
    boolean invited =
        acts.stream().anyMatch(a -> a.what() == AccountAct.What.OPENED && a.byAccount() != null);
    boolean accepted = acts.stream().anyMatch(a -> a.what() == AccountAct.What.ACCEPTED);
    boolean met = acts.stream().anyMatch(a -> a.role() != null && a.role().mayMeetIdentities());
    return new Past(planted || accepted || !invited, planted || met);
  }

  /**
   * An account's address as its row tells it.
   *
   * @param office of a position it has
   */
  private record Kept(long account, long office, Marks.Address address, Locale language) {

    Optional<Accounts.Mailbox> box(@Nullable String address) {
      return Optional.ofNullable(address).map(a -> new Accounts.Mailbox(a, language));
    }
  }

  private static final String KEPT =
      """
      SELECT a.id, a.name, p.agency_id AS office, a.email, a.email_before, a.email_changed_at, a.language
      FROM people_account a
      JOIN people_position p ON p.account_id = a.id
      """;

  /**
   * What is kept of one account.
   *
   * @param sure whether that is what was last set, and on record so
   */
  private record Row(String name, Kept kept, boolean sure) {}

  private Row row(long account) {
    @Nullable AccountAct act = book.told(account).last(AccountAct.What.EMAIL).orElse(null);
    return jdbc.sql(KEPT + "WHERE a.id = ? ORDER BY p.id LIMIT 1")
        .param(account)
        .query((row, _) -> {
          Kept kept = kept(row);
          boolean sure = act == null ? kept.address().equals(Marks.Address.NONE) : says(act, kept);
          return new Row(row.getString("name"), kept, sure);
        })
        .single();
  }

  /**
   * The address that counts: that of before while a changed one is too young, and none while it is
   * not sure which was set.
   */
  public Optional<Accounts.Mailbox> counting(Officer officer) {
    Row row = row(officer.accountId());
    return row.sure() ? row.kept().box(counting(row.kept().address())) : Optional.empty();
  }

  private @Nullable String counting(Marks.Address address) {
    Instant changed = address.changed();
    return changed != null && changed.isAfter(young()) ? address.before() : address.now();
  }

  /** Where these get their mail; who can not be reached is left out. */
  public List<Accounts.Mailbox> of(Collection<Long> accounts) {
    return kept("a.id = ANY(?)", accounts).stream()
        .flatMap(k -> k.box(k.address().now()).stream())
        .distinct()
        .toList();
  }

  /** Where officers get their mail, by office; offices nobody can be reached at are left out. */
  Map<Long, List<Accounts.Mailbox>> mailboxes(Collection<Long> agencies) {
    Map<Long, Map<String, Accounts.Mailbox>> boxes = new HashMap<>();
    for (Kept k : kept("p.agency_id = ANY(?)", agencies)) {
      k.box(k.address().now())
          .ifPresent(b ->
              boxes
                  .computeIfAbsent(k.office(), _ -> new TreeMap<>())
                  .merge(b.address(), b, OfficerMail::first));
    }
    return boxes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> List.copyOf(e.getValue().values())));
  }

  /** Who share an address are written to in one language. */
  private static Accounts.Mailbox first(Accounts.Mailbox a, Accounts.Mailbox b) {
    return a.language().getLanguage().compareTo(b.language().getLanguage()) <= 0 ? a : b;
  }

  /** Of open accounts, without those the house did not write so. */
  private List<Kept> kept(String which, Collection<Long> ids) {
    List<Kept> rows =
        jdbc.sql(KEPT + "WHERE a.email IS NOT NULL AND a.disabled_at IS NULL AND " + which)
            .param(ids.toArray(Long[]::new))
            .query((row, _) -> kept(row))
            .list();
    Map<Long, AccountAct> last = written(rows);
    return rows.stream()
        .filter(k -> {
          @Nullable AccountAct act = last.get(k.account());
          return act != null && (act.about() == null || says(act, k));
        })
        .toList();
  }

  /** The last act on each that says where its mail goes, as far as the house put it on record. */
  private Map<Long, AccountAct> written(List<Kept> rows) {
    Long[] accounts = rows.stream().map(Kept::account).toArray(Long[]::new);
    return book
        .held(
            """
            what = 'EMAIL' AND (account_id, seq) IN (
              SELECT account_id, max(seq) FROM people_account_act
              WHERE account_id = ANY (?) AND what = 'EMAIL'
              GROUP BY 1)
            """,
            (Object) accounts)
        .stream()
        .collect(Collectors.toMap(AccountAct::account, Function.identity()));
  }

  /** Of whom it is not the address that was set last; acts of before say nothing of it. */
  Optional<Long> firstStrange() {
    List<Kept> rows = jdbc.sql(KEPT + "ORDER BY a.id").query((row, _) -> kept(row)).list();
    Map<Long, AccountAct> last = written(rows);
    return rows.stream()
        .filter(k -> {
          @Nullable AccountAct act = last.get(k.account());
          return act == null ? k.address().now() != null : act.about() != null && !says(act, k);
        })
        .map(Kept::account)
        .findFirst();
  }

  private boolean says(AccountAct act, Kept kept) {
    return marks.address(kept.account(), kept.address()).equals(act.about());
  }

  /**
   * Has the officer's mail go there. When an administrator does it to an account that was used, the
   * address of before counts on for a while; it is told.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void set(long accountId, @Nullable String email, @Nullable Officer by) {
    book.hold(accountId);
    Row before = row(accountId);
    Marks.Address address = before.kept().address();
    if (Objects.equals(address.now(), email) && before.sure()) {
      return;
    }
    boolean settles = by != null && past(accountId).used();
    @Nullable String counting = before.sure() ? counting(address) : null;
    Marks.Address after =
        settles
            ? new Marks.Address(email, counting, clock.instant().truncatedTo(ChronoUnit.MICROS))
            : new Marks.Address(email, null, null);
    jdbc.sql(
            """
            UPDATE people_account
            SET email = :email, email_before = :before, email_changed_at = :at
            WHERE id = :id
            """)
        .param("email", after.now())
        .param("before", after.before())
        .param("at", after.changed() == null ? null : Timestamp.from(after.changed()))
        .param("id", accountId)
        .update();
    book.write(accountId, AccountAct.What.EMAIL, by, marks.address(accountId, after));
    if (by != null) {
      before
          .kept()
          .box(before.sure() ? counting : address.now())
          .ifPresent(old -> listeners.publishEvent(new Changed(before.name(), old, by.name())));
    }
  }

  private Instant young() {
    return clock.instant().minus(SETTLES);
  }

  private static Kept kept(ResultSet row) throws SQLException {
    @Nullable Timestamp changed = row.getTimestamp("email_changed_at");
    return new Kept(
        row.getLong("id"),
        row.getLong("office"),
        new Marks.Address(
            row.getString("email"),
            row.getString("email_before"),
            changed == null ? null : changed.toInstant()),
        Language.of(row.getString("language")));
  }
}
