package id.lapor.people;

import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Accounts sit where the acts on them say, are open or closed, have the name, the address and the
 * second step these say, and are opened by nothing the house did not write; nobody stands in for
 * anybody who was not named for it; what two persons opened, two persons agreed to.
 */
@Component
class AccountCheck implements Check {

  private static final String ELSEWHERE =
      """
      WITH told AS (
        SELECT DISTINCT ON (account_id) account_id, agency_id, role
        FROM people_account_act
        WHERE what IN ('OPENED', 'MOVED') OR (what = 'READMITTED' AND role IS NOT NULL)
        ORDER BY account_id, seq DESC)
      SELECT coalesce(p.account_id, t.account_id)
      FROM people_position p
      FULL JOIN told t USING (account_id, agency_id, role)
      WHERE p.account_id IS NULL OR t.account_id IS NULL
      ORDER BY 1
      LIMIT 1
      """;

  private static final String SEATLESS =
      """
      SELECT id FROM people_account a
      WHERE NOT EXISTS (SELECT FROM people_position p WHERE p.account_id = a.id)
      ORDER BY 1
      LIMIT 1
      """;

  private static final String OPEN_OR_CLOSED =
      """
      SELECT id FROM people_account a
      WHERE (disabled_at IS NOT NULL) <> EXISTS (
        SELECT FROM people_account_act c WHERE c.account_id = a.id AND c.what = 'CLOSED')
      ORDER BY 1
      LIMIT 1
      """;

  /** A link and its use take the second step away, passkeys too. */
  private static final String SECOND_STEP =
      """
      SELECT a.id
      FROM people_account a
      CROSS JOIN LATERAL (
        SELECT coalesce(max(seq), 0) AS seq FROM people_account_act
        WHERE account_id = a.id AND what IN ('INVITED', 'ACCEPTED')) anew
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE what = 'SECOND_STEP') > 0 AS step,
          count(*) FILTER (WHERE what = 'PASSKEY_ADDED') - count(*) FILTER (WHERE what = 'PASSKEY_REMOVED') AS passkeys
        FROM people_account_act t
        WHERE t.account_id = a.id AND t.seq > anew.seq) told
      WHERE (a.totp_key_version IS NOT NULL) <> told.step
        OR told.passkeys <> (
          SELECT count(*) FROM people_passkey JOIN people_passkey_owner o USING (handle) WHERE o.name = a.login)
      ORDER BY 1
      LIMIT 1
      """;

  private static final String NAMES =
      """
      SELECT a.id, a.name, o.about
      FROM people_account a
      JOIN people_account_act o ON o.account_id = a.id AND o.what = 'OPENED' AND o.about IS NOT NULL
      ORDER BY 1
      """;

  private final JdbcTemplate jdbc;
  private final OfficerMail mail;
  private final Marks marks;
  private final PasskeyStore passkeys;
  private final Reveals reveals;
  private final DeputyStore deputies;

  AccountCheck(
      JdbcTemplate jdbc,
      OfficerMail mail,
      Marks marks,
      PasskeyStore passkeys,
      Reveals reveals,
      DeputyStore deputies) {
    this.mail = mail;
    this.deputies = deputies;
    this.jdbc = jdbc;
    this.marks = marks;
    this.passkeys = passkeys;
    this.reveals = reveals;
  }

  @Override
  public Optional<Verdict.Finding> look() {
    return first(ELSEWHERE, "people_position of account ", "It is not where the account was put.")
        .or(() -> first(SEATLESS, "people_position of account ", "The row is missing."))
        .or(() ->
            first(
                OPEN_OR_CLOSED,
                "people_account ",
                "Whether it is closed is not what was last done to it."))
        .or(() ->
            first(
                SECOND_STEP,
                "people_account ",
                "Its second step is not what its owner set up last."))
        .or(this::entrance)
        .or(this::name)
        .or(this::address)
        .or(this::member)
        .or(() ->
            passkeys
                .firstStrange()
                .map(name ->
                    new Verdict.Finding(
                        "people_passkey of " + name, "The house did not write it so.")))
        .or(() ->
            deputies
                .firstStrange()
                .map(id ->
                    new Verdict.Finding(
                        "people_deputy " + id,
                        "The house did not write it so, or it did not end as the trail tells.")))
        .or(() ->
            reveals
                .firstAlone()
                .map(id ->
                    new Verdict.Finding(
                        "people_reveal " + id, "Nothing on record says that two persons agreed.")));
  }

  private Optional<Verdict.Finding> first(String sql, String row, String what) {
    return jdbc.query(sql, (r, _) -> r.getLong(1)).stream()
        .findFirst()
        .map(id -> new Verdict.Finding(row + id, what));
  }

  private Optional<Verdict.Finding> member() {
    try (Stream<Marks.Membership> all =
        jdbc.queryForStream(Members.MEMBERSHIP + " ORDER BY id", Members::membership)) {
      return all.filter(m -> !marks.fits(m))
          .findFirst()
          .map(m ->
              new Verdict.Finding("people_member " + m.id(), "The house did not write it so."));
    }
  }

  private Optional<Verdict.Finding> address() {
    return mail.firstStrange()
        .map(id ->
            new Verdict.Finding(
                "people_account " + id, "Its mail does not go where it was last said to."));
  }

  private record Named(long account, String name, @Nullable String told) {}

  /** Whether it is the name it was opened under; acts of before say nothing of it. */
  private Optional<Verdict.Finding> name() {
    try (Stream<Named> all =
        jdbc.queryForStream(
            NAMES, (r, _) -> new Named(r.getLong(1), r.getString(2), r.getString(3)))) {
      return all.filter(n -> !marks.name(n.account(), n.name()).equals(n.told()))
          .findFirst()
          .map(n ->
              new Verdict.Finding(
                  "people_account " + n.account(), "It was not opened under this name."));
    }
  }

  private Optional<Verdict.Finding> entrance() {
    try (Stream<Marks.Entrance> all =
        jdbc.queryForStream(Marks.Entrance.SELECT + "ORDER BY a.id", Marks.Entrance::read)) {
      return all.filter(e -> !marks.fits(e))
          .findFirst()
          .map(e ->
              new Verdict.Finding(
                  "people_account " + e.account(),
                  "The house did not write this name and this password there, or not last."));
    }
  }
}
