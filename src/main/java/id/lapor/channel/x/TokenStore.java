package id.lapor.channel.x;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The account's keys in the database, sealed. */
@Repository
class TokenStore {

  private static final int LOCK = 17_081_109;

  private final JdbcClient jdbc;

  TokenStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One server at a time, until the transaction ends. */
  void hold() {
    jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query((_, _) -> true).list();
  }

  /** Those that came of the first key with this mark. */
  Optional<byte[]> sealed(byte[] seed) {
    return jdbc.sql("SELECT sealed FROM channel_x_token WHERE id = 1 AND seed = ?")
        .param(seed)
        .query(byte[].class)
        .optional();
  }

  void keep(byte[] seed, byte[] sealed) {
    jdbc.sql(
            """
            INSERT INTO channel_x_token (id, seed, sealed) VALUES (1, :seed, :sealed)
            ON CONFLICT (id) DO UPDATE SET seed = :seed, sealed = :sealed
            """)
        .param("seed", seed)
        .param("sealed", sealed)
        .update();
  }
}
