package id.lapor.citizen;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.channel.Wire;
import id.lapor.people.ReporterId;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** SMS as Kannel brings it: each message by HTTP, again and again until it is answered with 200. */
@ApplicationTest
@Import(KannelChannelIntegrationTests.Line.class)
@TestPropertySource(properties = "lapor.kannel.door-password=sandi-uji")
class KannelChannelIntegrationTests extends MessageContract {

  /** A line that takes everything. */
  static final class Line implements Wire {
    private record Sent(String recipient, String text) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    @Override
    public boolean carries(Kind kind) {
      return kind == Kind.SMS;
    }

    @Override
    public void send(Kind kind, String recipient, String subject, String body, String key) {
      sent.add(new Sent(recipient, body));
    }
  }

  @Autowired MockMvc web;
  @Autowired Line line;

  @Override
  protected Wire.Kind wire() {
    return Wire.Kind.SMS;
  }

  @Override
  protected Channel channel() {
    return Channel.SMS;
  }

  @Override
  protected Writer peer() {
    return new Gateway();
  }

  private record Message(String id, String from, byte[] text) {}

  private final class Gateway implements Writer {

    private final String phone =
        "+62813" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    private final List<Message> waiting = new ArrayList<>();
    private Message last = new Message("", "", new byte[0]);

    private void bring(String from, byte[] text) {
      last = new Message(UUID.randomUUID().toString(), from, text);
      waiting.add(last);
      waiting.removeIf(this::taken);
    }

    private boolean taken(Message message) {
      String shown =
          Base64.getEncoder().encodeToString("kannel:sandi-uji".getBytes(StandardCharsets.UTF_8));
      try {
        return web.perform(
                    post("/sambungan/kannel/masuk?id=" + message.id())
                        .header("Authorization", "Basic " + shown)
                        .header("X-Kannel-From", message.from())
                        .header("X-Kannel-To", "1708")
                        .contentType("text/plain; charset=UTF-8")
                        .content(message.text()))
                .andReturn()
                .getResponse()
                .getStatus()
            == 200;
      } catch (Exception e) {
        return false; // no answer
      }
    }

    @Override
    public void write(String text) {
      bring(phone, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void again() {
      waiting.add(last);
    }

    @Override
    public void afresh() {
      bring(last.from(), last.text());
    }

    @Override
    public void huge(String words) {
      write(words + " " + "gelap ".repeat(20_000));
    }

    @Override
    public void hostile() {
      bring("TSEL-<b>", new byte[] {0, (byte) 0xff, 'P', 'u', 'l', 's', 'a', 0x1b, (byte) 0xc0});
    }

    @Override
    public void collect() {
      waiting.removeIf(this::taken);
      if (!waiting.isEmpty()) {
        throw new IllegalStateException("Not acknowledged");
      }
    }

    @Override
    public int waiting() {
      return waiting.size();
    }

    @Override
    public List<String> answers() {
      return line.sent.stream()
          .filter(s -> s.recipient().equals(phone))
          .map(Line.Sent::text)
          .toList();
    }

    @Override
    public List<ReporterId> known() {
      return reporters.havingPhone(phone);
    }
  }
}
