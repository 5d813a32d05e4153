package id.lapor.operations;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Rows that could not be taken: line number, reason and the row itself, one a line. */
final class Rejects implements AutoCloseable {

  private final Path file;
  private @Nullable BufferedWriter writer;
  private long count;

  Rejects(Path file) throws IOException {
    this.file = file;
    Files.deleteIfExists(file);
  }

  void add(long line, String reason, String row) throws IOException {
    BufferedWriter out = writer;
    if (out == null) {
      out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      writer = out;
    }
    out.write(line + "\t" + reason.replace('\t', ' ') + "\t" + row.replace('\t', ' '));
    out.newLine();
    count++;
  }

  long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
