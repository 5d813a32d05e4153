package id.lapor.people;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Marks what opens the accounts of before there were marks, and writes down where those sit of whom
 * no act tells; once, all or none. Where one is marked already nothing is: it let nobody in, and
 * the check names it.
 *
 * <p>Done before the port opens, so that nothing is marked earlier, and after what is done once all
 * are built: by then journals of before the trail are on it, see {@code Witness}.
 */
@Component
class AccountCare implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(AccountCare.class);

  private final JdbcTemplate jdbc;
  private final Marks marks;
  private final AccountBook book;
  private final TransactionTemplate transaction;

  AccountCare(JdbcTemplate jdbc, Marks marks, AccountBook book, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.marks = marks;
    this.book = book;
    this.transaction = transaction;
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  @Override
  public void start() {
    mark();
  }

  @Override
  public void stop() {
    // nothing goes on
  }

  @Override
  public boolean isRunning() {
    return false;
  }

  void mark() {
    markAccounts();
    markMembers();
  }

  private void markAccounts() {
    if (marked("people_account", "password_mark")) {
      return;
    }
    transaction.executeWithoutResult(_ -> {
      jdbc.execute("LOCK TABLE people_account IN SHARE ROW EXCLUSIVE MODE");
      if (!marked("people_account", "password_mark")) {
        passwords();
        passkeys();
        positions();
        log.info("Marked what opens the accounts of before");
      }
    });
  }

  private void markMembers() {
    if (marked("people_member", "mark")) {
      return;
    }
    transaction.executeWithoutResult(_ -> {
      jdbc.execute("LOCK TABLE people_member IN SHARE ROW EXCLUSIVE MODE");
      if (!marked("people_member", "mark")) {
        jdbc.query(Members.MEMBERSHIP, Members::membership)
            .forEach(m ->
                jdbc.update(
                    "UPDATE people_member SET mark = ? WHERE id = ?", marks.member(m), m.id()));
        log.info("Marked the reporters' accounts of before");
      }
    });
  }

  private boolean marked(String table, String mark) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "SELECT NOT EXISTS (SELECT FROM %1$s) OR EXISTS (SELECT FROM %1$s WHERE %2$s IS NOT NULL)"
                .formatted(table, mark),
            Boolean.class));
  }

  private void passwords() {
    jdbc.query(Marks.Entrance.SELECT, Marks.Entrance::read)
        .forEach(e ->
            jdbc.update(
                "UPDATE people_account SET password_mark = ? WHERE id = ?",
                marks.password(e),
                e.account()));
  }

  private void passkeys() {
    jdbc.query(
            "SELECT o.name, handle, p.id, public_key FROM people_passkey p JOIN people_passkey_owner o USING (handle)",
            (row, _) ->
                new Object[] {
                  marks.passkey(
                      row.getString(1), row.getBytes(2), row.getBytes(3), row.getBytes(4)),
                  row.getBytes(3)
                })
        .forEach(r -> jdbc.update("UPDATE people_passkey SET mark = ? WHERE id = ?", r));
  }

  private record Seat(long account, long agency, Role role) {}

  private void positions() {
    List<Seat> untold =
        jdbc.query(
            """
            SELECT account_id, agency_id, role
            FROM people_position p
            WHERE NOT EXISTS (
              SELECT FROM people_account_act a
              WHERE a.account_id = p.account_id AND a.what IN ('OPENED', 'MOVED'))
            ORDER BY id
            """,
            (row, _) -> new Seat(row.getLong(1), row.getLong(2), Role.valueOf(row.getString(3))));
    untold.forEach(s -> book.write(s.account(), AccountAct.What.MOVED, null, s.agency(), s.role()));
  }
}
