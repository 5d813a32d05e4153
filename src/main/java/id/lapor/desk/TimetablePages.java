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
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

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
    return page(id, ChangeForm.of(typed));
  }

  /** A new one moves nothing, as nobody goes by it yet. */
  @PostMapping("/aturan/jam-kerja/{id}")
  View save(@PathVariable long id, @RequestParam Map<String, String> typed, Officer officer) {
    ChangeForm form = ChangeForm.of(typed);
    Optional<Timetable> timetable = read(id, form);
    if (timetable.isEmpty()) {
      return form.refused(f -> page(id, f));
    }
    ChangeForm.Deed deed =
        new ChangeForm.Deed(
            () -> recounts.save(timetable.get(), officer.name()),
            "desk.notice.timetable",
            "/aturan/jam-kerja");
    return id == 0
        ? deed.done()
        : form.decide(f -> page(id, f), () -> recounts.preview(timetable.get()), deed);
  }

  /** Empty when the form says what is wrong. */
  private static Optional<Timetable> read(long id, ChangeForm form) {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      try {
        week.put(day, Span.read(form.text(day.name())));
      } catch (IllegalArgumentException e) {
        form.wrong(day.name(), "agency.calendar.wrong.spans");
      }
    }
    @Nullable TreeMap<LocalDate, Timetable.Special> specials = specials(form.text("specials"));
    if (specials == null) {
      form.wrong("specials", "agency.calendar.wrong.specials");
    }
    if (specials == null || !form.sound()) {
      return Optional.empty();
    }
    Timetable timetable =
        new Timetable(
            id,
            form.text("name"),
            week,
            specials,
            form.ticked("holidays"),
            form.ticked("jointLeave"));
    timetable.wrong().ifPresent(key -> form.wrong("name", key));
    return form.sound() ? Optional.of(timetable) : Optional.empty();
  }

  /**
   * One a line, {@code 2026-03-02 08:00-15:00 Ramadan} or {@code 2026-03-03 tutup Pilkada}; null
   * when one is neither.
   */
  private static @Nullable TreeMap<LocalDate, Timetable.Special> specials(String typed) {
    TreeMap<LocalDate, Timetable.Special> specials = new TreeMap<>();
    for (String line : typed.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      String[] parts = line.split("\\s+", 3);
      @Nullable LocalDate day = ChangeForm.date(parts[0]);
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

  private Html page(long id, ChangeForm form) {
    return Html.of("desk/timetable", "id", id, "form", form, "agencies", agencies);
  }
}
