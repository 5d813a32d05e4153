package id.lapor.operations;

import id.lapor.channel.Wire;
import id.lapor.notification.GivenUp;
import id.lapor.notification.WireCare;
import id.lapor.people.Contact;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.people.Throttle;
import id.lapor.platform.page.Notice;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Nothing goes out on a wire for a while; a message goes out to see whether one works. */
@Controller
@ForRoles(Role.NATIONAL_ADMIN)
class WireCarePages {

  private static final int TESTS_AN_HOUR = 10;
  private static final int LONGEST_REASON = 300;
  private static final int SHORTEST_REASON = 5;

  private final WireSheet sheet;
  private final WireCare care;
  private final GivenUp givenUp;
  private final Throttle throttle;

  WireCarePages(WireSheet sheet, WireCare care, GivenUp givenUp, Throttle throttle) {
    this.sheet = sheet;
    this.care = care;
    this.givenUp = givenUp;
    this.throttle = throttle;
  }

  @PostMapping("/saluran/jeda/{wire:SMS|EMAIL|X}")
  Object pause(
      @PathVariable Wire.Kind wire,
      @RequestParam(defaultValue = "") String alasan,
      Officer officer) {
    int length = alasan.strip().length();
    if (length < SHORTEST_REASON || length > LONGEST_REASON) {
      String field = "alasan-" + wire.name();
      return sheet.page(Map.of(field, alasan), Map.of(field, "wires.pause.reason")).status(422);
    }
    care.pause(wire, officer, alasan);
    return Notice.then("wires.notice.paused", "/saluran");
  }

  @PostMapping("/saluran/lanjut/{wire:SMS|EMAIL|X}")
  Object resume(@PathVariable Wire.Kind wire, Officer officer) {
    care.resume(wire, officer);
    return Notice.then("wires.notice.resumed", "/saluran");
  }

  @PostMapping("/saluran/ulang/{wire:SMS|EMAIL|X}")
  Object sendAgain(@PathVariable Wire.Kind wire, Officer officer) {
    givenUp.sendAgain(wire, officer);
    return Notice.then("wires.notice.sentAgain", "/saluran");
  }

  @PostMapping("/saluran/uji/{wire:SMS|EMAIL}")
  Object test(
      @PathVariable Wire.Kind wire,
      @RequestParam(defaultValue = "") String tujuan,
      Officer officer) {
    @Nullable String address =
        wire == Wire.Kind.SMS ? Contact.phone(tujuan.strip()) : Contact.email(tujuan);
    if (address == null) {
      String field = "tujuan-" + wire.name();
      String wrong = wire == Wire.Kind.SMS ? "citizen.who.phoneWrong" : "citizen.who.emailWrong";
      return sheet.page(Map.of(field, tujuan), Map.of(field, wrong)).status(422);
    }
    throttle.take("wire-test:" + officer.accountId(), TESTS_AN_HOUR, Duration.ofHours(1));
    care.trial(wire, address);
    return Notice.then("wires.notice.tested", "/saluran");
  }
}
