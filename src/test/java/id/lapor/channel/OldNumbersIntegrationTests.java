package id.lapor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The wire's own number of a message, by which anybody could look its author up. */
@DatabaseTest
class OldNumbersIntegrationTests {

  @Autowired Inbox inbox;
  @Autowired OldNumbers old;
  @Autowired InstallationKey key;
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

  /** As it lay there before numbers were hashed: once with its words, once without. */
  @Test
  void isHashedAtTheStartWhereItWasKeptInClear() {
    for (boolean words : List.of(true, false)) {
      taken();
      long id = inbox.known(Wire.Kind.X, number).orElseThrow().id();
      byte[] letter =
          JsonMapper.builder()
              .build()
              .writeValueAsString(letter())
              .getBytes(StandardCharsets.UTF_8);
      Seal seal = new Seal(KeyRing.of(1, key.derive("inbox", "")));
      jdbc.sql(
              """
              UPDATE channel_inbox
              SET external_id = :number, sealed = :sealed, keyed = false, state = 'LOOK', sender_mark = '\\x00'
              WHERE id = :id
              """)
          .param("number", number)
          .param("sealed", words ? seal.close(letter, "channel_inbox/X/" + number) : null)
          .param("id", id)
          .update();
      assertThat(inClear()).isTrue();

      old.afterSingletonsInstantiated();

      assertThat(inClear()).isFalse();
      assertThat(inbox.known(Wire.Kind.X, number).orElseThrow().id()).isEqualTo(id);
      assertThat(taken()).isFalse();
      assertThat(inbox.toLookAt(1_000).stream().map(a -> a.letter().text()))
          .filteredOn(t -> t.contains(post))
          .hasSize(words ? 1 : 0);
      inbox.forgetLoose("44196397");
      assertThat(inbox.number(id)).as("found by its sender").isEmpty();
    }
  }
}
