package id.lapor.people;

import id.lapor.platform.page.Language;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Officers' accounts and the positions they hold. */
@Service
public class Accounts {

  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  private static final RowMapper<Officer> OFFICER =
      (row, _) ->
          new Officer(
              row.getLong("account_id"),
              row.getString("login"),
              row.getString("name"),
              row.getLong("agency_id"),
              Role.valueOf(row.getString("role")));

  private final JdbcClient jdbc;
  private final PasswordEncoder passwords;
  private final PasswordRule rule;
  private final Sessions sessions;
  private final AccountBook book;
  private final OfficerMail mail;
  private final Marks marks;
  private final DeputyStore deputies;
  private final String hashOfNobody;

  Accounts(
      JdbcClient jdbc,
      PasswordEncoder passwords,
      PasswordRule rule,
      Sessions sessions,
      AccountBook book,
      OfficerMail mail,
      Marks marks,
      DeputyStore deputies) {
    this.deputies = deputies;
    this.mail = mail;
    this.marks = marks;
    this.rule = rule;
    this.jdbc = jdbc;
    this.book = book;
    this.sessions = sessions;
    this.passwords = passwords;
    this.hashOfNobody = String.valueOf(passwords.encode(UUID.randomUUID().toString()));
  }

  /**
   * Opens an account with one position.
   *
   * @param password as {@link PasswordRule} wants it; kept only as an Argon2id hash
   */
  @Transactional
  public Officer open(String login, String name, String password, long agencyId, Role role) {
    check(password, login, name);
    return openHashed(login, name, String.valueOf(passwords.encode(password)), agencyId, role);
  }

  /** The Argon2id hash of a password, for opening many accounts that share one. */
  public String hash(String password) {
    return String.valueOf(passwords.encode(password));
  }

  /** Like {@link #open}, with a hash made before. */
  @Transactional
  public Officer openHashed(String login, String name, String hash, long agencyId, Role role) {
    return opened(add(login, name, hash, agencyId, role), null);
  }

  private Officer opened(Officer o, @Nullable Officer by) {
    book.keep(
        book.act(o.accountId(), AccountAct.What.OPENED, by)
            .to(o.agencyId(), o.role())
            .on(marks.name(o.accountId(), o.name())));
    mark(o.accountId());
    return o;
  }

  private void check(String password, String... own) {
    rule.wrong(password, own)
        .ifPresent(why -> {
          throw new IllegalArgumentException("No password to be: " + why);
        });
  }

  private Officer add(String login, String name, String hash, long agencyId, Role role) {
    String small = login.toLowerCase(Locale.ROOT);
    long id =
        jdbc.sql(
                "INSERT INTO people_account (login, name, password_hash) VALUES (?, ?, ?) RETURNING"
                    + " id")
            .params(small, name, hash)
            .query(Long.class)
            .single();
    jdbc.sql("INSERT INTO people_position (account_id, agency_id, role) VALUES (?, ?, ?)")
        .params(id, agencyId, role.name())
        .update();
    return new Officer(id, small, name, agencyId, role);
  }

  /** Belongs after the act that set the password: its number is part of it. */
  private void mark(long accountId) {
    Marks.Entrance set =
        jdbc.sql(Marks.Entrance.SELECT + "WHERE a.id = ?")
            .param(accountId)
            .query(Marks.Entrance::read)
            .single();
    jdbc.sql("UPDATE people_account SET password_mark = ? WHERE id = ?")
        .params(marks.password(set), accountId)
        .update();
  }

  /** The officer if the password is right; a wrong login takes as long as a wrong password. */
  public Optional<Officer> enter(String login, String password) {
    Marks.@Nullable Entrance kept = entrance(small(login)).orElse(null);
    boolean right = passwords.matches(password, kept == null ? hashOfNobody : kept.hash());
    return kept != null && right && marks.fits(kept) && book.told(kept.account()).since(kept.act())
        ? find(kept.login()).filter(this::atWork)
        : Optional.empty();
  }

