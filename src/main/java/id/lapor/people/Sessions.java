package id.lapor.people;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Where people are signed in right now; Spring Session keeps the rows. */
@Service
public class Sessions {

  private final JdbcTemplate jdbc;
  private final AccountBook book;
  private final TransactionTemplate again;

  Sessions(JdbcTemplate jdbc, AccountBook book, PlatformTransactionManager transactions) {
    this.book = book;
    this.again = new TransactionTemplate(transactions);
    again.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.jdbc = jdbc;
  }

  /**
   * @param mark names the session without giving it away
   */
  public record Session(String mark, Instant since, Instant lastSeen, boolean here) {}

  /**
   * @param present id of the session that asks
   */
  public List<Session> of(String login, String present) {
    return jdbc.query(
        """
        SELECT primary_id, session_id, creation_time, last_access_time
        FROM spring_session
        WHERE principal_name = ?
        ORDER BY last_access_time DESC
        """,
        (row, _) ->
            new Session(
                row.getString("primary_id").strip(),
                Instant.ofEpochMilli(row.getLong("creation_time")),
                Instant.ofEpochMilli(row.getLong("last_access_time")),
                row.getString("session_id").strip().equals(present)),
        login);
  }

  /** Ends one session of this officer, no one else's. */
  @Transactional
  public void end(Officer officer, String mark) {
    int ended =
        jdbc.update(
            "DELETE FROM spring_session WHERE principal_name = ? AND primary_id = ?",
            officer.login(),
            mark);
    if (ended == 1) {
      book.write(officer.accountId(), AccountAct.What.SESSION_ENDED, officer);
    }
  }

  /** Ends one session of this reporter, no one else's. */
  public void end(Member member, String mark) {
    jdbc.update(
        "DELETE FROM spring_session WHERE principal_name = ? AND primary_id = ?",
        member.getName(),
        mark);
  }

  /** Ends all sessions of this officer but one. */
  @Transactional
  public void endOthers(Officer officer, String present) {
    of(officer.login(), present).stream()
        .filter(s -> !s.here())
        .forEach(s -> end(officer, s.mark()));
  }

  /** Ends all sessions of this reporter but one. */
  @Transactional
  public void endOthers(Member member, String present) {
    of(member.getName(), present).stream()
        .filter(s -> !s.here())
        .forEach(s -> end(member, s.mark()));
  }

  /**
   * Signs them out everywhere: once more when the present transaction is through, for whoever came
   * in meanwhile by what was right before it. Who is about to is asked at the next step, see {@link
   * SignIn#settled}.
   */
  public void endAll(String login) {
    delete(login);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              again.executeWithoutResult(_ -> delete(login));
            }
          });
    }
  }

  private void delete(String login) {
    jdbc.update("DELETE FROM spring_session WHERE principal_name = ?", login);
  }
}
