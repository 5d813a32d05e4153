package id.lapor.channel.smpp;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Numbers operators gave to parts of messages, and what became of them, in the database. */
@Repository
class ReceiptStore {

  private final JdbcClient jdbc;

  ReceiptStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A part an operator took.
   *
   * @param key of the message
   * @param sending one try to send it
   * @param parts how many the try has
   */
  record Sent(String line, String messageId, String key, UUID sending, int parts) {}

  /**
   * How far one try to send a message came.
   *
   * @param arrived so many of its parts
   */
  record Course(String key, int parts, int arrived, int lost) {}

  /** Operators use their numbers again: what is known counts where it came before the answer. */
  void sent(Sent sent, Instant now) {
    jdbc.sql(
            """
            INSERT INTO channel_receipt AS r (line, message_id, key, sending, parts, at)
            VALUES (:line, :id, :key, :sending, :parts, :now)
            ON CONFLICT (line, message_id) DO UPDATE
            SET key = :key, sending = :sending, parts = :parts, at = :now,
                state = CASE WHEN r.key IS NULL THEN r.state END,
                passed_on = r.key IS NULL AND r.passed_on
            """)
        .param("line", sent.line())
        .param("id", sent.messageId())
        .param("key", sent.key())
        .param("sending", sent.sending())
        .param("parts", sent.parts())
        .param("now", Timestamp.from(now))
        .update();
  }

  /** What came to be final stays. */
  void told(String line, String messageId, String state, Instant now) {
    jdbc.sql(
            """
            INSERT INTO channel_receipt AS r (line, message_id, state, at) VALUES (:line, :id, :state, :now)
            ON CONFLICT (line, message_id) DO UPDATE SET state = :state, at = :now, passed_on = false
            WHERE r.state IS NULL OR r.state = 'TAKEN'
            """)
        .param("line", line)
        .param("id", messageId)
        .param("state", state)
        .param("now", Timestamp.from(now))
        .update();
  }

  /**
   * Tries of which something new is known, kept from all others until the present transaction ends;
   * uses channel_receipt_news.
   */
  List<UUID> news(int limit) {
    return jdbc.sql(
            """
            SELECT sending FROM channel_receipt
            WHERE key IS NOT NULL AND state IS NOT NULL AND NOT passed_on
            ORDER BY at
            LIMIT ?
            FOR UPDATE SKIP LOCKED
            """)
        .param(limit)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  /** How far these came; uses channel_receipt_sending. */
  List<Course> courses(Collection<UUID> sendings) {
    return jdbc.sql(
            """
            SELECT key, max(parts) AS parts,
                   count(*) FILTER (WHERE state = 'ARRIVED') AS arrived,
                   count(*) FILTER (WHERE state = 'LOST') AS lost
            FROM channel_receipt
            WHERE sending = ANY(?)
            GROUP BY sending, key
            """)
        .param(sendings.toArray(UUID[]::new))
        .query((row, _) ->
            new Course(
                row.getString("key"),
                row.getInt("parts"),
                row.getInt("arrived"),
                row.getInt("lost")))
        .list();
  }

  void passedOn(Collection<UUID> sendings) {
    jdbc.sql(
            "UPDATE channel_receipt SET passed_on = true WHERE sending = ANY(?) AND state IS NOT NULL")
        .param(sendings.toArray(UUID[]::new))
        .update();
  }

  /** Uses channel_receipt_at. */
  void sweep(Instant before) {
    jdbc.sql("DELETE FROM channel_receipt WHERE at < ?").param(Timestamp.from(before)).update();
  }
}
