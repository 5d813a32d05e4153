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
import id.lapor.report.Words;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** Holidays and cuti bersama: a decree is typed, shown with what it moves, and then moves it. */
@Controller
@ForRoles(Role.NATIONAL_ADMIN)
class DecreePages {

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
   * @param tahun the year shown; this one where it is none
   */
  @GetMapping("/aturan/hari-libur")
  Html list(@RequestParam(defaultValue = "") String tahun) {
    int now = thisYear();
    int asked = tahun.matches("\\d{4}") ? Integer.parseInt(tahun) : now;
    return page(ChangeForm.of(Map.of()), asked);
  }

  /**
   * @param typed {@code number} of the decree, {@code kind}, and {@code dates}, one a line: {@code
   *     2026-08-18 Cuti bersama Kemerdekaan}
   */
  @PostMapping("/aturan/hari-libur")
  View decree(@RequestParam Map<String, String> typed, Officer officer) {
    ChangeForm form = ChangeForm.of(typed);
    limited(form, "number", "desk.decree.noNumber");
    List<Holiday> holidays = read(form);
    if (holidays.isEmpty() || badLine(form) != null) {
      form.wrong("dates", "desk.decree.wrongDates");
    } else if (holidays.stream().map(Holiday::day).distinct().count() < holidays.size()) {
      form.wrong("dates", "desk.decree.dateTwice");
    }
    if (!form.sound()) {
      return form.refused(this::page);
    }
    if (!begun(holidays).isEmpty()) {
      form.wrong("dates", "desk.decree.tooSoon");
      return form.refused(f -> page(f).with("begun", begun(holidays)));
    }
    if (calendars.tooMany(holidays)) {
      form.wrong("dates", "desk.decree.tooMany");
      return form.refused(this::page);
    }
    return form.decide(
        f -> page(f).with("replaced", replaced(holidays)),
        recounts,
        new ChangeForm.Deed(
            () -> replaced(holidays).toString(),
            () -> replaced(holidays).equals(holidays),
            () -> recounts.preview(holidays),
            () -> recounts.decree(holidays, officer.name()),
            "desk.notice.decree",
            "/aturan"));
  }

  /** Dates that have begun somewhere in the country and stay as they were, in their order. */
  private List<LocalDate> begun(List<Holiday> decreed) {
    return decreed.stream()
        .map(Holiday::day)
        .filter(day -> day.isBefore(recounts.earliest()))
        .sorted()
        .toList();
  }

  /** What stands for the same dates and goes by the later decree. */
  private List<Holiday> replaced(List<Holiday> decreed) {
    return decreed.stream().flatMap(h -> on(h.day()).stream()).toList();
  }

  private Optional<Holiday> on(LocalDate day) {
    return calendars.holidays(day.getYear()).stream().filter(h -> h.day().equals(day)).findFirst();
  }

  @GetMapping("/aturan/hari-libur/{day}")
  Html revoking(@PathVariable String day) {
    return revoking(standing(day), ChangeForm.of(Map.of()));
  }

  /** Shows what would move when the date is worked on after all, or with {@code yes} does it. */
  @PostMapping("/aturan/hari-libur/{day}")
  View revoke(@PathVariable String day, @RequestParam Map<String, String> typed, Officer officer) {
    ChangeForm form = ChangeForm.of(typed);
    if (form.ticked("yes") && revokedBy(officer, day, form.text("why"))) {
      return Notice.then("desk.notice.revoked", "/aturan/hari-libur"); // sent a second time
    }
    LocalDate date = standing(day).day();
    if (date.isBefore(recounts.earliest())) {
      form.wrong("preview", "desk.decree.stays");
    }
    limited(form, "why", "desk.decree.noReason");
    Words.wrongGrounds(form.text("why"))
        .ifPresent(no -> form.wrong("why", "report.refused." + no.name()));
    if (!form.sound()) {
      return form.refused(f -> revoking(standing(day), f));
    }
    return form.decide(
        f -> revoking(standing(day), f),
        recounts,
        new ChangeForm.Deed(
            () -> on(date).toString(),
            () -> on(date).isEmpty(),
            () -> recounts.previewWithout(date),
            () -> recounts.revoke(date, officer.name(), form.text("why")),
            "desk.notice.revoked",
            "/aturan/hari-libur"));
  }

  private boolean revokedBy(Officer officer, String day, String why) {
    @Nullable LocalDate date = ChangeForm.date(day);
    return date != null
        && on(date).isEmpty()
        && calendars.revoked(date.getYear()).stream()
            .anyMatch(r ->
                r.holiday().day().equals(date)
                    && r.by().equals(officer.name())
                    && r.why().equals(why));
  }

  private static void limited(ChangeForm form, String field, String key) {
    String words = form.text(field);
    if (words.isEmpty() || words.length() > LONGEST_NAME) {
      form.wrong(field, key);
    }
  }

  private Holiday standing(String typed) {
    @Nullable LocalDate day = ChangeForm.date(typed);
    if (day == null) {
      throw new NotFound();
    }
    return on(day).orElseThrow(NotFound::new);
  }

  private Html revoking(Holiday holiday, ChangeForm form) {
    return Html.of(
        "desk/revoke",
        "holiday",
        holiday,
        "stays",
        holiday.day().isBefore(recounts.earliest()),
        "form",
        form,
        "agencies",
        agencies);
  }

  /** Empty when a line is not a date and a name. */
  private static List<Holiday> read(ChangeForm form) {
    Holiday.Kind kind =
        form.text("kind").equals("JOINT_LEAVE") ? Holiday.Kind.JOINT_LEAVE : Holiday.Kind.NATIONAL;
    List<Holiday> holidays = new ArrayList<>();
    for (String line : form.text("dates").lines().map(String::strip).toList()) {
      if (line.isEmpty()) {
        continue;
      }
      String[] parts = line.split("[\\s,;]+", 2);
      @Nullable LocalDate day = ChangeForm.date(parts[0]);
      if (day == null || unnamed(parts)) {
        return List.of();
      }
      holidays.add(new Holiday(day, kind, parts[1], form.text("number")));
    }
    return holidays;
  }

  private static boolean unnamed(String[] parts) {
    return parts.length < 2 || parts[1].length() > LONGEST_NAME;
  }

  /** The first line that is not a date and a name; null where each is. */
  private static @Nullable BadLine badLine(ChangeForm form) {
    List<String> lines = form.typed().getOrDefault("dates", "").lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      String[] parts = line.split("[\\s,;]+", 2);
      if (!line.isEmpty() && (ChangeForm.date(parts[0]) == null || unnamed(parts))) {
        return new BadLine(i + 1, line);
      }
    }
    return null;
  }

  private Html page(ChangeForm form) {
    @Nullable BadLine bad = form.sound() ? null : badLine(form);
    return page(form, thisYear()).with("bad", bad == null ? List.of() : List.of(bad));
  }

  /** Of one year, by decree, as the decrees follow each other in it. */
  private Html page(ChangeForm form, int year) {
    Map<String, List<Holiday>> decrees =
        calendars.holidays(year).stream()
            .collect(
                Collectors.groupingBy(Holiday::decree, LinkedHashMap::new, Collectors.toList()));
    return Html.of(
        "desk/decree",
        "form",
        form,
        "decrees",
        decrees,
        "year",
        year,
        "now",
        thisYear(),
        "revoked",
        calendars.revoked(year),
        "earliest",
        recounts.earliest(),
        "agencies",
        agencies);
  }

  private int thisYear() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).getYear();
  }
}