  /**
   * Whether the acts on the account tell that it sits there, is open and has this name. Asked
   * before anybody is let in: what is said of it in other rows anybody writes who writes to the
   * database.
   */
  boolean atWork(Officer own) {
    Told told = book.told(own.accountId());
    if (told.sits(own.agencyId(), own.role())
        && told.named(marks.name(own.accountId(), own.name()))) {
      return true;
    }
    log.warn("Nobody is let in to account {}, see ./lapor verify", own.accountId());
    return false;
  }

  /** The officer's own position, to be let into it. */
  Optional<Officer> own(long accountId) {
    return find(accountId).filter(this::atWork);
  }

  private static String small(String login) {
    return login.strip().toLowerCase(Locale.ROOT);
  }

  private Optional<Marks.Entrance> entrance(String login) {
    return jdbc.sql(Marks.Entrance.SELECT + "WHERE a.login = ? AND a.disabled_at IS NULL")
        .param(login)
        .query(Marks.Entrance::read)
        .optional();
  }

  /**
   * What tells the account's password from every other, and nobody what it is; empty for nobody's.
   */
  String password(String login) {
    return entrance(small(login))
        .map(e -> HexFormat.of().formatHex(Marks.given(e.mark())))
        .orElse("");
  }

  /** Who has done the first step, unless the password it was done with is no longer the one. */
  Optional<Officer> halfway(SignIn.Half half) {
    return find(half.login())
        .filter(o -> password(o.login()).equals(half.password()))
        .filter(this::atWork);
  }

  public Optional<Officer> find(String login) {
    return first("a.login = ? AND a.disabled_at IS NULL", login);
  }

  /** The officer, also after the account was closed. */
  public Optional<Officer> findEver(long accountId) {
    return first("a.id = ?", accountId);
  }

  private Optional<Officer> first(String which, Object value) {
    return jdbc.sql(POSITIONS + "WHERE " + which + " ORDER BY p.id LIMIT 1")
        .param(value)
        .query(OFFICER)
        .optional();
  }

  /**
   * Puts on the trail what an officer did with rules about personal data.
   *
   * @param about the thing, never a person
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void did(AccountAct.What what, String about, Officer officer) {
    book.write(officer.accountId(), what, officer, about);
  }

  /** Everything done to the account, newest first. */
  public List<AccountAct> history(long accountId) {
    return book.of(accountId);
  }

  public Optional<Officer> find(long accountId) {
    return first("a.id = ? AND a.disabled_at IS NULL", accountId);
  }

  /** Whether somebody has, or had, this name to sign in with. */
  public boolean taken(String login) {
    return jdbc.sql("SELECT count(*) FROM people_account WHERE login = ?")
            .param(login.toLowerCase(Locale.ROOT))
            .query(Integer.class)
            .single()
        > 0;
  }

  /** Opens an account nobody can sign in with before an invitation was accepted. */
  @Transactional
  public Officer openInvited(String login, String name, long agencyId, Role role, Officer by) {
    return opened(add(login, name, hashOfNobody, agencyId, role), by);
  }

  /**
   * Sets another password hash; the second step, passkeys too, has to be set up anew.
   *
   * @return the act's number
   */
  int lock(Officer whom, String hash, AccountAct.What why, Officer by) {
    jdbc.sql(
            """
            UPDATE people_account
            SET password_hash = ?, totp_sealed = NULL, totp_key_version = NULL, totp_last_step = 0
            WHERE id = ?
            """)
        .params(hash, whom.accountId())
        .update();
    jdbc.sql("DELETE FROM people_passkey_owner WHERE name = ?").param(whom.login()).update();
    int act = book.write(whom.accountId(), why, by);
    mark(whom.accountId());
    return act;
  }

  /** What is wrong with a password the officer wants, as a message key; empty when nothing is. */
  public Optional<String> wrong(String password, Officer officer) {
    return rule.wrong(password, officer.login(), officer.name());
  }

  /** A new password, while signed in with the old one. */
  @Transactional
  public void setPassword(Officer officer, String password) {
    check(password, officer.login(), officer.name());
    jdbc.sql("UPDATE people_account SET password_hash = ? WHERE id = ?")
        .params(hash(password), officer.accountId())
        .update();
    book.write(officer.accountId(), AccountAct.What.PASSWORD, officer);
    mark(officer.accountId());
  }

