package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.Calendars;
import id.lapor.agency.Timetable;
import id.lapor.deadline.Recounts;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
   *     else the promises of an office; {@code timetable}: empty for that of the office above
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
    if (office.isEmpty() || !form.sound()) {
      return form.refused(this::page);
    }
    @Nullable Long timetable = chosen.map(Timetable::id).orElse(null);
    return form.decide(
        this::page,
        recounts,
        new ChangeForm.Deed(
            () -> calendars.chosen(office.get().id(), desk).toString(),
            () -> calendars.chosen(office.get().id(), desk).equals(Optional.ofNullable(timetable)),
            () -> recounts.preview(office.get().id(), desk, timetable),
            () -> recounts.use(office.get(), desk, timetable, officer.name()),
            "desk.notice.timetable",
            "/aturan/jam-kantor"));
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
        calendars.uses(),
        "timetables",
        calendars.timetables(),
        "names",
        names,
        "agencies",
        agencies);
  }
}
