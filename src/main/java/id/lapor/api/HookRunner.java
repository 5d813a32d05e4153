package id.lapor.api;

import id.lapor.api.Hook.Delivery;
import id.lapor.report.ReportId;
import id.lapor.report.Workflow;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
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
 * Tells hooks what happened: at least once, each report's events in their order, and no slow hook
 * holds up another. What is told is looked up at the moment of sending, so that nothing leaves that
 * was taken back, hidden or erased meanwhile.
 */
@Component
class HookRunner {

  private static final Logger log = LoggerFactory.getLogger(HookRunner.class);
  private static final int AT_ONCE = 10;
  private static final int MOST_QUEUED = 1_000;
  private static final int A_PAGE = 200;
  private static final Duration CLAIM = Duration.ofMinutes(2);

  private final HookStore store;
  private final EventBook book;
  private final Telling telling;
  private final HookPost post;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final Set<Long> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  HookRunner(
      HookStore store,
      EventBook book,
      Telling telling,
      HookPost post,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.store = store;
    this.book = book;
    this.telling = telling;
    this.post = post;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What an event says, and to whom. */
  @Component
  record Telling(Clients clients, Happenings happenings, ReportNodes nodes) {}

  @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT10S")
  void round() {
    guarded("Hooks could not be looked at", () -> due().forEach(this::start));
  }

  /** Does nothing for a hook this process is busy with. */
  private void start(long client) {
    if (busy.add(client)) {
      threads.execute(() -> {
        try {
          guarded("The hook of client " + client + " waits", () -> serve(client));
        } finally {
          busy.remove(client);
        }
      });
    }
  }

  private static void guarded(String sentence, Runnable work) {
    try {
      work.run();
    } catch (DataAccessException | TransactionException e) {
      log.warn("{}, trying again: {}", sentence, e.getMessage());
    } catch (RuntimeException e) {
      log.error("{}, trying again", sentence, e);
    }
  }

  /** Sends whatever can be sent now. */
  void deliver() {
    due().forEach(this::serve);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  private List<Long> due() {
    book.settle();
    return store.due(clock.instant());
  }

  private void serve(long client) {
    boolean more = true;
    while (more) {
      List<Delivery> claimed =
          Optional.ofNullable(transaction.execute(_ -> take(client))).orElse(List.of());
      send(client, claimed);
      more = !claimed.isEmpty();
    }
  }

  /** Queues what happened since and takes some of what waits; while a hook fails, one to try it. */
  private List<Delivery> take(long client) {
    Instant now = clock.instant();
    @Nullable Hook hook = store.lock(client).orElse(null);
    @Nullable Client known =
        telling.clients().find(client).filter(c -> c.endedAt() == null).orElse(null);
    if (hook == null
        || known == null
        || hook.state() != Hook.State.ON
        || !telling.clients().tells(hook)
        || now.isBefore(hook.restUntil())) {
      return List.of();
    }
    queue(known);
    return store.claim(client, hook.failures() > 0 ? 1 : AT_ONCE, now, now.plus(CLAIM));
  }

  private void queue(Client client) {
    List<EventBook.Row> rows =
        store.full(client.id(), MOST_QUEUED)
            ? List.of()
            : book.after(client.desk(), store.place(client.id()), A_PAGE);
    if (!rows.isEmpty()) {
      List<EventBook.Row> told =
          telling.happenings().toClient(rows, client).stream()
              .map(Happenings.Told::row)
              .distinct()
              .toList();
      store.queue(client.id(), told, Workflow.SECOND_THOUGHTS);
      store.place(client.id(), rows.getLast().place());
    }
  }

  private void send(long client, List<Delivery> claimed) {
    List<Future<?>> all = new ArrayList<>();
    @Nullable Hook hook = store.find(client).orElse(null);
    Map<EventBook.Row, Happenings.Told> told = told(client, claimed);
    if (hook == null || !telling.clients().tells(hook)) {
      return;
    }
    for (Delivery delivery : claimed) {
      Happenings.@Nullable Told event = told.get(row(delivery));
      all.add(threads.submit(() -> send(hook, delivery, event)));
    }
    for (Future<?> one : all) {
      await(one);
    }
  }

  private Map<EventBook.Row, Happenings.Told> told(long client, List<Delivery> claimed) {
    return telling.clients().find(client).stream()
        .flatMap(c ->
            telling
                .happenings()
                .toClient(claimed.stream().map(HookRunner::row).toList(), c)
                .stream())
        .collect(Collectors.toMap(Happenings.Told::row, Function.identity(), (a, _) -> a));
  }

  private static EventBook.Row row(Delivery d) {
    return new EventBook.Row(0, new ReportId(d.report()), d.seq(), d.at());
  }

  private static void await(Future<?> one) {
    try {
      one.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while sending", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
    }
  }

  private void send(Hook hook, Delivery delivery, Happenings.@Nullable Told event) {
    if (event == null) {
      store.drop(delivery);
      return;
    }
    Hook.Outcome outcome = tried(hook, event);
    transaction.executeWithoutResult(_ -> note(hook.client(), delivery, outcome));
  }

  /** Whatever nobody foresaw is a try too, so that it is counted, shown and given up one day. */
  private Hook.Outcome tried(Hook hook, Happenings.Told event) {
    try {
      return post.post(
          hook,
          event.id(),
          "report." + event.line().kind(),
          event.line().at(),
          telling.nodes().event(event));
    } catch (DataAccessException | TransactionException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("{} could not be told to client {}", event.id(), hook.client(), e);
      return new Hook.Outcome.Unreached(Hook.Why.BROKEN);
    }
  }

  private void note(long client, Delivery delivery, Hook.Outcome outcome) {
    Instant now = clock.instant();
    Hook before = store.lock(client).orElseThrow();
    Hook after = HookCourse.after(before, outcome, now);
    store.update(HookCourse.after(delivery, before, outcome, now));
    store.update(after);
    if (after.state() != before.state()) {
      log.warn("Nothing more is told to client {}: {}", client, after.state());
    }
  }
}
