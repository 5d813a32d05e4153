package id.lapor.channel.x;

import id.lapor.channel.XPosts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far posts were read, in the database. */
@Repository
class SweepStore {

  private final JdbcClient jdbc;

  SweepStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Begins one where there is none. */
  Sweep of(Reading.Source source, Instant now) {
    jdbc.sql(
            "INSERT INTO channel_x_source (source, started_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .params(source.name(), Timestamp.from(now))
        .update();
    return jdbc.sql(
            """
            SELECT source, started_at, since_id, swept_at, newest_id, until_id, posts
            FROM channel_x_source WHERE source = ?
            """)
        .param(source.name())
        .query(SweepStore::sweep)
        .single();
  }

  void keep(Sweep sweep) {
    jdbc.sql(
            """
            UPDATE channel_x_source
            SET since_id = :since, swept_at = :swept, newest_id = :newest, until_id = :until, posts = :posts
            WHERE source = :source
            """)
        .param("since", sweep.since(), Types.BIGINT)
        .param(
            "swept",
            sweep.sweptAt() == null ? null : Timestamp.from(sweep.sweptAt()),
            Types.TIMESTAMP)
        .param("newest", sweep.newest(), Types.BIGINT)
        .param("until", sweep.until(), Types.BIGINT)
        .param("posts", sweep.posts())
        .param("source", sweep.source().name())
        .update();
  }

  void add(Reading.Source source, Sweep.Gap gap, Instant now) {
    jdbc.sql("INSERT INTO channel_x_gap (source, began_at, ended_at, told_at) VALUES (?, ?, ?, ?)")
        .params(
            source.name(),
            Timestamp.from(gap.from()),
            Timestamp.from(gap.to()),
            Timestamp.from(now))
        .update();
  }

  /** The newest first; uses channel_x_gap_told. */
  List<XPosts.Gap> gaps(Instant since) {
    return jdbc.sql(
            """
            SELECT began_at, ended_at FROM channel_x_gap
            WHERE told_at >= ?
            ORDER BY told_at DESC
            LIMIT 5
            """)
        .param(Timestamp.from(since))
        .query((row, _) ->
            new XPosts.Gap(row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()))
        .list();
  }

  private static Sweep sweep(ResultSet row, int number) throws SQLException {
    @Nullable Timestamp swept = row.getTimestamp("swept_at");
    return new Sweep(
        Reading.Source.valueOf(row.getString("source")),
        row.getTimestamp("started_at").toInstant(),
        row.getObject("since_id", Long.class),
        swept == null ? null : swept.toInstant(),
        row.getObject("newest_id", Long.class),
        row.getObject("until_id", Long.class),
        row.getInt("posts"));
  }
}
