package id.lapor.notification;

import id.lapor.channel.Envelope;
import id.lapor.channel.Wire;
import id.lapor.channel.WireTrouble;
import id.lapor.people.Codes;
import id.lapor.people.Look;
import id.lapor.people.Reporters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands messages to the wires. At least once: a message is repeated when this process dies between
 * handing over and noting it; its key stays the same. A reporter gets what waits in the order it
 * was written in, but for what was not taken at first; on several servers at a time, and over wires
 * that carry several at once, two messages that wait together may change places.
 */
@Component
public class Postman {

  private static final Logger log = LoggerFactory.getLogger(Postman.class);
  private static final int AT_ONCE = 20;
  private static final int HANDS = 2;
  private static final int MOST_TRIES = 12;

  private static final Duration LONGEST_BATCH = Duration.ofSeconds(10);

  private final MessageStore store;
  private final DeliveryStore deliveries;
  private final Tally tally;
  private final Digests digests;
  private final List<Wire> wires;
  private final Reporters reporters;
  private final Envelopes envelopes;
  private final WireCare care;
  private final ReporterLetters letters;
  private final Rings rings;
  private final TransactionTemplate transaction;
  private final TransactionTemplate apart;
  private final InstantSource clock;

  /**
   * One hand takes messages and opens their contacts before the next takes any: so the one with
   * later messages of a reporter waits until the one with the earlier is done.
   */
  private final Lock taking = new ReentrantLock();

  Postman(
      MessageStore store,
      DeliveryStore deliveries,
      Tally tally,
      Digests digests,
      List<Wire> wires,
      Reporters reporters,
      Envelopes envelopes,
      WireCare care,
      ReporterLetters letters,
      Rings rings,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.store = store;
    this.deliveries = deliveries;
    this.tally = tally;
    this.digests = digests;
    this.wires = wires;
    this.reporters = reporters;
    this.envelopes = envelopes;
    this.care = care;
    this.letters = letters;
    this.rings = rings;
    this.transaction = transaction;
    this.apart =
        new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
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
    if (batch() == AT_ONCE) {
      sideBySide();
    }
  }

  private int batch() {
    Integer done = transaction.execute(_ -> deliverSome());
    return done == null ? 0 : done;
  }

