package id.lapor.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.TemplateException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionSystemException;

/** What may be sent again soon, and what is a fault. */
class AwayTests {

  static Stream<Exception> away() {
    SQLException ended = new SQLException("terminating connection", "57P01");
    return Stream.of(
        new DataAccessResourceFailureException("closed"),
        new QueryTimeoutException("too long"),
        new TransactionSystemException("roll-back failed"),
        new UncategorizedSQLException("SELECT", "SELECT 1", ended),
        new IllegalStateException("no key", ended),
        new TemplateException("bar", new IllegalStateException(new SQLException("x", "08006"))));
  }

  @ParameterizedTest
  @MethodSource("away")
  void knowsTheMissingDatabaseHoweverDeep(Exception failure) {
    assertThat(Away.caused(failure)).isTrue();
  }

  @Test
  void takesNoFaultOfOursForIt() {
    assertThat(Away.caused(new IllegalStateException("a bug"))).isFalse();
    assertThat(Away.caused(new SQLException("no state"))).isFalse();
    assertThat(Away.caused(new SQLException("syntax", "42601"))).isFalse();
    assertThat(
            Away.caused(
                new DataIntegrityViolationException("twice", new SQLException("", "23505"))))
        .isFalse();
  }
}
