package id.lapor.notification;

import id.lapor.channel.Wire;
import id.lapor.people.Officer;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Messages that were given up because a wire did not take them, at once or however often it was
 * tried. Whoever mended it has them sent again; who did is kept.
 */
@Service
public class GivenUp {

  /**
   * The words are still there, no code is in them, and nothing else told the same or will. Uses
   * notification_message_given_up and notification_message_told.
   */
  private static final String THOSE =
      """
      m.state = 'GIVEN_UP' AND m.refused AND m.body <> '' AND NOT m.secret AND m.wire = :wire
      AND NOT EXISTS (
        SELECT 1 FROM notification_message o
        WHERE o.report_id = m.report_id AND o.seq = m.seq AND o.whole_id = m.whole_id
        AND (o.instead OR m.instead) AND o.id <> m.id
        AND (o.state = 'QUEUED' OR (o.state = 'SENT' AND o.receipt IS DISTINCT FROM 'LOST')))
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  GivenUp(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** How many could be sent again. */
  public long count(Wire.Kind wire) {
    return jdbc.sql("SELECT count(*) FROM notification_message m WHERE " + THOSE)
        .param("wire", wire.name())
        .query(Long.class)
        .single();
  }

  /** They wait as if they were new; those of reporters keep their hours. */
  @Transactional
  public int sendAgain(Wire.Kind wire, Officer officer) {
    Timestamp now = Timestamp.from(clock.instant());
    int messages =
        jdbc.sql(
                "UPDATE notification_message m SET state = 'QUEUED', tries = 0, refused = false, fires_at = :now, trouble = NULL WHERE "
                    + THOSE)
            .param("now", now)
            .param("wire", wire.name())
            .update();
    if (messages > 0) {
      jdbc.sql(
              """
              INSERT INTO notification_again (wire, at, by_account, by_name, messages)
              VALUES (?, ?, ?, ?, ?)
              """)
          .params(wire.name(), now, officer.accountId(), officer.name(), messages)
          .update();
    }
    return messages;
  }

  /** When they were sent again, and who said so. */
  public record Again(Instant at, String by, long messages) {}

  /** The last time on a wire. */
  public Optional<Again> last(Wire.Kind wire) {
    return jdbc.sql(
            "SELECT at, by_name, messages FROM notification_again WHERE wire = ? ORDER BY id DESC LIMIT 1")
        .param(wire.name())
        .query((row, _) ->
            new Again(row.getTimestamp(1).toInstant(), row.getString(2), row.getLong(3)))
        .optional();
  }
}
