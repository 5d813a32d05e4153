package id.lapor.api;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets go of what no machine asks for any more, a bounded number at a time and on any number of
 * servers. What happened to a report stays in its journal.
 */
@Component
class OldTraces {

  /** A client that stayed away longer than this begins anew. */
  static final Duration EVENTS = Duration.ofDays(400);

  /** Nobody repeats a request after this. */
  static final Duration KEYS = Duration.ofDays(90);

  /** What was told, or given up, is shown for so long. */
  static final Duration DELIVERIES = Duration.ofDays(90);

  static final int AT_ONCE = 5_000;

  private static final Logger log = LoggerFactory.getLogger(OldTraces.class);

  private final JdbcClient jdbc;
  private final InstantSource clock;

  OldTraces(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT25M")
  void round() {
    try {
      sweep();
    } catch (DataAccessException e) {
      log.warn("Old traces of machines stay for another hour: {}", e.getMessage());
    }
  }

  void sweep() {
    Instant now = clock.instant();
    while (letGo(EVENT, now.minus(EVENTS)) == AT_ONCE) {
      log.debug("More old events");
    }
    while (letGo(ONCE, now.minus(KEYS)) == AT_ONCE) {
      log.debug("More old keys");
    }
    while (letGo(DELIVERY, now.minus(DELIVERIES)) == AT_ONCE) {
      log.debug("More old deliveries");
    }
  }

  /** Uses api_event_at. */
  private static final String EVENT =
      """
      DELETE FROM api_event WHERE id IN (
        SELECT id FROM api_event WHERE at < ? ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  /** Uses api_once_at. */
  private static final String ONCE =
      """
      DELETE FROM api_once WHERE (client_id, key) IN (
        SELECT client_id, key FROM api_once WHERE at < ? ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  /** Uses api_delivery_tried. */
  private static final String DELIVERY =
      """
      DELETE FROM api_delivery WHERE id IN (
        SELECT id FROM api_delivery WHERE tried_at < ? AND state <> 'QUEUED'
        ORDER BY tried_at LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  private int letGo(String sql, Instant before) {
    return jdbc.sql(sql).params(Timestamp.from(before), AT_ONCE).update();
  }
}
