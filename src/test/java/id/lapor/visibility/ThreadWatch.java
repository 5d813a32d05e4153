package id.lapor.visibility;

import com.sun.management.HotSpotDiagnosticMXBean;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } finally {
      SEEN.add(Thread.currentThread().getName() + " " + MDC.getCopyOfContextMap());
    }
  }

  /** All that was there, and a dump as {@code jcmd Thread.dump_to_file} writes it. */
  static String dump() {
    try {
      Path folder = Files.createTempDirectory("threads");
      Path file = folder.resolve("dump.json").toAbsolutePath();
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
      String dump = Files.readString(file);
      Files.delete(file);
      Files.delete(folder);
      return String.join("\n", SEEN) + dump;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
