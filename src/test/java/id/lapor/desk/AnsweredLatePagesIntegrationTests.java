package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import id.lapor.agency.Agencies;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Outcome;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Nobody signs, sends or reads a letter that hides a late answer. */
@ApplicationTest
class AnsweredLatePagesIntegrationTests {

  private static final String ANSWERED = "dijawab terlambat pada Senin, 12 Januari 2026";

  /** On a letter, which everyone reads, of a report that is not open. */
  private static final String ANSWERED_DAY = "dijawab terlambat pada 12 Januari 2026";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reprimands reprimands;
  @Autowired Watch watch;
  @Autowired SettableClock clock;

  @Test
  void showsTheLateAnswerBeforeSigningAndOnTheLetter() throws Exception {
    clock.set(Instant.parse("2026-01-05T01:00:00Z"));
    City city = new City(agencies, reports);
    ReportId lamp = city.forwarded("Lampu mati.", "lampu-jalan", city.transport).id();
    clock.set(Instant.parse("2026-01-09T01:01:00Z"));
    watch.catchUp();
    clock.set(Instant.parse("2026-01-12T03:00:00Z"));
    assertThat(
            reports.command(
                lamp,
                new Command.FollowUp(
                    "Petugas ke lokasi dan memeriksa lampunya pagi ini.", List.of()),
                City.actor(City.liaison(city.transport))))
        .isInstanceOf(Outcome.Done.class);
    web.perform(get("/teguran").with(sekar()))
        .andExpect(content().string(containsString(ANSWERED + " pukul 11.00 WITA")))
        .andExpect(content().string(not(containsString(" WIB"))))
        .andExpect(content().string(containsString("mencatat keterlambatannya")));
    IssueForm form = new IssueForm(web, sekar()).read(city.transport.value() + "-1");
    web.perform(get("/teguran/rancangan?pilih=" + city.transport.value() + "-1").with(sekar()))
        .andExpect(content().string(containsString(ANSWERED_DAY)))
        .andExpect(
            content().string(containsString("2 hari kerja, 4 hari kalender sesudah tenggat")))
        .andExpect(content().string(containsString("tidak meminta tindak lanjut lagi")))
        .andExpect(
            content().string(not(containsString("Kami menegur Saudara untuk pertama kali"))));
    form.confirm().andExpect(redirectedUrl("/teguran"));
    form.confirm().andExpect(redirectedUrl("/teguran"));
    assertThat(reprimands.issuedTo(city.transport)).hasSize(1);
    Reprimand letter = reprimands.issuedTo(city.transport).getFirst();
    web.perform(get("/surat/" + letter.code()))
        .andExpect(content().string(containsString(ANSWERED_DAY)))
        .andExpect(
            content().string(containsString("2 hari kerja, 4 hari kalender sesudah tenggat")));
  }

  /** A supervisor who waits is seen to wait. */
  @Test
  void showsEverybodyWhoseDecisionALetterWaitsFor() throws Exception {
    clock.set(Instant.parse("2026-03-02T01:00:00Z"));
    City city = new City(agencies, reports);
    city.forwarded("Trotoar rusak.", "lampu-jalan", city.works);
    clock.set(Instant.parse("2026-03-06T01:01:00Z"));
    watch.catchUp();
    clock.advance(Duration.ofDays(3));
    String waits =
        "Menunggu keputusan %s sejak 6 Maret 2026".formatted(agencies.nationalAdmin().name());
    for (String page : List.of("/instansi/PUPR", "/teguran-terbit?instansi=PUPR")) {
      web.perform(get(page)).andExpect(content().string(containsString(waits)));
    }
    web.perform(get("/teguran-terbit?instansi=PUPR&keadaan=ISSUED"))
        .andExpect(content().string(not(containsString(waits))));
    new IssueForm(web, sekar()).read(city.works.value() + "-1").confirm();
    web.perform(get("/instansi/PUPR")).andExpect(content().string(not(containsString(waits))));
  }

  /** Whoever promised, and did not keep it again, is named where the letters are. */
  @Test
  void showsTheNewDateThatWasMissed() throws Exception {
    clock.set(Instant.parse("2026-02-02T01:00:00Z"));
    City city = new City(agencies, reports);
    city.forwarded("Parit mampet.", "lampu-jalan", city.works);
    clock.set(Instant.parse("2026-02-06T01:01:00Z"));
    watch.catchUp();
    new IssueForm(web, sekar()).read(city.works.value() + "-1").confirm();
    Reprimand letter = reprimands.issuedTo(city.works).getFirst();
    Reprimands.Reply reply =
        new Reprimands.Reply("Alat masih dipinjam dinas tetangga.", LocalDate.of(2026, 2, 9));
    assertThat(
            reprimands.answer(
                letter.id(), reply, (Actor.Officer) City.actor(City.liaison(city.works))))
        .isEmpty();
    clock.set(Instant.parse("2026-02-09T08:00:01Z"));
    watch.catchUp();
    String missed = "tidak ditepati: lewat pada 9 Februari 2026";
    for (String page : List.of("/surat/" + letter.code(), "/instansi/PUPR", "/teguran-terbit")) {
      web.perform(get(page)).andExpect(content().string(containsString(missed)));
    }
    web.perform(get("/teguran").with(sekar())).andExpect(content().string(containsString(missed)));
  }

  private RequestPostProcessor sekar() {
    Officer officer =
        new Officer(77, "sekar", "Sekar", agencies.nationalAdmin().id().value(), Role.SUPERVISOR);
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }
}
