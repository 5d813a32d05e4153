package id.lapor.audit;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives leaves their places in the tree after they were committed, a batch at a time. Runs on every
 * server; a lock in the database lets one of them work.
 */
@Component
public class Sequencer {

  private static final Logger log = LoggerFactory.getLogger(Sequencer.class);
  private static final int BATCH = 5_000;

  private final TreeStore store;
  private final TransactionTemplate transaction;

  Sequencer(TreeStore store, TransactionTemplate transaction) {
    this.store = store;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT4S")
  void round() {
    try {
      placeAll();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Places could not be given, trying again: {}", e.getMessage());
    }
  }

  /** Places whatever waits and is committed. */
  public void placeAll() {
    int placed = BATCH;
    while (placed == BATCH) {
      Integer done = transaction.execute(_ -> store.lock() ? batch() : 0);
      placed = done == null ? 0 : done;
    }
  }

  private int batch() {
    List<TreeStore.Queued> leaves = store.take(BATCH);
    if (leaves.isEmpty()) {
      return 0;
    }
    long before = store.size();
    store.place(before, leaves);
    complete(0, before, before + leaves.size());
    return leaves.size();
  }

  /** Stores a node for every 256 hashes of a level that became complete, and so on upwards. */
  private void complete(int level, long before, long after) {
    long from = before / TreeStore.WIDTH;
    long to = after / TreeStore.WIDTH;
    for (long tile = from; tile < to; tile++) {
      List<byte[]> below =
          store.hashes(level, tile * TreeStore.WIDTH, (tile + 1) * TreeStore.WIDTH);
      store.addNode(level + TreeStore.STEP, tile, TreeStore.over(below));
    }
    if (to > from) {
      complete(level + TreeStore.STEP, from, to);
    }
  }
}
