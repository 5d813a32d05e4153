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
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
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
    return Html.of(
        "desk/timetables",
        "timetables",
        calendars.timetables(),
        "used",
        calendars.timetables().stream()
            .map(Timetable::id)
            .filter(calendars::used)
            .collect(Collectors.toSet()));
  }

  /**
   * @param id 0 for a new one
   */
  @GetMapping("/aturan/jam-kerja/{id}")
  Html edit(@PathVariable long id) {
    Map<String, String> typed = id == 0 ? Map.of() : written(standing(id));
    return page(id, ChangeForm.of(typed).from(state(id)));
  }

  /** A new one moves nothing, as nobody goes by it yet. */
  @PostMapping("/aturan/jam-kerja/{id}")
  View save(@PathVariable long id, @RequestParam Map<String, String> typed, Officer officer) {
    if (id != 0) {
      standing(id);
    }
    ChangeForm form = ChangeForm.of(typed);
    Optional<Timetable> timetable = read(id, form);
    if (timetable.isEmpty()) {
      return form.refused(f -> page(id, f));
    }
    ChangeForm.Deed deed =
        new ChangeForm.Deed(
            () -> state(id),
            () -> state(id).equals(new TreeMap<>(written(timetable.get())).toString()),
            () -> recounts.preview(timetable.get()),
            () -> recounts.save(timetable.get(), officer.name()),
            calendars.used(id) ? "desk.notice.timetable" : "desk.notice.timetableKept",
            "/aturan/jam-kerja");
    try {
      return id == 0 ? deed.done() : form.decide(f -> page(id, f), recounts, deed);
    } catch (DuplicateKeyException e) { // somebody took the name in between
      form.wrong("name", "agency.calendar.wrong.taken");
      return form.refused(f -> page(id, f));
    }
  }

  /** Only one that no office goes by. */
  @PostMapping("/aturan/jam-kerja/{id}/hapus")
  View remove(@PathVariable long id) {
    standing(id);
    return Notice.then(
        calendars.remove(id) ? "desk.notice.timetableGone" : "desk.notice.timetableUsed",
        "/aturan/jam-kerja");
  }

  private Timetable standing(long id) {
    return calendars.timetable(id).orElseThrow(NotFound::new);
  }

  /** As it stands now; nothing for a new one. */
  private String state(long id) {
    return calendars.timetable(id).map(t -> new TreeMap<>(written(t)).toString()).orElse("");
  }

  private static Map<String, String> written(Timetable t) {
    Map<String, String> typed = new HashMap<>();
    typed.put("name", t.name());
    t.week().forEach((day, spans) -> typed.put(day.name(), Span.write(spans)));
    typed.put("specials", SpecialDays.write(t.specials()));
    put(typed, "holidays", t.holidays());
    put(typed, "jointLeave", t.jointLeave());
    return typed;
  }

  /** Empty when the form says what is wrong. */
  private Optional<Timetable> read(long id, ChangeForm form) {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      try {
        week.put(day, Span.read(form.text(day.name())));
      } catch (IllegalArgumentException e) {
        form.wrong(day.name(), "agency.calendar.wrong.spans");
      }
    }
    @Nullable SortedMap<LocalDate, Timetable.Special> specials =
        SpecialDays.read(form.text("specials"));
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
    timetable
        .wrong()
        .ifPresent(key -> form.wrong(key.endsWith("specials") ? "specials" : "name", key));
    if (calendars.timetables().stream()
        .anyMatch(t -> t.id() != id && t.name().equals(timetable.name()))) {
      form.wrong("name", "agency.calendar.wrong.taken");
    }
    return form.sound() ? Optional.of(timetable) : Optional.empty();
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
