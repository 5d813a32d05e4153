package id.lapor.notification;

import id.lapor.agency.AgencyId;
import id.lapor.channel.Wire;
import id.lapor.people.ReporterId;
import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages in the database. */
@Repository
class MessageStore {

  private static final String COLUMNS =
      "SELECT id, wire, recipient, reporter_id, subject, body, secret, state, tries, created_at, sent_at, asked, report_id, civil_zone, civil_office, trouble FROM notification_message ";

  private static final String INSERT =
      """
      INSERT INTO notification_message (
      report_id, wire, recipient, reporter_id, subject, body, secret, state, fires_at, created_at, undone_with, asked,
      whole_id, seq, instead, civil_zone, civil_office)
      VALUES (?, ?, ?, ?, ?, ?, ?, 'QUEUED', ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final SealedWords sealed;

  MessageStore(JdbcClient jdbc, JdbcTemplate batches, SealedWords sealed) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.sealed = sealed;
  }

  record Text(String subject, String body) {}

  /**
   * An act a message tells of.
   *
   * @param whole in whose journal it stands
   * @param instead of a message on another wire that did not arrive
   */
  record About(ReportId whole, int seq, boolean instead) {}

  /**
   * Where a message goes: to an address, or to whoever a reporter turns out to be when it is sent.
   */
  sealed interface To {
    record Address(String address) implements To {}

    record Reporter(ReporterId reporter) implements To {}
  }

  /**
   * A message to be sent.
   *
   * @param secret its words lie sealed, and go when {@link #forgetCodes} comes round
   * @param firesAt not before
   * @param undoneWith report whose forward it tells of, so that it goes when that is undone
   * @param asked its receiver asked for it just now
   * @param about the act it tells a reporter of, null when of none
   * @param quiet whose civil hours it keeps; null where it goes at any hour
   */
  record Fresh(
      @Nullable ReportId report,
      Wire.Kind wire,
      To to,
      Text text,
      boolean secret,
      Instant firesAt,
      @Nullable ReportId undoneWith,
      boolean asked,
      @Nullable About about,
      @Nullable Quiet quiet) {

    Fresh(
        @Nullable ReportId report,
        Wire.Kind wire,
        To to,
        Text text,
        boolean secret,
        Instant firesAt) {
      this(report, wire, to, text, secret, firesAt, null, false, null, null);
    }

    /** By mail, to somebody of an office. */
    static Fresh toOffice(
        @Nullable ReportId report, String address, Text text, Instant firesAt, AgencyId office) {
      return new Fresh(
          report,
          Wire.Kind.EMAIL,
          new To.Address(address),
          text,
          false,
          firesAt,
          null,
          false,
          null,
          new Quiet.Office(office));
    }

    Fresh undoneWith(@Nullable ReportId forwarded) {
      return new Fresh(report, wire, to, text, secret, firesAt, forwarded, asked, about, quiet);
    }
  }

  void add(List<Fresh> fresh, Instant now) {
    batches.batchUpdate(INSERT, fresh.stream().map(m -> values(m, now)).toList());
  }

  /** Its number. */
  long addOne(Fresh fresh, Instant now) {
    return jdbc.sql(INSERT + " RETURNING id")
        .params(Arrays.asList(values(fresh, now)))
        .query(Long.class)
        .single();
  }

  private @Nullable Object[] values(Fresh m, Instant now) {
    return new @Nullable Object[] {
      m.report() == null ? null : m.report().value(),
      m.wire().name(),
      m.to() instanceof To.Address a ? a.address() : null,
      m.to() instanceof To.Reporter r ? r.reporter().value() : null,
      m.text().subject(),
      m.secret() ? sealed.close(m.text().body(), m.wire(), m.to()) : m.text().body(),
      m.secret(),
      Timestamp.from(m.firesAt()),
      Timestamp.from(now),
      m.undoneWith() == null ? null : m.undoneWith().value(),
      m.asked(),
      m.about() == null ? null : m.about().whole().value(),
      m.about() == null ? null : m.about().seq(),
      m.about() != null && m.about().instead(),
      m.quiet() instanceof Quiet.Reporter r ? r.zone().getId() : null,
      m.quiet() instanceof Quiet.Office o ? o.office().value() : null
    };
  }

  /** Takes the words out of messages with codes that no longer work. */
  void forgetCodes(Instant before) {
    jdbc.sql(
            """
            UPDATE notification_message
            SET body = '', secret = false, state = CASE state WHEN 'QUEUED' THEN 'GIVEN_UP' ELSE state END
            WHERE secret AND created_at < ?
            """)
        .param(Timestamp.from(before))
        .update();
  }

  /** As they are read, sealed ones too. */
  List<Message> latest(int limit) {
    return jdbc.sql(COLUMNS + "ORDER BY id DESC LIMIT ?")
        .param(limit)
        .query((row, n) -> sealed.openOrEmpty(message(row, n)))
        .list();
  }

  /** Messages to be sent now, locked against other workers; uses notification_message_queue. */
  List<Message> lock(Set<Wire.Kind> wires, Instant now, int limit) {
    return jdbc.sql(
            COLUMNS
                + """
                WHERE state = 'QUEUED' AND fires_at <= :now AND wire = ANY(:wires)
                ORDER BY fires_at, id
                LIMIT :limit
                FOR UPDATE SKIP LOCKED
                """)
        .param("now", Timestamp.from(now))
        .param("wires", wires.stream().map(Wire.Kind::name).toArray(String[]::new))
        .param("limit", limit)
        .query(MessageStore::message)
        .list();
  }

  /**
   * A message a wire took.
   *
   * @param parts in how many it went
   */
  record Gone(long id, int parts) {}

  void sent(List<Gone> gone, Instant now) {
    batches.batchUpdate(
        """
        UPDATE notification_message
        SET state = 'SENT', sent_at = ?, parts = ?, recipient = NULL, tries = tries + 1 WHERE id = ?
        """,
        gone.stream().map(g -> new Object[] {Timestamp.from(now), g.parts(), g.id()}).toList());
  }

  /** Whether no address was looked at for it yet; from now on one was. */
  boolean looksFirst(long id) {
    return jdbc.sql("UPDATE notification_message SET looked = true WHERE id = ? AND NOT looked")
            .param(id)
            .update()
        > 0;
  }

  /** Lets it wait; that is no try. */
  void postpone(long id, Instant until) {
    jdbc.sql("UPDATE notification_message SET fires_at = ? WHERE id = ?")
        .params(Timestamp.from(until), id)
        .update();
  }

  /** Its wire is down: it waits and is tried no further. */
  void held(long id, Instant until, String trouble) {
    jdbc.sql("UPDATE notification_message SET fires_at = ?, trouble = ? WHERE id = ?")
        .params(Timestamp.from(until), trouble, id)
        .update();
  }

  void failed(long id, Instant again, String trouble) {
    jdbc.sql(
            "UPDATE notification_message SET fires_at = ?, trouble = ?, tries = tries + 1 WHERE id = ?")
        .params(Timestamp.from(again), trouble, id)
        .update();
  }

  /** Gives it up, because its receiver wants no more of these. */
  void unwanted(long id, Instant now) {
    jdbc.sql(
            """
            UPDATE notification_message
            SET state = 'GIVEN_UP', unwanted = true, fires_at = ?, tries = tries + 1
            WHERE id = ?
            """)
        .params(Timestamp.from(now), id)
        .update();
  }

  /** Whether that is news of anybody. */
  boolean mute(List<ReporterId> reporters, Wire.Kind wire, Instant now) {
    int[] news =
        batches.batchUpdate(
            "INSERT INTO notification_mute (reporter_id, wire, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            reporters.stream()
                .map(r -> new Object[] {r.value(), wire.name(), Timestamp.from(now)})
                .toList());
    return Arrays.stream(news).anyMatch(n -> n > 0);
  }

  /** Likewise. */
  boolean unmute(List<ReporterId> reporters, Wire.Kind wire) {
    int[] news =
        batches.batchUpdate(
            "DELETE FROM notification_mute WHERE reporter_id = ? AND wire = ?",
            reporters.stream().map(r -> new Object[] {r.value(), wire.name()}).toList());
    return Arrays.stream(news).anyMatch(n -> n > 0);
  }

  List<Silence> silences(ReporterId reporter) {
    return jdbc.sql("SELECT wire, since FROM notification_mute WHERE reporter_id = ? ORDER BY wire")
        .param(reporter.value())
        .query((row, _) ->
            new Silence(Wire.Kind.valueOf(row.getString(1)), row.getTimestamp(2).toInstant()))
        .list();
  }

  /**
   * What somebody was told because they asked, receipts of their reports apart; uses
   * notification_message_reporter.
   */
  int asked(List<ReporterId> reporters, Wire.Kind wire, Instant since) {
    return jdbc.sql(
            """
            SELECT count(*) FROM notification_message
            WHERE reporter_id = ANY(:reporters) AND wire = :wire AND asked AND whole_id IS NULL AND created_at >= :since
            """)
        .param("reporters", reporters.stream().map(ReporterId::value).toArray(Long[]::new))
        .param("wire", wire.name())
        .param("since", Timestamp.from(since))
        .query(Integer.class)
        .single();
  }

  /** The words of the last of these; likewise. */
  Optional<String> lastAsked(List<ReporterId> reporters, Wire.Kind wire, Instant since) {
    return jdbc.sql(
            """
            SELECT body FROM notification_message
            WHERE reporter_id = ANY(:reporters) AND wire = :wire AND asked AND whole_id IS NULL AND created_at >= :since
            ORDER BY id DESC
            LIMIT 1
            """)
        .param("reporters", reporters.stream().map(ReporterId::value).toArray(Long[]::new))
        .param("wire", wire.name())
        .param("since", Timestamp.from(since))
        .query(String.class)
        .optional();
  }

  /** Whether any of them is. */
  boolean muted(List<ReporterId> reporters, Wire.Kind wire) {
    return jdbc.sql(
            "SELECT EXISTS (SELECT 1 FROM notification_mute WHERE reporter_id = ANY(:reporters) AND wire = :wire)")
        .param("reporters", reporters.stream().map(ReporterId::value).toArray(Long[]::new))
        .param("wire", wire.name())
        .query(Boolean.class)
        .single();
  }

  /** How a wire does: what waits, and when it last took something. */
  Wires.Sent sent(Wire.Kind wire, Instant now) {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM notification_message
                    WHERE state = 'QUEUED' AND wire = :wire AND fires_at <= :now),
                   (SELECT max(sent_at) FROM notification_message
                    WHERE wire = :wire AND state = 'SENT'),
                   (SELECT trouble FROM notification_message
                    WHERE state = 'QUEUED' AND wire = :wire AND trouble IS NOT NULL
                    ORDER BY fires_at LIMIT 1)
            """)
        .param("wire", wire.name())
        .param("now", Timestamp.from(now))
        .query((row, _) -> {
          @Nullable Timestamp last = row.getTimestamp(2);
          return new Wires.Sent(
              row.getLong(1), last == null ? null : last.toInstant(), row.getString(3));
        })
        .single();
  }

  /** Takes back what nobody was sent yet about a forward that was undone. */
  void takeBack(ReportId report) {
    jdbc.sql("DELETE FROM notification_message WHERE undone_with = ? AND state = 'QUEUED'")
        .param(report.value())
        .update();
  }

  /** Nothing that waits goes to a reporter who wishes no messages, but for what they ask for. */
  void silence(ReporterId reporter) {
    jdbc.sql(
            """
            UPDATE notification_message SET state = 'GIVEN_UP'
            WHERE reporter_id = ? AND state = 'QUEUED' AND NOT secret AND NOT asked
            """)
        .param(reporter.value())
        .update();
  }

  /** Nothing more goes to a reporter who is gone, and nothing of what was said stays. */
  void forget(ReporterId reporter) {
    jdbc.sql(
            """
            UPDATE notification_message
            SET state = CASE state WHEN 'QUEUED' THEN 'GIVEN_UP' ELSE state END, subject = '', body = '', trouble = NULL
            WHERE reporter_id = ?
            """)
        .param(reporter.value())
        .update();
  }

  private static @Nullable Quiet quiet(ResultSet row) throws SQLException {
    @Nullable String zone = row.getString("civil_zone");
    @Nullable Long office = row.getObject("civil_office", Long.class);
    if (office != null) {
      return new Quiet.Office(new AgencyId(office));
    }
    return zone == null ? null : new Quiet.Reporter(ZoneId.of(zone));
  }

  private static Message message(ResultSet row, int number) throws SQLException {
    @Nullable Long reporter = row.getObject("reporter_id", Long.class);
    @Nullable Timestamp sent = row.getTimestamp("sent_at");
    @Nullable Long report = row.getObject("report_id", Long.class);
    return new Message(
        row.getLong("id"),
        Wire.Kind.valueOf(row.getString("wire")),
        row.getString("recipient"),
        reporter == null ? null : new ReporterId(reporter),
        row.getString("subject"),
        row.getString("body"),
        row.getBoolean("secret"),
        Message.State.valueOf(row.getString("state")),
        row.getInt("tries"),
        row.getTimestamp("created_at").toInstant(),
        sent == null ? null : sent.toInstant(),
        row.getBoolean("asked"),
        report == null ? null : new ReportId(report),
        quiet(row),
        row.getString("trouble") != null);
  }
}
