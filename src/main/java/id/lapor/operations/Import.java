package id.lapor.operations;

import id.lapor.agency.Agency;
import id.lapor.platform.task.Task;
import id.lapor.platform.task.Terminal;
import id.lapor.platform.task.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** {@code ./lapor import}: reports of another system, the agencies, their officers. */
@Component
@Profile("task | test")
class Import implements Task {

  private final ImportReports reports;
  private final Organisation organisation;

  Import(ImportReports reports, Organisation organisation) {
    this.reports = reports;
    this.organisation = organisation;
  }

  @Override
  public String name() {
    return "import";
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) {
    String what = arguments.isEmpty() ? "" : arguments.getFirst();
    List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
    try {
      return switch (what) {
        case "reports" -> reports.run(rest, terminal);
        case "agencies" -> agencies(table(rest), terminal);
        case "officers" -> officers(table(rest), terminal);
        default ->
            throw new WrongUse("import takes \"reports\", \"agencies\" or \"officers\" first.");
      };
    } catch (Sheet.Wrong e) {
      throw new WrongUse(e.getMessage() + " Nothing was taken.");
    }
  }

  private int agencies(String table, Terminal terminal) {
    @Nullable Agency government = organisation.onlyGovernment();
    if (government == null) {
      throw new WrongUse("There is no government yet: start ./lapor run and set it up first.");
    }
    terminal.say(organisation.addUnits(table, government.id()) + " agencies added.");
    return 0;
  }

  private int officers(String table, Terminal terminal) {
    List<Organisation.Opened> opened = organisation.addOfficers(table);
    opened.forEach(o -> terminal.say(o.officer().login() + "\t" + o.password()));
    terminal.say(opened.size() + " accounts opened. Their passwords are shown here only.");
    return 0;
  }

  private static String table(List<String> rest) {
    if (rest.size() != 1) {
      throw new WrongUse("This import takes one file.");
    }
    try {
      return Files.readString(Path.of(rest.getFirst()));
    } catch (IOException e) {
      throw new WrongUse("The file " + rest.getFirst() + " cannot be read.");
    }
  }
}
