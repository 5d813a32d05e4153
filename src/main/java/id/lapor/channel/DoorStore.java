package id.lapor.channel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What came through doors, in the database. */
@Repository
class DoorStore {

  private final JdbcClient jdbc;

  DoorStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Sealed(long id, byte[] bytes) {}

  /** Its number. */
  long add(Doors.Door door, String line, long about, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO channel_door (door, line, arrived_at, about) VALUES (?, ?, ?, ?) RETURNING id
            """)
        .params(door.name(), line, Timestamp.from(now), about)
        .query(Long.class)
        .single();
  }

  void seal(long id, byte[] sealed) {
    jdbc.sql("UPDATE channel_door SET sealed = ? WHERE id = ?").params(sealed, id).update();
  }

  void refused(String line, int status, Instant now) {
    jdbc.sql(
            """
            INSERT INTO channel_door_refused (line, at, status) VALUES (?, ?, ?)
            ON CONFLICT (line) DO UPDATE
            SET at = excluded.at, status = excluded.status, times = channel_door_refused.times + 1
            """)
        .params(line, Timestamp.from(now), status)
        .update();
  }

  /** Uses channel_door_about. */
  List<Sealed> sealed(long about) {
    return jdbc.sql(
            "SELECT id, sealed FROM channel_door WHERE about = ? AND sealed IS NOT NULL ORDER BY id")
        .param(about)
        .query((row, _) -> new Sealed(row.getLong(1), row.getBytes(2)))
        .list();
  }

  /** Two looks into channel_door_arrived. */
  InboxStore.Ends ends(String line) {
    return jdbc.sql(
            """
            SELECT (SELECT min(arrived_at) FROM channel_door WHERE line = :line),
                   (SELECT max(arrived_at) FROM channel_door WHERE line = :line)
            """)
        .param("line", line)
        .query((row, _) -> new InboxStore.Ends(at(row, 1), at(row, 2)))
        .single();
  }

  /** What came in a span, as far as it matters; uses channel_door_arrived. */
  int count(String line, Rhythm.Span span) {
    return jdbc.sql(
            """
            SELECT count(*) FROM (
              SELECT FROM channel_door WHERE line = ? AND arrived_at > ? AND arrived_at <= ? LIMIT ?) q
            """)
        .params(line, Timestamp.from(span.from()), Timestamp.from(span.to()), Rhythm.EXPECTED)
        .query(Integer.class)
        .single();
  }

  /** One look into channel_door_arrived for each line. */
  List<Doors.State> states(List<String> lines) {
    return jdbc.sql(
            """
            SELECT l.line, c.door, c.arrived_at, r.at, r.status, r.times
            FROM unnest(CAST(:lines AS text[])) WITH ORDINALITY l(line, place)
            LEFT JOIN LATERAL (
              SELECT door, arrived_at FROM channel_door k WHERE k.line = l.line
              ORDER BY arrived_at DESC LIMIT 1) c ON true
            LEFT JOIN channel_door_refused r ON r.line = l.line
            ORDER BY l.place
            """)
        .param("lines", lines.toArray(String[]::new))
        .query(DoorStore::state)
        .list();
  }

  private static Doors.State state(ResultSet row, int number) throws SQLException {
    @Nullable String door = row.getString(2);
    @Nullable Instant last = at(row, 3);
    @Nullable Instant refused = at(row, 4);
    return new Doors.State(
        row.getString(1),
        door == null || last == null ? null : new Doors.Taken(Doors.Door.valueOf(door), last),
        refused == null ? null : new Doors.Refused(refused, row.getInt(5), row.getLong(6)));
  }

  void sweep(Instant sealedBefore, Instant knownBefore) {
    jdbc.sql("UPDATE channel_door SET sealed = NULL WHERE sealed IS NOT NULL AND arrived_at < ?")
        .param(Timestamp.from(sealedBefore))
        .update();
    jdbc.sql("DELETE FROM channel_door WHERE arrived_at < ?")
        .param(Timestamp.from(knownBefore))
        .update();
    jdbc.sql("DELETE FROM channel_door_refused WHERE at < ?")
        .param(Timestamp.from(knownBefore))
        .update();
  }

  private static @Nullable Instant at(ResultSet row, int column) throws SQLException {
    @Nullable Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
