package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.audit.Checkpoints;
import id.lapor.audit.Sequencer;
import id.lapor.audit.Verdict;
import id.lapor.audit.Verifier;
import id.lapor.people.Role;
import id.lapor.platform.db.DatabaseTest;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody with all rights on the database changes one row; every time it is found. */
@DatabaseTest
class VerifierIntegrationTests {

  private static final int REPORTS = 90;

  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired Sequencer sequencer;
  @Autowired Checkpoints checkpoints;
  @Autowired Verifier verifier;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  void live() {
    if (agencies.find("KOMINFO").isPresent()) {
      return;
    }
    AgencyId desk =
        agencies.add(
            new Agencies.Draft(
                "KOMINFO",
                "Kominfo",
                Agency.Type.COORDINATOR,
                null,
                ZoneId.of("Asia/Makassar"),
                null,
                "Kepala"));
    Actor.Officer rani = new Actor.Officer(7, "Rani", desk, Role.COORDINATOR);
    for (int i = 0; i < REPORTS; i++) {
      Report report = reports.file(submission("r" + i, desk)).report();
      reports.command(report.id(), new Command.Hold("Di RT berapa?"), rani);
      reports.command(report.id(), new Command.Reply("RT 3", List.of()), new Actor.Reporter());
    }
    sequencer.placeAll();
    checkpoints.publish();
  }

