package id.lapor.demo;

import id.lapor.agency.Agencies;
import id.lapor.agency.Calendars;
import id.lapor.deadline.Passage;
import id.lapor.deadline.Watch;
import id.lapor.notification.Notifications;
import id.lapor.notification.Postman;
import id.lapor.people.Accounts;
import id.lapor.people.ForEveryone;
import id.lapor.people.Officer;
import id.lapor.people.SignIn;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** What the demo bar does, and the outbox. */
@Controller
@ForEveryone
@Profile("demo")
class DemoPages {

  private static final int MESSAGES_SHOWN = 100;
  private static final String CITY_DESK = "DISKOMINFO";

  private final Accounts accounts;
  private final SignIn signIn;
  private final DemoClock clock;
  private final JdbcClient jdbc;
  private final Present present;
  private final Notifications notifications;

  DemoPages(
      Accounts accounts,
      SignIn signIn,
      DemoClock clock,
      JdbcClient jdbc,
      Present present,
      Notifications notifications) {
    this.accounts = accounts;
    this.signIn = signIn;
    this.clock = clock;
    this.jdbc = jdbc;
    this.present = present;
    this.notifications = notifications;
  }

  /** What has to look again when the clock was moved. */
  @org.springframework.stereotype.Component
  @Profile("demo")
  record Present(
      Watch watch, Passage passage, Postman postman, Agencies agencies, Calendars calendars) {}

  @PostMapping("/demo/orang")
  View become(
      @RequestParam(defaultValue = "") String login,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (login.isEmpty()) {
      signIn.out(request);
      return new RedirectView("/");
    }
    Officer officer = accounts.find(login).orElseThrow(NotFound::new);
    signIn.as(officer, SignIn.Way.HOUSE, request, response);
    return new RedirectView(officer.home());
  }

  @PostMapping("/demo/waktu")
  View move(@RequestParam String maju, @RequestParam(defaultValue = "/") String kembali) {
    Instant now = clock.instant();
    var desk = present.agencies().find(CITY_DESK).orElseThrow(NotFound::new).id();
    var office = present.calendars().office(desk);
    Duration by =
        switch (maju) {
          case "7m" -> Duration.ofMinutes(7);
          case "1hk" -> Duration.between(now, office.plusDays(now, 1));
          case "3hk" -> Duration.between(now, office.plusDays(now, 3));
          default -> throw new NotFound();
        };
    passBy(now, now.plus(by));
    clock.move(by.plusSeconds(1), jdbc);
    present.watch().catchUp();
    present.postman().deliver();
    boolean own = kembali.matches("/(?![/\\\\])[\\w\\-./?=&%]*");
    return new RedirectView(own ? kembali : "/");
  }

  private void passBy(Instant now, Instant until) {
    try {
      present.passage().pass(now, until, clock::tell);
    } finally {
      clock.tell(null); // else time would stand still for good
    }
  }

  @GetMapping("/demo/kotak-keluar")
  Html outbox() {
    present.postman().deliver();
    return Html.of(
        "demo/outbox", "messages", notifications.latest(MESSAGES_SHOWN), "zone", DemoCity.WITA);
  }
}
