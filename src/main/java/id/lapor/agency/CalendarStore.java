package id.lapor.agency;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Timetables and holidays in the database. */
@Repository
class CalendarStore {

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  CalendarStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  OfficeHours.Stored read() {
    return new OfficeHours.Stored(
        timetables().stream().collect(Collectors.toMap(Timetable::id, Function.identity())),
        use("OFFICE"),
        use("DESK"),
        holidays(LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31)));
  }

  List<Timetable> timetables() {
    Map<Long, Map<DayOfWeek, List<Span>>> weeks = new HashMap<>();
    jdbc.sql(
            """
            SELECT calendar_id, weekday, from_minute, until_minute
            FROM agency_calendar_span
            ORDER BY calendar_id, weekday, from_minute
            """)
        .query(row -> {
          weeks
              .computeIfAbsent(row.getLong(1), _ -> new EnumMap<>(DayOfWeek.class))
              .computeIfAbsent(DayOfWeek.of(row.getInt(2)), _ -> new ArrayList<>())
              .add(new Span(row.getInt(3), row.getInt(4)));
        });
    Map<Long, TreeMap<LocalDate, Timetable.Special>> specials = new HashMap<>();
    jdbc.sql("SELECT calendar_id, day, spans, reason FROM agency_calendar_day")
        .query(row -> {
          specials
              .computeIfAbsent(row.getLong(1), _ -> new TreeMap<>())
              .put(
                  row.getDate(2).toLocalDate(),
                  new Timetable.Special(Span.read(row.getString(3)), row.getString(4)));
        });
    return jdbc.sql("SELECT id, name, holidays, joint_leave FROM agency_calendar ORDER BY id")
        .query((row, _) ->
            new Timetable(
                row.getLong(1),
                row.getString(2),
                weeks.getOrDefault(row.getLong(1), Map.of()),
                specials.getOrDefault(row.getLong(1), new TreeMap<>()),
                row.getBoolean(3),
                row.getBoolean(4)))
        .list();
  }

  List<Holiday> holidays(LocalDate from, LocalDate until) {
    return jdbc.sql(
            """
            SELECT day, kind, name, decree
            FROM agency_holiday
            WHERE day BETWEEN :from AND :until AND revoked_by IS NULL
            ORDER BY day
            """)
        .param("from", Date.valueOf(from))
        .param("until", Date.valueOf(until))
        .query(CalendarStore::holiday)
        .list();
  }

  Optional<Long> chosen(AgencyId agency, boolean desk) {
    return jdbc.sql(
            "SELECT calendar_id FROM agency_calendar_use WHERE agency_id = ? AND purpose = ?")
        .params(agency.value(), purpose(desk))
        .query(Long.class)
        .optional();
  }

  List<Calendars.Use> uses() {
    return jdbc.sql(
            """
            SELECT agency_id, purpose = 'DESK', calendar_id
            FROM agency_calendar_use
            ORDER BY agency_id, purpose
            """)
        .query((row, _) ->
            new Calendars.Use(new AgencyId(row.getLong(1)), row.getBoolean(2), row.getLong(3)))
        .list();
  }

  long save(Timetable t) {
    long id = t.id() == 0 ? insert(t) : update(t);
    batches.update("DELETE FROM agency_calendar_span WHERE calendar_id = ?", id);
    batches.update("DELETE FROM agency_calendar_day WHERE calendar_id = ?", id);
    List<Object[]> spans = new ArrayList<>();
    t.week()
        .forEach((day, list) ->
            list.forEach(s -> spans.add(new Object[] {id, day.getValue(), s.from(), s.until()})));
    batches.batchUpdate(
        "INSERT INTO agency_calendar_span (calendar_id, weekday, from_minute, until_minute) VALUES (?, ?, ?, ?)",
        spans);
    List<Object[]> days = new ArrayList<>();
    t.specials()
        .forEach((day, s) ->
            days.add(new Object[] {id, Date.valueOf(day), Span.write(s.spans()), s.reason()}));
    batches.batchUpdate(
        "INSERT INTO agency_calendar_day (calendar_id, day, spans, reason) VALUES (?, ?, ?, ?)",
        days);
    return id;
  }

  void remove(long id) {
    batches.update("DELETE FROM agency_calendar_span WHERE calendar_id = ?", id);
    batches.update("DELETE FROM agency_calendar_day WHERE calendar_id = ?", id);
    batches.update("DELETE FROM agency_calendar WHERE id = ?", id);
  }

  void use(AgencyId agency, boolean desk, @Nullable Long timetable) {
    if (timetable == null) {
      batches.update(
          "DELETE FROM agency_calendar_use WHERE agency_id = ? AND purpose = ?",
          agency.value(),
          purpose(desk));
    } else {
      batches.update(
          """
          INSERT INTO agency_calendar_use (agency_id, purpose, calendar_id) VALUES (?, ?, ?)
          ON CONFLICT (agency_id, purpose) DO UPDATE SET calendar_id = excluded.calendar_id
          """,
          agency.value(),
          purpose(desk),
          timetable);
    }
  }

  /** What stood for the same dates is taken back by the later decree. */
  void decree(List<Holiday> holidays) {
    batches.batchUpdate(
        """
        UPDATE agency_holiday
        SET revoked_by = ?, revoked_why = ?, revoked_at = now()
        WHERE day = ? AND revoked_by IS NULL
        """,
        holidays.stream()
            .map(h -> new Object[] {h.decree(), h.name(), Date.valueOf(h.day())})
            .toList());
    batches.batchUpdate(
        """
        INSERT INTO agency_holiday (day, kind, name, decree) VALUES (?, ?, ?, ?)
        ON CONFLICT (day) WHERE revoked_by IS NULL DO UPDATE
        SET kind = excluded.kind, name = excluded.name, decree = excluded.decree
        """,
        holidays.stream()
            .map(h -> new Object[] {Date.valueOf(h.day()), h.kind().name(), h.name(), h.decree()})
            .toList());
  }

  boolean revoke(LocalDate day, String by, String why) {
    return jdbc.sql(
                """
                UPDATE agency_holiday
                SET revoked_by = ?, revoked_why = ?, revoked_at = now()
                WHERE day = ? AND revoked_by IS NULL
                """)
            .params(by, why, Date.valueOf(day))
            .update()
        > 0;
  }

  List<Holiday.Revoked> revoked(LocalDate from, LocalDate until) {
    return jdbc.sql(
            """
            SELECT day, kind, name, decree, revoked_by, coalesce(revoked_why, '') AS revoked_why
            FROM agency_holiday
            WHERE day BETWEEN :from AND :until AND revoked_by IS NOT NULL
            ORDER BY day, id
            """)
        .param("from", Date.valueOf(from))
        .param("until", Date.valueOf(until))
        .query((row, number) ->
            new Holiday.Revoked(
                holiday(row, number), row.getString("revoked_by"), row.getString("revoked_why")))
        .list();
  }

  private long insert(Timetable t) {
    return jdbc.sql(
            """
            INSERT INTO agency_calendar (name, holidays, joint_leave) VALUES (?, ?, ?)
            RETURNING id
            """)
        .params(t.name().strip(), t.holidays(), t.jointLeave())
        .query(Long.class)
        .single();
  }

  private long update(Timetable t) {
    batches.update(
        "UPDATE agency_calendar SET name = ?, holidays = ?, joint_leave = ? WHERE id = ?",
        t.name().strip(),
        t.holidays(),
        t.jointLeave(),
        t.id());
    return t.id();
  }

  private Map<AgencyId, Long> use(String purpose) {
    Map<AgencyId, Long> use = new HashMap<>();
    jdbc.sql("SELECT agency_id, calendar_id FROM agency_calendar_use WHERE purpose = ?")
        .param(purpose)
        .query(row -> {
          use.put(new AgencyId(row.getLong(1)), row.getLong(2));
        });
    return use;
  }

  /** Lets every server read again. */
  void changed() {
    jdbc.sql("SELECT nextval('agency_version')").query(Long.class).single();
  }

  private static String purpose(boolean desk) {
    return desk ? "DESK" : "OFFICE";
  }

  private static Holiday holiday(ResultSet row, int number) throws SQLException {
    return new Holiday(
        row.getDate("day").toLocalDate(),
        Holiday.Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("decree"));
  }
}
