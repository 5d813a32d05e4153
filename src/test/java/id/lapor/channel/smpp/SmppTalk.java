package id.lapor.channel.smpp;

import id.lapor.channel.Inbox;
import id.lapor.channel.Lines;
import id.lapor.channel.Wire;
import id.lapor.notification.Postman;
import id.lapor.notification.Wires;
import id.lapor.people.Contact;
import id.lapor.people.Reporters;
import id.lapor.platform.db.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jsmpp.SMPPConstant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A line to an operator, another with a wrong password, and somebody with a telephone. */
abstract class SmppTalk {

  static final SmppLine LINE = new SmppLine("telko");
  static final SmppLine WRONG = new SmppLine("salah");
  static final Duration PATIENCE = Duration.ofSeconds(90);

  @Autowired Lines lines;
  @Autowired SmppIntake intake;
  @Autowired Receipts receipts;
  @Autowired Inbox inbox;
  @Autowired TransactionTemplate transaction;
  @Autowired Reporters reporters;
  @Autowired Wires wires;
  @Autowired Postman postman;
  @Autowired SettableClock clock;
  @Autowired SmppWire wire;
  @Autowired JdbcClient jdbc;

  final String phone = "+62813" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);

  @DynamicPropertySource
  static void line(DynamicPropertyRegistry registry) {
    LINE.settings().forEach((name, value) -> registry.add(name, () -> value));
    WRONG
        .settings()
        .forEach((name, value) -> registry.add(name.replace("[0]", "[1]"), () -> value));
    registry.add("lapor.smpp.links[1].password", () -> "salah");
  }

  @BeforeAll
  static void open() throws IOException {
    LINE.open();
    WRONG.open();
  }

  @AfterAll
  static void close() throws IOException {
    LINE.close();
    WRONG.close();
  }

  @BeforeEach
  void connected() {
    LINE.operator().temper(_ -> SMPPConstant.STAT_ESME_ROK);
    LINE.operator().before((_, _) -> {});
    LINE.operator().nameless(() -> false);
    LINE.await();
  }

  int count(String from) {
    return jdbc.sql("SELECT count(*) FROM " + from).query(Integer.class).single();
  }

  /**
   * @return number of the message
   */
  long say(String words) {
    wires.answer(null, reporters.keep(new Contact(null, phone, null)), Wire.Kind.SMS, "", words);
    return jdbc.sql("SELECT max(id) FROM notification_message").query(Long.class).single();
  }

  String state(long message) {
    return jdbc.sql(
            "SELECT state || ' ' || coalesce(receipt, '-') FROM notification_message WHERE id = ?")
        .param(message)
        .query(String.class)
        .single();
  }

  List<Operator.Sent> sent() {
    return LINE.operator().sent().stream().filter(s -> s.to().equals(phone)).toList();
  }

  int tries(long message) {
    return jdbc.sql("SELECT tries FROM notification_message WHERE id = ?")
        .param(message)
        .query(Integer.class)
        .single();
  }
}
