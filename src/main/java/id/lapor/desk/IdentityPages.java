package id.lapor.desk;

import id.lapor.agency.AgencyId;
import id.lapor.people.Contact;
import id.lapor.people.ForRoles;
import id.lapor.people.Look;
import id.lapor.people.Officer;
import id.lapor.people.Readmissions;
import id.lapor.people.Reporters;
import id.lapor.people.Reveal;
import id.lapor.people.Reveals;
import id.lapor.people.Role;
import id.lapor.people.Throttle;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.report.IdentityRule;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Whose;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Where somebody in office can come to know who a reporter is: with a reason for open reports, by
 * two persons for anonymous ones, never for secret ones. The reporter sees all of it.
 */
@Controller
public class IdentityPages {

  private static final TwoPersons.Matter IDENTITY =
      new TwoPersons.Matter(
          Reveal.What.IDENTITY,
          "/identitas",
          "identity.list",
          "identity.text",
          "buka",
          "identity.open");
  private static final int LOOKS_AN_HOUR = 20;
  private static final int SHOWN = 50;

  private final Cases cases;
  private final Reports reports;
  private final Identities identities;
  private final TwoPersons page;
  private final Throttle throttle;
  private final InstantSource clock;

  IdentityPages(
      Cases cases,
      Reports reports,
      Identities identities,
      TwoPersons page,
      Throttle throttle,
      InstantSource clock) {
    this.cases = cases;
    this.reports = reports;
    this.identities = identities;
    this.page = page;
    this.throttle = throttle;
    this.clock = clock;
  }

  /** The two ways to an identity, and for whom they are open. */
  @Component
  record Identities(
      Reporters reporters,
      Whose whose,
      Reveals reveals,
      Oversight oversight,
      Readmissions readmissions) {

    IdentityRule rule(Officer officer, Report report) {
      return officer.role() == Role.SUPERVISOR && !oversight.covers(officer, report)
          ? IdentityRule.NEVER
          : IdentityRule.of(officer.role(), new AgencyId(officer.agencyId()), report);
    }
  }

  /** The contact of an open report, to its coordinator. */
  @PostMapping("/kerja/{reference}/kontak")
  @ForRoles({Role.COORDINATOR, Role.NATIONAL_ADMIN})
  Html contact(
      @PathVariable String reference,
      @RequestParam(defaultValue = "") String text,
      Officer officer) {
    Report report = cases.report(reference, officer);
    if (identities.rule(officer, report) != IdentityRule.ON_REASON) {
      throw new NotFound();
    }
    Optional<String> wrong =
        new TwoPersons.Typed(reference, text).wrong().or(() -> shut(report, officer));
    if (wrong.isPresent()) {
      CaseFile file = cases.open(report, officer);
      return Html.of(
              "desk/case",
              "file",
              file,
              "lost",
              cases.lost(file),
              "silences",
              cases.silences(file),
              "deliveries",
              cases.deliveries(file),
              "sent",
              cases.sent(file),
              "typed",
              Typed.words(text),
              "errors",
              Map.of("kontak", wrong.get()))
          .status(422);
    }
    return shown(report, text, officer);
  }

  @GetMapping("/identitas")
  @ForRoles({Role.SUPERVISOR, Role.NATIONAL_ADMIN})
  Html list(Officer officer) {
    return page(officer, TwoPersons.Typed.NOTHING, Map.of());
  }

  /** For an open report shows the contact; for an anonymous one asks a second person. */
  @PostMapping("/identitas")
  @ForRoles({Role.SUPERVISOR, Role.NATIONAL_ADMIN})
  View ask(
      @RequestParam(defaultValue = "") String nomor,
      @RequestParam(defaultValue = "") String text,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    TwoPersons.Typed typed = new TwoPersons.Typed(nomor, text);
    Optional<String> wrong = typed.wrong();
    if (wrong.isPresent()) {
      return page(officer, typed, Map.of("text", wrong.get())).status(422);
    }
    @Nullable Report report = Reference.parse(nomor).flatMap(reports::find).orElse(null);
    IdentityRule rule = report == null ? IdentityRule.NEVER : identities.rule(officer, report);
    if (report == null || report.matter().reporter() == null || rule == IdentityRule.NEVER) {
      return page(officer, typed, Map.of("nomor", "identity.noSuch")).status(422);
    }
    Optional<String> shut = shut(report, officer);
    if (shut.isPresent()) {
      return page(officer, typed, Map.of("nomor", shut.get())).status(422);
    }
    if (rule == IdentityRule.ON_REASON) {
      return shown(report, text, officer);
    }
    identities
        .reveals()
        .ask(report.matter().reporter(), report.reference().toString(), officer, text.strip());
    Notice.leave("identity.notice.asked", request, response);
    return new RedirectView("/identitas");
  }

