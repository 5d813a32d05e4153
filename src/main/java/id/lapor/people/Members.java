package id.lapor.people;

import id.lapor.people.Marks.Membership;
import id.lapor.platform.db.OnceOnly;
import id.lapor.platform.db.OneByOne;
import id.lapor.platform.key.InstallationKey;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accounts of reporters who want one. An address becomes an account, or gets a new password, in the
 * same way: whoever receives the code sent there sets a password. So nobody can find out here
 * whether an address has an account.
 */
@Service
public class Members {

  private static final int TOKEN_BYTES = 24;
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final Reporters reporters;
  private final Codes codes;
  private final Secrets secrets;
  private final Sessions sessions;
  private final PasskeyStore passkeys;
  private final OneByOne oneByOne;
  private final InstantSource clock;
  private final ApplicationEventPublisher listeners;
  private final OnceOnly numbers;
  private final String hashOfNobody;
  private final SecureRandom random = new SecureRandom();

  Members(
      JdbcTemplate template,
      Reporters reporters,
      Codes codes,
      Secrets secrets,
      Sessions sessions,
      PasskeyStore passkeys,
      OneByOne oneByOne,
      InstantSource clock,
      ApplicationEventPublisher listeners) {
    this.jdbc = JdbcClient.create(template);
    this.numbers = new OnceOnly(template, "people_member", "id");
    this.reporters = reporters;
    this.codes = codes;
    this.secrets = secrets;
    this.sessions = sessions;
    this.passkeys = passkeys;
    this.oneByOne = oneByOne;
    this.clock = clock;
    this.listeners = listeners;
    this.hashOfNobody = secrets.hash(UUID.randomUUID().toString());
  }

  /** What passwords and addresses are hashed with. */
  @org.springframework.stereotype.Component
  record Secrets(PasswordEncoder passwords, InstallationKey key, Marks marks) {

    String hash(String password) {
      return String.valueOf(passwords.encode(password));
    }

    byte[] loginMark(Contact address) {
      String login = address.phone() != null ? address.phone() : String.valueOf(address.email());
      return key.derive("member", Vault.normal(login));
    }
  }

  /**
   * A code is to be sent.
   *
   * @param token what the asking device keeps, to try the code with
   * @param reporter where it goes
   */
  public record Asked(String token, ReporterId reporter, boolean phone, String code) {}

  /** An account is gone for good; whatever hung on it goes now. */
  public record Closed(Member member) {}

  /** The address that was typed, a telephone number or an e-mail address; empty when it is none. */
  public static Optional<Contact> address(String typed) {
    @Nullable String phone = Contact.phone(typed);
    @Nullable String email = Contact.email(typed);
    return phone == null && email == null
        ? Optional.empty()
        : Optional.of(new Contact(null, phone, phone == null ? email : null));
  }

  /** Names the address where tries are counted and devices known, without telling it. */
  String key(Contact address) {
    return key(secrets.loginMark(address));
  }

  private static String key(byte[] login) {
    return "pelapor/" + HexFormat.of().formatHex(login);
  }

  /** Makes a code for the address, whoever it belongs to. */
  @Transactional
  Asked ask(Contact address) {
    ReporterId reporter = reporters.keep(address);
    boolean phone = address.phone() != null;
    String code = codes.issue(new Codes.Leave(reporter, phone));
    return asked(address, reporter, phone, code);
  }