  private static Submission submission(String key, AgencyId desk) {
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            Visibility.ANONYMOUS,
            false,
            Channel.WEB,
            "Lampu jalan mati di depan pasar, laporan " + key,
            null,
            new Place("64.74.01.1001", 0.13, 117.5, "Depan pasar"),
            null);
    return new Submission(key, null, matter, desk, List.of());
  }

  @Test
  void findsNothingWhereNothingWasChanged() {
    Verdict verdict = verifier.verify();
    assertThat(verdict.first()).isEmpty();
    assertThat(verdict.acts()).isEqualTo(REPORTS * 3);
    assertThat(verdict.placed()).isEqualTo(REPORTS * 3);
  }

  /** The first wrong row is named, not just that there is one. */
  @Test
  void namesTheRow() {
    Verdict.Finding finding =
        transaction
            .execute(status -> {
              status.setRollbackOnly();
              jdbc.execute("SET LOCAL session_replication_role = replica");
              jdbc.update(
                  """
                  UPDATE report_event SET body = jsonb_set(body, '{question}', '"Di RT 9?"')
                  WHERE report_id = 5 AND seq = 2
                  """);
              return verifier.verify().first();
            })
            .orElseThrow();
    assertThat(finding.row()).isEqualTo("report 5, act 2");
    assertThat(finding.what()).contains("not what was recorded");
  }

  /**
   * A leaf that says "erased", for which nobody needs a key, and the key of the report gone: then
   * nothing could be compared with what its journal tells.
   */
  @Test
  void namesTheReportThatSomebodyCalledErased() {
    Verdict.Finding finding =
        transaction
            .execute(status -> {
              status.setRollbackOnly();
              jdbc.execute("ALTER TABLE audit_leaf DROP CONSTRAINT audit_leaf_erases_people");
              jdbc.update(
                  """
                  INSERT INTO audit_leaf (stream, subject, seq, erased, commitment, chain, mark)
                  SELECT stream, subject, 4, true, sha256(''), sha256(
                    chain || '\\x000000067265706f7274' || int8send(subject) || int4send(4) || '\\x01' || sha256('')), mark
                  FROM audit_leaf WHERE stream = 'report' AND subject = 5 AND seq = 3
                  """);
              sequencer.placeAll();
              jdbc.execute("SET LOCAL session_replication_role = replica");
              jdbc.update("DELETE FROM audit_key WHERE stream = 'report' AND subject = 5");
              jdbc.update(
                  """
                  UPDATE report_event SET body = jsonb_set(body, '{question}', '"Di RT 9?"')
                  WHERE report_id = 5 AND seq = 2
                  """);
              return verifier.verify().first();
            })
            .orElseThrow();
    assertThat(finding.row()).isEqualTo("audit_leaf (report 5, act 4)");
    assertThat(finding.what()).isEqualTo("The house did not write it.");
  }

  /** Places are compared with leaves by a sum; what the sum finds has a name all the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE audit_place SET hash = set_byte(hash, 3, get_byte(hash, 3) # 1) WHERE position = 7 | audit_place 7 \
          | The hash is not the one of its leaf.
          UPDATE audit_place SET leaf_id = CASE leaf_id WHEN 5 THEN 9 ELSE 5 END WHERE leaf_id IN (5, 9) | audit_place 4 \
          | The hash is not the one of its leaf.
          UPDATE audit_place SET leaf_id = 99999 WHERE position = 11 | audit_place 11 | The leaf it places is missing.
          DELETE FROM audit_place WHERE position = (SELECT max(position) FROM audit_place) | audit_checkpoint | are left
          INSERT INTO audit_queue VALUES (6) | audit_leaf (report | or has more than one.
          DELETE FROM audit_place WHERE position = 3 | audit_place 3 | The row is missing.
          """)
  void namesThePlace(String sql, String row, String what) {
    Verdict.Finding finding =
        transaction
            .execute(status -> {
              status.setRollbackOnly();
              jdbc.execute("SET LOCAL session_replication_role = replica");
              jdbc.execute("ALTER TABLE audit_place DROP CONSTRAINT audit_place_leaf_id_key");
              assertThat(jdbc.update(sql)).as(sql).isPositive();
              return verifier.verify().first();
            })
            .orElseThrow();
    assertThat(finding.row()).startsWith(row);
    assertThat(finding.what()).contains(what);
  }

  /** No root was published over it yet, so that only the comparison with the leaves can tell. */
  @Test
  void missesAPlaceThatNoRootStandsOver() {
    Verdict.Finding finding =
        transaction
            .execute(status -> {
              status.setRollbackOnly();
              reports.command(
                  new ReportId(4), new Command.Reply("RT 4", List.of()), new Actor.Reporter());
              assertThat(verifier.verify().first()).as("it waits for its place").isEmpty();
              jdbc.execute("SET LOCAL session_replication_role = replica");
              jdbc.update("DELETE FROM audit_queue");
              return verifier.verify().first();
            })
            .orElseThrow();
    assertThat(finding.row()).isEqualTo("audit_leaf (report 4, act 4)");
    assertThat(finding.what()).contains("It has no place in the tree and waits for none");
  }

  /** What pages show is the row of the report; whatever of it the journal tells is compared. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text = 'Semua baik' | text
          received_at = received_at - interval '1 day' | received_at
          changed_at = changed_at + interval '1 second' | changed_at
          visibility = 'OPEN' | visibility
          stage = 'CLOSED' | stage
          version = version + 1 | version
          kind = 'REQUEST' | kind
          oversight = true | oversight
          category = 'jalan' | category
          channel = 'SMS' | channel
          public_text = 'Lampu jalan mati' | public_text
          region = '64.74.01.1002' | region
          latitude = latitude + 0.01 | latitude
          longitude = longitude + 0.01 | longitude
          address = 'Depan sekolah' | address
          cell = cell + 1 | cell
          reporter_id = 7 | reporter_id
          desk_id = desk_id + 1 | desk_id
          merged_into = 3 | merged_into
          course = jsonb_set(course, '{disputes}', '3') | course
          course = jsonb_set(course, '{secret}', '"EXCHANGED"') | course
          course = 'null' | course
          course = '{}' | course
          """)
  void namesTheReportThatIsNotAsItsJournalTells(String change, String column) {
    Verdict.Finding finding = after("UPDATE report_case SET " + change + " WHERE id = 5");
    assertThat(finding.row()).isEqualTo("report_case 5");
    assertThat(finding.what())
        .isEqualTo("What stands in " + column + " is not what its journal tells.");
  }

  /** Offices' parts and files belong to it as well, and no report is made or dropped. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INSERT INTO report_assignment VALUES (6, 1, true, 'OPEN', 'RECEIVED', now()) | report_case 6 | report_assignment
          INSERT INTO report_evidence VALUES (7, 1, 1, true) | report_case 7 | report_evidence
          DELETE FROM report_case WHERE id = 8 | report_case 8 | The row is missing
          UPDATE report_case SET id = 9000 WHERE id = 8 | report_case 8 | The row is missing
          UPDATE report_case SET secret_hash = sha256('secret:0') WHERE id = 9 | report_case 9 | secret is not bound
          INSERT INTO report_case SELECT (jsonb_populate_record(c, '{"id": 9001, "reference": "000000000",\
           "idempotency_hash": null}')).* FROM report_case c WHERE id = 5 | report_case 9001 | No journal tells
          """)
  void namesTheReportWithMoreOrLessThanItsJournalTells(String sql, String row, String what) {
    Verdict.Finding finding = after(sql);
    assertThat(finding.row()).isEqualTo(row);
    assertThat(finding.what()).contains(what);
  }

  private Verdict.Finding after(String sql) {
    return transaction
        .execute(status -> {
          status.setRollbackOnly();
          jdbc.execute("SET LOCAL session_replication_role = replica");
          assertThat(jdbc.update(sql)).as(sql).isOne();
          return verifier.verify().first();
        })
        .orElseThrow();
  }
}
