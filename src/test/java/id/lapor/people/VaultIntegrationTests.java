package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.audit.Verifier;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.key.Seal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class VaultIntegrationTests {

  private static final Contact SITI =
      new Contact("Siti KENARI-NAMA", "+6281200001708", "Siti.Kenari@contoh.example");
  private static final Look WHY = Look.of(Look.Purpose.MESSAGE, "SMS");

  @Autowired Reporters reporters;
  @Autowired VaultCare care;
  @Autowired VaultKeys keys;
  @Autowired Verifier verifier;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  @Test
  void keepsNothingThatCanBeReadWithoutItsKey() {
    ReporterId id = reporters.keep(SITI);
    String row =
        jdbc.queryForObject(
            "SELECT v::text || encode(sealed, 'escape') FROM people_vault v WHERE reporter_id = ?",
            String.class,
            id.value());
    assertThat(row).doesNotContain("KENARI", "81200001708", "contoh.example");
    assertThat(reporters.look(id, WHY)).contains(SITI);
    assertThat(reporters.havingPhone("+6281200001708")).contains(id);
    assertThat(reporters.havingEmail("siti.kenari@CONTOH.example")).contains(id);
    assertThat(reporters.havingEmail("siti.kenar@contoh.example")).isEmpty();
  }

  @Test
  void writesDownEveryLookInTheSameTransaction() {
    ReporterId id = reporters.keep(SITI);
    Officer rani = new Officer(7, "rani", "Rani", 3, Role.COORDINATOR);
    reporters.look(id, new Look(Look.Purpose.CONTACT, rani, "Perlu tahu letak tiangnya"));
    assertThat(reporters.looks(id))
        .extracting(k -> k.seq() + " " + k.purpose() + " " + k.name() + " " + k.words())
        .containsExactly("1 KEPT  ", "2 CONTACT Rani Perlu tahu letak tiangnya");
    transaction.executeWithoutResult(status -> {
      reporters.look(id, WHY);
      status.setRollbackOnly();
    });
    assertThat(reporters.looks(id)).hasSize(2);
    assertThat(verifier.verify().first()).isEmpty();
    assertThatThrownBy(() -> jdbc.update("UPDATE people_look SET name = 'Bima'"))
        .hasMessageContaining("only ever added to");
    assertThatThrownBy(() -> jdbc.update("DELETE FROM people_look"))
        .hasMessageContaining("only ever added to");
  }

  @Test
  void opensNothingThatWasExchangedAndSaysWhichRow() {
    ReporterId one = reporters.keep(SITI);
    ReporterId two = reporters.keep(new Contact("Budi", null, null));
    transaction.executeWithoutResult(status -> {
      jdbc.update(
          """
          UPDATE people_vault v SET sealed = o.sealed
          FROM people_vault o
          WHERE (v.reporter_id, o.reporter_id) IN ((?, ?), (?, ?))
          """,
          one.value(),
          two.value(),
          two.value(),
          one.value());
      assertThatThrownBy(() -> reporters.look(one, WHY)).isInstanceOf(Seal.Broken.class);
      assertThatThrownBy(() -> reporters.look(two, WHY)).isInstanceOf(Seal.Broken.class);
      status.setRollbackOnly();
    });
    transaction.executeWithoutResult(status -> {
      jdbc.update("DELETE FROM people_vault WHERE reporter_id = ?", two.value());
      assertThat(verifier.verify().first().orElseThrow().row())
          .isEqualTo("people_vault " + two.value());
      status.setRollbackOnly();
    });
    assertThat(verifier.verify().first()).isEmpty();
  }

  @Test
  void changesItsKeysWhileEverybodyGoesOnReading() throws Exception {
    List<ReporterId> ids = new java.util.ArrayList<>();
    for (int i = 0; i < 450; i++) {
      ids.add(reporters.keep(new Contact("Warga " + i, "+62812%08d".formatted(i), null)));
    }
    int before = keys.seal().version();
    AtomicBoolean over = new AtomicBoolean();
    try (var readers = Executors.newFixedThreadPool(3)) {
      Future<Integer> reading =
          readers.submit(() -> {
            int read = 0;
            while (!over.get() || read == 0) {
              int i = read++ % ids.size();
              assertThat(reporters.look(ids.get(i), WHY).orElseThrow().name())
                  .isEqualTo("Warga " + i);
            }
            return read;
          });
      Path file = file();
      Files.writeString(file, fresh(before + 1) + " standby\n", StandardOpenOption.APPEND);
      care.round();
      assertThat(keys.seal().version()).as("a key on standby is only read with").isEqualTo(before);
      Files.writeString(
          file,
          Files.readString(file).replace(" standby", ""),
          StandardOpenOption.TRUNCATE_EXISTING);
      care.round();
      assertThat(keys.seal().version()).isEqualTo(before + 1);
      over.set(true);
      assertThat(reading.get()).isPositive();
    }
    assertThat(versions()).containsExactly(before + 1);
    assertThat(reporters.havingPhone("+6281200000007")).contains(ids.get(7));
  }

  private List<@Nullable Integer> versions() {
    return jdbc.queryForList("SELECT DISTINCT key_version FROM people_vault", Integer.class);
  }

  private Path file() {
    return Path.of("target/test-data", getClass().getName(), "keys", "vault.keys");
  }

  private static String fresh(int version) {
    byte[] bytes = new byte[32];
    new java.security.SecureRandom().nextBytes(bytes);
    return version + " " + Base64.getEncoder().encodeToString(bytes);
  }

  /** One row that was bent, an identity's or a second step's, keeps no other from the new key. */
  @Test
  void changesItsKeysThoughSomethingIsBroken() throws Exception {
    ReporterId bent = reporters.keep(new Contact("Bengkok", null, null));
    ReporterId whole = reporters.keep(SITI);
    int before = keys.seal().version();
    for (long id : new long[] {1, 2}) {
      jdbc.update(
          """
          INSERT INTO people_account (id, login, name, password_hash, totp_sealed, totp_key_version)
          OVERRIDING SYSTEM VALUE VALUES (?, ?, 'x', '$argon2id$x', ?, ?)
          """,
          990 + id,
          "putar" + id,
          keys.seal().close(new byte[Totp.SECRET_BYTES], "people_account/totp_sealed/99" + 2),
          before);
    }
    String row = " WHERE reporter_id = " + bent.value();
    byte[] sealed = jdbc.queryForObject("SELECT sealed FROM people_vault" + row, byte[].class);
    jdbc.update("UPDATE people_vault SET sealed = substr(sealed, 2)" + row);
    Files.writeString(file(), fresh(before + 1) + "\n", StandardOpenOption.APPEND);
    care.round();
    assertThat(keys.seal().version()).isEqualTo(before + 1);
    assertThat(
            jdbc.queryForList(
                "SELECT reporter_id FROM people_vault WHERE key_version = ?", Long.class, before))
        .containsExactly(bent.value());
    assertThat(
            jdbc.queryForList(
                "SELECT login FROM people_account WHERE totp_key_version = ?",
                String.class,
                before))
        .containsExactly("putar1");
    assertThat(reporters.look(whole, WHY)).contains(SITI);
    care.round();
    jdbc.update("DELETE FROM people_account WHERE login LIKE 'putar%'");
    jdbc.update("UPDATE people_vault SET sealed = ?" + row, sealed);
    Files.writeString(file(), fresh(before + 2) + "\n", StandardOpenOption.APPEND);
    care.round();
    assertThat(versions()).as("what did not open is tried again").containsExactly(before + 2);
    reporters.erase(bent);
  }

  @Test
  void erasesWithinASecondAndKeepsEveryProof() {
    ReporterId id = reporters.keep(SITI);
    Officer rani = new Officer(7, "rani", "Rani", 3, Role.COORDINATOR);
    reporters.look(id, new Look(Look.Purpose.CONTACT, rani, "Bertanya kepada KENARI-ALASAN"));
    long start = System.nanoTime();
    reporters.erase(id);
    assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    assertThat(reporters.look(id, WHY)).isEmpty();
    assertThat(reporters.havingPhone("+6281200001708")).doesNotContain(id);
    assertThat(reporters.looks(id))
        .extracting(k -> k.purpose() + " " + k.name() + " " + k.words())
        .containsExactly("KEPT  null", "CONTACT Rani null", "ERASED  ");
    assertThat(verifier.verify().first()).isEmpty();
    reporters.erase(id);
    assertThat(reporters.looks(id)).hasSize(3);
  }

  @Test
  void sealsOnlyForOneAddress() {
    byte[] sealed = keys.seal().close("x".getBytes(StandardCharsets.UTF_8), "a/1");
    assertThat(keys.seal().open(sealed, "a/1")).isEqualTo("x".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> keys.seal().open(sealed, "a/2")).isInstanceOf(Seal.Broken.class);
    for (int i = 0; i < sealed.length; i++) {
      byte[] bent = sealed.clone();
      bent[i] ^= 1;
      assertThatThrownBy(() -> keys.seal().open(bent, "a/1")).isInstanceOf(Seal.Broken.class);
    }
  }
}
