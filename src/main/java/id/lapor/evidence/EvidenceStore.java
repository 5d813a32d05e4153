package id.lapor.evidence;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

  /**
   * @param clean the scanner said so
   */
  void add(EvidenceId id, Row row, boolean clean, Instant now) {
    jdbc.sql(
            """
            INSERT INTO evidence_file (id, kind, name, bytes, sha256, width, height, pages, taken_at,
                                       scan, scan_due)
            OVERRIDING SYSTEM VALUE
            VALUES (:id, :kind, :name, :bytes, :sha256, :width, :height, :pages, :now,
                    :scan, :now)
            """)
        .param("id", id.value())
        .param("kind", row.kind().name())
        .param("name", row.name())
        .param("bytes", row.bytes())
        .param("sha256", row.sha256())
        .param("width", row.width())
        .param("height", row.height())
        .param("pages", row.pages())
        .param("scan", clean ? "CLEAN" : null, Types.VARCHAR)
        .param("now", Timestamp.from(now))
        .update();
  }

  /**
   * @param scans whether what was not scanned has to wait
   */
  List<Evidence> all(Collection<EvidenceId> ids, boolean scans) {
    return jdbc.sql(
            """
            SELECT id, kind, name, bytes, pages,
                   CASE WHEN scan = 'FOUND' THEN 'SEALED'
                        WHEN scan IS NULL AND :scans THEN 'WAITING'
                        ELSE 'OPEN' END AS standing
            FROM evidence_file
            WHERE id = ANY(:ids)
            ORDER BY id
            """)
        .param("ids", numbers(ids))
        .param("scans", scans)
        .query((row, _) ->
            new Evidence(
                new EvidenceId(row.getLong("id")),
                FileKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getLong("bytes"),
                row.getObject("pages", Integer.class),
                Standing.valueOf(row.getString("standing"))))
        .list();
  }

  /** SHA-256 of each, sorted. */
  List<String> digests(Collection<EvidenceId> ids) {
    return jdbc.sql(
            "SELECT encode(sha256, 'hex') FROM evidence_file WHERE id = ANY(?) ORDER BY sha256")
        .param(ids.stream().map(EvidenceId::value).toArray(Long[]::new))
        .query((row, _) -> row.getString(1))
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

  /** What was not scanned, and when the oldest of it came. */
  record Unscanned(long files, @Nullable Instant oldest) {}

  Unscanned unscanned() {
    return jdbc.sql("SELECT count(*), min(taken_at) FROM evidence_file WHERE scan IS NULL")
        .query((row, _) -> {
          @Nullable Timestamp oldest = row.getTimestamp(2);
          return new Unscanned(row.getLong(1), oldest == null ? null : oldest.toInstant());
        })
        .single();
  }

  long found() {
    return jdbc.sql("SELECT count(*) FROM evidence_file WHERE scan = 'FOUND'")
        .query(Long.class)
        .single();
  }

  /** The next file to scan; nobody else gets it before the lease ends. */
  Optional<EvidenceId> claimUnscanned(Instant now, Instant lease) {
    return jdbc.sql(
            """
            UPDATE evidence_file
            SET scan_due = :lease
            WHERE id = (
              SELECT id FROM evidence_file
              WHERE scan IS NULL AND scan_due <= :now
              ORDER BY scan_due
              LIMIT 1
              FOR UPDATE SKIP LOCKED)
            RETURNING id
            """)
        .param("now", Timestamp.from(now))
        .param("lease", Timestamp.from(lease))
        .query((row, _) -> new EvidenceId(row.getLong(1)))
        .optional();
  }

  void scanLater(EvidenceId id, Instant due) {
    jdbc.sql("UPDATE evidence_file SET scan_due = :due WHERE id = :id")
        .param("due", Timestamp.from(due))
        .param("id", id.value())
        .update();
  }

  /**
   * @param found the scanner's name for what it found, null for nothing
   */
  void scanned(EvidenceId id, @Nullable String found) {
    jdbc.sql("UPDATE evidence_file SET scan = :scan, found = :found WHERE id = :id")
        .param("scan", found == null ? "CLEAN" : "FOUND")
        .param("found", found, Types.VARCHAR)
        .param("id", id.value())
        .update();
  }

  private static Long[] numbers(Collection<EvidenceId> ids) {
    return ids.stream().map(EvidenceId::value).distinct().toArray(Long[]::new);
  }
}
