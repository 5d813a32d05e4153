package id.lapor.people;

import id.lapor.platform.CannotStart;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks after the vault: refuses to start without a key that is needed, and seals everything again
 * when there is a newer one. Nobody has to wait for it.
 */
@Component
class VaultCare implements SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(VaultCare.class);
  private static final int BATCH = 200;

  private final Vault vault;
  private final VaultKeys keys;
  private final SecondStep secondStep;

  /** Told of once, until the keys change: another may open them. */
  private final Set<ReporterId> broken = ConcurrentHashMap.newKeySet();

  VaultCare(Vault vault, VaultKeys keys, SecondStep secondStep) {
    this.vault = vault;
    this.keys = keys;
    this.secondStep = secondStep;
  }

  @Override
  public void afterSingletonsInstantiated() {
    vault
        .keyless()
        .ifPresent(version -> {
          throw new CannotStart(
              ("Identities are sealed with the vault's key %d, and that key is not there. Put it back into"
                      + " data/keys/vault.keys or LAPOR_PEOPLE_VAULT_KEYS; nothing was changed.")
                  .formatted(version));
        });
  }

  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
  void round() {
    try {
      if (keys.again()) {
        broken.clear();
      }
      sealAgain();
      secondStep.sealAgain();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Identities could not be sealed again, trying later: {}", e.getMessage());
    }
  }

  /**
   * Seals with the newest key whatever is sealed with another; safe on many servers at once. What
   * does not open stays as it is and keeps nothing else from it.
   */
  int sealAgain() {
    int known = broken.size();
    int all = 0;
    int done = BATCH;
    while (done == BATCH) {
      done = vault.sealAgain(BATCH, broken);
      all += done;
    }
    all -= broken.size() - known;
    if (all > 0) {
      log.info("Sealed {} identities again with key {}", all, keys.seal().version());
    }
    return all;
  }
}
