package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.Calendars;
import id.lapor.agency.Holiday;
import id.lapor.deadline.Recounts;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Holidays and cuti bersama: a decree is typed, shown with what it moves, and then moves it. */
@Controller
@ForRoles(Role.NATIONAL_ADMIN)
public class DecreePages {

  private static final int LONGEST_NAME = 200;

  private final Calendars calendars;
  private final Recounts recounts;
  private final Agencies agencies;
  private final InstantSource clock;

  DecreePages(Calendars calendars, Recounts recounts, Agencies agencies, InstantSource clock) {
    this.calendars = calendars;
    this.recounts = recounts;
    this.agencies = agencies;
    this.clock = clock;
  }

  /**
   * What the form carries.
   *
   * @param dates one a line: {@code 2026-08-18 Cuti bersama Kemerdekaan}
   */
  public record Decree(
      @Nullable String number,
      @Nullable String kind,
      @Nullable String dates,
      @Nullable String yes) {

    public String number() {
      return number == null ? "" : number.strip();
    }

    public String dates() {
      return dates == null ? "" : dates;
    }

    public boolean jointLeave() {
      return "JOINT_LEAVE".equals(kind);
    }
  }

  @GetMapping("/aturan/hari-libur")
  Html list() {
    return page(new Decree(null, null, null, null), Map.of(), null);
  }

  @PostMapping("/aturan/hari-libur")
  View decree(
      Decree decree, Officer officer, HttpServletRequest request, HttpServletResponse response) {
    if (decree.number().isEmpty() || decree.number().length() > LONGEST_NAME) {
      return page(decree, Map.of("number", "desk.decree.noNumber"), null).status(422);
    }
    List<Holiday> holidays = read(decree);
    if (holidays.isEmpty()) {
      return page(decree, Map.of("dates", "desk.decree.wrongDates"), null).status(422);
    }
    if (decree.yes() == null) {
      return page(decree, Map.of(), recounts.preview(holidays));
    }
    recounts.decree(holidays, officer.name());
    Notice.leave("desk.notice.decree", request, response);
    return new RedirectView("/aturan");
  }

  @GetMapping("/aturan/hari-libur/{day}")
  Html revoking(@PathVariable String day) {
    return revoking(standing(day), "", Map.of(), null);
  }

  /** Shows what would move when the date is worked on after all, or with {@code yes} does it. */
  @PostMapping("/aturan/hari-libur/{day}")
  View revoke(
      @PathVariable String day,
      @RequestParam Map<String, String> typed,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    Holiday holiday = standing(day);
    String why = typed.getOrDefault("why", "").strip();
    if (why.isEmpty() || why.length() > LONGEST_NAME) {
      return revoking(holiday, why, Map.of("why", "desk.decree.noReason"), null).status(422);
    }
    if (!typed.containsKey("yes")) {
      return revoking(holiday, why, Map.of(), recounts.previewWithout(holiday.day()));
    }
    recounts.revoke(holiday.day(), officer.name(), why);
    Notice.leave("desk.notice.revoked", request, response);
    return new RedirectView("/aturan/hari-libur");
  }

  private Holiday standing(String typed) {
    @Nullable LocalDate day = RulePages.date(typed);
    if (day == null) {
      throw new NotFound();
    }
    return calendars.holidays(day.getYear()).stream()
        .filter(h -> h.day().equals(day))
        .findFirst()
        .orElseThrow(NotFound::new);
  }

  private Html revoking(
      Holiday holiday, String why, Map<String, String> errors, Recounts.@Nullable Preview preview) {
    return Html.of(
        "desk/revoke",
        "holiday",
        holiday,
        "why",
        why,
        "errors",
        errors,
        "preview",
        preview,
        "agencies",
        agencies);
  }

  /** Empty when a line is not a date and a name. */
  private static List<Holiday> read(Decree decree) {
    Holiday.Kind kind = decree.jointLeave() ? Holiday.Kind.JOINT_LEAVE : Holiday.Kind.NATIONAL;
    List<Holiday> holidays = new ArrayList<>();
    for (String line : decree.dates().lines().map(String::strip).toList()) {
      if (line.isEmpty()) {
        continue;
      }
      String[] parts = line.split("[\\s,;]+", 2);
      @Nullable LocalDate day = RulePages.date(parts[0]);
      if (day == null || parts.length < 2 || parts[1].length() > LONGEST_NAME) {
        return List.of();
      }
      holidays.add(new Holiday(day, kind, parts[1], decree.number()));
    }
    return holidays;
  }

  private Html page(Decree decree, Map<String, String> errors, Recounts.@Nullable Preview preview) {
    int year = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).getYear();
    List<Holiday> shown = new ArrayList<>(calendars.holidays(year));
    shown.addAll(calendars.holidays(year + 1));
    List<Holiday.Revoked> revoked = new ArrayList<>(calendars.revoked(year));
    revoked.addAll(calendars.revoked(year + 1));
    return Html.of(
        "desk/decree",
        "decree",
        decree,
        "holidays",
        shown,
        "revoked",
        revoked,
        "errors",
        errors,
        "preview",
        preview,
        "agencies",
        agencies);
  }
}
