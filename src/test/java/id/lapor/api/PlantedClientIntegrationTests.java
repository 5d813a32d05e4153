package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.audit.Verifier;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Report;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who may write to the database, without keys, gives no other system a key, a right or a report.
 */
@ApplicationTest
class PlantedClientIntegrationTests extends Open311Town {

  @Autowired IntakeStore intake;
  @Autowired Hooks hooks;
  @Autowired Verifier verifier;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  @Test
  void mayNoMoreThanItWasMadeFor() {
    String weak = client(60, Scope.FILE);
    long id = clients.enter(weak).orElseThrow().id();
    long strong = clients.enter(key).orElseThrow().id();
    for (String change :
        List.of(
            "scopes = '{FILE,REPLY}'",
            "a_minute = 9999",
            "desk_id = desk_id + 1",
            "mark = NULL",
            "mark = (SELECT mark FROM api_client WHERE id = " + strong + ")",
            "ended_at = now()")) {
      undone(
          "UPDATE api_client SET " + change + " WHERE id = " + id,
          () -> {
            assertThat(clients.enter(weak)).isEmpty();
            assertThat(clients.find(id).orElseThrow().scopes()).isEmpty();
          });
    }
    byte[] hash =
        jdbc.queryForObject("SELECT key_hash FROM api_client WHERE id = ?", byte[].class, id);
    undone(
        "UPDATE api_client SET key_hash = sha256('') WHERE id = " + id,
        () -> {
          jdbc.update("UPDATE api_client SET key_hash = ? WHERE id = ?", hash, strong);
          assertThat(clients.enter(weak)).as("a key turned to another client").isEmpty();
        });
    clients.end(clients.find(id).orElseThrow(), sari);
    undone(
        "UPDATE api_client SET ended_at = NULL WHERE id = " + id,
        () -> assertThat(clients.enter(weak)).isEmpty());
  }

  /** A key that was stolen and exchanged since, with the row of before. */
  @Test
  void takesNoKeyOfBefore() {
    String first = client(60, Scope.FILE);
    Client client = clients.enter(first).orElseThrow();
    String stolen = clients.rotate(client, sari).orElseThrow().key();
    jdbc.execute("CREATE TABLE before AS SELECT * FROM api_client WHERE id = " + client.id());
    String last = clients.rotate(client, sari).orElseThrow().key();
    assertThat(clients.enter(last)).isPresent();
    String back =
        "UPDATE api_client c SET key_hash = b.key_hash, mark = b.mark FROM before b WHERE b.id = c.id";
    undone(back, () -> assertThat(clients.enter(stolen)).isEmpty());
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.execute("SET LOCAL session_replication_role = replica");
      jdbc.update(back);
      jdbc.update("DELETE FROM api_client_act WHERE client_id = ? AND seq = 3", client.id());
      assertThat(clients.enter(stolen)).as("nor where the act is gone").isEmpty();
    });
    clients.end(client, sari);
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.execute("SET LOCAL session_replication_role = replica");
      jdbc.update("DELETE FROM api_client_act WHERE client_id = ? AND what = 'ENDED'", client.id());
      jdbc.update("UPDATE api_client SET ended_at = NULL WHERE id = ?", client.id());
      assertThat(clients.enter(last)).as("nor one that ended").isEmpty();
    });
    jdbc.execute("DROP TABLE before");
  }

  @Test
  void tellsNobodyAtAnAddressNobodySet() {
    Client client = clients.enter(client(60, Scope.EVENTS)).orElseThrow();
    hooks.set(client, URI.create("https://sana.example/a"), sari);
    assertThat(hooks.find(client)).hasValueSatisfying(h -> assertThat(clients.tells(h)).isTrue());
    undone(
        "UPDATE api_hook SET address = 'https://mine.example/a' WHERE client_id = " + client.id(),
        () ->
            assertThat(hooks.find(client))
                .hasValueSatisfying(h -> assertThat(clients.tells(h)).isFalse()));
  }

  /** Whoever brought a report answers in its reporter's name. */
  @Test
  void ownsNoReportByARow() throws Exception {
    Client mine = clients.enter(key).orElseThrow();
    Client other = clients.enter(client(60, Scope.REPLY)).orElseThrow();
    Report brought = filed(form());
    Report theirs = city.filed("Jalan rusak di depan sekolah sejak Senin.");
    assertThat(intake.owns(mine, brought.id())).isTrue();
    undone(
        "INSERT INTO api_report (report_id, client_id, mark) SELECT %d, %d, mark FROM api_report LIMIT 1"
            .formatted(theirs.id().value(), other.id()),
        () -> assertThat(intake.owned(other, List.of(theirs.id()))).isEmpty());
    undone(
        "UPDATE api_report SET client_id = %d WHERE report_id = %d"
            .formatted(other.id(), brought.id().value()),
        () -> assertThat(intake.owns(other, brought.id())).isFalse());
    undone(
        "UPDATE api_report SET mark = NULL WHERE report_id = " + brought.id().value(),
        () -> assertThat(intake.owns(mine, brought.id())).isFalse());
    assertThat(intake.owned(mine, List.of(brought.id()))).isEqualTo(Set.of(brought.id()));
  }

  /** The check names it, and it opens nothing. */
  private void undone(String sql, Runnable opensNothing) {
    assertThat(verifier.verify().first()).isEmpty();
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      assertThat(jdbc.update(sql)).as(sql).isPositive();
      opensNothing.run();
      assertThat(verifier.verify().sound()).as(sql).isFalse();
    });
  }
}
