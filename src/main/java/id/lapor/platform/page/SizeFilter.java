package id.lapor.platform.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says "too large" before anything is read; further in, a form that was cut off would look like a
 * forged one. Where nobody said how much will come it is counted as it is read. Only what brings
 * files may be large; those the container counts itself and puts on the disk.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class SizeFilter extends OncePerRequestFilter {

  private static final String WITH_FILES = "multipart/";

  private final long mostWithFiles;
  private final long most;

  SizeFilter(
      @Value("${spring.servlet.multipart.max-request-size}") DataSize mostWithFiles,
      @Value("${server.tomcat.max-http-form-post-size}") DataSize most) {
    this.mostWithFiles = mostWithFiles.toBytes();
    this.most = most.toBytes();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long limit = withFiles(request.getContentType()) ? mostWithFiles : most;
    if (request.getContentLengthLong() > limit) {
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    try {
      chain.doFilter(new Bounded(request, limit), response);
    } catch (TooMuch e) {
      if (response.isCommitted()) {
        throw e;
      }
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    }
  }

  private static boolean withFiles(@Nullable String type) {
    return type != null && type.regionMatches(true, 0, WITH_FILES, 0, WITH_FILES.length());
  }

  private static final class Bounded extends HttpServletRequestWrapper {

    private final long most;
    private @Nullable ServletInputStream body;

    Bounded(HttpServletRequest request, long most) {
      super(request);
      this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (body == null) {
        body = new Counted(super.getInputStream(), most);
      }
      return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
      @Nullable String name = getCharacterEncoding();
      Charset charset = name == null ? StandardCharsets.ISO_8859_1 : Charset.forName(name);
      return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }
  }

  private static final class Counted extends ServletInputStream {

    private final ServletInputStream in;
    private final long most;
    private long read;

    Counted(ServletInputStream in, long most) {
      this.in = in;
      this.most = most;
    }

    private void count(int bytes) throws TooMuch {
      read += bytes;
      if (read > most) {
        throw new TooMuch(most);
      }
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int bytes = in.read(into, from, length);
      count(Math.max(0, bytes));
      return bytes;
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
