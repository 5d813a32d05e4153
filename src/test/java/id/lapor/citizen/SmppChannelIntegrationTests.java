package id.lapor.citizen;

import id.lapor.channel.Wire;
import id.lapor.channel.smpp.Operator;
import id.lapor.channel.smpp.SmppLine;
import id.lapor.people.ReporterId;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** SMS as an operator brings it by SMPP: each part again and again until it is acknowledged. */
@ApplicationTest
class SmppChannelIntegrationTests extends MessageContract {

  private static final SmppLine LINE = new SmppLine("kontrak");

  @DynamicPropertySource
  static void line(DynamicPropertyRegistry registry) {
    LINE.settings().forEach((name, value) -> registry.add(name, () -> value));
  }

  @BeforeAll
  static void open() throws IOException {
    LINE.open();
  }

  @AfterAll
  static void close() throws IOException {
    LINE.close();
  }

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
    LINE.await();
    return new Centre();
  }

  private final class Centre implements Writer {

    private final String phone =
        "+62813" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    private final List<List<Operator.Part>> waiting = new ArrayList<>();
    private List<Operator.Part> last = List.of();
    private int reference;

    private void bring(List<Operator.Part> parts) throws IllegalStateException {
      last = parts;
      waiting.add(parts);
      waiting.removeIf(this::taken);
    }

    private boolean taken(List<Operator.Part> parts) {
      try {
        for (Operator.Part part : parts) {
          LINE.operator().bring(part);
        }
        return true;
      } catch (NegativeResponseException e) {
        return false; // come again
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void write(String text) {
      bring(Operator.parts(phone, text, ++reference));
    }

    @Override
    public void again() {
      waiting.add(last);
    }

    @Override
    public void huge(String words) {
      write(words + " " + "gelap ".repeat(6_000));
    }

    @Override
    public void hostile() {
      byte[] content = {5, 0, 3, 9, (byte) 255, 0, 'P', 'u', 'l', 's', 'a', 0x1b, (byte) 0xc0};
      bring(List.of(new Operator.Part("TSEL-<b>", 0, content, true)));
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
      return LINE.operator().shown(phone);
    }

    @Override
    public List<ReporterId> known() {
      return reporters.havingPhone(phone);
    }
  }
}
