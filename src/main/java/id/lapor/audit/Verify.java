package id.lapor.audit;

import id.lapor.platform.task.Task;
import id.lapor.platform.task.Terminal;
import id.lapor.platform.task.WrongUse;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * {@code ./lapor verify}: checks the whole trail and names the first row that is not as written.
 */
@Component
@Profile("task")
class Verify implements Task {

  private final Verifier verifier;

  Verify(Verifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) {
    if (!arguments.isEmpty()) {
      throw new WrongUse("verify takes nothing but --data.");
    }
    Verdict verdict = verifier.verify();
    verdict
        .first()
        .ifPresentOrElse(
            found -> terminal.say("WRONG: " + found.row() + ": " + found.what()),
            () ->
                terminal.say(
                    String.format(
                        Locale.ROOT,
                        "%,d acts are as they were written, %,d of them in the tree.",
                        verdict.acts(),
                        verdict.placed())));
    return verdict.first().isPresent() ? 1 : 0;
  }
}
