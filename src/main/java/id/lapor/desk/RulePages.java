package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.Allowance;
import id.lapor.deadline.Ladder;
import id.lapor.deadline.OfficeRules;
import id.lapor.deadline.Recounts;
import id.lapor.deadline.RuleBook;
import id.lapor.deadline.RuleBounds;
import id.lapor.deadline.RuleChange;
import id.lapor.deadline.Term;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.report.Words;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * The amounts of time promised, version by version. A new one is shown with what it would move
 * before it holds.
 */
@Controller
@ForRoles(Role.NATIONAL_ADMIN)
class RulePages {

  private static final int LONGEST_REASON = 200;

  /** Ends the name of the field in which the unit of a term stands. */
  private static final String UNIT = "_UNIT";

  private final Recounts recounts;
  private final OfficeRules officeRules;
  private final Agencies agencies;
  private final InstantSource clock;

  RulePages(Recounts recounts, OfficeRules officeRules, Agencies agencies, InstantSource clock) {
    this.recounts = recounts;
    this.officeRules = officeRules;
    this.agencies = agencies;
    this.clock = clock;
  }

  @GetMapping("/aturan")
  Html all(Officer officer) {
    return all(officer, "", Map.of());
  }

  private Html all(Officer officer, String typed, Map<String, String> errors) {
    LocalDate today = today(officer);
    List<RuleBook> books = recounts.books().reversed();
    return Html.of(
        "desk/rules",
        "books",
        books,
        "inForce",
        books.stream()
            .map(RuleBook::profile)
            .distinct()
            .flatMap(p -> recounts.inForce(p, today).stream())
            .map(RuleBook::id)
            .collect(Collectors.toSet()),
        "profile",
        recounts.profile(),
        "jobs",
        recounts.jobs(),
        "looser",
        books.stream().collect(Collectors.toMap(RuleBook::id, officeRules::looser)),
        "takenBack",
        recounts.takenBack(),
        "typed",
        typed,
        "errors",
        errors,
        "zone",
        zone(officer));
  }

  @GetMapping("/aturan/{profile}")
  Html edit(@PathVariable String profile, Officer officer) {
    RuleBook now = inForce(profile, officer);
    Map<String, String> typed = new HashMap<>();
    now.allowances()
        .forEach((term, a) -> {
          typed.put(term.name(), String.valueOf(a.amount()));
          typed.put(term + UNIT, a.unit().name());
        });
    LadderForm.write(now, typed);
    typed.put("from", recounts.earliest().toString());
    return page(now, ChangeForm.of(typed).from(state(profile)));
  }

  /**
   * Shows what would move, or with {@code yes} makes it hold.
   *
   * @param typed amounts by term with their units, rungs as {@link LadderForm} says, {@code from},
   *     {@code open} and {@code why}
   */
  @PostMapping("/aturan/{profile}")
  View publish(
      @PathVariable String profile, @RequestParam Map<String, String> typed, Officer officer) {
    RuleBook now = inForce(profile, officer);
    ChangeForm form = ChangeForm.of(typed);
    Map<Term, Allowance> amounts = amounts(form);
    Ladder ladder = LadderForm.read(typed, now, form.errors());
    @Nullable LocalDate from = ChangeForm.date(form.text("from"));
    if (from == null) {
      form.wrong("from", "desk.missing.day");
    } else if (from.isBefore(recounts.earliest())) {
      form.wrong("from", "desk.rules.tooSoon");
    }
    GivenForm.why(form);
    if (from == null || !form.sound()) {
      return form.refused(f -> page(now, f));
    }
    RuleBook next =
        now.next(
            new RuleBook.Decision(from, form.ticked("open"), officer.name(), form.text("why")),
            amounts,
            ladder);
    if (begins(next) && !(form.ticked("yes") && stands(next))) {
      form.wrong("from", "desk.rules.dayTaken");
      return form.refused(f -> page(now, f));
    }
    return form.decide(
        f ->
            page(now, f)
                .with("change", new RuleChange(now, next))
                .with("looser", List.of(officeRules.looser(next))),
        recounts,
        new ChangeForm.Deed(
            () -> state(profile),
            () -> stands(next),
            () -> recounts.preview(next, zone(officer)),
            () -> recounts.publish(next, zone(officer)),
            "desk.notice.rules",
            "/aturan"));
  }

  /**
   * Takes back a version that has not begun.
   *
   * @param why published with it
   */
  @PostMapping("/aturan/versi/{id}/cabut")
  View takeBack(
      @PathVariable long id, @RequestParam(defaultValue = "") String why, Officer officer) {
    Optional<String> wrong =
        why.isBlank() || why.strip().length() > LONGEST_REASON
            ? Optional.of("desk.decree.noReason")
            : Words.wrongGrounds(why).map(no -> "report.refused." + no.name());
    if (wrong.isPresent()) {
      return all(officer, why, Map.of("why" + id, wrong.get())).home("/aturan").status(422);
    }
    boolean back = recounts.takeBack(id, officer.name(), why.strip());
    return Notice.then(back ? "desk.notice.rulesBack" : "desk.notice.rulesBegun", "/aturan");
  }

  /** Another version of the profile begins on that day. */
  private boolean begins(RuleBook next) {
    return recounts.books().stream()
        .anyMatch(
            b -> b.profile().equals(next.profile()) && b.validFrom().equals(next.validFrom()));
  }

  private boolean stands(RuleBook next) {
    return recounts.books().stream().anyMatch(b -> same(b, next));
  }

  /** But for its number. */
  private static boolean same(RuleBook one, RuleBook next) {
    return one.profile().equals(next.profile())
        && one.validFrom().equals(next.validFrom())
        && one.openToo() == next.openToo()
        && one.decidedBy().equals(next.decidedBy())
        && one.reason().equals(next.reason())
        && one.allowances().equals(next.allowances())
        && one.ladder().equals(next.ladder());
  }

  private Map<Term, Allowance> amounts(ChangeForm form) {
    RuleBook national = officeRules.national();
    Map<Term, Allowance> amounts = new EnumMap<>(Term.class);
    for (Term term : Term.values()) {
      Optional<Allowance> amount = Allowance.of(form.text(term.name()), form.text(term + UNIT));
      if (amount.isEmpty()) {
        form.wrong(term.name(), "desk.rules.wrongAmount");
      } else if (!RuleBounds.allows(term, amount.get(), national)) {
        form.wrong(term.name(), "desk.rules.tooMuch");
      } else {
        amounts.put(term, amount.get());
      }
    }
    return amounts;
  }

  private Html page(RuleBook now, ChangeForm form) {
    return Html.of(
        "desk/rule",
        "now",
        now,
        "national",
        officeRules.national(),
        "earliest",
        recounts.earliest(),
        "form",
        form,
        "agencies",
        agencies);
  }

  private RuleBook inForce(String profile, Officer officer) {
    return recounts.inForce(profile, today(officer)).orElseThrow(NotFound::new);
  }

  /** The versions there are, those to come as well, and how many were taken back. */
  private String state(String profile) {
    return recounts.books().stream()
            .filter(b -> b.profile().equals(profile))
            .map(b -> b.id() + " ")
            .collect(Collectors.joining())
        + recounts.countTakenBack(profile);
  }

  private LocalDate today(Officer officer) {
    return LocalDate.ofInstant(clock.instant(), zone(officer));
  }

  private ZoneId zone(Officer officer) {
    return agencies.get(new AgencyId(officer.agencyId())).zone();
  }
}
