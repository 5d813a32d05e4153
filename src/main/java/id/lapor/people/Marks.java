package id.lapor.people;

import id.lapor.platform.key.InstallationKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Marks under the installation's key beside what opens an account, and beside who is signed in: who
 * can only write to the database plants no password, no passkey, no deputy and no session, and
 * moves none to another account.
 */
@Component
class Marks {

  private final InstallationKey key;

  Marks(InstallationKey key) {
    this.key = key;
  }

  /**
   * What lets somebody into an account: by which number and name, with which password.
   *
   * @param act number of the last act on the account that set one: an older password with the mark
   *     of its time, put back, fits no more
   */
  record Entrance(long account, String login, String hash, int act, byte @Nullable [] mark) {

    /** By the acts' primary key. */
    static final String SELECT =
        """
        SELECT a.id, a.login, a.password_hash, a.password_mark, (
          SELECT coalesce(max(p.seq), 0) FROM people_account_act p
          WHERE p.account_id = a.id AND p.what IN ('OPENED', 'INVITED', 'ACCEPTED', 'PASSWORD')) AS act
        FROM people_account a
        """;

    static Entrance read(ResultSet row, int number) throws SQLException {
      return new Entrance(
          row.getLong("id"),
          row.getString("login"),
          row.getString("password_hash"),
          row.getInt("act"),
          row.getBytes("password_mark"));
    }
  }

  byte[] password(Entrance e) {
    return key.derive(
        "account-password", "%d/%s/%s/%d".formatted(e.account(), e.login(), e.hash(), e.act()));
  }

  /** What an act on an officer's account says of the name it was opened under. */
  String name(long account, String name) {
    return told("account-name", account + "/" + name);
  }

  /**
   * Where an officer gets mail.
   *
   * @param before where it went, for as long as that counts
   * @param changed when an administrator changed it
   */
  record Address(@Nullable String now, @Nullable String before, @Nullable Instant changed) {

    static final Address NONE = new Address(null, null, null);
  }

  /** What an act on an officer's account says of where mail goes from then on. */
  String address(long account, Address a) {
    return told(
        "account-address", "%d/%s/%s/%s".formatted(account, a.now(), a.before(), a.changed()));
  }

  /** What acts on an officer's account say of a passkey that was made or taken away. */
  String passkeyNamed(byte[] id) {
    return told("passkey-id", HexFormat.of().formatHex(id));
  }

  private String told(String use, String what) {
    return HexFormat.of().formatHex(key.derive(use, what)).substring(0, 32);
  }

  /** A reporter's account: whose it is, by which address and with which password. */
  record Membership(
      long id, long reporter, byte[] login, @Nullable String hash, byte @Nullable [] mark) {

    Membership with(@Nullable String password) {
      return new Membership(id, reporter, login, password, null);
    }
  }

  byte[] member(Membership m) {
    return key.derive(
        "member-account",
        "%d/%d/%s/%s"
            .formatted(m.id(), m.reporter(), HexFormat.of().formatHex(m.login()), m.hash()));
  }

  boolean fits(Membership m) {
    return MessageDigest.isEqual(member(m), given(m.mark()));
  }

  /** Whether the house wrote it so. */
  boolean fits(Entrance e) {
    return MessageDigest.isEqual(password(e), given(e.mark()));
  }

  /**
   * A device waits for a code.
   *
   * @param token hash of what the device keeps
   * @param reporter where the code goes
   * @param login what the account of that address is found by
   */
  record Asked(byte[] token, long reporter, boolean phone, byte[] login, byte @Nullable [] mark) {}

  byte[] asked(Asked a) {
    HexFormat hex = HexFormat.of();
    return key.derive(
        "member-code",
        "%s/%d/%s/%s"
            .formatted(
                hex.formatHex(a.token()), a.reporter(), a.phone(), hex.formatHex(a.login())));
  }

  boolean fits(Asked a) {
    return MessageDigest.isEqual(asked(a), given(a.mark()));
  }

  /**
   * @param owner the name its owner's sessions have
   */
  byte[] passkey(String owner, byte[] handle, byte[] id, byte[] publicKey) {
    HexFormat hex = HexFormat.of();
    return key.derive(
        "passkey",
        "%s/%s/%s/%s"
            .formatted(
                hex.formatHex(owner.getBytes(StandardCharsets.UTF_8)),
                hex.formatHex(handle),
                hex.formatHex(id),
                hex.formatHex(publicKey)));
  }

  /**
   * What a browser shows besides the number of its session, which lies in the database as it is.
   */
  byte[] cookie(String session) {
    return key.derive("session-cookie", session);
  }

  /**
   * @param who is signed in, or half so, in that session and in no other
   */
  byte[] session(String session, String who) {
    return key.derive("session", session + "/" + who);
  }

  /** Who stands in for whom, in which position, for how long. */
  byte[] deputy(Deputyship d) {
    return key.derive(
        "deputy",
        "%d/%d/%d/%d/%s/%s/%s"
            .formatted(
                d.id(), d.holderId(), d.deputyId(), d.agencyId(), d.role(), d.since(), d.until()));
  }

  static byte[] given(byte @Nullable [] mark) {
    return mark == null ? new byte[0] : mark;
  }
}
