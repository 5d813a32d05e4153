package id.lapor.channel.smpp;

import id.lapor.channel.Lines;
import id.lapor.platform.CannotStart;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.jsmpp.extra.NegativeResponseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Holds the lines to operators for as long as this server runs, and comes back after every fault.
 * One server at a time holds a line; another takes over when it is gone.
 */
@Component
@ConditionalOnProperty("lapor.smpp.links[0].name")
@Profile("!task & !bench")
class SmppLinks implements Sending, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SmppLinks.class);
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final Duration HELD = Duration.ofSeconds(40);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final SmppSettings settings;
  private final SmppIntake intake;
  private final Receipts receipts;
  private final Lines lines;
  private final UUID me = UUID.randomUUID();
  private final Map<String, SmppLink> open = new ConcurrentHashMap<>();
  private volatile List<Thread> threads = List.of();

  SmppLinks(SmppSettings settings, SmppIntake intake, Receipts receipts, Lines lines) {
    this.settings = settings;
    this.intake = intake;
    this.receipts = receipts;
    this.lines = lines;
    Set<String> names = new HashSet<>();
    for (SmppSettings.Link link : settings.links()) {
      if (!names.add(link.name())) {
        throw new CannotStart("Two lines of lapor.smpp.links are called " + link.name());
      }
      if (link.alphabet() != Coding.GSM && link.alphabet() != Coding.LATIN_1) {
        throw new CannotStart("The alphabet of " + link.name() + " has to be GSM or LATIN_1");
      }
    }
  }

  @Override
  public List<SmppLink> sending() {
    return open.values().stream().filter(SmppLink::sends).toList();
  }

  @Override
  public List<SmppSettings.Link> set() {
    return settings.links();
  }

  @Override
  public boolean elsewhere(SmppSettings.Link link) {
    return !open.containsKey(link.name()) && lines.connected().getOrDefault(link.line(), false);
  }

  @Override
  public void start() {
    List<Thread> fresh = new ArrayList<>();
    for (SmppSettings.Link link : settings.links()) {
      fresh.add(Thread.ofVirtual().name("smpp-" + link.name()).unstarted(() -> attend(link)));
    }
    threads = fresh;
    fresh.forEach(Thread::start);
  }

  @Override
  public void stop() {
    List<Thread> running = threads;
    threads = List.of();
    running.forEach(Thread::interrupt);
    open.values().forEach(SmppLink::close);
  }

  @Override
  public boolean isRunning() {
    return !threads.isEmpty();
  }

  private void attend(SmppSettings.Link link) {
    Duration pause = FIRST_PAUSE;
    try {
      while (isRunning()) {
        pause = worked(link) ? FIRST_PAUSE : longer(pause);
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      log.debug("The line to {} is left alone: this server stops", link);
    }
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }

  /**
   * Holds the line until it ends.
   *
   * @return whether it was connected for long enough to be of use
   */
  private boolean worked(SmppSettings.Link link) throws InterruptedException {
    try {
      if (!lines.hold(link.line(), me, HELD)) {
        return false; // another server has it
      }
      try (SmppLink line = SmppLink.open(link, new SmppReceiver(link, intake, receipts))) {
        open.put(link.name(), line);
        return stay(line);
      } finally {
        open.remove(link.name());
      }
    } catch (IOException e) {
      log.warn("The line to {} is down, trying again soon: {}", link, e.toString());
      ill(link, trouble(e));
    } catch (DataAccessException | TransactionException e) {
      log.warn("The line to {} cannot be held, trying again soon: {}", link, e.getMessage());
    } catch (RuntimeException e) {
      log.error("The line to {} fell, trying again soon", link, e);
      ill(link, Lines.Trouble.BROKEN);
    }
    return false;
  }

  /** An operator that lets us in and hangs up is no better than one that lets nobody in. */
  private boolean stay(SmppLink line) throws InterruptedException {
    SmppSettings.Link link = line.settings();
    boolean lasted = false;
    boolean ended = false;
    while (!ended && lines.hold(link.line(), me, HELD)) {
      if (lasted) {
        lines.well(link.line());
      }
      ended = line.ended(LOOK);
      lasted |= !ended;
    }
    if (ended && isRunning()) {
      log.warn("The line to {} is down, trying again soon: the operator closed it", link);
      ill(link, Lines.Trouble.BROKEN);
    }
    return lasted;
  }

  private void ill(SmppSettings.Link link, Lines.Trouble trouble) {
    try {
      lines.ill(link.line(), trouble);
    } catch (DataAccessException | TransactionException e) {
      log.warn("Nor can it be noted: {}", e.getMessage());
    }
  }

  private static Lines.Trouble trouble(IOException e) {
    @Nullable Throwable cause = e.getCause();
    if (cause instanceof NegativeResponseException) {
      return Lines.Trouble.LOGIN;
    }
    return switch (e) {
      case ConnectException _, UnknownHostException _, SocketTimeoutException _ ->
          Lines.Trouble.AWAY;
      case SSLException _ -> Lines.Trouble.UNSAFE;
      default -> Lines.Trouble.BROKEN;
    };
  }
}
