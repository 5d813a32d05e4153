package id.lapor.operations;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A file of rows read as a stream, packed or not, that knows how far the reading is. */
final class RowFile implements AutoCloseable {

  private static final int GZIP_1 = 0x1f;
  private static final int GZIP_2 = 0x8b;
  private static final int BUFFER = 1 << 16;

  private final long bytes;
  private final Counting counting;
  private final BufferedReader reader;
  private long line;

  private RowFile(long bytes, Counting counting, BufferedReader reader) {
    this.bytes = bytes;
    this.counting = counting;
    this.reader = reader;
  }

  static RowFile open(Path file) throws IOException {
    Counting counting = new Counting(Files.newInputStream(file));
    PushbackInputStream head =
        new PushbackInputStream(new BufferedInputStream(counting, BUFFER), 2);
    int first = head.read();
    int second = head.read();
    if (second >= 0) {
      head.unread(second);
    }
    if (first >= 0) {
      head.unread(first);
    }
    InputStream plain =
        first == GZIP_1 && second == GZIP_2 ? new GZIPInputStream(head, BUFFER) : head;
    return new RowFile(
        Files.size(file),
        counting,
        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER));
  }

  /** The next line, null at the end. */
  @Nullable String next() throws IOException {
    line++;
    return reader.readLine();
  }

  /** Number of the line given last, 1 for the first. */
  long line() {
    return line;
  }

  /** Share of the file's bytes that was read, 0 to 1. */
  double share() {
    return bytes == 0 ? 1 : Math.min(1, counting.read / (double) bytes);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static final class Counting extends FilterInputStream {
    private long read;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      read += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      read += Math.max(0, n);
      return n;
    }
  }
}
