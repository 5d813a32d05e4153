package id.lapor.notification;

import id.lapor.channel.Wire;
import id.lapor.channel.WireTrouble;
import id.lapor.people.Codes;
import id.lapor.people.Look;
import id.lapor.people.Reporters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands messages to the wires. At least once: a message is repeated when this process dies between
 * handing over and noting it; its key stays the same.
 */
@Component
public class Postman {

  private static final Logger log = LoggerFactory.getLogger(Postman.class);
  private static final int AT_ONCE = 20;
  private static final int MOST_TRIES = 12;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(3);

  private final MessageStore store;
  private final Digests digests;
  private final List<Wire> wires;
  private final Reporters reporters;
  private final Envelopes envelopes;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Postman(
      MessageStore store,
      Digests digests,
      List<Wire> wires,
      Reporters reporters,
      Envelopes envelopes,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.store = store;
    this.digests = digests;
    this.wires = wires;
    this.reporters = reporters;
    this.envelopes = envelopes;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT5S")
  void round() {
    try {
      deliver();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Messages could not be looked at, trying again: {}", e.getMessage());
    }
  }

  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
  void forgetCodes() {
    store.forgetCodes(clock.instant().minus(Codes.WORKS));
  }

  /** Sends whatever can be sent now. */
  public void deliver() {
    transaction.executeWithoutResult(_ -> digests.compose(clock.instant()));
    Set<Wire.Kind> carried =
        Arrays.stream(Wire.Kind.values())
            .filter(k -> wires.stream().anyMatch(w -> w.carries(k)))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Wire.Kind.class)));
    if (carried.isEmpty()) {
      return;
    }
    int sent = AT_ONCE;
    while (sent == AT_ONCE) {
      Integer done =
          transaction.execute(_ -> {
            List<Message> messages = store.lock(carried, clock.instant(), AT_ONCE);
            messages.forEach(this::send);
            return messages.size();
          });
      sent = done == null ? 0 : done;
    }
  }

  private void send(Message message) {
    Instant now = clock.instant();
    Wire wire = wires.stream().filter(w -> w.carries(message.wire())).findFirst().orElseThrow();
    boolean silent =
        message.reporter() != null
            && !message.asked()
            && store.muted(message.reporter(), message.wire());
    if (silent) {
      store.failed(
          message.id(), Message.State.GIVEN_UP, now, "The reporter wants no more of these");
      return;
    }
    @Nullable String recipient = recipient(message);
    if (recipient == null) {
      store.failed(
          message.id(),
          Message.State.GIVEN_UP,
          now,
          "There is no address (any more), or no message is wished for");
      return;
    }
    try {
      wire.send(message.wire(), envelopes.of(message, recipient));
      store.sent(message.id(), now);
    } catch (WireTrouble e) {
      boolean over = e.hopeless() || message.tries() + 1 >= MOST_TRIES;
      String trouble = String.valueOf(e.getMessage()).replace(recipient, "…");
      log.warn("Message {} was not taken: {}", message.id(), trouble);
      store.failed(
          message.id(),
          over ? Message.State.GIVEN_UP : Message.State.QUEUED,
          now.plus(pause(message.tries())),
          trouble);
    }
  }

  /** A reporter's address comes out of the vault only now, and that it did is written down. */
  private @Nullable String recipient(Message message) {
    if (message.reporter() == null) {
      return message.recipient();
    }
    Look look =
        Look.of(
            message.secret() || message.asked() ? Look.Purpose.CODE : Look.Purpose.MESSAGE,
            message.wire().name());
    return reporters
        .look(message.reporter(), look)
        .map(c ->
            switch (message.wire()) {
              case EMAIL -> c.email();
              case SMS -> c.phone();
            })
        .orElse(null);
  }

  /** Doubles with every try. */
  static Duration pause(int tries) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 12));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
