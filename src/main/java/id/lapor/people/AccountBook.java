package id.lapor.people;

import id.lapor.audit.Act;
import id.lapor.audit.Rows;
import id.lapor.audit.Trail;
import id.lapor.audit.Witness;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes down everything done to accounts, for administrators and for the trail. */
@Repository
class AccountBook implements Witness {

  static final String STREAM = "account";

  private static final String COLUMNS =
      "SELECT account_id, seq, at, what, by_account, by_name, agency_id, role, about FROM"
          + " people_account_act ";

  /** After everything there is. */
  private static final Timestamp END = Timestamp.from(Instant.parse("9999-01-01T00:00:00Z"));

  private final JdbcTemplate jdbc;
  private final Trail trail;
  private final InstantSource clock;

  AccountBook(JdbcTemplate jdbc, Trail trail, InstantSource clock) {
    this.jdbc = jdbc;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Something that leaves the account where it sits.
   *
   * @return its number
   */
  int write(long account, AccountAct.What what, @Nullable Officer by) {
    return keep(act(account, what, by));
  }

  /**
   * Something done by the account's owner, or for them, with what is no account.
   *
   * @param about the thing, never a person
   */
  void write(long account, AccountAct.What what, @Nullable Officer by, String about) {
    keep(act(account, what, by).on(about));
  }

  /**
   * Belongs into the transaction in which it is done.
   *
   * @param by nobody when whoever runs the installation does it
   */
  void write(
      long account,
      AccountAct.What what,
      @Nullable Officer by,
      @Nullable Long agency,
      @Nullable Role role) {
    keep(act(account, what, by).to(agency, role));
  }

  /** An act to be kept next, about nothing more yet. Holds the account's row. */
  AccountAct act(long account, AccountAct.What what, @Nullable Officer by) {
    return new AccountAct(
        account,
        next(account),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        what,
        by == null ? null : (Long) by.accountId(),
        by == null ? "" : by.name(),
        null,
        null,
        null);
  }

  /**
   * Belongs into the transaction in which it is done.
   *
   * @return its number
   */
  int keep(AccountAct act) {
    jdbc.update(
        """
        INSERT INTO people_account_act (account_id, seq, at, what, by_account, by_name, agency_id, role, about)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        act.account(),
        act.seq(),
        Timestamp.from(act.at()),
        act.what().name(),
        act.byAccount(),
        act.byName(),
        act.agency(),
        act.role() == null ? null : act.role().name(),
        act.about());
    trail.add(List.of(onTrail(act)));
    return act.seq();
  }

  /** What the house put on record of an account, up to now. Two queries. */
  Told told(long account) {
    List<AccountAct> all = all("account_id = ? ORDER BY seq", account);
    int strange =
        trail.lastStrange(STREAM, account, all.stream().map(AccountBook::onTrail).toList());
    return new Told(strange, all.stream().filter(a -> a.seq() > strange).toList());
  }

  /** Everything done to one account, newest first. */
  List<AccountAct> of(long account) {
    return jdbc.query(
        COLUMNS + "WHERE account_id = ? ORDER BY seq DESC", AccountBook::kept, account);
  }

  /**
   * What was done to or by any of these accounts, newest first, but for reports read in an
   * emergency; uses people_account_act_by.
   *
   * @param before where the page before ended
   */
  List<AccountAct.Named> about(List<Long> accounts, AccountAct.@Nullable Place before, int most) {
    Long[] whose = accounts.toArray(Long[]::new);
    return jdbc.query(
        """
        SELECT b.account_id, seq, at, what, by_account, by_name, agency_id, role, about, a.name
        FROM people_account_act b
        JOIN people_account a ON a.id = b.account_id
        WHERE (b.account_id = ANY (?) OR by_account = ANY (?))
          AND what NOT LIKE 'EMERGENCY%'
          AND (at, b.account_id, seq) < (?, ?, ?)
        ORDER BY at DESC, b.account_id DESC, seq DESC
        LIMIT ?
        """,
        (row, n) -> new AccountAct.Named(kept(row, n), row.getString("name")),
        whose,
        whose,
        before == null ? END : Timestamp.from(before.at()),
        before == null ? Long.valueOf(0) : (Long) before.account(),
        before == null ? 0 : before.seq(),
        most);
  }

  /**
   * Acts as their rows tell them, which proves none of them: see {@link #holds}.
   *
   * @param where what is behind WHERE; its parameters are positional
   */
  List<AccountAct> all(String where, @Nullable Object... params) {
    return jdbc.query(COLUMNS + "WHERE " + where, AccountBook::kept, params);
  }

  /** Whether the house put each of them on record so. */
  boolean holds(List<AccountAct> acts) {
    return acts.isEmpty() || trail.holds(acts.stream().map(AccountBook::onTrail).toList());
  }

  /** Those that the house put on record so: what it did not decides nothing. */
  List<AccountAct> held(String where, @Nullable Object... params) {
    List<AccountAct> acts = all(where, params);
    return holds(acts) ? acts : acts.stream().filter(a -> holds(List.of(a))).toList();
  }

  @Override
  public String stream() {
    return STREAM;
  }

  @Override
  public Stream<Act> acts() {
    return Rows.of(jdbc, COLUMNS + "ORDER BY account_id, seq", AccountBook::kept)
        .map(AccountBook::onTrail);
  }

  /** Nothing else is done to the account until the present transaction ends. */
  void hold(long account) {
    jdbc.queryForList("SELECT 1 FROM people_account WHERE id = ? FOR UPDATE", account);
  }

  /** Holds the account's row, so that numbers follow each other. */
  private int next(long account) {
    hold(account);
    Integer last =
        jdbc.queryForObject(
            "SELECT coalesce(max(seq), 0) FROM people_account_act WHERE account_id = ?",
            Integer.class,
            account);
    return (last == null ? 0 : last) + 1;
  }

  private static Act onTrail(AccountAct a) {
    String content =
        Stream.of(a.at(), a.what(), a.byAccount(), a.byName(), a.agency(), a.role())
            .map(AccountBook::told)
            .reduce("", String::concat);
    String about = a.about() == null ? "" : told(a.about()); // older acts are about nothing more
    return new Act(
        STREAM, a.account(), a.seq(), (content + about).getBytes(StandardCharsets.UTF_8));
  }

  private static String told(@Nullable Object value) {
    return value == null ? "-" : value.toString().length() + ":" + value;
  }

  private static AccountAct kept(ResultSet row, int number) throws SQLException {
    @Nullable String role = row.getString("role");
    return new AccountAct(
        row.getLong("account_id"),
        row.getInt("seq"),
        row.getTimestamp("at").toInstant(),
        AccountAct.What.valueOf(row.getString("what")),
        row.getObject("by_account", Long.class),
        row.getString("by_name"),
        row.getObject("agency_id", Long.class),
        role == null ? null : Role.valueOf(role),
        row.getString("about"));
  }
}
