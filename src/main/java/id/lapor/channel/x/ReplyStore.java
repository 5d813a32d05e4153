package id.lapor.channel.x;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Posts of ours, and what each belongs to. */
@Repository
class ReplyStore {

  private final JdbcClient jdbc;
  private final Seal seal;
  private final InstantSource clock;

  ReplyStore(JdbcClient jdbc, InstallationKey key, InstantSource clock) {
    this.jdbc = jdbc;
    this.seal = new Seal(KeyRing.of(1, key.derive("x-reply", "")));
    this.clock = clock;
  }

  /**
   * Notes that an answer is about to be written.
   *
   * @return whether it was begun before, and nobody knows how that ended
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  boolean begin(String key) {
    return jdbc.sql("INSERT INTO channel_x_attempt (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .params(key, Timestamp.from(clock.instant()))
            .update()
        == 0;
  }

  /** It is known how that ended. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void end(String key) {
    jdbc.sql("DELETE FROM channel_x_attempt WHERE key = ?").param(key).update();
  }

  /** Stays even when what is noted around it does not: the post is there. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void keep(long post, String thread) {
    jdbc.sql(
            "INSERT INTO channel_x_reply (post_id, sealed, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .params(
            post,
            seal.close(thread.getBytes(StandardCharsets.UTF_8), address(post)),
            Timestamp.from(clock.instant()))
        .update();
  }

  Optional<String> thread(long post) {
    return jdbc.sql("SELECT sealed FROM channel_x_reply WHERE post_id = ?")
        .param(post)
        .query(byte[].class)
        .optional()
        .map(sealed -> new String(seal.open(sealed, address(post)), StandardCharsets.UTF_8));
  }

  private static String address(long post) {
    return "channel_x_reply/" + post;
  }
}
