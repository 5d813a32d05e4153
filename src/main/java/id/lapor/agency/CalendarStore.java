package id.lapor.agency;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    List<Row> rows = rows();
    return new OfficeHours.Stored(
        rows.stream()
            .filter(r -> r.given() == null)
            .map(Row::timetable)
            .collect(Collectors.toMap(Timetable::id, Function.identity())),
        versions(rows),
        uses(),
        holidays(LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31)));
  }

  /** Each as it was given last. */
  List<Timetable> timetables() {
    Map<Long, Timetable> latest = new TreeMap<>();
    rows().forEach(r -> latest.put(r.timetable().id(), r.timetable()));
    return List.copyOf(latest.values());
  }

  List<OfficeHours.Version> versions() {
    return versions(rows());
  }

  private static List<OfficeHours.Version> versions(List<Row> rows) {
    return rows.stream()
        .flatMap(r ->
            r.given() == null
                ? Stream.empty()
                : Stream.of(new OfficeHours.Version(r.timetable(), r.given())))
        .toList();
  }

  /**
   * @param timetable under the number and name of its first version
   * @param given null for the first version
   */
  private record Row(Timetable timetable, @Nullable Given given) {}

  private List<Row> rows() {
    Map<Long, Map<DayOfWeek, List<Span>>> weeks = weeks();
    Map<Long, TreeMap<LocalDate, Timetable.Special>> specials = specials();
    return jdbc.sql(
            """
            SELECT c.id, coalesce(c.version_of, c.id) AS base, coalesce(b.name, c.name) AS name,
                   c.holidays, c.joint_leave, c.first_day, c.reason, c.given_by
            FROM agency_calendar c
            LEFT JOIN agency_calendar b ON b.id = c.version_of
            ORDER BY c.id
            """)
        .query((row, _) ->
            new Row(
                new Timetable(
                    row.getLong("base"),
                    row.getString("name"),
                    weeks.getOrDefault(row.getLong("id"), Map.of()),
                    specials.getOrDefault(row.getLong("id"), new TreeMap<>()),
                    row.getBoolean("holidays"),
                    row.getBoolean("joint_leave")),
                given(row)))
        .list();
  }

  private Map<Long, Map<DayOfWeek, List<Span>>> weeks() {
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
    return weeks;
  }

  private Map<Long, TreeMap<LocalDate, Timetable.Special>> specials() {
    Map<Long, TreeMap<LocalDate, Timetable.Special>> specials = new HashMap<>();
    jdbc.sql("SELECT calendar_id, day, spans, reason FROM agency_calendar_day")
        .query(row -> {
          specials
              .computeIfAbsent(row.getLong(1), _ -> new TreeMap<>())
              .put(
                  row.getDate(2).toLocalDate(),
                  new Timetable.Special(Span.read(row.getString(3)), row.getString(4)));
        });
    return specials;
  }

  /** Null for what never was anything else. */
  private static @Nullable Given given(ResultSet row) throws SQLException {
    @Nullable Date since = row.getDate("first_day");
    return since == null
        ? null
        : new Given(since.toLocalDate(), row.getString("reason"), row.getString("given_by"));
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

  List<Calendars.Use> uses() {
    return jdbc.sql(
            """
            SELECT agency_id, purpose = 'DESK' AS desk, calendar_id, first_day, reason, given_by
            FROM agency_hours
            ORDER BY id
            """)
        .query((row, _) ->
            new Calendars.Use(
                new AgencyId(row.getLong("agency_id")),
                row.getBoolean("desk"),
                row.getObject("calendar_id", Long.class),
                Objects.requireNonNull(given(row))))
        .list();
  }

  long save(Timetable t) {
    long id = t.id() == 0 ? insert(t, null) : update(t);
    batches.update("DELETE FROM agency_calendar_span WHERE calendar_id = ?", id);
    batches.update("DELETE FROM agency_calendar_day WHERE calendar_id = ?", id);
    fill(id, t);
    return id;
  }

  /** The name is that of all versions. */
  void add(OfficeHours.Version version) {
    Timetable t = version.timetable();
    batches.update("UPDATE agency_calendar SET name = ? WHERE id = ?", t.name().strip(), t.id());
    fill(insert(t, version.given()), t);
  }

  private void fill(long id, Timetable t) {
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
  }

  void remove(long id) {
    batches.update("DELETE FROM agency_calendar_span WHERE calendar_id = ?", id);
    batches.update("DELETE FROM agency_calendar_day WHERE calendar_id = ?", id);
    batches.update("DELETE FROM agency_calendar WHERE id = ?", id);
  }

  void use(Calendars.Use use) {
    jdbc.sql(
            """
            INSERT INTO agency_hours (agency_id, purpose, calendar_id, first_day, reason, given_by)
            VALUES (:agency, :purpose, :timetable, :since, :reason, :by)
            """)
        .param("agency", use.agency().value())
        .param("purpose", use.desk() ? "DESK" : "OFFICE")
        .param("timetable", use.timetable(), Types.BIGINT)
        .param("since", Date.valueOf(use.given().since()))
        .param("reason", use.given().reason())
        .param("by", use.given().by())
        .update();
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

  /**
   * @param given null for a first version
   */
  private long insert(Timetable t, @Nullable Given given) {
    return jdbc.sql(
            """
            INSERT INTO agency_calendar (name, holidays, joint_leave, version_of, first_day, reason, given_by)
            VALUES (:name, :holidays, :leave, :of, :since, :reason, :by)
            RETURNING id
            """)
        .param("name", t.name().strip())
        .param("holidays", t.holidays())
        .param("leave", t.jointLeave())
        .param("of", given == null ? null : t.id(), Types.BIGINT)
        .param("since", given == null ? null : Date.valueOf(given.since()), Types.DATE)
        .param("reason", given == null ? "" : given.reason())
        .param("by", given == null ? "" : given.by())
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

  /** Lets every server read again. */
  void changed() {
    jdbc.sql("SELECT nextval('agency_version')").query(Long.class).single();
  }

  private static Holiday holiday(ResultSet row, int number) throws SQLException {
    return new Holiday(
        row.getDate("day").toLocalDate(),
        Holiday.Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("decree"));
  }
}