  @PostMapping("/identitas/{id}/{act:setujui|tolak}")
  @ForRoles({Role.SUPERVISOR, Role.NATIONAL_ADMIN})
  View decide(
      @PathVariable long id,
      @PathVariable String act,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean yes = act.equals("setujui");
    boolean done =
        identities.reveals().find(id).filter(r -> mayKnow(r, officer)).isPresent()
            && identities.reveals().decide(id, officer, yes);
    String notice = done ? (yes ? "approved" : "refused") : "gone";
    Notice.leave("identity.notice." + notice, request, response);
    return new RedirectView("/identitas");
  }

  @PostMapping("/identitas/{id}/buka")
  @ForRoles({Role.SUPERVISOR, Role.NATIONAL_ADMIN})
  Html open(@PathVariable long id, Officer officer) {
    Reveal reveal = identities.reveals().find(id).orElseThrow(NotFound::new);
    Report report = report(reveal, officer).orElseThrow(NotFound::new);
    Optional<String> shut = shut(report, officer);
    if (reveal.mayOpen(officer, clock.instant()) && shut.isPresent()) {
      TwoPersons.Typed typed = new TwoPersons.Typed(reveal.matter(), "");
      return page(officer, typed, Map.of("nomor", shut.get())).status(422);
    }
    Contact contact = identities.reveals().open(id, officer).orElseThrow(NotFound::new);
    return card(report, contact, reveal.reason());
  }

  /**
   * Says that an identity is shut, not why, or that nobody knows whose it is; only to who could
   * have opened it.
   */
  private Optional<String> shut(Report report, Officer officer) {
    if (identities.readmissions().waits(officer)) {
      return Optional.of("identity.waits");
    }
    if (!identities.whose().sure(report)) {
      return Optional.of("identity.unsure");
    }
    return Optional.ofNullable(report.matter().reporter())
        .filter(r -> identities.reporters().reach(r).restricted())
        .map(_ -> "identity.restricted");
  }

  private Html shown(Report report, String reason, Officer officer) {
    throttle.take("look:" + officer.accountId(), LOOKS_AN_HOUR, Duration.ofHours(1));
    Look look = new Look(Look.Purpose.CONTACT, officer, reason.strip());
    Contact contact = identities.whose().look(report, look).orElseThrow(NotFound::new);
    return card(report, contact, reason);
  }

  private static Html card(Report report, Contact contact, String reason) {
    return Html.of("desk/identity", "report", report, "contact", contact, "reason", reason);
  }

  /**
   * Of a supervisor's offices; requests about others' reports are not theirs to see, and those
   * about another reporter than theirs are none.
   */
  private Optional<Report> report(Reveal reveal, Officer officer) {
    return Reference.parse(reveal.matter())
        .flatMap(reports::find)
        .filter(r -> Objects.equals(r.matter().reporter(), reveal.reporter()))
        .filter(r -> identities.rule(officer, r) != IdentityRule.NEVER);
  }

  private boolean mayKnow(Reveal reveal, Officer officer) {
    return identities.oversight().of(officer).everywhere()
        || (reveal.what() == Reveal.What.CASE
            ? Reference.parse(reveal.matter())
                .flatMap(reports::find)
                .filter(r -> identities.oversight().covers(officer, r))
                .isPresent()
            : report(reveal, officer).isPresent());
  }

  private Html page(Officer officer, TwoPersons.Typed typed, Map<String, String> errors) {
    List<Reveal> known = identities.reveals().latest(SHOWN, r -> mayKnow(r, officer));
    return page.page(IDENTITY, known, officer, typed, errors);
  }
}
