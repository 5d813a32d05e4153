package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.Calendars;
import id.lapor.agency.Holiday;
import id.lapor.deadline.Recounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What decrees can do: close days that have not begun, and not every one of them. */
@ApplicationTest
class HolidayPagesIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Calendars calendars;
  @Autowired Recounts recounts;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  @BeforeEach
  void monday() {
    clock.set(Instant.parse("2026-01-05T01:00:00Z"));
    agencies.foundNationalAdmin();
  }

  /** Of a day that has begun nothing is counted anew, by whatever decree. */
  @ParameterizedTest
  @ValueSource(strings = {"2026-01-02", "2026-01-05"})
  void fixesNoHolidayForADayThatHasBegun(String day) throws Exception {
    LocalDate date = LocalDate.parse(day);
    Map<String, String> typed = Map.of("number", "Keppres 9", "dates", day + " A\n2026-05-04 B");
    at("/aturan/hari-libur")
        .confirm(typed)
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Tanggal ini sudah lewat")))
        .andExpect(content().string(containsString("<li>" + date.getDayOfMonth() + " Januari")))
        .andExpect(content().string(not(containsString("<li>4 Mei 2026</li>"))));
    assertThat(calendars.holidays(2026)).noneMatch(h -> h.decree().equals("Keppres 9"));
    Holiday holiday = new Holiday(date, Holiday.Kind.NATIONAL, "Lewat", "Keppres 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recounts.decree(List.of(holiday), "Nadia"));
    assertThat(calendars.holidays(2026)).noneMatch(h -> h.decree().equals("Keppres 9"));
  }

  @Test
  void takesNoHolidayBackThatHasBegun() throws Exception {
    LocalDate newYear = LocalDate.of(2026, 1, 1);
    String address = "/aturan/hari-libur/" + newYear;
    web.perform(get(address).with(nadia()))
        .andExpect(content().string(containsString("tidak dapat dicabut lagi")))
        .andExpect(content().string(not(containsString("name=\"why\""))));
    at(address)
        .confirm(Map.of("why", "Keppres 10/2026 menjadikannya hari kerja"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("tidak dapat dicabut")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recounts.revoke(newYear, "Nadia", "Keppres 10/2026"));
    assertThat(calendars.holidays(2026)).anyMatch(h -> h.day().equals(newYear));
    assertThat(calendars.revoked(2026)).noneMatch(r -> r.holiday().day().equals(newYear));
  }

  /** Nor may anybody with the database at hand rewrite what a day was. */
  @Test
  void keepsWhatWasFixedOnRecord() {
    for (String deed :
        List.of(
            "DELETE FROM agency_holiday WHERE day = '2026-01-16'",
            "UPDATE agency_holiday SET day = '2026-01-15' WHERE day = '2026-01-16'",
            "UPDATE agency_holiday SET kind = 'JOINT_LEAVE' WHERE day = '2026-01-16'")) {
      assertThatThrownBy(() -> jdbc.sql(deed).update()).hasMessageContaining("stays on record");
    }
  }

  /** Else an administrator could see to it that nothing is ever due. */
  @Test
  void closesNoEndlessRowOfDays() throws Exception {
    LocalDate monday = LocalDate.of(2026, 9, 7);
    List<Holiday> days =
        monday
            .datesUntil(monday.plusDays(15))
            .map(d -> new Holiday(d, Holiday.Kind.NATIONAL, "Libur", "Keppres 99"))
            .toList();
    String dates = days.stream().map(h -> h.day() + " Libur").collect(Collectors.joining("\n"));
    at("/aturan/hari-libur")
        .confirm(Map.of("number", "Keppres 99", "dates", dates))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("10 berturut-turut")));
    assertThatIllegalArgumentException().isThrownBy(() -> recounts.decree(days, "Nadia"));
    assertThat(calendars.holidays(2026)).noneMatch(h -> h.decree().equals("Keppres 99"));
  }

  @Test
  void fixesADateOnce() throws Exception {
    at("/aturan/hari-libur")
        .confirm(Map.of("number", "Keppres 2", "dates", "2026-05-04 Pilkada\n2026-05-04 Ulang"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("dua kali")));
  }

  private Confirming at(String address) {
    return new Confirming(web, nadia(), address);
  }

  private RequestPostProcessor nadia() {
    Officer nadia =
        new Officer(
            7, "nadia", "Nadia", agencies.nationalAdmin().id().value(), Role.NATIONAL_ADMIN);
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(nadia, null, List.of()));
  }
}
