package id.lapor.notification;

import id.lapor.channel.Wire;
import id.lapor.people.Officer;
import id.lapor.platform.page.Texts;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What whoever looks after the wires does with them: has nothing go out on one for a while, sends a
 * message to see whether one works, and reads what they cost. Nothing that comes in is ever held.
 */
@Service
@EnableConfigurationProperties(WireCare.Prices.class)
public class WireCare {

  private final JdbcClient jdbc;
  private final MessageStore store;
  private final DeliveryStore deliveries;
  private final Prices prices;
  private final Texts texts;
  private final InstantSource clock;

  WireCare(
      JdbcClient jdbc,
      MessageStore store,
      DeliveryStore deliveries,
      Prices prices,
      Texts texts,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.deliveries = deliveries;
    this.prices = prices;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * What the operators ask.
   *
   * @param price of one part of an SMS, in rupiah; null when nobody wrote it down
   */
  @ConfigurationProperties("lapor.sms")
  public record Prices(@Nullable BigDecimal price) {}

  /** Since when nothing goes out on a wire, who said so and why. */
  public record Pause(Wire.Kind wire, Instant since, String by, String reason) {}

  /** Those that go on now. */
  public List<Pause> pauses() {
    return jdbc.sql(
            "SELECT wire, since, by_name, reason FROM notification_pause WHERE ended_at IS NULL ORDER BY wire")
        .query((row, _) ->
            new Pause(
                Wire.Kind.valueOf(row.getString("wire")),
                row.getTimestamp("since").toInstant(),
                row.getString("by_name"),
                row.getString("reason")))
        .list();
  }

  Set<Wire.Kind> paused() {
    Set<Wire.Kind> paused = EnumSet.noneOf(Wire.Kind.class);
    pauses().forEach(p -> paused.add(p.wire()));
    return paused;
  }

  /** Messages wait until {@link #resume}; a pause that goes on stays as it is. */
  public void pause(Wire.Kind wire, Officer officer, String reason) {
    jdbc.sql(
            """
            INSERT INTO notification_pause (wire, since, by_account, by_name, reason)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT (wire) WHERE ended_at IS NULL DO NOTHING
            """)
        .params(
            wire.name(),
            Timestamp.from(clock.instant()),
            officer.accountId(),
            officer.name(),
            reason.strip())
        .update();
  }

  /** False when nothing was paused. */
  public boolean resume(Wire.Kind wire, Officer officer) {
    return jdbc.sql(
                "UPDATE notification_pause SET ended_at = ?, ended_by = ? WHERE wire = ? AND ended_at IS NULL")
            .params(Timestamp.from(clock.instant()), officer.name(), wire.name())
            .update()
        > 0;
  }

  /**
   * Sends a message that says nothing but that it is one.
   *
   * @param address a number or an address for mail, as its wire takes it
   */
  @Transactional
  public void trial(Wire.Kind wire, String address) {
    Instant now = clock.instant();
    String subject = texts.get(Texts.INDONESIAN, "notification.trial.subject");
    String body = texts.get(Texts.INDONESIAN, "notification.trial.body");
    long id =
        store.addOne(
            new MessageStore.Fresh(
                null,
                wire,
                new MessageStore.To.Address(address),
                new MessageStore.Text(subject, body),
                false,
                now),
            now);
    jdbc.sql(
            """
            INSERT INTO notification_trial (wire, message_id) VALUES (?, ?)
            ON CONFLICT (wire) DO UPDATE SET message_id = excluded.message_id
            """)
        .params(wire.name(), id)
        .update();
  }

  /** What became of the last message of that kind on each wire. */
  public Map<Wire.Kind, Delivery> trials() {
    Map<Wire.Kind, Delivery> trials = new EnumMap<>(Wire.Kind.class);
    for (Map.Entry<Wire.Kind, Long> last : lastTrials().entrySet()) {
      deliveries.delivery(last.getValue()).ifPresent(d -> trials.put(last.getKey(), d));
    }
    return trials;
  }

  private Map<Wire.Kind, Long> lastTrials() {
    Map<Wire.Kind, Long> last = new EnumMap<>(Wire.Kind.class);
    jdbc.sql("SELECT wire, message_id FROM notification_trial")
        .query(row -> {
          last.put(Wire.Kind.valueOf(row.getString("wire")), row.getLong("message_id"));
        });
    return last;
  }

  /**
   * What went out on a wire in a month.
   *
   * @param parts each of which is paid for
   * @param cost in rupiah; null without a price
   */
  public record Month(long messages, long parts, @Nullable BigDecimal cost) {}

  /** SMS of the present month; uses notification_message_sent. */
  public Month month(ZoneId zone) {
    Instant begun =
        clock
            .instant()
            .atZone(zone)
            .toLocalDate()
            .with(TemporalAdjusters.firstDayOfMonth())
            .atStartOfDay(zone)
            .toInstant();
    return jdbc.sql(
            """
            SELECT count(*), coalesce(sum(coalesce(parts, 1)), 0) FROM notification_message
            WHERE wire = 'SMS' AND state = 'SENT' AND sent_at >= ?
            """)
        .param(Timestamp.from(begun))
        .query((row, _) -> {
          long parts = row.getLong(2);
          @Nullable BigDecimal cost =
              Optional.ofNullable(prices.price())
                  .map(p -> p.multiply(BigDecimal.valueOf(parts)))
                  .orElse(null);
          return new Month(row.getLong(1), parts, cost);
        })
        .single();
  }
}
