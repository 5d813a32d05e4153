package id.lapor.deadline;

import id.lapor.agency.Calendars;
import id.lapor.platform.db.Referee;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Calendars and rules as they are, for those who only look and for those who write due dates. */
@Component
class Settings {

  private static final ZoneId CAPITAL = ZoneId.of("Asia/Jakarta");

  private final Calendars calendars;
  private final Rules rules;
  private final Referee referee;
  private final InstantSource clock;
  private final JdbcClient jdbc;
  private volatile long known = -1;

  Settings(
      Calendars calendars, Rules rules, Referee referee, InstantSource clock, JdbcClient jdbc) {
    this.calendars = calendars;
    this.rules = rules;
    this.referee = referee;
    this.clock = clock;
    this.jdbc = jdbc;
  }

  /** As this server knows them; what others changed within the last second may be missing. */
  Setting known() {
    return known(clock.instant());
  }

  /** The same at a moment given. */
  Setting known(Instant at) {
    return new Setting(calendars.hours(), rules.all(), rules::profile, at);
  }

  /** By which what is received now is measured, on the day of the capital. */
  RuleBook promised() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), CAPITAL);
    return Rules.pick(rules.all(), rules.profile(), today, today);
  }

  /** As they stand in the database this moment. */
  Setting fresh() {
    return new Setting(calendars.fresh(), rules.fresh(), rules::profile, clock.instant());
  }

  /**
   * For a transaction that writes due dates: no change that has begun is missing, and one that
   * begins before the transaction ends will find what it wrote and count it anew.
   */
  Setting held() {
    long held =
        jdbc.sql("SELECT deadline_hold(:at)").param("at", moment()).query(Long.class).single();
    if (held != known) {
      calendars.forget();
      rules.forget();
      known = held;
    }
    return known();
  }

  /** Waits for the transactions that still write by what held before the latest change. */
  void awaitOlder() {
    jdbc.sql(
            """
            SELECT pg_advisory_xact_lock(1708, held)
            FROM (
              SELECT DISTINCT objid::bigint::integer AS held
              FROM pg_locks
              WHERE locktype = 'advisory'
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND classid = 1708
                AND objsubid = 2
                AND objid::bigint < deadline_changes(:at)
              OFFSET 0) older
            """)
        .param("at", moment())
        .query((_, _) -> true)
        .list();
  }

  /** Null for the database's own. */
  private @Nullable Timestamp moment() {
    @Nullable Instant moved = referee.moved();
    return moved == null ? null : Timestamp.from(moved);
  }
}
