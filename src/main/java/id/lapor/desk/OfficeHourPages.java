package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.Calendars;
import id.lapor.agency.Given;
import id.lapor.agency.Timetable;
import id.lapor.deadline.Recounts;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Which office goes by which working hours, shown with what a change moves before it holds. */
@Controller
@ForRoles(Role.NATIONAL_ADMIN)
class OfficeHourPages {

  private final Calendars calendars;
  private final Recounts recounts;
  private final Agencies agencies;

  OfficeHourPages(Calendars calendars, Recounts recounts, Agencies agencies) {
    this.calendars = calendars;
    this.recounts = recounts;
    this.agencies = agencies;
  }

  @GetMapping("/aturan/jam-kantor")
  Html all() {
    return page(ChangeForm.of(Map.of()));
  }

  /**
   * @param typed {@code agency} by name; {@code purpose}: {@code DESK} for the minutes of a desk,
   *     else the promises of an office; {@code timetable}: empty for that of the office above;
   *     {@code from} and {@code why} as {@link GivenForm} says
   */
  @PostMapping("/aturan/jam-kantor")
  View choose(@RequestParam Map<String, String> typed, Officer officer) {
    ChangeForm form = ChangeForm.of(typed);
    boolean desk = form.text("purpose").equals("DESK");
    Optional<Agency> office = AgencyChoice.read(form.text("agency"), agencies.all());
    if (office.isEmpty()) {
      form.wrong("agency", "desk.officeHours.noAgency");
    } else if (desk && !keepsADesk(office.get())) {
      form.wrong("agency", "desk.officeHours.noDesk");
    }
    Optional<Timetable> chosen =
        calendars.timetables().stream()
            .filter(t -> String.valueOf(t.id()).equals(form.text("timetable")))
            .findFirst();
    if (chosen.isEmpty() && !form.text("timetable").isEmpty()) {
      form.wrong("timetable", "desk.officeHours.noTimetable");
    }
    Optional<Given> given = GivenForm.read(form, recounts.earliest(), officer.name());
    if (office.isEmpty() || given.isEmpty()) {
      return form.refused(this::page);
    }
    Calendars.Use use =
        new Calendars.Use(
            office.get().id(), desk, chosen.map(Timetable::id).orElse(null), given.get());
    if (calendars.closesTooMany(use)) {
      form.wrong("timetable", "agency.calendar.wrong.closedSpecials");
      return form.refused(this::page);
    }
    return form.decide(f -> page(f).with("thin", thin(use)), recounts, deed(use));
  }

  private ChangeForm.Deed deed(Calendars.Use use) {
    return new ChangeForm.Deed(
        () -> calendars.uses(use.agency(), use.desk()).toString(),
        () ->
            calendars.uses(use.agency(), use.desk()).reversed().stream()
                .limit(1)
                .anyMatch(use::equals),
        () -> recounts.preview(use),
        () -> recounts.use(use),
        "desk.notice.timetable",
        "/aturan/jam-kantor");
  }

  /** Of few hours or days, what the office would go by. */
  private List<Timetable> thin(Calendars.Use use) {
    Timetable then =
        calendars.hours().with(use).timetable(use.agency(), use.desk(), use.given().since());
    return then.thin() ? List.of(then) : List.of();
  }

  private static boolean keepsADesk(Agency office) {
    return office.type() == Agency.Type.COORDINATOR || office.type() == Agency.Type.NATIONAL;
  }

  private Html page(ChangeForm form) {
    Map<Long, String> names = new HashMap<>();
    calendars.timetables().forEach(t -> names.put(t.id(), t.name()));
    return Html.of(
        "desk/officeHours",
        "form",
        form,
        "uses",
        calendars.uses().reversed(),
        "earliest",
        recounts.earliest(),
        "timetables",
        calendars.timetables(),
        "names",
        names,
        "agencies",
        agencies);
  }
}
