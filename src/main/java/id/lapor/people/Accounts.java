package id.lapor.people;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Officers' accounts and the positions they hold. */
@Service
public class Accounts {

  /** Shortest password accepted, in characters. */
  public static final int SHORTEST_PASSWORD = 10;

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
  private final String hashOfNobody;

  Accounts(JdbcClient jdbc, PasswordEncoder passwords) {
    this.jdbc = jdbc;
    this.passwords = passwords;
    this.hashOfNobody = String.valueOf(passwords.encode("nobody has this password"));
  }

  /**
   * Opens an account with one position.
   *
   * @param password at least {@value #SHORTEST_PASSWORD} characters; kept only as an Argon2id hash
   */
  @Transactional
  public Officer open(String login, String name, String password, long agencyId, Role role) {
    if (password.length() < SHORTEST_PASSWORD) {
      throw new IllegalArgumentException(
          "A password needs at least " + SHORTEST_PASSWORD + " characters");
    }
    return openHashed(login, name, String.valueOf(passwords.encode(password)), agencyId, role);
  }

  /** The Argon2id hash of a password, for opening many accounts that share one. */
  public String hash(String password) {
    return String.valueOf(passwords.encode(password));
  }

  /** Like {@link #open}, with a hash made before. */
  @Transactional
  public Officer openHashed(String login, String name, String hash, long agencyId, Role role) {
    String small = login.toLowerCase(Locale.ROOT);
    long id =
        jdbc.sql(
                "INSERT INTO people_account (login, name, password_hash) VALUES (?, ?, ?) RETURNING id")
            .params(small, name, hash)
            .query(Long.class)
            .single();
    jdbc.sql("INSERT INTO people_position (account_id, agency_id, role) VALUES (?, ?, ?)")
        .params(id, agencyId, role.name())
        .update();
    return new Officer(id, small, name, agencyId, role);
  }

  /** The officer if the password is right; a wrong login takes as long as a wrong password. */
  public Optional<Officer> enter(String login, String password) {
    String small = login.strip().toLowerCase(Locale.ROOT);
    @Nullable String hash =
        jdbc.sql("SELECT password_hash FROM people_account WHERE login = ? AND disabled_at IS NULL")
            .param(small)
            .query(String.class)
            .optional()
            .orElse(null);
    boolean right = passwords.matches(password, hash == null ? hashOfNobody : hash);
    return hash != null && right ? find(small) : Optional.empty();
  }

  public Optional<Officer> find(String login) {
    return jdbc.sql(POSITIONS + "WHERE a.login = ? AND a.disabled_at IS NULL ORDER BY p.id LIMIT 1")
        .param(login)
        .query(OFFICER)
        .optional();
  }

  /** Everybody at work in an agency. */
  public List<Officer> of(long agencyId) {
    return jdbc.sql(POSITIONS + "WHERE p.agency_id = ? AND a.disabled_at IS NULL ORDER BY a.name")
        .param(agencyId)
        .query(OFFICER)
        .list();
  }

  /** Where the office's officers get their mail. */
  public List<String> emails(long agencyId) {
    return jdbc.sql(
            """
            SELECT DISTINCT a.email
            FROM people_account a
            JOIN people_position p ON p.account_id = a.id
            WHERE p.agency_id = ? AND a.disabled_at IS NULL AND a.email IS NOT NULL
            """)
        .param(agencyId)
        .query((row, _) -> row.getString(1))
        .list();
  }

  public void setEmail(long accountId, String email) {
    jdbc.sql("UPDATE people_account SET email = ? WHERE id = ?").params(email, accountId).update();
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
