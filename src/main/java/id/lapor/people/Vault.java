package id.lapor.people;

import id.lapor.platform.db.OnceOnly;
import id.lapor.platform.key.Seal;
import id.lapor.platform.page.Language;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Identities in the database, sealed. Nobody but {@link Reporters} opens them, and every statement
 * that meets one goes through {@link VaultRole}.
 */
@Repository
class Vault {

  private static final Logger log = LoggerFactory.getLogger(Vault.class);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int A_SHEET = 1_000;

  private final JdbcTemplate jdbc;
  private final VaultKeys keys;
  private final VaultRole role;
  private final OnceOnly numbers;

  Vault(JdbcTemplate jdbc, VaultKeys keys, VaultRole role) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.role = role;
    this.numbers = new OnceOnly(jdbc, "people_vault", "reporter_id");
  }

  /** A row as it stands: nothing of it says who it is. */
  record Row(
      ReporterId id,
      byte[] sealed,
      @Nullable Instant phoneVerified,
      @Nullable Instant emailVerified,
      boolean restricted,
      boolean silent) {}

  /**
   * What is sealed in a row, and all that names one, is under this number: nobody gets it again.
   */
  ReporterId next() {
    return new ReporterId(numbers.next());
  }

  void add(ReporterId id, Contact contact, Locale language, Instant now) {
    Seal seal = keys.seal();
    update(
        """
        INSERT INTO people_vault (reporter_id, sealed, key_version, phone_mark, email_mark, x_mark, kept_at, language)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id.value(),
        seal.close(written(contact), address(id)),
        seal.version(),
        mark(seal, "phone", contact.phone()),
        mark(seal, "email", contact.email()),
        mark(seal, "x", contact.x()),
        Timestamp.from(now),
        language.getLanguage());
  }

  /** Seals a contact again, with the newest key. */
  void change(ReporterId id, Contact contact) {
    update(CHANGE, changed(id, contact));
  }

  private static final String CHANGE =
      """
      UPDATE people_vault
      SET sealed = ?, key_version = ?, phone_mark = ?, email_mark = ?, x_mark = ?
      WHERE reporter_id = ?
      """;

  private @Nullable Object[] changed(ReporterId id, Contact contact) {
    Seal seal = keys.seal();
    return new @Nullable Object[] {
      seal.close(written(contact), address(id)),
      seal.version(),
      mark(seal, "phone", contact.phone()),
      mark(seal, "email", contact.email()),
      mark(seal, "x", contact.x()),
      id.value()
    };
  }

  void verified(ReporterId id, boolean phone, @Nullable Instant when) {
    update(
        phone
            ? "UPDATE people_vault SET phone_verified_at = ? WHERE reporter_id = ?"
            : "UPDATE people_vault SET email_verified_at = ? WHERE reporter_id = ?",
        when == null ? null : Timestamp.from(when),
        id.value());
  }

  /**
   * Shuts an identity or opens it again.
   *
   * @param since null when it is open
   */
  void restrict(ReporterId id, @Nullable Instant since, boolean silent) {
    update(
        "UPDATE people_vault SET restricted_at = ?, silent = ? WHERE reporter_id = ?",
        since == null ? null : Timestamp.from(since),
        silent,
        id.value());
  }

  void remove(ReporterId id) {
    jdbc.update("DELETE FROM people_code WHERE reporter_id = ?", id.value());
    jdbc.update(
        "UPDATE people_reveal SET reason = '' WHERE reporter_id = ?", id.value()); // may name them
    update("DELETE FROM people_vault WHERE reporter_id = ?", id.value());
  }

  private void update(String sql, @Nullable Object... values) {
    role.in(() -> jdbc.update(sql, values));
  }

  /** How somebody can be reached; asked of a view that tells nothing else. */
  Optional<Reporters.Reach> reach(ReporterId id) {
    return jdbc
        .query(
            """
            SELECT phone, email, phone_verified_at IS NOT NULL, email_verified_at IS NOT NULL,
              restricted, silent, language
            FROM people_reach
            WHERE reporter_id = ?
            """,
            (row, _) ->
                new Reporters.Reach(
                    row.getBoolean(1),
                    row.getBoolean(2),
                    row.getBoolean(3),
                    row.getBoolean(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    Language.of(row.getString(7))),
            id.value())
        .stream()
        .findFirst();
  }

  /** The row, held until the transaction ends. */
  Optional<Row> hold(ReporterId id) {
    return role.in(() -> rows("WHERE reporter_id = ? FOR UPDATE", id.value())).stream().findFirst();
  }

  /**
   * Seals rows with the newest key that are sealed with another, at once and leaving out those held
   * by others; uses people_vault_version.
   *
   * @param broken those that are known not to open; more are added when they are found
   * @return how many were looked at
   */
  int sealAgain(int limit, Set<ReporterId> broken) {
    return role.in(() -> {
      int newest = keys.seal().version();
      List<Row> old =
          rows(
              """
              WHERE (key_version < ? OR key_version > ?) AND reporter_id <> ALL (?)
              LIMIT ? FOR UPDATE SKIP LOCKED
              """,
              newest,
              newest,
              broken.stream().map(ReporterId::value).toArray(Long[]::new),
              limit);
      for (Row row : old) {
        try {
          jdbc.update(CHANGE, changed(row.id(), open(row)));
        } catch (Seal.Broken e) {
          log.warn("An identity is not sealed again, see ./lapor verify: {}", e.getMessage());
          broken.add(row.id());
        }
      }
      return old.size();
    });
  }

  /** A version rows are sealed with and nobody has the key of. */
  Optional<Integer> keyless() {
    List<Integer> known = keys.seal().versions();
    return role.in(() -> jdbc.query(VERSIONS, (row, _) -> row.getInt(1))).stream()
        .filter(v -> !known.contains(v))
        .findFirst();
  }

  /** A loose index scan over people_vault_version: as many steps as there are versions. */
  private static final String VERSIONS =
      """
      WITH RECURSIVE v AS (
        SELECT min(key_version) AS version FROM people_vault
        UNION ALL
        SELECT (SELECT min(key_version) FROM people_vault WHERE key_version > v.version)
        FROM v
        WHERE v.version IS NOT NULL
      )
      SELECT version FROM v WHERE version IS NOT NULL
      """;

  /**
   * Reporters with this telephone number, e-mail address or account on X, newest first; found by
   * keyed hashes, which anybody copies who writes to the database, and asked for by what is sealed:
   * whoever has it speaks for them.
   *
   * @param kind {@code phone}, {@code email} or {@code x}
   */
  List<ReporterId> having(String kind, String value) {
    Object marks = keys.seal().marks(kind, normal(value)).toArray(byte[][]::new);
    return role
        .in(() ->
            rows("WHERE " + kind + "_mark = ANY (?) ORDER BY reporter_id DESC LIMIT 100", marks))
        .stream()
        .filter(r -> has(r, kind, normal(value)))
        .map(Row::id)
        .toList();
  }

  private boolean has(Row row, String kind, String value) {
    try {
      Contact contact = open(row);
      @Nullable String own =
          switch (kind) {
            case "phone" -> contact.phone();
            case "email" -> contact.email();
            default -> contact.x();
          };
      return own != null && normal(own).equals(value);
    } catch (Seal.Broken e) {
      log.warn("An identity is nobody's who writes, see ./lapor verify: {}", e.getMessage());
      return false;
    }
  }

  /** The keyed hash of the number or address, empty where there is none. */
  Optional<String> mark(ReporterId id, boolean phone) {
    String sql =
        "SELECT encode(%s, 'hex') FROM people_vault WHERE reporter_id = ?"
            .formatted(phone ? "phone_mark" : "email_mark");
    return role
        .in(() -> jdbc.query(sql, (row, _) -> Optional.ofNullable(row.getString(1)), id.value()))
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  Contact open(Row row) {
    byte[] bytes = keys.seal().open(row.sealed(), address(row.id()));
    return JSON.readValue(new String(bytes, StandardCharsets.UTF_8), Contact.class);
  }

  /** A row that is not as the house wrote it. */
  record Wrong(ReporterId id, String what) {}

  /**
   * Looks at every row in turn whether it opens in its place and is found by what is in it: a mark
   * of somebody else would let them speak for this reporter.
   */
  Optional<Wrong> firstWrong() {
    long after = Long.MIN_VALUE;
    Optional<Wrong> wrong = Optional.empty();
    boolean more = true;
    while (more && wrong.isEmpty()) {
      List<Marked> sheet = sheet(after);
      wrong = sheet.stream().flatMap(m -> wrong(m).stream()).findFirst();
      more = sheet.size() == A_SHEET;
      after = sheet.isEmpty() ? after : sheet.getLast().id().value();
    }
    return wrong;
  }

  private List<Marked> sheet(long after) {
    return role.in(() ->
        jdbc.query(
            """
            SELECT reporter_id, sealed, phone_mark, email_mark, x_mark FROM people_vault
            WHERE reporter_id > ?
            ORDER BY reporter_id
            LIMIT ?
            """,
            (row, _) ->
                new Marked(
                    new ReporterId(row.getLong(1)),
                    row.getBytes(2),
                    row.getBytes(3),
                    row.getBytes(4),
                    row.getBytes(5)),
            after,
            A_SHEET));
  }

  private record Marked(
      ReporterId id,
      byte[] sealed,
      byte @Nullable [] phone,
      byte @Nullable [] email,
      byte @Nullable [] x) {}

  private Optional<Wrong> wrong(Marked row) {
    Seal seal = keys.seal();
    Contact contact;
    try {
      byte[] bytes = seal.open(row.sealed(), address(row.id()));
      contact = JSON.readValue(new String(bytes, StandardCharsets.UTF_8), Contact.class);
    } catch (Seal.Broken e) {
      return Optional.of(new Wrong(row.id(), "It was changed or exchanged: it does not open."));
    }
    return marks(seal, "phone", contact.phone(), row.phone())
            && marks(seal, "email", contact.email(), row.email())
            && marks(seal, "x", contact.x(), row.x())
        ? Optional.empty()
        : Optional.of(new Wrong(row.id(), "It is found by what is not in it."));
  }

  private static boolean marks(
      Seal seal, String kind, @Nullable String value, byte @Nullable [] mark) {
    return value == null || mark == null
        ? value == null && mark == null
        : seal.marks(kind, normal(value)).stream().anyMatch(m -> Arrays.equals(m, mark));
  }

  private List<Row> rows(String where, Object... params) {
    return jdbc.query(
        """
        SELECT reporter_id, sealed, phone_verified_at, email_verified_at,
          restricted_at IS NOT NULL AS restricted, silent
        FROM people_vault
        """
            + where,
        Vault::row,
        params);
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    @Nullable Timestamp phone = row.getTimestamp("phone_verified_at");
    @Nullable Timestamp email = row.getTimestamp("email_verified_at");
    return new Row(
        new ReporterId(row.getLong("reporter_id")),
        row.getBytes("sealed"),
        phone == null ? null : phone.toInstant(),
        email == null ? null : email.toInstant(),
        row.getBoolean("restricted"),
        row.getBoolean("silent"));
  }

  /** Where a value belongs: table, column and row, so that no two can be exchanged. */
  private static String address(ReporterId id) {
    return "people_vault/sealed/" + id.value();
  }

  private static byte[] written(Contact contact) {
    return JSON.writeValueAsString(contact).getBytes(StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] mark(Seal seal, String kind, @Nullable String value) {
    return value == null ? null : seal.mark(kind, normal(value));
  }

  /** The same address in other letters is the same address. */
  static String normal(String value) {
    return value.strip().toLowerCase(java.util.Locale.ROOT);
  }
}
