package id.lapor.platform;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;

/** Tells why a start failed in a sentence on the terminal instead of a stack trace. */
class StartFailures implements FailureAnalyzer, FailureAnalysisReporter {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    return sentence(failure).map(s -> new FailureAnalysis(s, "", failure)).orElse(null);
  }

  @Override
  public void report(FailureAnalysis analysis) {
    @Nullable String action = analysis.getAction();
    System.err.println(
        "lapor: "
            + analysis.getDescription()
            + (action == null || action.isBlank() ? "" : "\n" + action));
  }

  private static Optional<String> sentence(Throwable failure) {
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CannotStart told) {
        return Optional.ofNullable(told.getMessage());
      }
      if (t instanceof PortInUseException taken) {
        return Optional.of(
            "Port %d is taken by another program. Stop that one, or choose another port with --port."
                .formatted(taken.getPort()));
      }
      if (t instanceof SQLException e
          && e.getSQLState() != null
          && e.getSQLState().startsWith("08")) {
        return Optional.of(
            "The database does not answer (%s). Is it running, and is LAPOR_DATABASE_URL right?"
                .formatted(e.getMessage()));
      }
    }
    return Optional.empty();
  }
}
