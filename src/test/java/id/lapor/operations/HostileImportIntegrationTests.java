package id.lapor.operations;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.evidence.HostileFile;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.task.Terminal;
import id.lapor.platform.task.WrongUse;
import id.lapor.report.Reports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Every hostile file as what an installation is to begin with: nothing is taken, and it says so.
 */
@DatabaseTest
class HostileImportIntegrationTests {

  @Autowired Import task;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired JdbcTemplate jdbc;
  @TempDir Path folder;

  @BeforeEach
  void city() {
    Objects.requireNonNull(new City(agencies, reports).desk);
  }

  private List<Long> rows() {
    List<Long> rows = new ArrayList<>();
    for (String table :
        List.of("report_case", "report_event", "agency_node", "people_account", "evidence_file")) {
      rows.add(
          Objects.requireNonNull(jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class)));
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource
  void takesNothing(HostileFile hostile) throws IOException {
    for (String end : List.of(".jsonl", ".jsonl.gz")) {
      Path file = Files.write(folder.resolve("laporan" + end), hostile.content());
      refuses(
          List.of(
              "reports",
              "--format",
              "open311",
              "--source=luar",
              "--rejects",
              folder.resolve("sisa.tsv").toString(),
              file.toString()));
    }
    Path table = Files.write(folder.resolve("tabel.csv"), hostile.content());
    refuses(List.of("agencies", table.toString()));
    refuses(List.of("officers", table.toString()));
  }

  /** In a sentence, or row by row; an empty file has none. */
  private void refuses(List<String> arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    List<Long> before = rows();
    String what;
    try {
      task.run(arguments, new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8), false));
      what = said.toString(StandardCharsets.UTF_8);
    } catch (WrongUse e) {
      what = Objects.requireNonNull(e.getMessage());
    }
    assertThat(what).as("%s", arguments).isNotBlank().doesNotContain("Exception", "<script");
    assertThat(rows()).as("%s", arguments).isEqualTo(before);
  }
}
