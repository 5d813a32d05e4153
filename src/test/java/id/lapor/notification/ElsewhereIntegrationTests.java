package id.lapor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Wire;
import id.lapor.channel.WireTrouble;
import id.lapor.people.Contact;
import id.lapor.people.Reporters;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A message whose line another server holds is left to that server at once. */
@DatabaseTest
@Import(ElsewhereIntegrationTests.Line.class)
class ElsewhereIntegrationTests {

  @Autowired Reporters reporters;
  @Autowired Wires wires;
  @Autowired Postman postman;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Line line;

  /** The line of an operator, which now one server holds and now another. */
  static final class Line implements Wire {

    private volatile boolean here;

    @Override
    public boolean carries(Kind kind) {
      return kind == Kind.SMS;
    }

    @Override
    public void send(Kind kind, String recipient, String subject, String body, String key) {
      if (!here) {
        throw WireTrouble.elsewhere("Another server holds the line");
      }
    }
  }

  private String state() {
    return jdbc.sql(
            "SELECT state || ' ' || tries || ' ' || coalesce(trouble, '-') FROM notification_message")
        .query(String.class)
        .single();
  }

  @Test
  void waitsForTheOtherServerWithoutTrouble() {
    wires.answer(
        null,
        reporters.keep(new Contact(null, "+6281200000042", null)),
        Wire.Kind.SMS,
        "",
        "Laporan diterima.");
    postman.deliver();
    assertThat(state()).isEqualTo("QUEUED 0 -");
    line.here = true;
    clock.advance(Pause.ELSEWHERE);
    postman.deliver();
    assertThat(state()).startsWith("SENT 1");
  }
}
