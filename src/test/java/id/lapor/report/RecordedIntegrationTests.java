package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.Statements;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What a reporter can give to others of the history of a report. */
@DatabaseTest
@Import(Statements.class)
class RecordedIntegrationTests {

  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Recorded recorded;
  @Autowired Agencies agencies;

  /** Two files of one person have nothing in common. */
  @Test
  void joinsNoTwoReportsOfOnePerson() {
    City city = new City(agencies, reports);
    ReporterId wati = reporters.keep(new Contact("Wati", "+628120000433", null));
    for (String text : List.of("Lampu jalan mati di pasar.", "Jalan rusak di depan terminal.")) {
      Report report = city.filed(text, wati);
      assertThat(recorded.read(report, 1)).isEqualTo(new Recorded.Read(true, Map.of()));
    }
    Report report = city.filed("Sampah menumpuk di tepi sungai.");
    assertThat(report.matter().reporter()).isNull();
    assertThat(recorded.read(report, 1).opened()).containsOnlyKeys(1);
    assertThat(recorded.read(report, 2).fits()).isFalse();
  }

  @Test
  void readsAJournalOnce() throws Exception {
    Report report = new City(agencies, reports).filed("Sampah menumpuk di tepi sungai.");
    assertThat(Statements.during(() -> recorded.read(report, 1)))
        .filteredOn(sql -> sql.contains("FROM report_event"))
        .hasSize(1);
  }
}
