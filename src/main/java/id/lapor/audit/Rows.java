package id.lapor.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Whole tables in order, for witnesses and whoever compares what they say. */
public final class Rows {

  private static final int FETCH = 5_000;

  /** From the first execution on, see {@link PGStatement#setPrepareThreshold}. */
  private static final int BINARY = -1;

  private Rows() {}

  /**
   * Some thousand rows at a time inside the caller's transaction, which closes the stream. They
   * come in PostgreSQL's binary form: a hash as 32 bytes and not as 66 letters.
   */
  public static <T> Stream<T> of(JdbcTemplate jdbc, String sql, RowMapper<T> mapper) {
    JdbcTemplate slow = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
    slow.setFetchSize(FETCH);
    return slow.queryForStream(connection -> prepared(connection, sql), null, mapper);
  }

  private static PreparedStatement prepared(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY);
    return statement;
  }
}
