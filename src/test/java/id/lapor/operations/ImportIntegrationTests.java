package id.lapor.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.task.Terminal;
import id.lapor.platform.task.WrongUse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class ImportIntegrationTests {

  @Autowired Import task;
  @Autowired JdbcClient jdbc;
  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8), false);

  @Test
  void takesRowsOnceHoweverOftenItIsRepeated() throws IOException {
    Path file = file("once.jsonl", false, 1, 2_500);
    assertThat(run(file, "once")).isZero();
    assertThat(run(file, "once")).isZero();
    assertThat(count("once")).isEqualTo(2_500);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("2,500 taken, 0 here already, 0 rejected")
        .contains("0 taken, 2,500 here already, 0 rejected");
  }

  @Test
  void goesOnWhereAnEarlierImportStopped() throws IOException {
    assertThat(run(file("part.jsonl", false, 1, 1_200), "stopped")).isZero();
    assertThat(run(file("whole.jsonl.gz", true, 1, 2_200), "stopped")).isZero();
    assertThat(count("stopped")).isEqualTo(2_200);
  }

  @Test
  void tellsTheSameNumberOfTwoSourcesApart() throws IOException {
    Path file = file("two.jsonl", false, 1, 10);
    run(file, "left");
    run(file, "right");
    assertThat(count("left")).isEqualTo(count("right")).isEqualTo(10);
  }

  @Test
  void putsBadRowsAsideWithLineAndReason() throws IOException {
    Path file = folder.resolve("bad.jsonl");
    Files.writeString(file, row(1) + "\nnot json\n\n" + row(2).replace("\"2\"", "\"\"") + "\n");
    assertThat(run(file, "bad")).isEqualTo(1);
    assertThat(count("bad")).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("rejects.tsv")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("2\tit is not JSON").endsWith("\tnot json"),
            line -> assertThat(line).startsWith("4\tit has no service_request_id"));
  }

  @Test
  void givesOpenRequestsARunningClockAndClosedOnesNone() throws IOException {
    run(file("clocks.jsonl", false, 1, 20), "clocks");
    assertThat(
            jdbc.sql(
                    """
                    SELECT c.stage || ' ' || coalesce(d.state, 'no clock')
                    FROM report_case c LEFT JOIN deadline_clock d ON d.report_id = c.id AND d.kind = 'TRIAGE'
                    WHERE c.external_id LIKE 'clocks:%'
                    """)
                .query((row, _) -> row.getString(1))
                .list())
        .hasSize(20)
        .containsOnly("RECEIVED RUNNING", "CLOSED no clock");
  }

  @Test
  void leavesTheWordIndexAsItIsDayByDay() throws IOException {
    run(file("index.jsonl", false, 1, 10), "index");
    assertThat(
            jdbc.sql(
                    "SELECT reloptions::text FROM pg_class WHERE relname = 'publication_report_search'")
                .query((row, _) -> row.getString(1))
                .single())
        .contains("fastupdate=off");
  }

  @Test
  void refusesWhatItDoesNotUnderstandInASentence() {
    assertThatThrownBy(() -> task.run(List.of("reports", "nowhere.jsonl"), terminal))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("--format");
    assertThatThrownBy(() -> task.run(List.of("weather"), terminal)).isInstanceOf(WrongUse.class);
  }

  private int run(Path file, String source) {
    return task.run(
        List.of(
            "reports",
            "--format",
            "open311",
            "--source=" + source,
            "--rejects",
            folder.resolve("rejects.tsv").toString(),
            file.toString()),
        terminal);
  }

  private int count(String source) {
    return jdbc.sql("SELECT count(*) FROM report_case WHERE external_id LIKE ?")
        .param(source + ":%")
        .query(Integer.class)
        .single();
  }

  private Path file(String name, boolean packed, int from, int to) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = packed ? new GZIPOutputStream(plain) : plain) {
      for (int i = from; i <= to; i++) {
        out.write((row(i) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static String row(int i) {
    return String.format(
        Locale.ROOT,
        "{\"service_request_id\": \"%d\", \"status\": \"%s\", \"service_name\": \"Other\", \"description\": \"Row %d\", "
            + "\"requested_datetime\": \"2020-01-01T00:00:00Z\", \"updated_datetime\": \"2020-01-02T00:00:00Z\", "
            + "\"lat\": 0.1, \"long\": 117.5}",
        i,
        i % 5 == 0 ? "open" : "closed",
        i);
  }
}
