package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The wire's own number of a message, by which anybody could look its author up. */
@DatabaseTest
class NumbersIntegrationTests {

  @Autowired Inbox inbox;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  private final String post =
      "19" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 100_000_000);
  private final String number = XPosts.externalId(post);

  private Letter letter() {
    return new Letter("44196397", "@lapor", "Lampu mati " + post, clock.instant(), post);
  }

  private boolean taken() {
    return inbox.take(Wire.Kind.X, number, letter());
  }

  private boolean inClear() {
    return jdbc.sql("SELECT count(*) FROM channel_inbox t WHERE t::text LIKE ?")
            .param("%" + post + "%")
            .query(Integer.class)
            .single()
        > 0;
  }

  @Test
  void isNotKeptInClearAndStillKnown() {
    assertThat(taken()).isTrue();
    assertThat(inClear()).isFalse();
    assertThat(inbox.known(Wire.Kind.X, number)).isPresent();
    assertThat(inbox.known(Wire.Kind.EMAIL, number)).isEmpty();
    assertThat(taken()).isFalse();
  }
}
