package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.agency.Agencies;
import id.lapor.audit.Verdict;
import id.lapor.audit.Verifier;
import id.lapor.citizen.Erasure;
import id.lapor.people.Contact;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.page.NotFound;
import id.lapor.report.Matter;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who has the disk and may write to the database puts no other photo in the place of a proof
 * without the check naming it, and nobody is sent what was put there.
 */
@DatabaseTest
class StolenFilesIntegrationTests {

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Erasure erasure;
  @Autowired EvidenceBox box;
  @Autowired EvidenceAnswers answers;
  @Autowired Shelf shelf;
  @Autowired Verifier verifier;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private final List<EvidenceId> files = new ArrayList<>();
  private @Nullable Report report;

  @BeforeEach
  void twoProofs() {
    City city = new City(agencies, reports);
    for (int i = 0; i < 2; i++) {
      byte[] photo =
          HostileFile.joined(
              HostileFile.picture("jpeg"), ("nomor " + i).getBytes(StandardCharsets.UTF_8));
      files.add(
          ((Taking.Taken) box.take(new ByteArrayInputStream(photo), "bukti.jpg")).evidence().id());
    }
    var reporter = reporters.keep(new Contact("Sri", "+62812000" + files.getFirst().value(), null));
    Matter matter = city.filed("Jalan rusak di depan pasar.", reporter).matter();
    report = reports.file(new Submission("bukti" + files, null, matter, city.desk, files)).report();
    assertThat(verifier.verify().first()).isEmpty();
  }

  private String row(int n) {
    return "evidence_file " + files.get(n).value();
  }

