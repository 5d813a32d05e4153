package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.Calendars;
import id.lapor.agency.Given;
import id.lapor.agency.OfficeHours;
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
            .collect(Collectors.toSet()),
        "versions",
        calendars.versions().reversed());
  }

  /**
   * @param id 0 for a new one
   */
  @GetMapping("/aturan/jam-kerja/{id}")
  Html edit(@PathVariable long id) {
    Map<String, String> typed = id == 0 ? Map.of() : written(standing(id));
    return page(id, ChangeForm.of(typed).from(state(id)));
  }

  /** One that no office ever went by moves nothing; another changes from a day on. */
  @PostMapping("/aturan/jam-kerja/{id}")
  View save(@PathVariable long id, @RequestParam Map<String, String> typed, Officer officer) {
    if (id != 0) {
      standing(id);
    }
    ChangeForm form = ChangeForm.of(typed);
    boolean used = id != 0 && calendars.used(id);
    Optional<Timetable> timetable = read(id, form);
    Optional<Given> given =
        used ? GivenForm.read(form, recounts.earliest(), officer.name()) : Optional.empty();
    given
        .flatMap(g -> timetable.map(t -> new OfficeHours.Version(t, g)))
        .filter(calendars::closesTooMany)
        .ifPresent(_ -> form.wrong("specials", "agency.calendar.wrong.closedSpecials"));
    if (timetable.isEmpty() || (used && given.isEmpty()) || !form.sound()) {
      return form.refused(f -> page(id, f));
    }
    ChangeForm.Deed deed =
        given
            .map(g -> changed(new OfficeHours.Version(timetable.get(), g)))
            .orElseGet(() -> kept(timetable.get()));
    List<Timetable> thin = timetable.filter(Timetable::thin).stream().toList();
    try {
      return id == 0
          ? deed.done()
          : form.decide(f -> page(id, f).with("thin", thin), recounts, deed);
    } catch (DuplicateKeyException e) { // somebody took the name in between
      form.wrong("name", "agency.calendar.wrong.taken");
      return form.refused(f -> page(id, f));
    }
  }

  private ChangeForm.Deed changed(OfficeHours.Version version) {
    long id = version.timetable().id();
    return new ChangeForm.Deed(
        () -> state(id),
        () -> versions(id).stream().limit(1).anyMatch(version::equals),
        () -> recounts.preview(version),
        () -> recounts.change(version),
        "desk.notice.timetable",
        "/aturan/jam-kerja");
  }

  private ChangeForm.Deed kept(Timetable timetable) {
    long id = timetable.id();
    return new ChangeForm.Deed(
        () -> state(id),
        () -> state(id).equals(state(timetable)),
        Recounts.Preview::none,
        () -> calendars.save(timetable),
        "desk.notice.timetableKept",
        "/aturan/jam-kerja");
  }

  /** What it was changed to, the latest first. */
  private List<OfficeHours.Version> versions(long id) {
    return calendars.versions().reversed().stream().filter(v -> v.timetable().id() == id).toList();
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
    return calendars.timetable(id).map(TimetablePages::state).orElse("");
  }

  private static String state(Timetable t) {
    return new TreeMap<>(written(t)).toString();
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
        .ifPresent(key -> form.wrong(key.endsWith("pecials") ? "specials" : "name", key));
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
    return Html.of(
        "desk/timetable",
        "id",
        id,
        "form",
        form,
        "agencies",
        agencies,
        "used",
        id != 0 && calendars.used(id),
        "earliest",
        recounts.earliest(),
        "versions",
        versions(id));
  }
}
