package id.lapor.platform.task;

import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the house without its doors open, does one {@link Task} and leaves. Nothing that runs on a
 * schedule runs meanwhile (profiles {@code task} and {@code bench}).
 */
public final class Tasks {

  /** Set to the name of the task while it runs. */
  public static final String PROPERTY = "lapor.task";

  private static final int WRONG_USE = 2;

  private Tasks() {}

  /** Whether the arguments ask for a task. */
  public static boolean asked(String[] args) {
    return Arrays.stream(args).anyMatch(a -> a.startsWith("--" + PROPERTY + "="));
  }

  /**
   * Does what the arguments ask for.
   *
   * @param args settings of the house, then {@code --}, then the task's own arguments
   * @return what the process exits with
   */
  public static int run(Class<?> application, String[] args) {
    List<String> all = List.of(args);
    int split = all.indexOf("--") < 0 ? all.size() : all.indexOf("--");
    List<String> own = all.subList(Math.min(split + 1, all.size()), all.size());
    String[] house = all.subList(0, split).toArray(String[]::new);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(application).run(house)) {
      String name = context.getEnvironment().getRequiredProperty(PROPERTY);
      Task task =
          context.getBeansOfType(Task.class).values().stream()
              .filter(t -> t.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("There is no task " + name));
      int code = run(task, own, Terminal.ofProcess());
      SpringApplication.exit(context);
      return code;
    }
  }

  private static int run(Task task, List<String> arguments, Terminal terminal) {
    try {
      return task.run(arguments, terminal);
    } catch (WrongUse e) {
      System.err.println(
          "lapor: " + e.getMessage() + " ./lapor " + task.name() + " --help tells what there is.");
      return WRONG_USE;
    }
  }
}
