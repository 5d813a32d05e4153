package id.lapor.operations;

import id.lapor.agency.Agency;
import id.lapor.channel.Alarms;
import id.lapor.channel.Inbox;
import id.lapor.channel.Lines;
import id.lapor.channel.MailSettings;
import id.lapor.channel.Operators;
import id.lapor.channel.Wire;
import id.lapor.citizen.SmsKeywords;
import id.lapor.evidence.Scans;
import id.lapor.notification.Delivery;
import id.lapor.notification.WireCare;
import id.lapor.notification.Wires;
import id.lapor.platform.page.Html;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The page of the wires, with all it shows. */
@Component
public class WireSheet {

  private static final int SHOWN = 50;

  private final Inbox inbox;
  private final SmsKeywords keywords;
  private final Wires wires;
  private final WireCare care;
  private final Scans scans;
  private final Lines lines;
  private final MailSettings settings;
  private final Operators operators;
  private final Alarms alarms;
  private final XCard x;

  WireSheet(
      Inbox inbox,
      SmsKeywords keywords,
      Wires wires,
      WireCare care,
      Scans scans,
      Lines lines,
      MailSettings settings,
      Operators operators,
      Alarms alarms,
      XCard x) {
    this.inbox = inbox;
    this.keywords = keywords;
    this.wires = wires;
    this.care = care;
    this.scans = scans;
    this.lines = lines;
    this.settings = settings;
    this.operators = operators;
    this.alarms = alarms;
    this.x = x;
  }

  /** What is done with the wires, and what they cost. */
  public record Care(
      List<WireCare.Pause> pauses, Map<Wire.Kind, Delivery> trials, WireCare.Month month) {

    /** Null when messages go out. */
    public WireCare.@Nullable Pause pause(Wire.Kind wire) {
      return pauses.stream().filter(p -> p.wire() == wire).findFirst().orElse(null);
    }
  }

  /**
   * @param typed what was typed into fields, by their names
   */
  Html page(Map<String, String> typed, Map<String, String> errors) {
    List<Unread> unread = inbox.toLookAt(SHOWN).stream().map(Unread::new).toList();
    List<Agency> desks = keywords.desks();
    return Html.of(
        "operations/wires",
        "in",
        inbox.state(Wire.Kind.SMS),
        "out",
        wires.sent(Wire.Kind.SMS),
        "alarms",
        alarms.raised(),
        "operators",
        operators.all(),
        "mailIn",
        inbox.state(Wire.Kind.EMAIL),
        "mail",
        wires.sent(Wire.Kind.EMAIL),
        "line",
        settings.imap() == null ? null : lines.state(Lines.MAILBOX).orElse(Lines.State.FRESH),
        "x",
        x.shown().orElse(null),
        "scans",
        scans.state(),
        "unread",
        unread,
        "ways",
        keywords.all(),
        "desks",
        desks,
        "care",
        new Care(care.pauses(), care.trials(), care.month(desks.getFirst().zone())),
        "typed",
        typed,
        "errors",
        errors);
  }
}
