package id.lapor.people;

import id.lapor.platform.key.InstallationKey;
import java.security.SecureRandom;
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
  private final InstantSource clock;
  private final ApplicationEventPublisher listeners;
  private final String hashOfNobody;
  private final SecureRandom random = new SecureRandom();

  Members(
      JdbcClient jdbc,
      Reporters reporters,
      Codes codes,
      Secrets secrets,
      Sessions sessions,
      PasskeyStore passkeys,
      InstantSource clock,
      ApplicationEventPublisher listeners) {
    this.jdbc = jdbc;
    this.reporters = reporters;
    this.codes = codes;
    this.secrets = secrets;
    this.sessions = sessions;
    this.passkeys = passkeys;
    this.clock = clock;
    this.listeners = listeners;
    this.hashOfNobody = secrets.hash(UUID.randomUUID().toString());
  }

  /** What passwords and addresses are hashed with. */
  @org.springframework.stereotype.Component
  record Secrets(PasswordEncoder passwords, InstallationKey key) {

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
    return "pelapor/" + HexFormat.of().formatHex(secrets.loginMark(address));
  }

  /** Makes a code for the address, whoever it belongs to. */
  @Transactional
  Asked ask(Contact address) {
    ReporterId reporter = reporters.keep(address);
    boolean phone = address.phone() != null;
    String code = codes.issue(new Codes.Leave(reporter, phone));
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    jdbc.sql(
            """
            INSERT INTO people_member_code (token_hash, reporter_id, phone, login_mark, asked_at)
            VALUES (?, ?, ?, ?, ?)
            """)
        .params(
            hash(token),
            reporter.value(),
            phone,
            secrets.loginMark(address),
            Timestamp.from(clock.instant()))
        .update();
    return new Asked(token, reporter, phone, code);
  }

  private record Waiting(ReporterId reporter, boolean phone, byte[] mark) {}

  /** Who proved an address, and what they are known by there. */
  record Proven(Member member, String key) {}

  /**
   * Opens the account, or gives it a new password and signs it out everywhere.
   *
   * @return empty when it is not the code, or no longer
   */
  @Transactional
  Optional<Proven> redeem(String token, String code, String password) {
    Optional<Waiting> waiting =
        jdbc.sql(
                """
                SELECT reporter_id, phone, login_mark FROM people_member_code WHERE token_hash = ?
                """)
            .param(hash(token))
            .query((row, _) ->
                new Waiting(new ReporterId(row.getLong(1)), row.getBoolean(2), row.getBytes(3)))
            .optional();
    return waiting
        .filter(w -> codes.redeem(w.reporter(), w.phone(), code))
        .map(w -> {
          jdbc.sql("DELETE FROM people_member_code WHERE token_hash = ?")
              .param(hash(token))
              .update();
          Member member = open(w, secrets.hash(password));
          sessions.endAll(member.getName());
          return new Proven(member, "pelapor/" + HexFormat.of().formatHex(w.mark()));
        });
  }

  private Member open(Waiting proven, String hash) {
    Optional<Long> fresh =
        jdbc.sql(
                """
                INSERT INTO people_member (reporter_id, login_mark, password_hash, created_at)
                VALUES (?, ?, ?, ?)
                ON CONFLICT (login_mark) DO NOTHING
                RETURNING id
                """)
            .params(proven.reporter().value(), proven.mark(), hash, Timestamp.from(clock.instant()))
            .query(Long.class)
            .optional();
    if (fresh.isPresent()) {
      return new Member(fresh.get());
    }
    reporters.erase(proven.reporter()); // the account has its own
    return new Member(
        jdbc.sql("UPDATE people_member SET password_hash = ? WHERE login_mark = ? RETURNING id")
            .params(hash, proven.mark())
            .query(Long.class)
            .single());
  }

  /** The account of somebody another house vouches for, opened when they first come. */
  @Transactional
  Member vouchedFor(String who, Contact contact) {
    byte[] mark = secrets.key().derive("member-oidc", who);
    Optional<Long> known =
        jdbc.sql("SELECT id FROM people_member WHERE login_mark = ?")
            .param(mark)
            .query(Long.class)
            .optional();
    if (known.isPresent()) {
      return new Member(known.get());
    }
    ReporterId reporter = reporters.keep(contact);
    if (contact.email() != null) {
      reporters.prove(reporter, false);
    }
    return new Member(
        jdbc.sql(
                """
                INSERT INTO people_member (reporter_id, login_mark, created_at)
                VALUES (?, ?, ?)
                RETURNING id
                """)
            .params(reporter.value(), mark, Timestamp.from(clock.instant()))
            .query(Long.class)
            .single());
  }

  /** Whether the account has a password of its own. */
  public boolean hasPassword(Member member) {
    return jdbc.sql("SELECT password_hash IS NOT NULL FROM people_member WHERE id = ?")
        .param(member.id())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  private record Kept(long id, @Nullable String hash) {}

  /**
   * The reporter if the password is right; an unknown address takes as long as a wrong password.
   */
  Optional<Member> enter(Contact address, String password) {
    Optional<Kept> kept =
        jdbc.sql("SELECT id, password_hash FROM people_member WHERE login_mark = ?")
            .param(secrets.loginMark(address))
            .query((row, _) -> new Kept(row.getLong(1), row.getString(2)))
            .optional();
    @Nullable String hash = kept.map(Kept::hash).orElse(null);
    boolean right = secrets.passwords().matches(password, hash == null ? hashOfNobody : hash);
    return kept.filter(_ -> hash != null && right).map(k -> new Member(k.id()));
  }

  /** Whether it is the account's password. */
  boolean knows(Member member, String password) {
    return jdbc.sql("SELECT password_hash FROM people_member WHERE id = ?")
        .param(member.id())
        .query((row, _) -> Optional.ofNullable(row.getString(1)))
        .optional()
        .flatMap(h -> h)
        .filter(h -> secrets.passwords().matches(password, h))
        .isPresent();
  }

  /** A new password; signs out everywhere. */
  @Transactional
  void setPassword(Member member, String password) {
    jdbc.sql("UPDATE people_member SET password_hash = ? WHERE id = ?")
        .params(secrets.hash(password), member.id())
        .update();
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
    return jdbc.sql("SELECT login_mark FROM people_member WHERE id = ?")
        .param(member.id())
        .query((row, _) -> "pelapor/" + HexFormat.of().formatHex(row.getBytes(1)))
        .single();
  }

  public List<Passkeys.Passkey> passkeys(Member member) {
    return passkeys.of(member.getName());
  }

  /** The account's identity in the vault. */
  public Optional<ReporterId> reporter(Member member) {
    return jdbc.sql("SELECT reporter_id FROM people_member WHERE id = ?")
        .param(member.id())
        .query((row, _) -> new ReporterId(row.getLong(1)))
        .optional();
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
  @Transactional
  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT15M")
  public void sweep() {
    List<ReporterId> unproven =
        jdbc.sql("DELETE FROM people_member_code WHERE asked_at < ? RETURNING reporter_id")
            .param(Timestamp.from(clock.instant().minus(FORGOTTEN)))
            .query((row, _) -> new ReporterId(row.getLong(1)))
            .list();
    unproven.forEach(reporters::erase);
  }

  private byte[] hash(String token) {
    return secrets.key().derive("member-token", token);
  }
}
