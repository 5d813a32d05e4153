package id.lapor.operations;

import id.lapor.agency.Agency;
import id.lapor.channel.Alarms;
import id.lapor.channel.Doors;
import id.lapor.channel.Inbox;
import id.lapor.channel.Lines;
import id.lapor.channel.MailSettings;
import id.lapor.channel.Operators;
import id.lapor.channel.Wire;
import id.lapor.citizen.SmsKeywords;
import id.lapor.evidence.Scans;
import id.lapor.notification.Delivery;
import id.lapor.notification.GivenUp;
import id.lapor.notification.WireCare;
import id.lapor.notification.Wires;
import id.lapor.platform.page.Html;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
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
  private final GivenUp givenUp;
  private final Scans scans;
  private final Lines lines;
  private final MailSettings settings;
  private final Operators operators;
  private final Alarms alarms;
  private final Doors doors;
  private final XCard x;

  WireSheet(
      Inbox inbox,
      SmsKeywords keywords,
      Wires wires,
      WireCare care,
      GivenUp givenUp,
      Scans scans,
      Lines lines,
      MailSettings settings,
      Operators operators,
      Alarms alarms,
      Doors doors,
      XCard x) {
    this.inbox = inbox;
    this.keywords = keywords;
    this.wires = wires;
    this.care = care;
    this.givenUp = givenUp;
    this.scans = scans;
    this.lines = lines;
    this.settings = settings;
    this.operators = operators;
    this.alarms = alarms;
    this.doors = doors;
    this.x = x;
  }

  /**
   * What is done with the wires, and what they cost.
   *
   * @param lost what was given up on each wire
   * @param down gateways that do not take messages now, by the names of their lines
   */
  public record Care(
      List<WireCare.Pause> pauses,
      Map<Wire.Kind, Delivery> trials,
      WireCare.Month month,
      Map<Wire.Kind, Lost> lost,
      Map<String, Lines.State> down) {

    /** Null when messages go out. */
    public WireCare.@Nullable Pause pause(Wire.Kind wire) {
      return pauses.stream().filter(p -> p.wire() == wire).findFirst().orElse(null);
    }
  }

  /**
   * @param count of messages that could be sent again
   * @param again when that was done last, null when never
   */
  public record Lost(long count, GivenUp.@Nullable Again again) {}

  private Care care(ZoneId zone) {
    Map<Wire.Kind, Lost> lost = new EnumMap<>(Wire.Kind.class);
    for (Wire.Kind wire : Wire.Kind.values()) {
      lost.put(wire, new Lost(givenUp.count(wire), givenUp.last(wire).orElse(null)));
    }
    Map<String, Lines.State> down = new HashMap<>();
    for (String gateway : List.of(Lines.SMTP, Lines.KANNEL)) {
      lines.state(gateway).filter(s -> s.trouble() != null).ifPresent(s -> down.put(gateway, s));
    }
    return new Care(care.pauses(), care.trials(), care.month(zone), lost, down);
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
        "doors",
        doors.states(),
        "unread",
        unread,
        "ways",
        keywords.all(),
        "desks",
        desks,
        "care",
        care(desks.getFirst().zone()),
        "typed",
        typed,
        "errors",
        errors);
  }
}