  private Optional<Verdict.Finding> after(String sql) {
    return Optional.ofNullable(
            transaction.execute(status -> {
              status.setRollbackOnly();
              jdbc.execute("SET LOCAL session_replication_role = replica");
              assertThat(
                      jdbc.update(
                          sql.replace("$0", String.valueOf(files.get(0).value()))
                              .replace("$1", String.valueOf(files.get(1).value()))))
                  .as(sql)
                  .isPositive();
              return verifier.verify().first();
            }))
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Rendition.class)
  void putsNoOtherBytesInTheirPlace(Rendition rendition) throws IOException {
    Path place = shelf.place(files.get(0), rendition);
    byte[] before = Files.readAllBytes(place);
    Files.write(place, HostileFile.withPosition(HostileFile.picture("jpeg")));
    Verdict.Finding found = verifier.verify().first().orElseThrow();
    assertThat(found.row()).isEqualTo(row(0));
    assertThat(found.what())
        .isEqualTo("The bytes of " + rendition + " are not what was put there.");
    assertThatThrownBy(() -> answers.send(files.get(0), rendition)).isInstanceOf(NotFound.class);
    Evidence evidence = box.find(files.get(0)).orElseThrow();
    assertThat(box.file(evidence, rendition)).as("nor copied").isEmpty();
    Files.write(place, before);
    assertThatCode(() -> answers.send(files.get(0), rendition)).doesNotThrowAnyException();
    assertThat(verifier.verify().first()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Rendition.class)
  void takesNoneAway(Rendition rendition) throws IOException {
    Path place = shelf.place(files.get(1), rendition);
    Path aside = place.resolveSibling("aside");
    Files.move(place, aside, StandardCopyOption.REPLACE_EXISTING);
    Verdict.Finding found = verifier.verify().first().orElseThrow();
    assertThat(found.row()).isEqualTo(row(1));
    assertThat(found.what()).isEqualTo(rendition + " is missing.");
    Files.move(aside, place);
    assertThat(verifier.verify().first()).isEmpty();
  }

  /** What a file is, in every column that says so; the bytes of another with their hashes too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind = 'PNG'",
        "kind = 'x'",
        "bytes = bytes + 1",
        "sha256 = sha256('x')",
        "clean_sha256 = sha256('x')",
        "thumb_sha256 = sha256('x')",
        "thumb_sha256 = NULL",
        "width = width + 1",
        "height = height + 1",
        "pages = 7",
        "taken_at = taken_at - interval '1 microsecond'",
        "let_go = true",
        "mark = sha256('x')",
        "mark = (SELECT mark FROM evidence_file WHERE id = $1)",
        "claimed_at = NULL",
      })
  void changesNoColumn(String change) {
    assertThat(after("UPDATE evidence_file SET " + change + " WHERE id = $0"))
        .hasValueSatisfying(f -> assertThat(f.row()).isEqualTo(row(0)));
  }

  @Test
  void changesEveryColumnButThreeInThatTest() {
    assertThat(
            jdbc.queryForList(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'evidence_file'",
                String.class))
        .containsExactlyInAnyOrder(
            "id",
            "kind",
            "bytes",
            "sha256",
            "clean_sha256",
            "thumb_sha256",
            "width",
            "height",
            "pages",
            "taken_at",
            "let_go",
            "mark",
            "claimed_at",
            "name",
            "scan",
            "found",
            "scan_due");
  }

  @Test
  void exchangesNoTwo() {
    assertThat(
            after(
                """
                UPDATE evidence_file t
                SET sha256 = o.sha256, clean_sha256 = o.clean_sha256, thumb_sha256 = o.thumb_sha256, mark = o.mark
                FROM evidence_file o
                WHERE t.id IN ($0, $1) AND o.id IN ($0, $1) AND t.id <> o.id
                """))
        .hasValueSatisfying(f -> assertThat(f.row()).isEqualTo(row(0)));
  }

  @Test
  void dropsNone() {
    assertThat(after("DELETE FROM evidence_file WHERE id = $1"))
        .hasValueSatisfying(f -> {
          assertThat(f.row()).isEqualTo(row(1));
          assertThat(f.what()).contains("its row is missing");
        });
  }

  /**
   * The original of an erased person is gone for good, and that it was let go is marked as well.
   */
  @Test
  void misclaimsNothingThatWasLetGo() {
    erasure.erase(Objects.requireNonNull(report));
    assertThat(shelf.place(files.get(0), Rendition.ORIGINAL)).doesNotExist();
    assertThat(verifier.verify().first()).isEmpty();
    assertThat(after("UPDATE evidence_file SET let_go = false WHERE id = $0"))
        .hasValueSatisfying(f -> assertThat(f.row()).isEqualTo(row(0)));
  }

  /** Letting go of an original blesses no row that somebody had changed before. */
  @Test
  void marksNoChangedRowAnew() {
    jdbc.update("UPDATE evidence_file SET width = width + 1 WHERE id = ?", files.get(0).value());
    box.forgetOriginals(List.of(files.get(0)));
    assertThat(verifier.verify().first())
        .hasValueSatisfying(f -> assertThat(f.row()).isEqualTo(row(0)));
    jdbc.update(
        "UPDATE evidence_file SET width = width - 1, let_go = false WHERE id = ?",
        files.get(0).value());
    box.forgetOriginals(List.of(files.get(0)));
    assertThat(verifier.verify().first()).isEmpty();
  }

  /** What was let go of or swept while the check was at it is no trouble. */
  @Test
  void mindsNothingThatWasLetGoMeanwhile() {
    EvidenceId loose =
        ((Taking.Taken) box.take(new ByteArrayInputStream(HostileFile.picture("png")), "a.png"))
            .evidence()
            .id();
    TransactionTemplate snapshot =
        new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    Optional<Verdict.Finding> found =
        snapshot.execute(_ -> {
          jdbc.queryForObject("SELECT count(*) FROM evidence_file", Long.class);
          CompletableFuture.runAsync(
                  () -> {
                    box.forgetOriginals(List.of(files.get(0)));
                    jdbc.update("DELETE FROM evidence_file WHERE id = ?", loose.value());
                    shelf.remove(loose);
                  })
              .join();
          return verifier.verify().first();
        });
    assertThat(found).isEmpty();
    assertThat(verifier.verify().first()).isEmpty();
  }

  @Test
  void refusesFilesFromBefore() throws IOException {
    String sql =
        new ClassPathResource("db/migration/evidence/V21_10__marked_files.sql")
            .getContentAsString(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> jdbc.execute(sql))
        .hasMessageContaining("before they had marks. Begin with an empty database; no file");
  }
}