  private Asked asked(Contact address, ReporterId reporter, boolean phone, String code) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    byte[] login = secrets.loginMark(address);
    jdbc.sql(
            """
            INSERT INTO people_member_code (token_hash, reporter_id, phone, login_mark, asked_at, mark)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .params(
            hash(token),
            reporter.value(),
            phone,
            login,
            Timestamp.from(clock.instant()),
            secrets
                .marks()
                .asked(new Marks.Asked(hash(token), reporter.value(), phone, login, null)))
        .update();
    return new Asked(token, reporter, phone, code);
  }

  private record Waiting(ReporterId reporter, boolean phone, byte[] login) {}

  /** Who proved an address, and what they are known by there. */
  record Proven(Member member, String key) {}

  /**
   * Opens the account, or gives it a new password and signs it out everywhere.
   *
   * @return empty when it is not the code, or no longer
   */
  @Transactional
  Optional<Proven> redeem(String token, String code, String password) {
    Optional<Waiting> waiting = waiting(token);
    waiting.ifPresent(w -> reporters.holdToLetGo(w.reporter()));
    return waiting
        .filter(w -> codes.redeem(w.reporter(), w.phone(), code))
        .flatMap(w -> {
          jdbc.sql("DELETE FROM people_member_code WHERE token_hash = ?")
              .param(hash(token))
              .update();
          Optional<Member> member = open(w, secrets.hash(password));
          member.ifPresent(m -> sessions.endAll(m.getName()));
          return member.map(m -> new Proven(m, key(w.login())));
        });
  }

  /** As the house wrote it: the account a code opens is that of the address it was sent to. */
  private Optional<Waiting> waiting(String token) {
    byte[] hash = hash(token);
    return jdbc.sql(
            """
            SELECT reporter_id, phone, login_mark, mark FROM people_member_code WHERE token_hash = ?
            """)
        .param(hash)
        .query((row, _) ->
            new Marks.Asked(
                hash, row.getLong(1), row.getBoolean(2), row.getBytes(3), row.getBytes(4)))
        .optional()
        .filter(secrets.marks()::fits)
        .map(a -> new Waiting(new ReporterId(a.reporter()), a.phone(), a.login()));
  }

  /** Empty where the account of that address is not as the house wrote it. */
  private Optional<Member> open(Waiting proven, String hash) {
    Optional<Member> fresh = add(proven.reporter(), proven.login(), hash);
    if (fresh.isPresent()) {
      return fresh;
    }
    reporters.erase(proven.reporter()); // the account has its own
    Optional<Membership> known = kept("login_mark", proven.login());
    known.ifPresent(m -> write(m.with(hash)));
    return known.map(m -> new Member(m.id()));
  }

  /** Empty where the address has an account. Its reports are sealed for its number. */
  private Optional<Member> add(ReporterId reporter, byte[] login, @Nullable String hash) {
    Optional<Long> fresh =
        jdbc.sql(
                """
                INSERT INTO people_member (id, reporter_id, login_mark, password_hash, created_at)
                OVERRIDING SYSTEM VALUE
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (login_mark) DO NOTHING
                RETURNING id
                """)
            .param(numbers.next())
            .param(reporter.value())
            .param(login)
            .param(hash)
            .param(Timestamp.from(clock.instant()))
            .query(Long.class)
            .optional();
    fresh.ifPresent(id -> write(new Membership(id, reporter.value(), login, hash, null)));
    return fresh.map(Member::new);
  }

  private void write(Membership m) {
    jdbc.sql("UPDATE people_member SET password_hash = ?, mark = ? WHERE id = ?")
        .param(m.hash())
        .param(secrets.marks().member(m))
        .param(m.id())
        .update();
  }

  /** As the house wrote it; anything else is no account. */
  private Optional<Membership> kept(String column, Object value) {
    return jdbc.sql(MEMBERSHIP + " WHERE " + column + " = ?")
        .param(value)
        .query(Members::membership)
        .optional()
        .filter(secrets.marks()::fits);
  }

  private Optional<Membership> kept(Member member) {
    return kept("id", member.id());
  }

  static final String MEMBERSHIP =
      "SELECT id, reporter_id, login_mark, password_hash, mark FROM people_member";

  static Membership membership(ResultSet row, int number) throws SQLException {
    return new Membership(
        row.getLong(1), row.getLong(2), row.getBytes(3), row.getString(4), row.getBytes(5));
  }

  /** The account of somebody another house vouches for, opened when they first come. */
  @Transactional
  Member vouchedFor(String who, Contact contact) {
    byte[] mark = secrets.key().derive("member-oidc", who);
    Optional<Member> known = kept("login_mark", mark).map(m -> new Member(m.id()));
    if (known.isPresent()) {
      return known.get();
    }
    ReporterId reporter = reporters.keep(contact);
    if (contact.email() != null) {
      reporters.prove(reporter, false);
    }
    return add(reporter, mark, null)
        .orElseThrow(
            () -> new IllegalStateException("Somebody changed the account; see ./lapor verify"));
  }

  /** Whether the account has a password of its own. */
  public boolean hasPassword(Member member) {
    return kept(member).filter(m -> m.hash() != null).isPresent();
  }

  /**
   * The reporter if the password is right; an unknown address takes as long as a wrong password.
   */
  Optional<Member> enter(Contact address, String password) {
    Optional<Membership> kept = kept("login_mark", secrets.loginMark(address));
    @Nullable String hash = kept.map(Membership::hash).orElse(null);
    boolean right = secrets.passwords().matches(password, hash == null ? hashOfNobody : hash);
    return kept.filter(_ -> hash != null && right).map(m -> new Member(m.id()));
  }

  /** Whether it is the account's password. */
  boolean knows(Member member, String password) {
    return kept(member)
        .map(Membership::hash)
        .filter(h -> secrets.passwords().matches(password, h))
        .isPresent();
  }

  /** A new password; signs out everywhere. */
  @Transactional
  void setPassword(Member member, String password) {
    kept(member).ifPresent(m -> write(m.with(secrets.hash(password))));
    sessions.endAll(member.getName());
  }

  /** The account whose sessions and passkeys have this name. */
  Optional<Member> named(String name) {
    return name.matches("pelapor/\\d{1,18}")
        ? Optional.of(new Member(Long.parseLong(name.substring("pelapor/".length()))))
            .filter(m -> reporter(m).isPresent())
        : Optional.empty();
  }

  /** What the account's address is known by where devices are. */
  String key(Member member) {
    return kept(member).map(m -> key(m.login())).orElseThrow();
  }

  public List<Passkeys.Passkey> passkeys(Member member) {
    return passkeys.of(member.getName());
  }

  /** The account's identity in the vault. */
  public Optional<ReporterId> reporter(Member member) {
    return kept(member).map(m -> new ReporterId(m.reporter()));
  }

  /** What is kept of who the account's holder is, for the holder; on record as a look. */
  @Transactional
  public Optional<Contact> own(Member member) {
    return reporter(member).flatMap(r -> reporters.look(r, Look.of(Look.Purpose.OWN, "")));
  }

  /** Ends the account for good. The reports stay, each with its own secret. */
  @Transactional
  public void close(Member member) {
    Optional<ReporterId> reporter = reporter(member);
    jdbc.sql("DELETE FROM people_member WHERE id = ?").param(member.id()).update();
    reporter.ifPresent(reporters::erase);
    passkeys.forget(member.getName());
    listeners.publishEvent(new Closed(member));
    sessions.endAll(member.getName());
  }

  /** Lets go of addresses nobody proved. */
  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT15M")
  public void sweep() {
    Timestamp before = Timestamp.from(clock.instant().minus(FORGOTTEN));
    List<ReporterId> unproven =
        jdbc.sql("SELECT reporter_id FROM people_member_code WHERE asked_at < ?")
            .param(before)
            .query((row, _) -> new ReporterId(row.getLong(1)))
            .list();
    oneByOne.each(
        "Letting go of an address nobody proved",
        unproven,
        r -> {
          int asked =
              jdbc.sql("DELETE FROM people_member_code WHERE reporter_id = ? AND asked_at < ?")
                  .params(r.value(), before)
                  .update();
          if (asked > 0) {
            reporters.erase(r);
          }
        });
  }

  private byte[] hash(String token) {
    return secrets.key().derive("member-token", token);
  }
}
