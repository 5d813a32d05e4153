package id.lapor.notification;

import id.lapor.channel.Alarm;
import id.lapor.channel.Alarms;
import java.util.List;
import org.springframework.stereotype.Service;

/** Lines an alarm was raised for; on a page, because mail may be what broke. */
@Service
public class BrokenLines {

  private final Alarms alarms;

  BrokenLines(Alarms alarms) {
    this.alarms = alarms;
  }

  /** Names, none while all is well. */
  public List<String> names() {
    return alarms.raised().stream().map(Alarm::line).toList();
  }
}
