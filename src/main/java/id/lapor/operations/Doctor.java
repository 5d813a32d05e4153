package id.lapor.operations;

import id.lapor.platform.Settings;
import id.lapor.platform.time.MachineClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * {@code ./lapor doctor}: looks at the machine and the installation from outside and says in
 * sentences what is wrong. It starts no part of the house, so it also works when the house does
 * not.
 */
public final class Doctor {

  private Doctor() {}

  /** Only the settings, read as the house reads them, and the clock of the machine. */
  @Configuration(proxyBeanMethods = false)
  @ComponentScan("id.lapor.platform.time")
  @EnableConfigurationProperties(Settings.class)
  static class JustSettings {}

  public static void main(String[] args) {
    try (var context =
        new SpringApplicationBuilder(JustSettings.class).web(WebApplicationType.NONE).run(args)) {
      List<Finding> findings =
          look(
              context.getBean(Settings.class),
              context.getEnvironment(),
              context.getBean(MachineClock.class).read());
      findings.forEach(f -> System.out.println(f.mark() + " " + f.sentence()));
      boolean ill = findings.stream().anyMatch(f -> f.level() == Finding.Level.WRONG);
      System.out.println(ill ? "Something is wrong." : "Nothing is wrong.");
      System.exit(ill ? 1 : 0);
    }
  }

  static List<Finding> look(Settings settings, Environment environment, Instant now) {
    List<Finding> findings = new ArrayList<>();
    MachineCheck.look(settings, findings);
    DoorCheck.look(settings, environment, findings);
    DatabaseCheck.look(settings, now, findings);
    return findings;
  }
}
