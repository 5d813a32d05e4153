package id.lapor.channel;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Words of the inbox that nobody may keep any longer; that something came stays. */
@Repository
class LettingGo {

  private final JdbcClient jdbc;

  LettingGo(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void forget(long about) {
    jdbc.sql(
            """
            WITH gone AS (UPDATE channel_inbox SET sealed = NULL, about = NULL WHERE about = ? RETURNING id)
            DELETE FROM channel_raw USING gone WHERE inbox_id = gone.id
            """)
        .param(about)
        .update();
    jdbc.sql("UPDATE channel_door SET sealed = NULL WHERE about = ?").param(about).update();
  }

  /**
   * What one sender wrote and led to nothing; uses channel_inbox_sender. One that is being read at
   * this moment is left to who reads it.
   *
   * @param before when it arrived, null for whenever
   */
  void forgetLoose(byte[] senderMark, @Nullable Instant before) {
    jdbc.sql(
            """
            WITH loose AS (
              SELECT id FROM channel_inbox
              WHERE sender_mark = :mark AND about IS NULL AND sealed IS NOT NULL
                AND (CAST(:before AS timestamptz) IS NULL OR arrived_at < :before)
              FOR UPDATE SKIP LOCKED
            ), gone AS (
              UPDATE channel_inbox SET sealed = NULL, state = 'SEEN', trouble = NULL
              WHERE id IN (SELECT id FROM loose)
              RETURNING id)
            DELETE FROM channel_raw USING gone WHERE inbox_id = gone.id
            """)
        .param("mark", senderMark)
        .param("before", before == null ? null : Timestamp.from(before), Types.TIMESTAMP)
        .update();
  }

  /** What waits for a person keeps its words. */
  void sweep(Instant before) {
    jdbc.sql(
            """
            WITH gone AS (
              UPDATE channel_inbox
              SET sealed = NULL
              WHERE sealed IS NOT NULL AND arrived_at < ? AND state IN ('READ', 'SEEN')
              RETURNING id)
            DELETE FROM channel_raw USING gone WHERE inbox_id = gone.id
            """)
        .param(Timestamp.from(before))
        .update();
  }
}