  /** Moves the officer to another position, and signs them out everywhere. */
  @Transactional
  public void move(Officer officer, long agencyId, Role role, Officer by) {
    jdbc.sql(
            "UPDATE people_position SET agency_id = ?, role = ? WHERE account_id = ? AND agency_id"
                + " = ? AND role = ?")
        .params(
            agencyId, role.name(), officer.accountId(), officer.agencyId(), officer.role().name())
        .update();
    book.write(officer.accountId(), AccountAct.What.MOVED, by, agencyId, role);
    leave(officer, by);
  }

  /** Closes the account for good; its name stays taken, because the journal names it. */
  @Transactional
  public void close(Officer officer, Officer by, Instant now) {
    int closed =
        jdbc.sql("UPDATE people_account SET disabled_at = ? WHERE id = ? AND disabled_at IS NULL")
            .params(Timestamp.from(now), officer.accountId())
            .update();
    if (closed == 1) {
      book.write(officer.accountId(), AccountAct.What.CLOSED, by);
    }
    leave(officer, by);
  }

  /** Nobody stands in for them any more, nor they for anybody, and they are signed out. */
  private void leave(Officer officer, Officer by) {
    deputies.end(":who IN (holder_id, deputy_id)", Map.of("who", officer.accountId()), by);
    sessions.endAll(officer.login());
  }

  /** Everybody at work in an agency. */
  public List<Officer> of(long agencyId) {
    return jdbc.sql(POSITIONS + "WHERE p.agency_id = ? AND a.disabled_at IS NULL ORDER BY a.name")
        .param(agencyId)
        .query(OFFICER)
        .list();
  }

  /**
   * Where an officer gets mail.
   *
   * @param language in which they read the house
   */
  public record Mailbox(String address, Locale language) {}

  /** Where officers get their mail, by office; offices nobody can be reached at are left out. */
  public Map<Long, List<Mailbox>> mailboxes(Collection<Long> agencies) {
    return mail.mailboxes(agencies);
  }

  /** Whoever reads the house in a language is written to in it. */
  @EventListener
  void on(Language.Chosen chosen) {
    if (chosen.by() instanceof Officer officer) {
      jdbc.sql("UPDATE people_account SET language = ? WHERE id = ? AND language <> ?")
          .params(
              chosen.language().getLanguage(), officer.accountId(), chosen.language().getLanguage())
          .update();
    }
  }

  public Optional<String> email(Officer officer) {
    return jdbc.sql("SELECT email FROM people_account WHERE id = ?")
        .param(officer.accountId())
        .query((row, _) -> Optional.ofNullable(row.getString(1)))
        .single();
  }

  /**
   * Where the officer gets mail from now on. That it was changed stands on the trail, the address
   * does not. See {@link OfficerMail} for what an administrator changes by it.
   *
   * @param by nobody when whoever runs the installation does it
   */
  @Transactional
  public void setEmail(long accountId, @Nullable String email, @Nullable Officer by) {
    mail.set(accountId, email, by);
  }

  /**
   * What was done to or by any of these accounts, newest first.
   *
   * @param before where the page before ended
   */
  public List<AccountAct.Named> decisions(
      List<Long> whose, AccountAct.@Nullable Place before, int most) {
    return book.about(whose, before, most);
  }

  /** Whether anybody is at work in such a position in one of these offices. */
  public boolean anyIn(Role role, Collection<Long> agencies) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM people_position p
              JOIN people_account a ON a.id = p.account_id
              WHERE p.agency_id = ANY(?) AND p.role = ? AND a.disabled_at IS NULL)
            """)
        .params(agencies.toArray(Long[]::new), role.name())
        .query(Boolean.class)
        .single();
  }

  /** Everybody in such a position, also after the account was closed. */
  public List<Officer> everWith(Role role) {
    return jdbc.sql(POSITIONS + "WHERE p.role = ? ORDER BY a.name, a.id")
        .param(role.name())
        .query(OFFICER)
        .list();
  }

  public List<Officer> all() {
    return jdbc.sql(POSITIONS + "WHERE a.disabled_at IS NULL ORDER BY p.id").query(OFFICER).list();
  }

  private static final String POSITIONS =
      """
      SELECT a.id AS account_id, a.login, a.name, p.agency_id, p.role
      FROM people_account a
      JOIN people_position p ON p.account_id = a.id
      """;
}
