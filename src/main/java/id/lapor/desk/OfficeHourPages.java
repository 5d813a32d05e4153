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
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Which office goes by which working hours, shown with what a change moves before it holds. */
@Controller
@ForRoles(Role.NATIONAL_ADMIN)
public class OfficeHourPages {

  private final Calendars calendars;
  private final Recounts recounts;
  private final Agencies agencies;

  OfficeHourPages(Calendars calendars, Recounts recounts, Agencies agencies) {
    this.calendars = calendars;
    this.recounts = recounts;
    this.agencies = agencies;
  }

  /**
   * What the form carries.
   *
   * @param purpose {@code DESK} for the minutes of a desk, else the promises of an office
   * @param timetable empty for that of the office above
   */
  public record Choice(
      @Nullable String agency,
      @Nullable String purpose,
      @Nullable String timetable,
      @Nullable String yes) {

    public String agency() {
      return agency == null ? "" : agency.strip();
    }

    public boolean desk() {
      return "DESK".equals(purpose);
    }

    public String timetable() {
      return timetable == null ? "" : timetable.strip();
    }
  }

  @GetMapping("/aturan/jam-kantor")
  Html all() {
    return page(new Choice(null, null, null, null), Map.of(), null);
  }

  @PostMapping("/aturan/jam-kantor")
  View choose(
      Choice choice, Officer officer, HttpServletRequest request, HttpServletResponse response) {
    Map<String, String> errors = new HashMap<>();
    Optional<Agency> office = AgencyChoice.read(choice.agency(), agencies.all());
    if (office.isEmpty()) {
      errors.put("agency", "desk.officeHours.noAgency");
    } else if (choice.desk() && !keepsADesk(office.get())) {
      errors.put("agency", "desk.officeHours.noDesk");
    }
    Optional<Timetable> chosen =
        calendars.timetables().stream()
            .filter(t -> String.valueOf(t.id()).equals(choice.timetable()))
            .findFirst();
    if (chosen.isEmpty() && !choice.timetable().isEmpty()) {
      errors.put("timetable", "desk.officeHours.noTimetable");
    }
    chosen.flatMap(Timetable::wrong).ifPresent(key -> errors.put("timetable", key));
    if (!errors.isEmpty() || office.isEmpty()) {
      return page(choice, errors, null).status(422);
    }
    @Nullable Long timetable = chosen.map(Timetable::id).orElse(null);
    if (choice.yes() == null) {
      return page(choice, Map.of(), recounts.preview(office.get().id(), choice.desk(), timetable));
    }
    recounts.use(office.get(), choice.desk(), timetable, officer.name());
    Notice.leave("desk.notice.timetable", request, response);
    return new RedirectView("/aturan/jam-kantor");
  }

  private static boolean keepsADesk(Agency office) {
    return office.type() == Agency.Type.COORDINATOR || office.type() == Agency.Type.NATIONAL;
  }

  private Html page(Choice choice, Map<String, String> errors, Recounts.@Nullable Preview preview) {
    List<Calendars.Use> uses = calendars.uses();
    Map<Long, String> names = new HashMap<>();
    calendars.timetables().forEach(t -> names.put(t.id(), t.name()));
    return Html.of(
        "desk/officeHours",
        "choice",
        choice,
        "uses",
        uses,
        "timetables",
        calendars.timetables(),
        "names",
        names,
        "errors",
        errors,
        "preview",
        preview,
        "agencies",
        agencies);
  }
}
