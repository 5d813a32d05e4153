package id.lapor.people;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who reads and writes the whole database, knows this house's source and has none of its keys: puts
 * acts on the trail with leaves that fit in all but their marks.
 */
record Forger(JdbcTemplate jdbc) {

  /** An act on an account. */
  void act(long account, AccountAct.What what, long by, @Nullable String about, Instant at) {
    int seq = next("people_account_act", "account_id", account);
    jdbc.update(
        """
        INSERT INTO people_account_act (account_id, seq, at, what, by_account, by_name, about)
        VALUES (?, ?, ?, ?, ?, 'Admin', ?)
        """,
        account,
        seq,
        Timestamp.from(at),
        what.name(),
        by,
        about);
    String content = told(at, what, by, "Admin", null, null) + (about == null ? "" : told(about));
    leaf("account", account, seq, content);
  }

  /** A look at an identity. */
  void look(long reporter, Look.Purpose purpose, Officer by, String words, Instant at) {
    int seq = next("people_look", "reporter_id", reporter);
    jdbc.update(
        """
        INSERT INTO people_look (reporter_id, seq, at, purpose, account_id, name, agency_id, role, words)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        reporter,
        seq,
        Timestamp.from(at),
        purpose.name(),
        by.accountId(),
        by.name(),
        by.agencyId(),
        by.role().name(),
        words);
    leaf(
        "identity",
        reporter,
        seq,
        told(at, purpose, by.accountId(), by.name(), by.agencyId(), by.role(), words));
  }

  private int next(String table, String column, long subject) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "SELECT max(seq) + 1 FROM %s WHERE %s = ?".formatted(table, column),
            Integer.class,
            subject));
  }

  private static String told(@Nullable Object... values) {
    return Stream.of(values)
        .map(v -> v == null ? "-" : v.toString().length() + ":" + v)
        .reduce("", String::concat);
  }

  private record End(byte[] chain, byte[] mark, byte[] key) {}

  private void leaf(String stream, long subject, int seq, String content) {
    End end =
        jdbc.query(
                """
                SELECT chain, mark, key FROM audit_leaf JOIN audit_key USING (stream, subject)
                WHERE stream = ? AND subject = ?
                ORDER BY seq DESC
                LIMIT 1
                """,
                (row, _) -> new End(row.getBytes(1), row.getBytes(2), row.getBytes(3)),
                stream,
                subject)
            .getFirst();
    byte[] number = ByteBuffer.allocate(4).putInt(seq).array();
    byte[] commitment = sha256(hmac(end.key(), number), content.getBytes(StandardCharsets.UTF_8));
    byte[] name = stream.getBytes(StandardCharsets.UTF_8);
    byte[] chain =
        sha256(
            end.chain(),
            ByteBuffer.allocate(4).putInt(name.length).array(),
            name,
            ByteBuffer.allocate(8).putLong(subject).array(),
            number,
            new byte[1],
            commitment);
    jdbc.update(
        """
        INSERT INTO audit_leaf (stream, subject, seq, erased, commitment, chain, mark)
        VALUES (?, ?, ?, false, ?, ?, ?)
        """,
        stream,
        subject,
        seq,
        commitment,
        chain,
        end.mark());
  }

  private static byte[] hmac(byte[] key, byte[] words) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(words);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
