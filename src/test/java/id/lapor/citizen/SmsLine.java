package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Wire;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line that takes everything. */
final class SmsLine implements Wire {

  final List<String> sent = new CopyOnWriteArrayList<>();

  @Override
  public boolean carries(Kind kind) {
    return kind == Kind.SMS;
  }

  @Override
  public void send(Kind kind, String recipient, String subject, String body, String key) {
    assertThat(body).hasSizeLessThan(460);
    sent.add(body);
  }
}
