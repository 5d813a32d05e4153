package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.channel.Wire;
import id.lapor.platform.page.Texts;
import id.lapor.report.ReportId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts what an office has to hear within the same minute, or the same night, into one mail. */
@Component
class Digests {

  private static final int OFFICES_AT_ONCE = 50;
  private static final int LINES_SHOWN = 50;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final MessageStore messages;
  private final Addresses addresses;
  private final Agencies agencies;
  private final Texts texts;

  Digests(
      JdbcClient jdbc,
      JdbcTemplate batches,
      MessageStore messages,
      Addresses addresses,
      Agencies agencies,
      Texts texts) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.messages = messages;
    this.addresses = addresses;
    this.agencies = agencies;
    this.texts = texts;
  }

  record Line(AgencyId office, ReportId report, MessageStore.Text text) {}

  /** A line with the moment from which it may be sent. */
  record Held(Line line, Instant at, Instant firesAt) {}

  void add(List<Held> held) {
    batches.batchUpdate(
        """
        INSERT INTO notification_digest_line (office_id, report_id, subject, body, created_at, fires_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        held.stream()
            .map(h ->
                new Object[] {
                  h.line().office().value(),
                  h.line().report().value(),
                  h.line().text().subject(),
                  h.line().text().body(),
                  Timestamp.from(h.at()),
                  Timestamp.from(h.firesAt())
                })
            .toList());
  }

  /** Makes messages of all lines of offices whose first line may be sent now. */
  void compose(Instant now) {
    List<AgencyId> due =
        jdbc.sql(
                """
                SELECT office_id
                FROM notification_digest_line
                GROUP BY office_id
                HAVING min(fires_at) <= :now
                ORDER BY min(fires_at)
                LIMIT :limit
                """)
            .param("now", Timestamp.from(now))
            .param("limit", OFFICES_AT_ONCE)
            .query((row, _) -> new AgencyId(row.getLong(1)))
            .list();
    List<MessageStore.Fresh> fresh = new ArrayList<>();
    for (AgencyId office : due) {
      List<Line> lines = take(office);
      if (!lines.isEmpty()) {
        MessageStore.Text text = text(office, lines);
        for (String address : addresses.of(office)) {
          fresh.add(
              new MessageStore.Fresh(
                  lines.getFirst().report(),
                  Wire.Kind.EMAIL,
                  new MessageStore.To.Address(address),
                  text,
                  now));
        }
      }
    }
    messages.add(fresh, now);
  }

  /** Lines another server has are left to it. */
  private List<Line> take(AgencyId office) {
    return jdbc.sql(
            """
            DELETE FROM notification_digest_line
            WHERE id IN (
              SELECT id FROM notification_digest_line
              WHERE office_id = :office
              ORDER BY fires_at
              FOR UPDATE SKIP LOCKED)
            RETURNING report_id, subject, body
            """)
        .param("office", office.value())
        .query((row, _) ->
            new Line(
                office,
                new ReportId(row.getLong(1)),
                new MessageStore.Text(row.getString(2), row.getString(3))))
        .list();
  }

  private MessageStore.Text text(AgencyId office, List<Line> lines) {
    if (lines.size() == 1) {
      return lines.getFirst().text();
    }
    StringBuilder body = new StringBuilder();
    lines.stream().limit(LINES_SHOWN).forEach(l -> body.append(l.text().body()).append("\n\n"));
    if (lines.size() > LINES_SHOWN) {
      body.append(
          texts.get(Texts.INDONESIAN, "notification.digest.more", lines.size() - LINES_SHOWN));
    }
    return new MessageStore.Text(
        texts.get(
            Texts.INDONESIAN,
            "notification.digest.subject",
            lines.size(),
            agencies.get(office).name()),
        body.toString().strip());
  }
}
