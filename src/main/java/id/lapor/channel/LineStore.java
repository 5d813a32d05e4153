package id.lapor.channel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lines to the outside in the database. */
@Repository
class LineStore {

  private static final int ALARMS = 17_081_108;

  private final JdbcClient jdbc;

  LineStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False while another server holds the line. */
  boolean hold(String line, UUID holder, Instant now, Instant until) {
    return jdbc.sql(
                """
                INSERT INTO channel_line (line, holder, held_until) VALUES (:line, :holder, :until)
                ON CONFLICT (line) DO UPDATE SET holder = :holder, held_until = :until
                WHERE channel_line.holder = :holder OR channel_line.held_until < :now
                """)
            .param("line", line)
            .param("holder", holder)
            .param("until", Timestamp.from(until))
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  /** It was looked at and all is well. */
  void well(String line, Instant now) {
    jdbc.sql(
            """
            UPDATE channel_line
            SET connected_since = coalesce(connected_since, :now), looked_at = :now, trouble = NULL, trouble_since = NULL
            WHERE line = :line
            """)
        .param("now", Timestamp.from(now))
        .param("line", line)
        .update();
  }

  void ill(String line, Lines.Trouble trouble, Instant now) {
    jdbc.sql(
            """
            UPDATE channel_line
            SET connected_since = NULL, trouble = :trouble, trouble_since = coalesce(trouble_since, :now)
            WHERE line = :line
            """)
        .param("trouble", trouble.name())
        .param("now", Timestamp.from(now))
        .param("line", line)
        .update();
  }

  /** While a server holds the line, it is used there. */
  void forget(String line, Instant now) {
    jdbc.sql("DELETE FROM channel_line WHERE line = ? AND held_until < ?")
        .params(line, Timestamp.from(now))
        .update();
  }

  Optional<Lines.State> state(String line) {
    return jdbc.sql(
            "SELECT connected_since, looked_at, trouble, trouble_since FROM channel_line WHERE line = ?")
        .param(line)
        .query((row, _) -> {
          @Nullable String trouble = row.getString("trouble");
          return new Lines.State(
              at(row, "connected_since"),
              at(row, "looked_at"),
              trouble == null ? null : Lines.Trouble.valueOf(trouble),
              at(row, "trouble_since"));
        })
        .optional();
  }

  /** Gateways are held only now and then; any other line that nobody holds is not connected. */
  Map<String, Boolean> connected(Instant now) {
    Map<String, Boolean> connected = new TreeMap<>();
    jdbc.sql(
            """
            SELECT line,
                   trouble IS NULL AND connected_since IS NOT NULL
                   AND (held_until >= :now OR line = ANY(:gateways)) AS connected
            FROM channel_line
            """)
        .param("now", Timestamp.from(now))
        .param("gateways", new String[] {Lines.SMTP, Lines.KANNEL})
        .query(row -> {
          connected.put(row.getString("line"), row.getBoolean("connected"));
        });
    return connected;
  }

  /** One server at a time decides about alarms. */
  void holdAlarms() {
    jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(ALARMS).query((_, _) -> true).list();
  }

  /**
   * Lines that are held by a server and in trouble since then or before; at once where it is no
   * trouble that mends itself in minutes.
   */
  List<Alarm> down(Instant since) {
    return jdbc.sql(
            """
            SELECT line, trouble, trouble_since FROM channel_line
            WHERE (trouble_since <= :since OR trouble = 'DAY') AND held_until >= :since
            """)
        .param("since", Timestamp.from(since))
        .query((row, _) ->
            new Alarm(
                row.getString("line"),
                row.getString("trouble").equals(Lines.Trouble.DAY.name())
                    ? Alarm.Cause.SPENT
                    : Alarm.Cause.DOWN,
                row.getTimestamp("trouble_since").toInstant(),
                false))
        .list();
  }

  List<Alarm> alarms() {
    return jdbc.sql("SELECT line, cause, since FROM channel_alarm ORDER BY began_at, line")
        .query((row, _) ->
            new Alarm(
                row.getString("line"),
                Alarm.Cause.valueOf(row.getString("cause")),
                row.getTimestamp("since").toInstant(),
                false))
        .list();
  }

  void raise(Alarm alarm, Instant now) {
    jdbc.sql("INSERT INTO channel_alarm (line, cause, since, began_at) VALUES (?, ?, ?, ?)")
        .params(
            alarm.line(), alarm.cause().name(), Timestamp.from(alarm.since()), Timestamp.from(now))
        .update();
  }

  void end(Alarm alarm) {
    jdbc.sql("DELETE FROM channel_alarm WHERE line = ?").param(alarm.line()).update();
  }

  private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
    @Nullable Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
