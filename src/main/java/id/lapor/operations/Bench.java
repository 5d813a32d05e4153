package id.lapor.operations;

import id.lapor.agency.AgencyId;
import id.lapor.platform.task.Arguments;
import id.lapor.platform.task.Task;
import id.lapor.platform.task.Terminal;
import id.lapor.platform.task.WrongUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * {@code ./lapor bench}: what one small machine does, each figure beside a limit of the same run.
 */
@Component
@Profile("bench")
class Bench implements Task {

  private static final int SMALL = 10_000;
  private static final int LARGE = 1_000_000;
  private static final Path REAL =
      Path.of("..", "shared", "data", "load", "boston_open311.jsonl.gz");

  private final BenchCity city;
  private final FilingBench filings;
  private final CareBench care;
  private final DataBench data;
  private final PageBench pages;
  private final ImportReports imports;
  private final BenchRows rows;
  private final JdbcClient jdbc;

  Bench(
      BenchCity city,
      FilingBench filings,
      CareBench care,
      DataBench data,
      PageBench pages,
      ImportReports imports,
      BenchRows rows,
      JdbcClient jdbc) {
    this.city = city;
    this.filings = filings;
    this.care = care;
    this.data = data;
    this.pages = pages;
    this.imports = imports;
    this.rows = rows;
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) {
    Arguments typed = Arguments.read(arguments, Set.of("reports", "only"));
    Path file = Path.of(typed.option("reports").orElse(REAL.toString()));
    if (typed.option("reports").isPresent() && !Files.isReadable(file)) {
      throw new WrongUse("The file " + file + " cannot be read.");
    }
    Figures figures = new Figures();
    try {
      measure(typed.option("only").orElse(""), file, terminal, figures);
    } finally {
      terminal.say(figures.table()); // whatever came later, these were measured
    }
    return 0;
  }

  private void measure(String only, Path file, Terminal terminal, Figures figures) {
    switch (only) {
      case "" -> whole(file, terminal, figures);
      case "filings" -> filings.measure(city.desk(), figures);
      case "care" -> care.measure(city.desk(), figures);
      case "data" -> data.measure(city.desk(), figures);
      default -> throw new WrongUse("--only knows filings, care and data, not \"" + only + "\".");
    }
  }

  private void whole(Path file, Terminal terminal, Figures figures) {
    AgencyId desk = city.desk();
    Path all = Files.isReadable(file) ? file : rows.made(LARGE);
    terminal.say("Reports from " + all);

    take(rows.firstOf(all, SMALL), terminal, figures, "");
    Map<String, Sample> small = pages.measure();
    take(all, terminal, figures, "import");
    take(rows.made(Math.toIntExact(Math.max(0, LARGE - count()))), terminal, figures, "");
    figures.add("reports when pages are asked for", String.format(Locale.ROOT, "%,d", count()));
    Map<String, Sample> large = pages.measure();
    Map<String, Sample> alone = pages.alone();
    large.forEach((page, sample) ->
        figures.page(page, sample, "with 10,000", small.getOrDefault(page, sample)));
    alone.forEach((page, sample) -> figures.promised(page, sample, PageBench.PROMISED));
    care.measure(desk, figures); // before rows that no trail tells of are written
    data.measure(desk, figures);
    filings.measure(desk, figures); // copies of filings have numbers nobody could call
  }

  private void take(Path file, Terminal terminal, Figures figures, String name) {
    long before = System.nanoTime();
    long had = count();
    imports.run(
        List.of(
            "--format",
            "open311",
            "--desk",
            "UKUR",
            "--rejects",
            rows.rejects().toString(),
            file.toString()),
        terminal);
    if (!name.isEmpty()) {
      double seconds = (System.nanoTime() - before) / 1e9;
      figures.add(name, String.format(Locale.ROOT, "%,.0f rows/s", (count() - had) / seconds));
    }
  }

  private long count() {
    return jdbc.sql("SELECT count(*) FROM report_case").query(Long.class).single();
  }
}
