package id.lapor.evidence;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of the files, in the database. */
@Repository
class EvidenceStore {

  /** What is kept beside a file. */
  record Row(
      FileKind kind,
      String name,
      long bytes,
      byte[] sha256,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Integer pages) {}

  private final JdbcClient jdbc;

  EvidenceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  EvidenceId nextId() {
    return new EvidenceId(
        jdbc.sql("SELECT nextval('evidence_file_id_seq')").query(Long.class).single());
  }

  void add(EvidenceId id, Row row, Instant now) {
    jdbc.sql(
            """
            INSERT INTO evidence_file (id, kind, name, bytes, sha256, width, height, pages, taken_at)
            OVERRIDING SYSTEM VALUE
            VALUES (:id, :kind, :name, :bytes, :sha256, :width, :height, :pages, :now)
            """)
        .param("id", id.value())
        .param("kind", row.kind().name())
        .param("name", row.name())
        .param("bytes", row.bytes())
        .param("sha256", row.sha256())
        .param("width", row.width())
        .param("height", row.height())
        .param("pages", row.pages())
        .param("now", Timestamp.from(now))
        .update();
  }

  List<Evidence> all(Collection<EvidenceId> ids) {
    return jdbc.sql(
            "SELECT id, kind, name, bytes, pages FROM evidence_file WHERE id = ANY(:ids) ORDER BY id")
        .param("ids", numbers(ids))
        .query((row, _) ->
            new Evidence(
                new EvidenceId(row.getLong("id")),
                FileKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getLong("bytes"),
                row.getObject("pages", Integer.class)))
        .list();
  }

  void claim(Collection<EvidenceId> ids, Instant now) {
    Long[] files = numbers(ids);
    int claimed =
        jdbc.sql("UPDATE evidence_file SET claimed_at = :now WHERE id = ANY(:ids)")
            .param("now", Timestamp.from(now))
            .param("ids", files)
            .update();
    if (claimed != files.length) {
      throw new IllegalStateException("Evidence was swept away before its report was filed");
    }
  }

  void forgetNames(Collection<EvidenceId> ids) {
    jdbc.sql("UPDATE evidence_file SET name = 'bukti-' || id WHERE id = ANY(:ids)")
        .param("ids", numbers(ids))
        .update();
  }

  /** Takes the rows of old loose files out; the caller removes the files. */
  List<EvidenceId> takeLoose(Instant before) {
    return jdbc.sql(
            "DELETE FROM evidence_file WHERE claimed_at IS NULL AND taken_at < :before RETURNING id")
        .param("before", Timestamp.from(before))
        .query((row, _) -> new EvidenceId(row.getLong(1)))
        .list();
  }

  private static Long[] numbers(Collection<EvidenceId> ids) {
    return ids.stream().map(EvidenceId::value).distinct().toArray(Long[]::new);
  }
}
