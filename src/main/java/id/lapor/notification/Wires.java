package id.lapor.notification;

import id.lapor.channel.Receipt;
import id.lapor.channel.Wire;
import id.lapor.people.ReporterId;
import id.lapor.platform.key.InstallationKey;
import id.lapor.report.AccessSecret;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What passes on the wires apart from news of events: answers to whoever asks, silence for whoever
 * wants it, receipts, and how each wire does.
 */
@Service
public class Wires {

  /** What PostgreSQL says of a row that stays locked (lock_not_available). */
  private static final String LOCKED = "55P03";

  /** In place of a subject, where there is none. */
  static final String ANSWERING = "#";

  private final MessageStore store;
  private final DeliveryStore deliveries;
  private final ReporterLetters letters;
  private final List<Wire> wires;
  private final InstallationKey key;
  private final InstantSource clock;

  Wires(
      MessageStore store,
      DeliveryStore deliveries,
      ReporterLetters letters,
      List<Wire> wires,
      InstallationKey key,
      InstantSource clock) {
    this.store = store;
    this.deliveries = deliveries;
    this.letters = letters;
    this.wires = wires;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Says something to a reporter who just asked, on the wire they asked on and at any hour.
   *
   * @param report what it is about, null when it is about none
   */
  public void answer(
      @Nullable ReportId report,
      ReporterId reporter,
      Wire.Kind wire,
      String subject,
      String words) {
    Instant now = clock.instant();
    store.add(
        List.of(
            new MessageStore.Fresh(
                report,
                wire,
                new MessageStore.To.Reporter(reporter),
                new MessageStore.Text(subject, words),
                false,
                now,
                null,
                true,
                null,
                null)),
        now);
  }

  /** How often somebody was answered on a wire within a day. */
  public int answersToday(List<ReporterId> reporters, Wire.Kind wire) {
    return store.asked(reporters, wire, clock.instant().minus(Duration.ofDays(1)));
  }

  /** What they were answered last on a wire within an hour. */
  public Optional<String> lastAnswer(List<ReporterId> reporters, Wire.Kind wire) {
    return store.lastAsked(reporters, wire, clock.instant().minus(Duration.ofHours(1)));
  }

  /**
   * The subject of an answer to a post, which has none.
   *
   * @param message number in the inbox of what is answered
   */
  public static String answering(long message) {
    return ANSWERING + message;
  }

  /**
   * What opens a report somebody filed by a message, derived whenever it is needed and kept
   * nowhere.
   */
  public AccessSecret secret(long inbox) {
    return AccessSecret.of(key.derive("access", "inbox:" + inbox));
  }

  /**
   * What opens a report an officer wrote down for somebody who can be reached, likewise; told to
   * nobody but them.
   */
  public AccessSecret secret(ReporterId reporter) {
    return AccessSecret.of(key.derive("access", "reporter:" + reporter.value()));
  }

  /** Whether its reporter is told of it by a wire that is set up here. */
  public boolean reaches(Report report) {
    return letters.wire(report).filter(this::serves).isPresent();
  }

  /** Whether there is such a wire here, working or not: what it cannot carry now waits for it. */
  public boolean serves(Wire.Kind kind) {
    return wires.stream().anyMatch(w -> w.serves(kind));
  }

  /**
   * Nothing more on this wire, but answers to what they ask.
   *
   * @return whether that is news
   */
  public boolean mute(List<ReporterId> reporters, Wire.Kind wire) {
    return store.mute(reporters, wire, clock.instant());
  }

  /**
   * News on this wire again.
   *
   * @return whether that is news itself
   */
  public boolean unmute(List<ReporterId> reporters, Wire.Kind wire) {
    return store.unmute(reporters, wire);
  }

  /**
   * Whoever wants no news on a wire wants none of what they write there later either; unless they
   * wanted it again of what they filed last.
   *
   * @param before numbers they were known by, the newest first
   */
  public void keepSilent(List<ReporterId> before, ReporterId reporter, Wire.Kind wire) {
    if (store.muted(before.stream().limit(1).toList(), wire)) {
      store.mute(List.of(reporter), wire, clock.instant());
    }
  }

  /** Wires on which the reporter of a report is not told of it, because they said so. */
  public List<Silence> silences(Report report) {
    @Nullable ReporterId reporter = report.matter().reporter();
    return reporter == null ? List.of() : store.silences(reporter);
  }

  /** Its reporter wants to be told again, on every wire. */
  @Transactional
  public void speakOf(Report report) {
    @Nullable ReporterId reporter = report.matter().reporter();
    if (reporter != null) {
      silences(report).forEach(s -> unmute(List.of(reporter), s.wire()));
    }
  }

  /**
   * Somebody waits for it to be noted, which is not for long while the message is being sent.
   *
   * @param key as the message was sent with it
   * @throws CannotAcquireLockException when it has to come again
   */
  @Transactional
  public void receipt(String key, Receipt.State state) {
    deliveries.waitForSeconds();
    try {
      note(key, state);
    } catch (UncategorizedSQLException e) {
      throw e.getCause() instanceof SQLException s && LOCKED.equals(s.getSQLState())
          ? new CannotAcquireLockException("The message is being sent", e)
          : e;
    }
  }

  private void note(String key, Receipt.State state) {
    if (key.matches("lapor-\\d{1,18}")) {
      long id = Long.parseLong(key.substring(6));
      boolean news = deliveries.receipt(id, state.name(), clock.instant());
      if (news && state == Receipt.State.LOST) {
        deliveries.missed(id).ifPresent(letters::instead);
      } else if (news) {
        deliveries.gone(id, clock.instant());
      }
    }
  }

  @EventListener
  @Transactional
  void on(Receipt receipt) {
    note(receipt.key(), receipt.state());
  }

  /**
   * A message to the reporter that did not arrive.
   *
   * @param at when its wire said so
   */
  public record Lost(Wire.Kind wire, Instant at) {}

  /** The last one on each wire. */
  public List<Lost> lost(ReportId report) {
    return deliveries.lost(report);
  }

  /** What became of what the reporter was told, by the acts it tells of. */
  public List<Delivery> deliveries(ReportId report) {
    return deliveries.deliveries(report);
  }

  /**
   * Words that went to a reporter, or wait to.
   *
   * @param subject empty where the wire has none
   */
  public record Told(Delivery delivery, String subject, String body) {}

  /** All a reporter was told, the oldest first; what stands for a secret is not replaced. */
  public List<Told> told(ReporterId reporter) {
    return deliveries.told(reporter).stream()
        .map(t -> t.subject().startsWith(ANSWERING) ? new Told(t.delivery(), "", t.body()) : t)
        .toList();
  }

  /**
   * How a wire does.
   *
   * @param waiting could go now
   * @param last when it last took something
   * @param trouble what it said to the first of those that wait
   */
  public record Sent(long waiting, @Nullable Instant last, @Nullable String trouble) {}

  public Sent sent(Wire.Kind wire) {
    return store.sent(wire, clock.instant());
  }
}
