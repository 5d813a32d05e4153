package id.lapor.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
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

  /**
   * Of the bytes on the shelf.
   *
   * @param size of the original
   * @param original SHA-256 of what was sent; likewise the others
   * @param thumb null where there is none
   */
  record Bytes(long size, byte[] original, byte[] clean, byte @Nullable [] thumb) {

    /** SHA-256 of a rendition; null where there is none. */
    byte @Nullable [] of(Rendition rendition) {
      return switch (rendition) {
        case ORIGINAL -> original;
        case CLEAN -> clean;
        case THUMB -> thumb;
      };
    }
  }

  /**
   * What is kept beside a file.
   *
   * @param kind name of a {@link FileKind}
   * @param takenAt as exact as the database keeps it
   * @param letGo the original is gone
   */
  record Row(
      String kind,
      Bytes bytes,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Integer pages,
      Instant takenAt,
      boolean letGo) {

    Row withoutOriginal() {
      return new Row(kind, bytes, width, height, pages, takenAt, true);
    }
  }

  /** A row as it stands, with its mark. */
  record Kept(EvidenceId id, Row row, byte[] mark) {}

  private static final String KEPT =
      """
      SELECT id, kind, bytes, sha256, clean_sha256, thumb_sha256, width, height, pages, taken_at, let_go, mark
      FROM evidence_file
      """;

  private final JdbcClient jdbc;
  private final Stamp stamp;

  EvidenceStore(JdbcClient jdbc, Stamp stamp) {
    this.jdbc = jdbc;
    this.stamp = stamp;
  }

  EvidenceId nextId() {
    return new EvidenceId(
        jdbc.sql("SELECT nextval('evidence_file_id_seq')").query(Long.class).single());
  }

  /**
   * @param name as its sender called it
   * @param clean the scanner said so
   */
  void add(EvidenceId id, Row row, String name, boolean clean) {
    jdbc.sql(
            """
            INSERT INTO evidence_file (id, kind, name, bytes, sha256, clean_sha256, thumb_sha256, width, height, pages,
                                       taken_at, scan, scan_due, mark)
            OVERRIDING SYSTEM VALUE
            VALUES (:id, :kind, :name, :bytes, :sha256, :clean, :thumb, :width, :height, :pages, :now,
                    :scan, :now, :mark)
            """)
        .param("id", id.value())
        .param("kind", row.kind())
        .param("name", name)
        .param("bytes", row.bytes().size())
        .param("sha256", row.bytes().original())
        .param("clean", row.bytes().clean())
        .param("thumb", row.bytes().thumb(), Types.BINARY)
        .param("width", row.width())
        .param("height", row.height())
        .param("pages", row.pages())
        .param("scan", clean ? "CLEAN" : null, Types.VARCHAR)
        .param("now", Timestamp.from(row.takenAt()))
        .param("mark", stamp.of(id, row))
        .update();
  }

  /** The next files after a number, by it. */
  List<Kept> after(long id, int most) {
    return jdbc.sql(KEPT + "WHERE id > ? ORDER BY id LIMIT ?")
        .params(id, most)
        .query(EvidenceStore::kept)
        .list();
  }

  List<Kept> kept(Collection<EvidenceId> ids) {
    return jdbc.sql(KEPT + "WHERE id = ANY(?) ORDER BY id")
        .param(numbers(ids))
        .query(EvidenceStore::kept)
        .list();
  }

  /** The row once nobody who lets go of it is at it. */
  Optional<Kept> settled(EvidenceId id) {
    return jdbc.sql(KEPT + "WHERE id = ? FOR SHARE")
        .param(id.value())
        .query(EvidenceStore::kept)
        .optional();
  }

  private static Kept kept(ResultSet row, int number) throws SQLException {
    return new Kept(
        new EvidenceId(row.getLong("id")),
        new Row(
            row.getString("kind"),
            new Bytes(
                row.getLong("bytes"),
                row.getBytes("sha256"),
                row.getBytes("clean_sha256"),
                row.getBytes("thumb_sha256")),
            row.getObject("width", Integer.class),
            row.getObject("height", Integer.class),
            row.getObject("pages", Integer.class),
            row.getTimestamp("taken_at").toInstant(),
            row.getBoolean("let_go")),
        row.getBytes("mark"));
  }

  /** Those of the files that have no row, or only one nobody made part of a report. */
  List<EvidenceId> unclaimed(Collection<EvidenceId> ids) {
    return jdbc.sql(
            """
            SELECT n FROM unnest(?::bigint[]) n
            WHERE NOT EXISTS (SELECT FROM evidence_file WHERE id = n AND claimed_at IS NOT NULL)
            ORDER BY n
            """)
        .param(numbers(ids))
        .query((row, _) -> new EvidenceId(row.getLong(1)))
        .list();
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

  /** Their originals and names go; what was not as the house wrote it gets no mark of it. */
  void letGo(Collection<EvidenceId> ids) {
    for (Kept kept : kept(ids)) {
      Row without = kept.row().withoutOriginal();
      jdbc.sql(
              "UPDATE evidence_file SET name = 'bukti-' || id, let_go = true, mark = :mark WHERE id = :id")
          .param("mark", stamp.fits(kept) ? stamp.of(kept.id(), without) : kept.mark())
          .param("id", kept.id().value())
          .update();
    }
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
