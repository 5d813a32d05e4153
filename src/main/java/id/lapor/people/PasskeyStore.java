package id.lapor.people;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;

/**
 * Passkeys in the database, of officers and of reporters; only public halves of keys are here. One
 * without a mark of the house (see {@link Marks}) is none.
 */
@Repository
class PasskeyStore implements PublicKeyCredentialUserEntityRepository, UserCredentialRepository {

  private final JdbcClient jdbc;
  private final Marks marks;
  private final AccountBook book;
  private final InstantSource clock;

  PasskeyStore(JdbcClient jdbc, Marks marks, AccountBook book, InstantSource clock) {
    this.book = book;
    this.jdbc = jdbc;
    this.marks = marks;
    this.clock = clock;
  }

  /** Whose they are is the name sessions are found by. */
  List<Passkeys.Passkey> of(String owner) {
    return kept(
        "o.name = ? ORDER BY p.created_at",
        owner,
        (row, _) ->
            new Passkeys.Passkey(
                new Bytes(row.getBytes("id")).toBase64UrlString(),
                row.getString("label"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "used_at")));
  }

  /**
   * What a row makes, as far as the house wrote it.
   *
   * @param what empty when it did not
   * @param mark what acts say of it, see {@link #onRecord}
   */
  private record Kept<T>(String owner, Optional<T> what, String mark) {}

  /** Those of the house, without what somebody else put there or what was taken away. */
  private <T> List<T> kept(String which, Object value, RowMapper<T> mapper) {
    Map<String, Predicate<String>> standing = new HashMap<>();
    return jdbc
        .sql(
            "SELECT p.*, o.name FROM people_passkey p JOIN people_passkey_owner o USING (handle) WHERE "
                + which)
        .param(value)
        .query((row, n) ->
            new Kept<T>(
                row.getString("name"),
                ours(row) ? Optional.of(mapper.mapRow(row, n)) : Optional.<T>empty(),
                onRecord(new Bytes(row.getBytes("id")))))
        .list()
        .stream()
        .filter(k -> standing.computeIfAbsent(k.owner(), this::standing).test(k.mark()))
        .flatMap(k -> k.what().stream())
        .toList();
  }

  /** What acts on an officer's account say of a passkey. */
  String onRecord(Bytes id) {
    return marks.passkeyNamed(id.getBytes());
  }

  /** Which of an owner's passkeys stand on record; of reporters' nothing does. */
  private Predicate<String> standing(String owner) {
    return jdbc.sql("SELECT id FROM people_account WHERE login = ?")
        .param(owner)
        .query(Long.class)
        .optional()
        .<Predicate<String>>map(account -> book.told(account)::hasPasskey)
        .orElse(_ -> true);
  }

  /** Whose passkey it is that the house did not write, or that was taken away. */
  Optional<String> firstStrange() {
    Map<String, Predicate<String>> standing = new HashMap<>();
    return jdbc
        .sql(
            """
            SELECT p.*, o.name
            FROM people_passkey p
            JOIN people_passkey_owner o USING (handle)
            ORDER BY o.name, p.id
            """)
        .query((row, _) ->
            new Kept<>(
                row.getString("name"),
                ours(row) ? Optional.of(true) : Optional.<Boolean>empty(),
                onRecord(new Bytes(row.getBytes("id")))))
        .list()
        .stream()
        .filter(k ->
            k.what().isEmpty()
                || !standing.computeIfAbsent(k.owner(), this::standing).test(k.mark()))
        .map(Kept::owner)
        .findFirst();
  }

  private boolean ours(ResultSet row) throws SQLException {
    byte[] mark =
        marks.passkey(
            row.getString("name"),
            row.getBytes("handle"),
            row.getBytes("id"),
            row.getBytes("public_key"));
    return MessageDigest.isEqual(mark, Marks.given(row.getBytes("mark")));
  }

  /** False when this owner has no such passkey. */
  boolean remove(String owner, byte[] id) {
    return jdbc.sql(
                """
                DELETE FROM people_passkey
                WHERE id = ? AND handle = (SELECT handle FROM people_passkey_owner WHERE name = ?)
                """)
            .params(id, owner)
            .update()
        == 1;
  }

  /** All of this owner's go. */
  void forget(String owner) {
    jdbc.sql("DELETE FROM people_passkey_owner WHERE name = ?").param(owner).update();
  }

