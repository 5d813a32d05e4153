package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class OldTracesIntegrationTests {

  @Autowired OldTraces old;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  private void events(int from, int count, Instant at) {
    jdbc.sql(
            """
            INSERT INTO api_event (report_id, seq, desk_id, at, told_at)
            SELECT :from + n, 2, 1, :at, :at FROM generate_series(1, :count) n
            """)
        .param("from", from)
        .param("count", count)
        .param("at", Timestamp.from(at))
        .update();
  }

  private void key(String key, Instant at) {
    jdbc.sql(
            """
            INSERT INTO api_once (client_id, key, content, at)
            SELECT id, ?, '', ? FROM api_client LIMIT 1
            """)
        .params(key, Timestamp.from(at))
        .update();
  }

  private int count(String table) {
    return jdbc.sql("SELECT count(*) FROM " + table).query(Integer.class).single();
  }

  @Test
  void goWhenNobodyAsksForThemAnyMoreHoweverManyThereAre() {
    Instant now = clock.instant();
    jdbc.sql(
            """
            INSERT INTO api_client (name, desk_id, scopes, a_minute, key_hash, made_at)
            VALUES ('Uji', 1, '{}', 1, '', ?)
            """)
        .param(Timestamp.from(now))
        .update();
    events(0, 2 * OldTraces.AT_ONCE + 1, now.minus(OldTraces.EVENTS).minusSeconds(1));
    events(20_000, 3, now.minus(OldTraces.EVENTS).plus(Duration.ofDays(1)));
    key("lama", now.minus(OldTraces.KEYS).minusSeconds(1));
    key("baru", now.minus(OldTraces.KEYS).plusSeconds(1));
    old.sweep();
    assertThat(count("api_event")).isEqualTo(3);
    assertThat(jdbc.sql("SELECT key FROM api_once").query(String.class).list())
        .containsExactly("baru");
  }
}
