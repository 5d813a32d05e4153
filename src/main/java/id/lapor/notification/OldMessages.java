package id.lapor.notification;

import id.lapor.people.Retained;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The words of messages sent long ago. That there was a message, and when, stays. */
@Repository
class OldMessages implements Retained {

  private final JdbcClient jdbc;

  OldMessages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Rule rule() {
    return Rule.MESSAGES;
  }

  /** Uses notification_message_words. */
  @Override
  public long due(Instant before) {
    return jdbc.sql(
            """
            SELECT count(*) FROM notification_message
            WHERE body <> '' AND state <> 'QUEUED' AND created_at < ?
            """)
        .param(Timestamp.from(before))
        .query(Long.class)
        .single();
  }

  @Override
  public int letGo(Instant before, int most) {
    return jdbc.sql(
            """
            UPDATE notification_message SET subject = '', body = '', recipient = NULL, trouble = NULL
            WHERE id IN (
              SELECT id FROM notification_message
              WHERE body <> '' AND state <> 'QUEUED' AND created_at < ?
              ORDER BY created_at, id
              LIMIT ?
              FOR UPDATE SKIP LOCKED)
            """)
        .params(Timestamp.from(before), most)
        .update();
  }
}
