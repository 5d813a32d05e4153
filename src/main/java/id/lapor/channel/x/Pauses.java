package id.lapor.channel.x;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Until when X asked to wait; kept, so that no server and no restart asks sooner. */
@Repository
class Pauses {

  private static final String FORBIDDEN = "FORBIDDEN WRITE";

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Pauses(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Empty when it may be done now. */
  Optional<Instant> until(XApi.Deed deed) {
    return jdbc.sql("SELECT until FROM channel_x_pause WHERE what = ? AND until > ?")
        .params(deed.name(), Timestamp.from(clock.instant()))
        .query((row, _) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /**
   * @throws XRefused when it has to wait
   */
  void check(XApi.Deed deed) {
    until(deed)
        .ifPresent(until -> {
          throw new XRefused(XRefused.Why.LIMITED, "X asked to wait until " + until, until, null);
        });
  }

  /** X does not let the account post, so that the line is in trouble though it reads well. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void forbid(Instant until) {
    keep(FORBIDDEN, until);
  }

  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void permit() {
    jdbc.sql("DELETE FROM channel_x_pause WHERE what = ?").param(FORBIDDEN).update();
  }

  boolean forbidden() {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM channel_x_pause WHERE what = ? AND until > ?)")
        .params(FORBIDDEN, Timestamp.from(clock.instant()))
        .query(Boolean.class)
        .single();
  }

  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void set(XApi.Deed deed, Instant until) {
    keep(deed.name(), until);
  }

  private void keep(String what, Instant until) {
    jdbc.sql(
            """
            INSERT INTO channel_x_pause (what, until) VALUES (:what, :until)
            ON CONFLICT (what) DO UPDATE SET until = :until
            """)
        .param("what", what)
        .param("until", Timestamp.from(until))
        .update();
  }
}
