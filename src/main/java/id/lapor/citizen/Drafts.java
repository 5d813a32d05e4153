package id.lapor.citizen;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import id.lapor.report.ReportId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Reports being written, kept for 30 days so that a closed browser loses nothing. */
@Repository
class Drafts {

  static final Duration KEPT = Duration.ofDays(30);

  static final int TOKEN_BYTES = 24;
  private static final String ADDRESS = "citizen_draft/sealed";

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final InstallationKey key;
  private final JsonMapper json = JsonMapper.builder().build();
  private final SecureRandom random = new SecureRandom();

  Drafts(JdbcClient jdbc, InstantSource clock, InstallationKey key) {
    this.jdbc = jdbc;
    this.key = key;
    this.clock = clock;
  }

  /**
   * @param report once it was sent
   */
  record Kept(Draft draft, @Nullable ReportId report) {}

  String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  Optional<Kept> find(String token) {
    return find(token, "");
  }

  /** Keeps a second click on "send" waiting until the first is done. */
  Optional<Kept> lock(String token) {
    return find(token, " FOR UPDATE");
  }

  void save(String token, Draft draft) {
    jdbc.sql(
            """
            INSERT INTO citizen_draft (token_hash, sealed, changed_at) VALUES (:hash, :sealed, :now)
            ON CONFLICT (token_hash) DO UPDATE
            SET sealed = excluded.sealed, answers = NULL, changed_at = excluded.changed_at
            WHERE citizen_draft.report_id IS NULL
            """)
        .param("hash", hash(token))
        .param("sealed", sealed(token, draft))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /**
   * Changes nothing but the text of a draft being written; false when there is none yet. Waits for
   * whatever else is saved at the same moment, so it takes nothing of that away.
   */
  @Transactional
  boolean keepText(String token, String text) {
    Optional<Draft> draft = lock(token).filter(k -> k.report() == null).map(Kept::draft);
    draft.ifPresent(d -> save(token, d.told(text, d.files())));
    return draft.isPresent();
  }

  /** Lets go of a draft that was not sent; which report another became stays known. */
  void discard(String token) {
    jdbc.sql("DELETE FROM citizen_draft WHERE token_hash = ? AND report_id IS NULL")
        .param(hash(token))
        .update();
  }

  /** From now on the draft only says which report it became. */
  void filed(String token, ReportId report) {
    jdbc.sql(
            """
            UPDATE citizen_draft SET sealed = :sealed, answers = NULL, report_id = :report, changed_at = :now
            WHERE token_hash = :hash
            """)
        .param("hash", hash(token))
        .param("sealed", sealed(token, Draft.EMPTY))
        .param("report", report.value())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT20M")
  void sweep() {
    jdbc.sql("DELETE FROM citizen_draft WHERE changed_at < ?")
        .param(Timestamp.from(clock.instant().minus(KEPT)))
        .update();
  }

  private Optional<Kept> find(String token, String lock) {
    return jdbc.sql(
            "SELECT answers, sealed, report_id FROM citizen_draft WHERE token_hash = :hash" + lock)
        .param("hash", hash(token))
        .query((row, _) -> {
          @Nullable Long report = row.getObject("report_id", Long.class);
          return new Kept(
              json.readValue(
                  opened(token, row.getBytes("sealed"), row.getString("answers")), Draft.class),
              report == null ? null : new ReportId(report));
        })
        .optional();
  }

  private byte[] sealed(String token, Draft draft) {
    byte[] words = json.writeValueAsString(draft).getBytes(StandardCharsets.UTF_8);
    return seal(token).close(words, ADDRESS);
  }

  /** What an earlier version kept is plain; it is sealed when it is saved next. */
  private String opened(String token, byte @Nullable [] sealed, @Nullable String plain) {
    return sealed == null
        ? String.valueOf(plain)
        : new String(seal(token).open(sealed, ADDRESS), StandardCharsets.UTF_8);
  }

  /**
   * Only the device that has the token can have its draft opened, and only by this installation.
   */
  private Seal seal(String token) {
    return new Seal(KeyRing.of(1, key.derive("draft", token)));
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
