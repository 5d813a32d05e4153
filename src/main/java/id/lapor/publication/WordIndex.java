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
    jdbc.sql("ALTER INDEX " + INDEX + " SET (fastupdate = on, gin_pending_list_limit = 16384)")
        .update();
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
    jdbc.sql("ALTER INDEX " + INDEX + " SET (fastupdate = off)").update();
    jdbc.sql("SELECT gin_clean_pending_list('" + INDEX + "')").query(Long.class).single();
  }
}
