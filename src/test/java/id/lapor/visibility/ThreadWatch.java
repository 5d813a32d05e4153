package id.lapor.visibility;

import com.sun.management.HotSpotDiagnosticMXBean;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.MDC;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What a dump of the threads would show while requests are answered: names of threads and what is
 * noted beside them for the log; and a real dump of the moment it is asked for.
 */
@Component
@Profile("test")
@Order // innermost, so that whatever was noted on the way in is there
class ThreadWatch extends OncePerRequestFilter {

  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
  private static final AtomicBoolean WANTED = new AtomicBoolean();

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, watched(response));
    } finally {
      SEEN.add(Thread.currentThread().getName() + " " + MDC.getCopyOfContextMap());
    }
  }

  /** Has a dump taken from within the next request, when its answer begins to be written. */
  static void lookWithin() {
    WANTED.set(true);
  }

  private static HttpServletResponse watched(HttpServletResponse response) {
    if (!WANTED.get()) {
      return response;
    }
    return new HttpServletResponseWrapper(response) {

      @Override
      public void setStatus(int status) {
        look();
        super.setStatus(status);
      }

      @Override
      public void sendRedirect(String location) throws IOException {
        look();
        super.sendRedirect(location);
      }

      @Override
      public ServletOutputStream getOutputStream() throws IOException {
        look();
        return super.getOutputStream();
      }

      @Override
      public PrintWriter getWriter() throws IOException {
        look();
        return super.getWriter();
      }
    };
  }

  private static void look() {
    if (WANTED.compareAndSet(true, false)) {
      SEEN.add(Thread.currentThread().getName() + " " + MDC.getCopyOfContextMap());
      SEEN.add(threads());
    }
  }

  /** All that was there, and a dump as {@code jcmd Thread.dump_to_file} writes it. */
  static String dump() {
    return String.join("\n", SEEN) + threads();
  }

  private static String threads() {
    try {
      Path folder = Files.createTempDirectory("threads");
      Path file = folder.resolve("dump.json").toAbsolutePath();
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
      String dump = Files.readString(file);
      Files.delete(file);
      Files.delete(folder);
      return dump;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
