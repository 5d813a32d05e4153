package id.lapor.citizen.batch;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import id.lapor.platform.table.Table;
import id.lapor.platform.table.TableFile;
import id.lapor.report.Actor;
import id.lapor.report.ReportId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Files and their rows, each row sealed until it is a report. */
@Repository
class BatchStore {

  private static final String SELECT =
      """
      SELECT b.*, n.* FROM citizen_batch b CROSS JOIN LATERAL (
        SELECT count(*) AS rows, count(report_id) AS filed, count(due_at) AS waiting,
          count(*) FILTER (WHERE wanted_at IS NOT NULL AND due_at IS NULL AND report_id IS NULL) AS stuck
        FROM citizen_batch_row r WHERE r.batch_id = b.id) n
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final Seal seal;
  private final JsonMapper json = JsonMapper.builder().build();

  BatchStore(JdbcClient jdbc, JdbcTemplate batches, InstallationKey key) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.seal = new Seal(KeyRing.of(1, key.derive("batch", "seal")));
  }

  /** What a file is called and how its columns are; both may say too much of somebody. */
  record Head(TableFile form, String name, List<String> columns) {}

  /** A row whose turn it is. */
  record Due(long batch, int line, Table.Row row, int tries) {}

  long add(Actor.Officer by, Head head, byte[] mark, Choices choices, Instant now) {
    long id =
        jdbc.sql("SELECT nextval(pg_get_serial_sequence('citizen_batch', 'id'))")
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            INSERT INTO citizen_batch (id, account_id, actor, mark, head, choices, uploaded_at)
            OVERRIDING SYSTEM VALUE
            VALUES (:id, :account, :actor::jsonb, :mark, :head, :choices::jsonb, :now)
            """)
        .param("id", id)
        .param("account", by.account())
        .param("actor", json.writeValueAsString(by))
        .param("mark", mark)
        .param("head", closed(head, "head/" + id))
        .param("choices", json.writeValueAsString(choices))
        .param("now", Timestamp.from(now))
        .update();
    return id;
  }

  void add(long batch, List<Table.Row> rows) {
    batches.batchUpdate(
        "INSERT INTO citizen_batch_row (batch_id, line, sealed) VALUES (?, ?, ?)",
        rows.stream()
            .map(r -> new Object[] {batch, r.line(), closed(r.cells(), address(batch, r.line()))})
            .toList());
  }

  Optional<Batch> find(long id, long account) {
    return jdbc.sql(SELECT + "WHERE b.id = ? AND b.account_id = ?")
        .params(id, account)
        .query((row, _) -> batch(row))
        .optional();
  }

  /** Newest first. */
  List<Batch> of(long account, int limit) {
    return jdbc.sql(SELECT + "WHERE b.account_id = ? ORDER BY b.id DESC LIMIT ?")
        .params(account, limit)
        .query((row, _) -> batch(row))
        .list();
  }

  /** The same file, taken before by anybody. */
  Optional<Instant> filedBefore(byte[] mark, long besides) {
    return jdbc.sql(
            """
            SELECT b.uploaded_at FROM citizen_batch b
            WHERE b.mark = ? AND b.id <> ? AND b.undone_at IS NULL AND EXISTS (
              SELECT FROM citizen_batch_row r WHERE r.batch_id = b.id AND r.report_id IS NOT NULL)
            ORDER BY b.id DESC LIMIT 1
            """)
        .params(mark, besides)
        .query((row, _) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  byte[] mark(long id) {
    return jdbc.sql("SELECT mark FROM citizen_batch WHERE id = ?")
        .param(id)
        .query(byte[].class)
        .single();
  }

  /** Rows that are no reports yet, in their order. */
  List<Table.Row> rows(long batch) {
    return jdbc.sql(
            """
            SELECT line, sealed FROM citizen_batch_row
            WHERE batch_id = ? AND report_id IS NULL ORDER BY line
            """)
        .param(batch)
        .query((row, _) -> row(batch, row.getInt("line"), row.getBytes("sealed")))
        .list();
  }

  List<Batch.Filed> filed(long batch) {
    return jdbc.sql(
            """
            SELECT line, report_id, told FROM citizen_batch_row
            WHERE batch_id = ? AND report_id IS NOT NULL ORDER BY line
            """)
        .param(batch)
        .query((row, _) ->
            new Batch.Filed(
                row.getInt("line"), new ReportId(row.getLong("report_id")), row.getBoolean("told")))
        .list();
  }

  void choose(long batch, Choices choices) {
    jdbc.sql("UPDATE citizen_batch SET choices = ?::jsonb WHERE id = ?")
        .params(json.writeValueAsString(choices), batch)
        .update();
  }

  void want(long batch, Collection<Integer> lines, Instant now) {
    jdbc.sql(
            """
            UPDATE citizen_batch_row SET wanted_at = :now, due_at = :now, tries = 0
            WHERE batch_id = :batch AND line = ANY(:lines) AND report_id IS NULL AND due_at IS NULL
            """)
        .param("now", Timestamp.from(now))
        .param("batch", batch)
        .param("lines", lines.toArray(Integer[]::new))
        .update();
  }

  void twin(long batch, int line, int of) {
    jdbc.sql("UPDATE citizen_batch_row SET twin = ? WHERE batch_id = ? AND line = ?")
        .params(of, batch, line)
        .update();
  }

  /** Lines known to say what an earlier one says, with that one. */
  Map<Integer, Integer> twins(long batch) {
    Map<Integer, Integer> twins = new HashMap<>();
    jdbc.sql("SELECT line, twin FROM citizen_batch_row WHERE batch_id = ? AND twin IS NOT NULL")
        .param(batch)
        .query(row -> {
          twins.put(row.getInt("line"), row.getInt("twin"));
        });
    return twins;
  }

  /** Nothing that waits is filed any more. */
  void halt(long batch) {
    jdbc.sql(
            """
            UPDATE citizen_batch_row SET wanted_at = NULL, due_at = NULL
            WHERE batch_id = ? AND report_id IS NULL
            """)
        .param(batch)
        .update();
  }

  /** Kept from others until the present transaction ends. */
  Optional<Due> next(Instant now) {
    return jdbc.sql(
            """
            SELECT batch_id, line, sealed, tries FROM citizen_batch_row WHERE due_at <= ?
            ORDER BY due_at, batch_id, line LIMIT 1 FOR UPDATE SKIP LOCKED
            """)
        .param(Timestamp.from(now))
        .query((row, _) -> {
          long batch = row.getLong("batch_id");
          int line = row.getInt("line");
          return new Due(
              batch, line, row(batch, line, row.getBytes("sealed")), row.getInt("tries"));
        })
        .optional();
  }

  /** Without asking whose it is. */
  Batch known(long id) {
    return jdbc.sql(SELECT + "WHERE b.id = ?").param(id).query((row, _) -> batch(row)).single();
  }

  void filed(Due due, ReportId report, boolean told) {
    jdbc.sql(
            """
            UPDATE citizen_batch_row SET report_id = ?, told = ?, sealed = NULL, due_at = NULL
            WHERE batch_id = ? AND line = ?
            """)
        .params(report.value(), told, due.batch(), due.line())
        .update();
  }

  /**
   * @param again null when it is not tried any more
   */
  void failed(Due due, @Nullable Instant again) {
    jdbc.sql(
            """
            UPDATE citizen_batch_row SET tries = tries + 1, due_at = :again
            WHERE batch_id = :batch AND line = :line
            """)
        .param("again", again == null ? null : Timestamp.from(again))
        .param("batch", due.batch())
        .param("line", due.line())
        .update();
  }

  void undone(long batch, Instant now) {
    jdbc.sql("UPDATE citizen_batch SET undone_at = ? WHERE id = ?")
        .params(Timestamp.from(now), batch)
        .update();
  }

  /** Rows that became no reports; the numbers of those that did stay. */
  void drop(Instant uploadedBefore) {
    jdbc.sql(
            """
            DELETE FROM citizen_batch_row r USING citizen_batch b
            WHERE b.id = r.batch_id AND b.uploaded_at < ? AND r.report_id IS NULL
            """)
        .param(Timestamp.from(uploadedBefore))
        .update();
    jdbc.sql(
            """
            DELETE FROM citizen_batch b WHERE b.uploaded_at < ?
            AND NOT EXISTS (SELECT FROM citizen_batch_row r WHERE r.batch_id = b.id)
            """)
        .param(Timestamp.from(uploadedBefore))
        .update();
  }

  private Batch batch(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    Head head = opened(row.getBytes("head"), "head/" + id, Head.class);
    @Nullable Timestamp undone = row.getTimestamp("undone_at");
    return new Batch(
        id,
        json.readValue(row.getString("actor"), Actor.Officer.class),
        head.form(),
        head.name(),
        head.columns(),
        json.readValue(row.getString("choices"), Choices.class),
        row.getTimestamp("uploaded_at").toInstant(),
        undone == null ? null : undone.toInstant(),
        new Batch.Count(
            row.getInt("rows"), row.getInt("waiting"), row.getInt("filed"), row.getInt("stuck")));
  }

  private Table.Row row(long batch, int line, byte[] sealed) {
    return new Table.Row(line, List.of(opened(sealed, address(batch, line), String[].class)));
  }

  private byte[] closed(Object words, String address) {
    return seal.close(
        json.writeValueAsString(words).getBytes(StandardCharsets.UTF_8),
        "citizen_batch/" + address);
  }

  private <T> T opened(byte[] sealed, String address, Class<T> type) {
    byte[] words = seal.open(sealed, "citizen_batch/" + address);
    return json.readValue(new String(words, StandardCharsets.UTF_8), type);
  }

  private static String address(long batch, int line) {
    return batch + "/" + line;
  }
}
