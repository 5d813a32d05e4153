package id.lapor.platform.db;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Does the same with many things, so that one with which it fails undoes and stops no other. */
@Component
public class OneByOne {

  private static final Logger log = LoggerFactory.getLogger(OneByOne.class);

  private final TransactionTemplate apart;

  OneByOne(TransactionTemplate transaction) {
    this.apart =
        new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /**
   * Each in a transaction of its own, or behind a savepoint of the present one.
   *
   * @param what is done, for the log, which has no words of what went wrong: they may name somebody
   * @return with which it failed
   */
  public <T> List<T> each(String what, Collection<T> things, Consumer<T> work) {
    List<T> failed = new ArrayList<>();
    for (T thing : things) {
      try {
        apart.executeWithoutResult(_ -> work.accept(thing));
      } catch (RuntimeException e) {
        failed.add(thing);
        log.warn("{} {}: not done, {}", what, thing, where(e));
      }
    }
    return failed;
  }

  private static String where(RuntimeException e) {
    String kind = e.getClass().getName();
    return e.getStackTrace().length == 0 ? kind : kind + " at " + e.getStackTrace()[0];
  }
}
