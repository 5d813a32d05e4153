package id.lapor.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hashes the numbers of messages that were kept in clear before, at the first start that finds some
 * and before any wire opens, so that a message that comes again is known. Nothing to do at any
 * later start.
 */
@Component
class OldNumbers implements SmartInitializingSingleton {

  static final int AT_ONCE = 1_000;

  private final Inbox inbox;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  OldNumbers(Inbox inbox, JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.inbox = inbox;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  record Old(long id, Wire.Kind wire, String externalId, byte @Nullable [] sealed) {}

  /**
   * @param senderMark null where the sender cannot be known any more, so that it stays
   */
  record Kept(long id, String externalId, byte @Nullable [] sealed, byte @Nullable [] senderMark) {}

  @Override
  public void afterSingletonsInstantiated() {
    while (Boolean.TRUE.equals(transaction.execute(_ -> some()))) {
      // one batch after the other, each kept
    }
  }

  /** Uses channel_inbox_unkeyed; a second server waits, then finds them done. */
  private boolean some() {
    List<Kept> kept =
        jdbc
            .query(
                """
                SELECT id, wire, external_id, sealed FROM channel_inbox
                WHERE NOT keyed ORDER BY id LIMIT ? FOR UPDATE
                """,
                (row, _) ->
                    new Old(
                        row.getLong(1),
                        Wire.Kind.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getBytes(4)),
                AT_ONCE)
            .stream()
            .map(inbox::marked)
            .toList();
    jdbc.batchUpdate(
        """
        UPDATE channel_inbox
        SET external_id = ?, sealed = ?, sender_mark = coalesce(?, sender_mark), keyed = true
        WHERE id = ?
        """,
        kept,
        AT_ONCE,
        (set, k) -> {
          set.setString(1, k.externalId());
          set.setBytes(2, k.sealed());
          set.setBytes(3, k.senderMark());
          set.setLong(4, k.id());
        });
    return !kept.isEmpty();
  }
}
