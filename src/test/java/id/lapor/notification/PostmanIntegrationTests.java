package id.lapor.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import id.lapor.channel.Wire;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.db.DatabaseTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@DatabaseTest
@Import(PostmanIntegrationTests.Line.class)
class PostmanIntegrationTests {

  /** A line that goes down behind the first message, unless it is firm. */
  static final class Line implements Wire {
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile boolean up = true;
    private volatile boolean firm;

    @Override
    public boolean carries(Kind kind) {
      return kind == Kind.SMS && up;
    }

    @Override
    public int atOnce() {
      return 10;
    }

    @Override
    public void send(Kind kind, String recipient, String subject, String body, String key) {
      sent.add(body);
      up = firm;
    }
  }

  @Autowired Line line;
  @Autowired Reporters reporters;
  @Autowired Wires wires;
  @Autowired Postman postman;

  /** What waits then waits on; the round ends and does not go round and round. */
  @Test
  void leavesTheRestWhenALineGoesDown() {
    line.sent.clear();
    line.up = true;
    ReporterId reporter = reporters.keep(new Contact(null, "+6281200000001", null));
    for (int i = 0; i < 50; i++) {
      wires.answer(null, reporter, Wire.Kind.SMS, "", "Pesan " + i);
    }
    assertTimeoutPreemptively(Duration.ofMinutes(1), postman::deliver);
    assertThat(line.sent).hasSizeBetween(1, 20);
    while (line.sent.size() < 50) {
      int before = line.sent.size();
      line.up = true;
      postman.deliver();
      assertThat(line.sent).hasSizeGreaterThan(before);
    }
    assertThat(line.sent).hasSize(50).doesNotHaveDuplicates();
  }

  /** One sends to A and then to B, the other to B and then to A. */
  @Test
  void waitsForNoServerThatWaitsForThisOne() throws Exception {
    ReporterId a = reporters.keep(new Contact(null, "+6281200000002", null));
    ReporterId b = reporters.keep(new Contact(null, "+6281200000003", null));
    line.up = true;
    line.firm = true;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 10; round++) {
        for (int i = 0; i < 40; i++) {
          wires.answer(null, i % 2 == i / 20 ? a : b, Wire.Kind.SMS, "", round + "/" + i);
        }
        for (var one :
            threads.invokeAll(List.<Callable<Boolean>>of(this::delivered, this::delivered))) {
          assertThat(one.get()).isTrue();
        }
      }
    } finally {
      line.firm = false;
    }
    assertThat(line.sent).filteredOn(w -> w.contains("/")).hasSize(400).doesNotHaveDuplicates();
  }

  private boolean delivered() {
    postman.deliver();
    return true;
  }
}
