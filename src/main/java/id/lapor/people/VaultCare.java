package id.lapor.people;

import id.lapor.platform.CannotStart;
import id.lapor.platform.page.Texts;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after the vault: refuses to start without a key that is needed, seals what was plain, and
 * seals everything again when there is a newer key. Nobody has to wait for it.
 */
@Component
class VaultCare implements SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(VaultCare.class);
  private static final int BATCH = 200;

  private final Vault vault;
  private final VaultRole role;
  private final VaultKeys keys;
  private final LookBook book;
  private final SecondStep secondStep;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  /** Told of once, until the keys change: another may open them. */
  private final Set<ReporterId> broken = ConcurrentHashMap.newKeySet();

  VaultCare(
      Vault vault,
      VaultRole role,
      VaultKeys keys,
      LookBook book,
      SecondStep secondStep,
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.vault = vault;
    this.role = role;
    this.keys = keys;
    this.book = book;
    this.secondStep = secondStep;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
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
    moveIn();
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

  private record Plain(ReporterId id, Contact contact) {}

  /** From the plain table of before there was a vault, whole or not at all. */
  void moveIn() {
    if (jdbc.queryForObject("SELECT to_regclass('people_reporter')::text", String.class) == null) {
      return;
    }
    transaction.executeWithoutResult(_ -> {
      List<Plain> plain = role.in(this::takeOut);
      plain.forEach(p -> {
        vault.add(p.id(), p.contact(), Texts.INDONESIAN, clock.instant());
        book.write(p.id(), Look.of(Look.Purpose.KEPT, ""));
      });
    });
    log.info("Moved the reporters' contacts into the vault");
  }

  /** Leaves the table empty, its file too; the next start drops it. */
  private List<Plain> takeOut() {
    jdbc.execute("LOCK TABLE people_reporter IN ACCESS EXCLUSIVE MODE");
    List<Plain> plain =
        jdbc.query(
            "SELECT id, name, phone, email FROM people_reporter ORDER BY id",
            (row, _) ->
                new Plain(
                    new ReporterId(row.getLong(1)),
                    new Contact(row.getString(2), row.getString(3), row.getString(4))));
    jdbc.execute("TRUNCATE people_reporter");
    return plain;
  }
}
