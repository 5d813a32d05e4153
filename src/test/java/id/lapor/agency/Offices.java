package id.lapor.agency;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A small tree of offices without a database, Monday to Friday 08:00 to 16:00. */
public final class Offices {

  public static final AgencyId NATIONAL = new AgencyId(1);
  public static final AgencyId CITY = new AgencyId(2);
  public static final AgencyId DESK = new AgencyId(3);
  public static final AgencyId OTHER_DESK = new AgencyId(4);
  public static final AgencyId OPD = new AgencyId(5);
  public static final AgencyId COMPANION = new AgencyId(6);

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
  private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

  private Offices() {}

  public static OfficeHours hours(Collection<LocalDate> holidays) {
    List<Agency> all =
        List.of(
            agency(NATIONAL, Agency.Type.NATIONAL, null, WIB),
            agency(CITY, Agency.Type.GOVERNMENT, NATIONAL, WITA),
            agency(DESK, Agency.Type.COORDINATOR, CITY, WITA),
            agency(OTHER_DESK, Agency.Type.COORDINATOR, NATIONAL, WIB),
            agency(OPD, Agency.Type.AGENCY, CITY, WITA),
            agency(COMPANION, Agency.Type.AGENCY, CITY, WITA));
    Map<DayOfWeek, List<Span>> always = new EnumMap<>(DayOfWeek.class);
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      always.put(day, List.of(Span.WHOLE_DAY));
      week.put(day, day.getValue() > 5 ? List.of() : List.of(Span.of("08:00", "16:00")));
    }
    return new OfficeHours(
        all.stream().collect(Collectors.toMap(Agency::id, Function.identity())),
        new OfficeHours.Stored(
            Map.of(
                OfficeHours.USUAL,
                new Timetable(OfficeHours.USUAL, "Jam kerja", week, new TreeMap<>(), true, true),
                OfficeHours.ALWAYS,
                new Timetable(
                    OfficeHours.ALWAYS, "Sepanjang waktu", always, new TreeMap<>(), false, false)),
            List.of(),
            List.of(),
            holidays.stream()
                .map(day -> new Holiday(day, Holiday.Kind.NATIONAL, "Libur", "SKB"))
                .toList()));
  }

  /** The desk keeps the hours of its office at all times, not all hours. */
  public static Calendars.Use deskHours() {
    return new Calendars.Use(
        DESK, true, OfficeHours.USUAL, new Given(Given.ALWAYS, "Jam meja seperti kantor", "Nadia"));
  }

  /** All offices open one minute a week. */
  public static OfficeHours.Version hardlyOpen() {
    Timetable minute =
        new Timetable(
            OfficeHours.USUAL,
            "Semenit seminggu",
            Map.of(DayOfWeek.MONDAY, List.of(Span.of("08:00", "08:01"))),
            new TreeMap<>(),
            true,
            true);
    return new OfficeHours.Version(
        minute, new Given(LocalDate.of(2026, 1, 1), "Percobaan jam yang sangat singkat", "Nadia"));
  }

  private static Agency agency(
      AgencyId id, Agency.Type type, @Nullable AgencyId parent, ZoneId zone) {
    return new Agency(id, "A" + id.value(), "A" + id.value(), type, parent, zone, null, "Kepala");
  }
}
