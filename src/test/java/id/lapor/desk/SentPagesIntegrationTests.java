package id.lapor.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Arrival;
import id.lapor.report.Channel;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** An operator that held a message back, a phone whose clock is wrong: officers see both times. */
@ApplicationTest
class SentPagesIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired SettableClock clock;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SMS; PT80M; Dikirim 5 Jan 2026, 07.40 WITA menurut operator, diterima 5 Jan 2026, 09.00",
        "EMAIL; PT-2H; menurut jam pengirim surel, diterima 5 Jan 2026, 09.00 WITA",
        "X; PT10M; 08.50 WITA menurut X, diterima",
      })
  void tellsWhenAMessageWasSentBesideWhenItArrived(Channel over, Duration before, String told)
      throws Exception {
    City city = new City(agencies, reports);
    clock.set(Instant.parse("2026-01-05T01:00:00Z"));
    Report report = filed(city, new Arrival(clock.instant(), over, clock.instant().minus(before)));
    Report plain = filed(city, new Arrival(clock.instant(), over, clock.instant()));

    web.perform(get("/kerja/" + report.reference()).with(rani(city)))
        .andExpect(content().string(containsString(told)))
        .andExpect(content().string(containsString("Tenggat dihitung dari saat diterima")));
    web.perform(get("/kerja/" + plain.reference()).with(rani(city)))
        .andExpect(content().string(not(containsString("Tenggat dihitung dari saat diterima"))));
  }

  private Report filed(City city, Arrival arrival) {
    Submission submission =
        new Submission(
            "sent:" + UUID.randomUUID(),
            null,
            city.filed("Lampu mati di depan rumah, gelap sekali.").matter(),
            city.desk,
            List.of());
    return reports.file(submission.arrived(arrival)).report();
  }

  private static RequestPostProcessor rani(City city) {
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(city.rani, null, List.of()));
  }
}
