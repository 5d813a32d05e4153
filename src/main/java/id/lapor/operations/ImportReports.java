package id.lapor.operations;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.platform.task.Arguments;
import id.lapor.platform.task.Task;
import id.lapor.platform.task.Terminal;
import id.lapor.platform.task.WrongUse;
import id.lapor.publication.WordIndex;
import id.lapor.report.Reports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** {@code ./lapor import reports}: takes over what another system kept, as a stream. */
@Component
@Profile("task | test | bench")
class ImportReports implements Task {

  private static final Set<String> OPTIONS = Set.of("format", "source", "desk", "rejects");

  private final Reports reports;
  private final Agencies agencies;
  private final WordIndex words;
  private final JdbcClient jdbc;

  ImportReports(Reports reports, Agencies agencies, WordIndex words, JdbcClient jdbc) {
    this.reports = reports;
    this.agencies = agencies;
    this.words = words;
    this.jdbc = jdbc;
  }

  /** What is asked for. */
  record Order(Path file, String source, Agency desk, Path rejects) {}

  @Override
  public String name() {
    return "import";
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) {
    Order order = order(Arguments.read(arguments, OPTIONS));
    try (RowFile file = RowFile.open(order.file());
        Rejects rejects = new Rejects(order.rejects());
        ImportRun run = new ImportRun(reports, order, rejects, terminal)) {
      words.gatherDuring(() -> run.stream(file));
      jdbc.sql("ANALYZE").update();
      run.tell();
      return rejects.count() == 0 ? 0 : 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Order order(Arguments typed) {
    if (typed.words().size() != 2 || !typed.words().getFirst().equals("reports")) {
      throw new WrongUse("import takes \"reports\" and a file.");
    }
    if (!typed.option("format").orElse("").equals("open311")) {
      throw new WrongUse("--format open311 is the one format there is.");
    }
    Path file = Path.of(typed.words().get(1));
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new WrongUse("The file " + file + " cannot be read.");
    }
    Agency desk =
        typed
            .option("desk")
            .map(code ->
                agencies
                    .find(code)
                    .orElseThrow(
                        () -> new WrongUse("There is no unit with the code " + code + ".")))
            .orElseGet(agencies::foundNationalAdmin);
    return new Order(
        file,
        typed.option("source").orElse("open311"),
        desk,
        Path.of(typed.option("rejects").orElse(file.getFileName() + ".rejects.tsv")));
  }
}
