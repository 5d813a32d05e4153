package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.people.Accounts;
import id.lapor.platform.page.Texts;
import id.lapor.report.ReportId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts what offices have to hear within the same minute, or the same night, into one mail for each
 * who answers for them.
 */
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

  record Line(AgencyId office, ReportId report, Bilingual text) {}

  /**
   * A line with the moment from which it may be sent.
   *
   * @param letter the letter it tells of, which is told once; null for none
   * @param undone goes when the forward it tells of is undone
   */
  record Held(Line line, @Nullable String letter, Instant at, Instant firesAt, boolean undone) {}

  void add(List<Held> held) {
    batches.batchUpdate(
        """
        INSERT INTO notification_digest_line (
          office_id, report_id, subject, body, subject_en, body_en, letter, created_at, fires_at, undone)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (office_id, letter) DO NOTHING
        """,
        held.stream()
            .map(h ->
                new @Nullable Object[] {
                  h.line().office().value(),
                  h.line().report().value(),
                  h.line().text().indonesian().subject(),
                  h.line().text().indonesian().body(),
                  h.line().text().english().subject(),
                  h.line().text().english().body(),
                  h.letter(),
                  Timestamp.from(h.at()),
                  Timestamp.from(h.firesAt()),
                  h.undone()
                })
            .toList());
  }

  /** Its forward has not been. */
  void undo(ReportId report) {
    jdbc.sql("DELETE FROM notification_digest_line WHERE report_id = ? AND undone")
        .param(report.value())
        .update();
  }

  /** Whether a letter stands there already for an office. */
  boolean has(AgencyId office, String letter) {
    return jdbc.sql(
                "SELECT count(*) FROM notification_digest_line WHERE office_id = ? AND letter = ?")
            .params(office.value(), letter)
            .query(Integer.class)
            .single()
        > 0;
  }

  /**
   * Makes messages of all lines of offices whose first line may be sent now; who answers for
   * several of them gets one.
   */
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
    Map<Accounts.Mailbox, List<Line>> mails = new LinkedHashMap<>();
    for (AgencyId office : due) {
      List<Line> lines = take(office);
      for (Accounts.Mailbox box :
          lines.isEmpty() ? List.<Accounts.Mailbox>of() : addresses.of(office)) {
        mails.computeIfAbsent(box, _ -> new ArrayList<>()).addAll(lines);
      }
    }
    messages.add(
        mails.entrySet().stream().map(mail -> mail(mail.getKey(), mail.getValue(), now)).toList(),
        now);
  }

  private MessageStore.Fresh mail(Accounts.Mailbox to, List<Line> lines, Instant now) {
    Line first = lines.getFirst();
    return MessageStore.Fresh.toOffice(
        first.report(), to.address(), text(lines, to.language()), now, first.office());
  }

  /** In the order in which it happened; lines another server has are left to it. */
  private List<Line> take(AgencyId office) {
    return jdbc.sql(
            """
            WITH taken AS (
              DELETE FROM notification_digest_line
              WHERE id IN (
                SELECT id FROM notification_digest_line
                WHERE office_id = :office
                ORDER BY id
                FOR UPDATE SKIP LOCKED)
              RETURNING id, created_at, report_id, subject, body, subject_en, body_en)
            SELECT report_id, subject, body, subject_en, body_en
            FROM taken
            ORDER BY created_at, id
            """)
        .param("office", office.value())
        .query((row, _) ->
            new Line(
                office,
                new ReportId(row.getLong(1)),
                new Bilingual(
                    new MessageStore.Text(row.getString(2), row.getString(3)),
                    new MessageStore.Text(row.getString(4), row.getString(5)))))
        .list();
  }

  private MessageStore.Text text(List<Line> lines, Locale language) {
    if (lines.size() == 1) {
      return lines.getFirst().text().in(language);
    }
    StringBuilder body = new StringBuilder();
    lines.stream()
        .limit(LINES_SHOWN)
        .forEach(l -> body.append(l.text().in(language).body()).append("\n\n"));
    if (lines.size() > LINES_SHOWN) {
      body.append(texts.get(language, "notification.digest.more", lines.size() - LINES_SHOWN));
    }
    List<AgencyId> offices = lines.stream().map(Line::office).distinct().toList();
    String subject =
        offices.size() == 1
            ? texts.get(
                language,
                "notification.digest.subject",
                lines.size(),
                agencies.get(offices.getFirst()).name())
            : texts.get(language, "notification.digest.offices", lines.size(), offices.size());
    return new MessageStore.Text(subject, body.toString().strip());
  }
}
