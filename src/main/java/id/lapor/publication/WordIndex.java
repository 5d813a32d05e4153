package id.lapor.publication;

import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The index of words behind the public search. Day by day every word of a report is put in its
 * place at once, so that a search never reads a heap of unsorted ones; while reports come by the
 * hundred thousand, words are gathered and put in their places together, at half the work.
 */
@Component
public class WordIndex {

  private static final String INDEX = "publication_report_search";

  private final JdbcClient jdbc;

  WordIndex(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Does work that publishes very many reports; searches stay right meanwhile, if slower. */
  public void gatherDuring(Runnable work) {
    gather(true);
    try {
      work.run();
    } finally {
      settle();
    }
  }

  /** A start also mends what a killed import left. */
  @EventListener(ContextRefreshedEvent.class)
  void settleWhenLeft() {
    boolean gathering =
        jdbc.sql(
                "SELECT coalesce('fastupdate=on' = ANY(reloptions), false) FROM pg_class WHERE relname = ?")
            .param(INDEX)
            .query(Boolean.class)
            .single();
    if (gathering) {
      settle();
    }
  }

  private void settle() {
    gather(false);
    jdbc.sql("SELECT publication_words_place()").query(row -> {});
  }

  /** By a function of whoever owns the index, as nobody else may. */
  private void gather(boolean words) {
    jdbc.sql("SELECT publication_words_gather(?)").param(words).query(row -> {});
  }
}
