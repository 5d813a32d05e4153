package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.Calendars;
import id.lapor.agency.Span;
import id.lapor.agency.Timetable;
import id.lapor.deadline.Recounts;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Working hours: each weekday's spans, special days, and which holidays are kept. */
@Controller
@ForRoles(Role.NATIONAL_ADMIN)
class TimetablePages {

  private final Calendars calendars;
  private final Recounts recounts;
  private final Agencies agencies;

  TimetablePages(Calendars calendars, Recounts recounts, Agencies agencies) {
    this.calendars = calendars;
    this.recounts = recounts;
    this.agencies = agencies;
  }

  @GetMapping("/aturan/jam-kerja")
  Html list() {
    return Html.of("desk/timetables", "timetables", calendars.timetables());
  }

  /**
   * @param id 0 for a new one
   */
  @GetMapping("/aturan/jam-kerja/{id}")
  Html edit(@PathVariable long id) {
    Map<String, String> typed = new HashMap<>();
    if (id != 0) {
      Timetable t = calendars.timetable(id).orElseThrow(NotFound::new);
      typed.put("name", t.name());
      t.week().forEach((day, spans) -> typed.put(day.name(), Span.write(spans)));
      typed.put(
          "specials",
          String.join(
              "\n",
              t.specials().entrySet().stream()
                  .map(e ->
                      e.getKey()
                          + " "
                          + (e.getValue().spans().isEmpty()
                              ? "tutup"
                              : Span.write(e.getValue().spans()).replace(" ", ""))
                          + " "
                          + e.getValue().reason())
                  .toList()));
      put(typed, "holidays", t.holidays());
      put(typed, "jointLeave", t.jointLeave());
    }
    return page(id, typed, Map.of(), null);
  }

  @PostMapping("/aturan/jam-kerja/{id}")
  View save(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    Map<String, String> errors = new HashMap<>();
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      try {
        week.put(day, Span.read(typed.getOrDefault(day.name(), "")));
      } catch (IllegalArgumentException e) {
        errors.put(day.name(), "agency.calendar.wrong.spans");
      }
    }
    @Nullable TreeMap<LocalDate, Timetable.Special> specials =
        specials(typed.getOrDefault("specials", ""));
    if (specials == null) {
      errors.put("specials", "agency.calendar.wrong.specials");
    }
    if (!errors.isEmpty() || specials == null) {
      return page(id, typed, errors, null).status(422);
    }
    Timetable timetable =
        new Timetable(
            id,
            typed.getOrDefault("name", "").strip(),
            week,
            specials,
            typed.containsKey("holidays"),
            typed.containsKey("jointLeave"));
    timetable.wrong().ifPresent(key -> errors.put("name", key));
    if (!errors.isEmpty()) {
      return page(id, typed, errors, null).status(422);
    }
    if (id != 0 && !typed.containsKey("yes")) {
      return page(id, typed, Map.of(), recounts.preview(timetable));
    }
    recounts.save(timetable, officer.name());
    Notice.leave("desk.notice.timetable", request, response);
    return new RedirectView("/aturan/jam-kerja");
  }

  /**
   * One a line, {@code 2026-03-02 08:00-15:00 Ramadan} or {@code 2026-03-03 tutup Pilkada}; null
   * when one is neither.
   */
  private static @Nullable TreeMap<LocalDate, Timetable.Special> specials(String typed) {
    TreeMap<LocalDate, Timetable.Special> specials = new TreeMap<>();
    for (String line : typed.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      String[] parts = line.split("\\s+", 3);
      @Nullable LocalDate day = RulePages.date(parts[0]);
      if (day == null || parts.length < 3) {
        return null;
      }
      try {
        String spans = parts[1].equals("tutup") ? "" : parts[1];
        specials.put(day, new Timetable.Special(Span.read(spans), parts[2]));
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return specials;
  }

  private static void put(Map<String, String> typed, String name, boolean set) {
    if (set) {
      typed.put(name, "true");
    }
  }

  private Html page(
      long id,
      Map<String, String> typed,
      Map<String, String> errors,
      Recounts.@Nullable Preview preview) {
    return Html.of(
        "desk/timetable",
        "id",
        id,
        "typed",
        typed,
        "errors",
        errors,
        "preview",
        preview,
        "agencies",
        agencies);
  }
}
