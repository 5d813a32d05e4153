package id.lapor.notification;

import id.lapor.channel.Wire;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far messages came, in the database. */
@Repository
class DeliveryStore {

  private final JdbcClient jdbc;

  DeliveryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whoever sends holds the messages first and then opens whom they are for; so does this. */
  @EventListener
  void on(Reporters.Leaving leaving) {
    jdbc.sql(
            "SELECT id FROM notification_message WHERE reporter_id = ANY(?) ORDER BY id FOR UPDATE")
        .param(leaving.reporters().stream().map(ReporterId::value).toArray(Long[]::new))
        .query(Long.class)
        .list();
  }

  /** The present transaction waits for nobody any longer. */
  void waitForSeconds() {
    jdbc.sql("SET LOCAL lock_timeout = '2s'").update();
  }

  /**
   * A receipt that says more than an earlier one; it waits while the message is being sent.
   *
   * @return whether it does
   */
  boolean receipt(long id, String receipt, Instant now) {
    return jdbc.sql(
                """
                UPDATE notification_message SET receipt = ?, receipt_at = ?
                WHERE id = ? AND (receipt IS NULL OR receipt = 'TAKEN')
                """)
            .params(receipt, Timestamp.from(now), id)
            .update()
        > 0;
  }

  /**
   * What waits to be tried again, or was given up, has gone after all: its wire has it and was only
   * slow to say so.
   *
   * @return whether it had not been known to
   */
  boolean gone(long id, Instant now) {
    return jdbc.sql(
                """
                UPDATE notification_message SET state = 'SENT', sent_at = ?, recipient = NULL
                WHERE id = ? AND state <> 'SENT' AND NOT unwanted
                """)
            .params(Timestamp.from(now), id)
            .update()
        > 0;
  }

  /**
   * Gives it up.
   *
   * @param refused its wire did not take it, and may another time
   */
  void givenUp(long id, boolean refused, Instant now, String trouble) {
    jdbc.sql(
            """
            UPDATE notification_message
            SET state = 'GIVEN_UP', refused = ?, fires_at = ?, trouble = ?, tries = tries + 1
            WHERE id = ?
            """)
        .params(refused, Timestamp.from(now), trouble, id)
        .update();
  }

  /**
   * A message to a reporter that did not arrive.
   *
   * @param report whose reporter it is
   */
  record Missed(ReportId report, Wire.Kind wire, MessageStore.About about) {}

  /**
   * Empty when there is nothing it could be told by instead, or it was told so already; uses
   * notification_message_told.
   */
  Optional<Missed> missed(long id) {
    return jdbc.sql(
            """
            SELECT report_id, wire, whole_id, seq FROM notification_message m
            WHERE id = ? AND seq IS NOT NULL AND NOT instead
            AND NOT EXISTS (
              SELECT 1 FROM notification_message o
              WHERE o.report_id = m.report_id AND o.seq = m.seq AND o.whole_id = m.whole_id AND o.instead)
            """)
        .param(id)
        .query((row, _) ->
            new Missed(
                new ReportId(row.getLong("report_id")),
                Wire.Kind.valueOf(row.getString("wire")),
                new MessageStore.About(
                    new ReportId(row.getLong("whole_id")), row.getInt("seq"), false)))
        .optional();
  }

  /** What became of what a reporter was told of each act; uses notification_message_told. */
  List<Delivery> deliveries(ReportId report) {
    return jdbc.sql(
            """
            SELECT seq, wire, state, fires_at, sent_at, receipt, receipt_at, unwanted FROM notification_message
            WHERE report_id = :report AND whole_id = :report AND seq IS NOT NULL ORDER BY seq, id
            """)
        .param("report", report.value())
        .query((row, _) -> delivery(row))
        .list();
  }

  /** Words of all acts and answers; codes are left out. Uses notification_message_reporter. */
  List<Wires.Told> told(ReporterId reporter) {
    return jdbc.sql(
            """
            SELECT coalesce(seq, 0) AS seq, wire, state, fires_at, sent_at, receipt, receipt_at, unwanted, subject, body
            FROM notification_message WHERE reporter_id = ? AND NOT secret AND body <> '' ORDER BY id
            """)
        .param(reporter.value())
        .query((row, _) ->
            new Wires.Told(delivery(row), row.getString("subject"), row.getString("body")))
        .list();
  }

  Optional<Delivery> delivery(long id) {
    return jdbc.sql(
            """
            SELECT coalesce(seq, 0) AS seq, wire, state, fires_at, sent_at, receipt, receipt_at, unwanted
            FROM notification_message WHERE id = ?
            """)
        .param(id)
        .query((row, _) -> delivery(row))
        .optional();
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    @Nullable String receipt = row.getString("receipt");
    Message.State state = Message.State.valueOf(row.getString("state"));
    Delivery.State known =
        switch (state) {
          case QUEUED -> Delivery.State.WAITING;
          case GIVEN_UP ->
              row.getBoolean("unwanted") ? Delivery.State.UNWANTED : Delivery.State.GIVEN_UP;
          case SENT ->
              receipt == null || receipt.equals("TAKEN")
                  ? Delivery.State.SENT
                  : Delivery.State.valueOf(receipt);
        };
    Timestamp at =
        switch (known) {
          case WAITING, GIVEN_UP, UNWANTED -> row.getTimestamp("fires_at");
          case SENT -> row.getTimestamp("sent_at");
          case ARRIVED, LOST -> row.getTimestamp("receipt_at");
        };
    return new Delivery(
        row.getInt("seq"), Wire.Kind.valueOf(row.getString("wire")), known, at.toInstant());
  }

  /** Uses notification_message_lost. */
  List<Wires.Lost> lost(ReportId report) {
    return jdbc.sql(
            """
            SELECT wire, max(receipt_at) AS at
            FROM notification_message
            WHERE report_id = ? AND receipt = 'LOST'
            GROUP BY wire
            ORDER BY wire
            """)
        .param(report.value())
        .query((row, _) ->
            new Wires.Lost(
                Wire.Kind.valueOf(row.getString("wire")), row.getTimestamp("at").toInstant()))
        .list();
  }
}