  /** While one batch is on the line, the next is opened and the last one noted. */
  private void sideBySide() {
    Callable<Boolean> work =
        () -> {
          boolean more = true;
          while (more) {
            more = batch() == AT_ONCE;
          }
          return true;
        };
    try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> done : hands.invokeAll(Collections.nCopies(HANDS, work))) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while sending", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
    }
  }

  /** Wires are asked anew each time: a line can go down in between. */
  private int deliverSome() {
    Set<Wire.Kind> carried =
        Arrays.stream(Wire.Kind.values())
            .filter(k -> wire(k).isPresent())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Wire.Kind.class)));
    carried.removeAll(care.paused());
    if (carried.isEmpty()) {
      return 0;
    }
    Taken taken = take(carried);
    note(handed(taken.ready()));
    return taken.count();
  }

  private record Taken(int count, List<Ready> ready) {}

  private Taken take(Set<Wire.Kind> carried) {
    taking.lock();
    try {
      List<Message> messages = store.lock(carried, clock.instant(), AT_ONCE);
      return new Taken(messages.size(), ready(messages));
    } finally {
      taking.unlock();
    }
  }

  /**
   * Opens contacts in one order, whatever order the messages have: each stays locked until the end,
   * and two servers must not wait for each other's. What was not taken before goes last, so that
   * nothing waits behind a message that brings its wire down.
   */
  private List<Ready> ready(List<Message> messages) {
    return messages.stream()
        .sorted(Comparator.comparingLong(Postman::reporter))
        .map(this::preparedApart)
        .flatMap(Optional::stream)
        .sorted(
            Comparator.<Ready, Boolean>comparing(r -> r.message().troubled())
                .thenComparingLong(r -> r.message().id()))
        .toList();
  }

  private static long reporter(Message message) {
    return message.reporter() == null ? 0 : message.reporter().value();
  }

  private Optional<Wire> wire(Wire.Kind kind) {
    return wires.stream().filter(w -> w.carries(kind)).findFirst();
  }

  /** A message with all it takes to send it. */
  private record Ready(Message message, Wire wire, Envelope envelope) {}

  /** What is wrong with one message keeps no other from being sent. */
  private Optional<Ready> preparedApart(Message message) {
    try {
      return Objects.requireNonNull(apart.execute(_ -> prepared(message)));
    } catch (RuntimeException e) {
      note(message, Mishap.before(e), "", clock.instant());
      return Optional.empty();
    }
  }

  /** Empty when it must not go to anybody. */
  private Optional<Ready> prepared(Message message) {
    Optional<Wire> wire = wire(message.wire());
    if (wire.isEmpty()) {
      return Optional.empty(); // its line went down just now; it waits, and no address is looked at
    }
    Instant now = clock.instant();
    Instant at = rings.next(message.quiet(), now);
    if (at.isAfter(now)) {
      store.postpone(message.id(), at); // its line was down until the night
      return Optional.empty();
    }
    boolean silent =
        message.reporter() != null
            && !message.asked()
            && store.muted(List.of(message.reporter()), message.wire());
    if (silent) {
      store.unwanted(message.id(), now);
      instead(message);
      return Optional.empty();
    }
    @Nullable String recipient = recipient(message);
    if (recipient == null) {
      giveUp(message, false, "There is no address (any more), or no message is wished for");
      return Optional.empty();
    }
    return Optional.of(new Ready(message, wire.get(), envelopes.of(message, recipient)));
  }

  /**
   * @param trouble why the wire did not take it, null when it did
   */
  private record Handed(Ready ready, @Nullable WireTrouble trouble) {}

  /** Over each wire as many at the same time as it carries. */
  private List<Handed> handed(List<Ready> ready) {
    List<Handed> handed = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Handed>> atOnce = new ArrayList<>();
      for (Ready one : ready) {
        if (one.wire().atOnce() > 1) {
          atOnce.add(threads.submit(() -> hand(one)));
        }
      }
      handed.addAll(inTurn(ready.stream().filter(r -> r.wire().atOnce() <= 1).toList()));
      for (Future<Handed> one : atOnce) {
        handed.add(one.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while sending", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A wire failed", e.getCause());
    }
    return handed;
  }

  /** When a wire turns out to be down or slow, the rest waits: all of them are locked meanwhile. */
  private List<Handed> inTurn(List<Ready> ready) {
    Instant end = clock.instant().plus(LONGEST_BATCH);
    List<Handed> handed = new ArrayList<>();
    Set<Wire> down = new HashSet<>();
    for (Ready one : ready) {
      if (!down.contains(one.wire()) && clock.instant().isBefore(end)) {
        Handed last = hand(one);
        handed.add(last);
        if (last.trouble() != null && last.trouble().down()) {
          down.add(one.wire());
        }
      }
    }
    return handed;
  }

  /** Whatever a wire does with one message, it is none of the others'. */
  private static Handed hand(Ready ready) {
    try {
      ready.wire().send(ready.message().wire(), ready.envelope());
      return new Handed(ready, null);
    } catch (WireTrouble e) {
      return new Handed(ready, e);
    } catch (RuntimeException e) {
      return new Handed(ready, Mishap.onTheWire(e));
    }
  }

  private void note(List<Handed> all) {
    Instant now = clock.instant();
    List<Ready> sent = all.stream().filter(h -> h.trouble() == null).map(Handed::ready).toList();
    store.sent(
        sent.stream().map(r -> new MessageStore.Gone(r.message().id(), parts(r))).toList(), now);
    sent.stream()
        .collect(Collectors.groupingBy(r -> r.message().wire(), Collectors.counting()))
        .forEach((wire, count) -> tally.add(wire, Tally.Outcome.SENT, count));
    for (Handed one : all) {
      if (one.trouble() != null) {
        note(one.ready().message(), one.trouble(), one.ready().envelope().recipient(), now);
      }
    }
  }

  /**
   * @param address which is not written down; empty where none was known
   */
  private void note(Message message, WireTrouble e, String address, Instant now) {
    if (e.elsewhere()) {
      store.postpone(message.id(), now.plus(Pause.ELSEWHERE)); // no trouble, and nobody's fault
      return;
    }
    String said = String.valueOf(e.getMessage());
    String trouble = address.isEmpty() ? said : said.replace(address, "…");
    log.warn("Message {} was not taken: {}", message.id(), trouble);
    if (e.down() && !e.handedOver()) {
      Duration aside = Pause.aside(Duration.between(message.createdAt(), now));
      store.held(message.id(), now.plus(aside), trouble);
    } else if (e.hopeless() || message.tries() + 1 >= MOST_TRIES) {
      giveUp(message, true, trouble);
    } else {
      tally.add(message.wire(), Tally.Outcome.FAILED, 1);
      Duration pause = Pause.of(message.tries(), e.handedOver());
      store.failed(message.id(), now.plus(pause), trouble);
    }
  }

  private static int parts(Ready ready) {
    return ready.wire().parts(ready.message().wire(), ready.envelope().text());
  }

  /** On this wire; where there is another, it is told there. */
  private void giveUp(Message message, boolean refused, String why) {
    deliveries.givenUp(message.id(), refused, clock.instant(), why);
    tally.add(message.wire(), Tally.Outcome.GIVEN_UP, 1);
    instead(message);
  }

  /** What goes wrong with that undoes nothing of what was sent meanwhile. */
  private void instead(Message message) {
    try {
      apart.executeWithoutResult(_ -> deliveries.missed(message.id()).ifPresent(letters::instead));
    } catch (RuntimeException e) {
      log.warn("Message {}: {}", message.id(), Mishap.hushed("It is told on no other wire", e));
    }
  }

  /** A reporter's address comes out of the vault only now, and that it did is written down once. */
  private @Nullable String recipient(Message message) {
    if (message.reporter() == null) {
      return message.recipient();
    }
    Look look =
        Look.of(
            message.secret() || message.asked() ? Look.Purpose.CODE : Look.Purpose.MESSAGE,
            message.wire().name());
    return (store.looksFirst(message.id())
            ? reporters.look(message.reporter(), look)
            : reporters.again(message.reporter(), look, message.createdAt()))
        .map(c ->
            switch (message.wire()) {
              case EMAIL -> c.email();
              case SMS -> c.phone();
              case X -> c.x();
            })
        .orElse(null);
  }
}