  @Override
  public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
    return jdbc.sql("SELECT handle, name FROM people_passkey_owner WHERE handle = ?")
        .param(handle.getBytes())
        .query((row, _) -> owner(row.getBytes(1), row.getString(2)))
        .optional()
        .orElse(null);
  }

  @Override
  public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
    return jdbc.sql("SELECT handle, name FROM people_passkey_owner WHERE name = ?")
        .param(name)
        .query((row, _) -> owner(row.getBytes(1), row.getString(2)))
        .optional()
        .orElse(null);
  }

  @Override
  public void save(PublicKeyCredentialUserEntity owner) {
    jdbc.sql("INSERT INTO people_passkey_owner (handle, name) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .params(owner.getId().getBytes(), owner.getName())
        .update();
  }

  @Override
  public void delete(Bytes id) {
    jdbc.sql("DELETE FROM people_passkey WHERE id = ?").param(id.getBytes()).update();
  }

  @Override
  public void save(CredentialRecord key) {
    jdbc.sql(
            """
            INSERT INTO people_passkey (
              id, handle, label, public_key, sign_count, verified, transports, backup_eligible, backed_up,
              attestation, client_data, created_at, mark)
            VALUES (:id, :handle, :label, :key, :count, :verified, :transports, :eligible, :backed, :attestation, :client,
              :now, :mark)
            ON CONFLICT (id) DO UPDATE
            SET sign_count = excluded.sign_count, backed_up = excluded.backed_up, used_at = :now
            """)
        .param("id", key.getCredentialId().getBytes())
        .param("handle", key.getUserEntityUserId().getBytes())
        .param("label", key.getLabel())
        .param("key", key.getPublicKey().getBytes())
        .param("count", key.getSignatureCount())
        .param("verified", key.isUvInitialized())
        .param("transports", transports(key))
        .param("eligible", key.isBackupEligible())
        .param("backed", key.isBackupState())
        .param("attestation", bytes(key.getAttestationObject()))
        .param("client", bytes(key.getAttestationClientDataJSON()))
        .param("now", Timestamp.from(clock.instant()))
        .param("mark", mark(key))
        .update();
  }

  private byte[] mark(CredentialRecord key) {
    PublicKeyCredentialUserEntity owner = findById(key.getUserEntityUserId());
    return marks.passkey(
        owner == null ? "" : owner.getName(),
        key.getUserEntityUserId().getBytes(),
        key.getCredentialId().getBytes(),
        key.getPublicKey().getBytes());
  }

  @Override
  public @Nullable CredentialRecord findByCredentialId(Bytes id) {
    return kept("p.id = ?", id.getBytes(), PasskeyStore::key).stream().findFirst().orElse(null);
  }

  @Override
  public List<CredentialRecord> findByUserId(Bytes handle) {
    return kept("p.handle = ?", handle.getBytes(), PasskeyStore::key);
  }

  /** A reporter's name in the authenticator is a number: a telephone may be in others' hands. */
  private static PublicKeyCredentialUserEntity owner(byte[] handle, String name) {
    return ImmutablePublicKeyCredentialUserEntity.builder()
        .id(new Bytes(handle))
        .name(name)
        .displayName(name)
        .build();
  }

  private static CredentialRecord key(ResultSet row, int number) throws SQLException {
    Instant created = row.getTimestamp("created_at").toInstant();
    return ImmutableCredentialRecord.builder()
        .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
        .credentialId(new Bytes(row.getBytes("id")))
        .userEntityUserId(new Bytes(row.getBytes("handle")))
        .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
        .signatureCount(row.getLong("sign_count"))
        .uvInitialized(row.getBoolean("verified"))
        .transports(transports(row.getString("transports")))
        .backupEligible(row.getBoolean("backup_eligible"))
        .backupState(row.getBoolean("backed_up"))
        .attestationObject(new Bytes(row.getBytes("attestation")))
        .attestationClientDataJSON(new Bytes(row.getBytes("client_data")))
        .created(created)
        .lastUsed(Optional.ofNullable(instant(row, "used_at")).orElse(created))
        .label(row.getString("label"))
        .build();
  }

  private static String transports(CredentialRecord key) {
    return key.getTransports().stream()
        .map(AuthenticatorTransport::getValue)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static Set<AuthenticatorTransport> transports(String kept) {
    return Arrays.stream(kept.split(" "))
        .filter(t -> !t.isEmpty())
        .map(AuthenticatorTransport::valueOf)
        .collect(Collectors.toSet());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private static byte[] bytes(@Nullable Bytes bytes) {
    return bytes == null ? new byte[0] : bytes.getBytes();
  }
}
