package id.lapor.platform.task;

import java.util.List;

/** Something {@code ./lapor <name>} does and then ends. Each room brings its own. */
public interface Task {

  /** The command, {@code import}. */
  String name();

  /**
   * Does it.
   *
   * @param arguments what stood behind the command
   * @return 0 when all went well, otherwise what the process exits with
   * @throws WrongUse when the arguments make no sense
   */
  int run(List<String> arguments, Terminal terminal);
}
