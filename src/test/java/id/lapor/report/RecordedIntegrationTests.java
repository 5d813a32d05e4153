package id.lapor.report;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a reporter can give to others of the history of a report. */
@DatabaseTest
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
      assertThat(recorded.open(report)).isEmpty();
      assertThat(recorded.fits(report.id(), 1)).isTrue();
    }
    Report report = city.filed("Sampah menumpuk di tepi sungai.");
    assertThat(report.matter().reporter()).isNull();
    assertThat(recorded.open(report)).containsOnlyKeys(1);
  }
}
