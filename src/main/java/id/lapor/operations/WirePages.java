package id.lapor.operations;

import id.lapor.agency.AgencyId;
import id.lapor.channel.Alarms;
import id.lapor.channel.Inbox;
import id.lapor.channel.Lines;
import id.lapor.channel.MailSettings;
import id.lapor.channel.Operators;
import id.lapor.channel.Wire;
import id.lapor.citizen.SmsKeywords;
import id.lapor.citizen.UnreadDesk;
import id.lapor.evidence.Scans;
import id.lapor.notification.Wires;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.report.Report;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * How the wires do, which words lead to which desk, and the messages nobody could read: a person
 * makes a report of them or lets them be. Who wrote them stays sealed.
 */
@Controller
@ForRoles(Role.NATIONAL_ADMIN)
public class WirePages {

  private static final int SHOWN = 50;
  private static final int LONGEST_WORD = 40;

  private final Inbox inbox;
  private final UnreadDesk desk;
  private final SmsKeywords keywords;
  private final Wires wires;
  private final Scans scans;
  private final Lines lines;
  private final MailSettings settings;
  private final Operators operators;
  private final Alarms alarms;
  private final XCard x;

  WirePages(
      Inbox inbox,
      UnreadDesk desk,
      SmsKeywords keywords,
      Wires wires,
      Scans scans,
      Lines lines,
      MailSettings settings,
      Operators operators,
      Alarms alarms,
      XCard x) {
    this.alarms = alarms;
    this.x = x;
    this.lines = lines;
    this.settings = settings;
    this.operators = operators;
    this.inbox = inbox;
    this.desk = desk;
    this.keywords = keywords;
    this.wires = wires;
    this.scans = scans;
  }

  @GetMapping("/saluran")
  Html show() {
    return page("", Map.of());
  }

  @PostMapping("/saluran/{id}/laporkan")
  View file(@PathVariable long id, HttpServletRequest request, HttpServletResponse response) {
    Report report = desk.fileByHand(id).orElseThrow(NotFound::new);
    Notice.leave("wires.notice.filed", request, response);
    return new RedirectView("/antrean?nomor=" + report.reference());
  }

  @PostMapping("/saluran/{id}/biarkan")
  View letBe(@PathVariable long id, HttpServletRequest request, HttpServletResponse response) {
    desk.letBe(id);
    Notice.leave("wires.notice.seen", request, response);
    return new RedirectView("/saluran");
  }

  @PostMapping("/saluran/kata")
  View word(
      @RequestParam(defaultValue = "") String kata,
      @RequestParam(defaultValue = "0") long meja,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean kept =
        kata.length() <= LONGEST_WORD
            && keywords.set(kata, new AgencyId(meja), officer.accountId());
    if (!kept) {
      return page(kata, Map.of("kata", "wires.word.wrong")).status(422);
    }
    Notice.leave("wires.notice.word", request, response);
    return new RedirectView("/saluran");
  }

  @PostMapping("/saluran/kata/hapus")
  View drop(@RequestParam(defaultValue = "") String kata) {
    keywords.drop(kata);
    return new RedirectView("/saluran");
  }

  private Html page(String typed, Map<String, String> errors) {
    List<Inbox.Arrived> unread = inbox.toLookAt(SHOWN);
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
        keywords.desks(),
        "typed",
        typed,
        "errors",
        errors);
  }
}
