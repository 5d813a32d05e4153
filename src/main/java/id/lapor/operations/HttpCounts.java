package id.lapor.operations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLongArray;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the answers of this server by their first figure, since it started. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HttpCounts extends OncePerRequestFilter {

  static final int FIRST = 1;
  static final int LAST = 5;

  private final AtomicLongArray answers = new AtomicLongArray(LAST + 1);

  /**
   * @param figure 2 for all answers from 200 to 299
   */
  long of(int figure) {
    return answers.get(figure);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean answered = false;
    try {
      chain.doFilter(request, response);
      answered = true;
    } finally {
      int figure = answered ? response.getStatus() / 100 : LAST;
      answers.incrementAndGet(Math.clamp(figure, FIRST, LAST));
    }
  }
}
