package id.lapor.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Leaks on record. Rows are added; when somebody was told is filled in once. */
@Repository
class Leaks {

  private static final int MOST = 100;

  private final JdbcClient jdbc;
  private final AccountBook book;
  private final InstantSource clock;

  Leaks(JdbcClient jdbc, AccountBook book, InstantSource clock) {
    this.jdbc = jdbc;
    this.book = book;
    this.clock = clock;
  }

  /** Keeps a leak as it is told; its number, times told and who wrote it are the house's. */
  @Transactional
  void add(Leak leak, Officer officer) {
    long id = keep(leak);
    book.write(officer.accountId(), AccountAct.What.LEAK_KEPT, officer, Long.toString(id));
  }

  private long keep(Leak leak) {
    return jdbc.sql(
            """
            INSERT INTO people_leak (
              found_at, since, due_at, happened, whose, persons, which_data, done, contact, written_at, written_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            RETURNING id
            """)
        .params(
            Timestamp.from(leak.foundAt()),
            Timestamp.from(leak.since()),
            Timestamp.from(leak.dueAt()),
            leak.happened(),
            leak.whose(),
            leak.persons(),
            leak.which(),
            leak.done(),
            leak.contact(),
            Timestamp.from(clock.instant()),
            leak.writtenBy())
        .query(Long.class)
        .single();
  }

  /** The newest, at most a hundred. */
  List<Leak> latest() {
    return jdbc.sql("SELECT * FROM people_leak ORDER BY found_at DESC, id DESC LIMIT ?")
        .param(MOST)
        .query(Leaks::leak)
        .list();
  }

  Optional<Leak> find(long id) {
    return jdbc.sql("SELECT * FROM people_leak WHERE id = ?")
        .param(id)
        .query(Leaks::leak)
        .optional();
  }

  /** Somebody was told now; the first time counts. */
  @Transactional
  void told(long id, Leak.Whom whom, Officer officer) {
    int first = tell(id, whom);
    if (first == 1) {
      book.write(officer.accountId(), AccountAct.What.LEAK_TOLD, officer, id + " " + whom);
    }
  }

  private int tell(long id, Leak.Whom whom) {
    return jdbc.sql(
            switch (whom) {
              case AUTHORITY ->
                  "UPDATE people_leak SET authority_told = ? WHERE id = ? AND authority_told IS"
                      + " NULL";
              case PERSONS ->
                  "UPDATE people_leak SET persons_told = ? WHERE id = ? AND persons_told IS NULL";
            })
        .params(Timestamp.from(clock.instant()), id)
        .update();
  }

  private static Leak leak(ResultSet row, int number) throws SQLException {
    return new Leak(
        row.getLong("id"),
        row.getTimestamp("found_at").toInstant(),
        row.getTimestamp("since").toInstant(),
        row.getString("happened"),
        row.getString("whose"),
        row.getLong("persons"),
        row.getString("which_data"),
        row.getString("done"),
        row.getString("contact"),
        row.getString("written_by"),
        instant(row, "authority_told"),
        instant(row, "persons_told"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
