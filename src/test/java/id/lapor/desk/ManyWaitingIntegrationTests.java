package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Readmissions;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.Statements;
import id.lapor.report.Reports;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What it costs to say who waits does not grow with the accounts one administrator opened. */
@ApplicationTest
@Import(Statements.class)
class ManyWaitingIntegrationTests {

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Accounts accounts;
  @Autowired Readmissions readmissions;

  @Test
  void asksAsMuchOfManyAsOfFew() throws Exception {
    City city = new City(agencies, reports);
    long centre = agencies.nationalAdmin().id().value();
    Officer admin =
        accounts.open("banyak", "Banyak", "kata-sandi-panjang", centre, Role.ADMINISTRATOR);
    accounts.open("banyak2", "Kedua", "kata-sandi-panjang", centre, Role.ADMINISTRATOR);
    List<Long> opened =
        IntStream.range(0, 20)
            .mapToObj(n ->
                accounts.openInvited(
                    "banyak-" + n, "Baru", city.desk.value(), Role.COORDINATOR, admin))
            .map(Officer::accountId)
            .toList();
    List<String> few =
        Statements.during(() -> assertThat(readmissions.of(opened.subList(0, 3))).hasSize(3));
    List<String> many = Statements.during(() -> assertThat(readmissions.of(opened)).hasSize(20));
    assertThat(many).isEqualTo(few).hasSizeLessThanOrEqualTo(12); // rows and their marks
  }
}
