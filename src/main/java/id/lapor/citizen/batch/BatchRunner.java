package id.lapor.citizen.batch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Files the rows that are wanted, each in a transaction of its own, on any number of servers. */
@Component
class BatchRunner {

  private static final Logger log = LoggerFactory.getLogger(BatchRunner.class);

  private final Batches batches;

  BatchRunner(Batches batches) {
    this.batches = batches;
  }

  @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT5S")
  void round() {
    try {
      fileAll();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Files of reports could not be looked at, trying again: {}", e.getMessage());
    }
  }

  /** Files whatever can be filed now. */
  void fileAll() {
    boolean more = true;
    while (more) {
      more = batches.fileNext();
    }
  }
}
