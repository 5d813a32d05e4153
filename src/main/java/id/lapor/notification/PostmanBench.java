package id.lapor.notification;

import id.lapor.channel.LineMeasure;
import id.lapor.channel.Wire;
import id.lapor.people.Contact;
import id.lapor.people.Reporters;
import id.lapor.platform.task.Figure;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Measures SMS from the queue to the operator: addresses out of the vault, notes and all. */
@Component
@Profile("bench")
class PostmanBench implements LineMeasure {

  private static final double OUT = 200;

  private final Reporters reporters;
  private final Wires wires;
  private final Postman postman;
  private final JdbcClient jdbc;

  PostmanBench(Reporters reporters, Wires wires, Postman postman, JdbcClient jdbc) {
    this.reporters = reporters;
    this.wires = wires;
    this.postman = postman;
    this.jdbc = jdbc;
  }

  @Override
  public Figure measured(int messages) {
    long before = sent();
    for (int i = 0; i < messages; i++) {
      Contact contact = new Contact(null, "+62812%08d".formatted(i), null);
      String words = "Laporan Anda diterima, nomor " + i;
      wires.answer(null, reporters.keep(contact), Wire.Kind.SMS, "", words);
    }
    long start = System.nanoTime();
    postman.deliver();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (sent() - before != messages) {
      throw new IllegalStateException(sent() - before + " messages went out and not " + messages);
    }
    return Figure.least(
        "SMS out from the queue, each to another reporter", messages / seconds, "a second", OUT);
  }

  private long sent() {
    return jdbc.sql(
            "SELECT count(*) FROM notification_message WHERE wire = 'SMS' AND state = 'SENT'")
        .query(Long.class)
        .single();
  }
}
