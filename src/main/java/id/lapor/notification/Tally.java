package id.lapor.notification;

import id.lapor.channel.Wire;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Counts what becomes of messages at the wires, over all servers and restarts. */
@Service
public class Tally {

  private static final Logger log = LoggerFactory.getLogger(Tally.class);

  private final JdbcClient jdbc;

  Tally(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What a wire did with a message. */
  public enum Outcome {
    SENT,
    /** Not taken, and tried again. */
    FAILED,
    GIVEN_UP
  }

  /** How many since the beginning. */
  public record Count(Wire.Kind wire, Outcome outcome, long messages) {}

  /** In the transaction that notes them. */
  void add(Wire.Kind wire, Outcome outcome, long messages) {
    if (messages > 0) {
      jdbc.sql("INSERT INTO notification_tally (wire, outcome, messages) VALUES (?, ?, ?)")
          .params(wire.name(), outcome.name(), messages)
          .update();
    }
  }

  public List<Count> counts() {
    return jdbc.sql(
            """
            SELECT wire, outcome, sum(messages) FROM notification_tally
            GROUP BY wire, outcome
            ORDER BY wire, outcome
            """)
        .query((row, _) ->
            new Count(
                Wire.Kind.valueOf(row.getString(1)),
                Outcome.valueOf(row.getString(2)),
                row.getLong(3)))
        .list();
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
  void round() {
    try {
      rollUp();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Counts of messages could not be rolled up, trying again: {}", e.getMessage());
    }
  }

  /** Another server that does it too finds nothing to add. */
  void rollUp() {
    jdbc.sql(
            """
            WITH gone AS (DELETE FROM notification_tally RETURNING wire, outcome, messages)
            INSERT INTO notification_tally (wire, outcome, messages)
            SELECT wire, outcome, sum(messages) FROM gone GROUP BY wire, outcome
            """)
        .update();
  }
}
