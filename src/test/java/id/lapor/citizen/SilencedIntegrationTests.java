package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import id.lapor.notification.Delivery;
import id.lapor.notification.Wires;
import id.lapor.people.Contact;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.AccessSecret;
import id.lapor.report.Command;
import id.lapor.report.Report;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A number can be forged, and whose it is must find out that it was silenced. */
@ApplicationTest
@Import(SmsLine.class)
class SilencedIntegrationTests extends SmsTalk {

  @Autowired MockMvc web;
  @Autowired Wires wires;

  @Test
  void tellsOfSilenceHoweverMuchWasAskedThatDay() {
    filed("BONTANG lampu jalan mati di depan kantor lurah");
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofMinutes(5));
      answered("CEK");
    }
    clock.advance(Duration.ofMinutes(5));
    assertThat(writes(phone, "CEK")).as("the day is full").isEmpty();
    clock.advance(Duration.ofMinutes(5));
    assertThat(answered("STOP")).contains("Ketik MULAI");
    clock.advance(Duration.ofMinutes(5));
    assertThat(writes(phone, "STOP")).as("no news").isEmpty();
    clock.advance(Duration.ofMinutes(5));
    assertThat(answered("MULAI")).contains("dikirim lagi");
  }

  @Test
  void showsTheReporterAndTheOfficerThatItIsSilentAndEndsItFromTheReportersPage() throws Exception {
    Report report =
        city.filed(
            "Lampu mati di depan rumah, gelap sekali.",
            reporters.keep(new Contact("Siti", phone, null)));
    shows(own(report), not(containsString("dikirim STOP")));
    answered("STOP");
    shows(own(report), containsString("tidak mengabari Anda lewat SMS sejak"));
    shows(desk(report), containsString("pelapor tidak mau dikabari lewat SMS (STOP)"));
    shows(desk(report), not(containsString(phone)));
    city.answer(report);
    clock.advance(Duration.ofHours(24));
    postman.deliver();
    assertThat(wires.deliveries(report.id()))
        .extracting(Delivery::state)
        .contains(Delivery.State.UNWANTED)
        .doesNotContain(Delivery.State.SENT, Delivery.State.GIVEN_UP);
    shows(own(report), containsString("tidak dikirim karena pelapor mengirim STOP"));
    shows(desk(report), containsString("tidak dikirim karena pelapor mengirim STOP"));

    web.perform(post("/l/" + report.reference() + "/kabari").cookie(opened(report)).with(csrf()))
        .andExpect(redirectedUrl("/l/" + report.reference()));
    shows(own(report), not(containsString("dikirim STOP")));
    reports.command(
        report.id(),
        new Command.Write("Ini kabar baru dari kami.", List.of()),
        City.actor(city.rani));
    clock.advance(Duration.ofHours(24));
    postman.deliver();
    assertThat(wires.deliveries(report.id()).getLast().state()).isEqualTo(Delivery.State.SENT);
  }

  /** Each SMS is of somebody new, but for the number it comes from. */
  @Test
  void staysSilentOfWhatIsReportedLaterAndSaysItsNumber() {
    filed("BONTANG lampu jalan mati di depan kantor pajak");
    answered("STOP");
    Report later = filed("BONTANG parit mampet di depan kantor pajak");
    city.answer(later);
    clock.advance(Duration.ofHours(24));
    postman.deliver();
    assertThat(states(later))
        .as("its number, what was done, its answer")
        .startsWith(Delivery.State.SENT)
        .endsWith(Delivery.State.UNWANTED);
    answered("MULAI");
    reports.command(
        later.id(),
        new Command.Write("Ini kabar baru dari kami.", List.of()),
        City.actor(city.rani));
    clock.advance(Duration.ofHours(24));
    postman.deliver();
    assertThat(states(later)).endsWith(Delivery.State.SENT);
    assertThat(wires.silences(newest())).isEmpty();
  }

  @Test
  void speaksOfWhatIsReportedAfterTheyWantedToHearAgain() {
    Report first = filed("BONTANG lampu jalan mati di depan kantor camat");
    answered("STOP");
    Report later = filed("BONTANG parit mampet di depan kantor camat");
    assertThat(wires.silences(later)).hasSize(1);
    wires.speakOf(later);
    assertThat(wires.silences(filed("BONTANG pipa bocor di depan kantor camat"))).isEmpty();
    assertThat(wires.silences(first)).as("of that they said nothing").hasSize(1);
  }

  private List<Delivery.State> states(Report report) {
    return wires.deliveries(report.id()).stream().map(Delivery::state).toList();
  }

  @Test
  void saysThatNothingChangesForWhoeverHasNoReport() {
    for (String word : List.of("STOP", "STOP", "Berhenti", "MULAI")) {
      assertThat(answered(word)).as(word).contains("tidak ada yang berubah");
    }
    Report report = filed("BONTANG jembatan retak di depan kantor pajak");
    assertThat(wires.silences(report)).isEmpty();
  }

  private void shows(MockHttpServletRequestBuilder page, Matcher<String> what) throws Exception {
    web.perform(page).andExpect(content().string(what));
  }

  private static Cookie opened(Report report) {
    return new Cookie("buka-" + report.reference().code(), AccessSecret.of(new byte[16]).shown());
  }

  private static MockHttpServletRequestBuilder own(Report report) {
    return get("/l/" + report.reference()).cookie(opened(report));
  }

  private MockHttpServletRequestBuilder desk(Report report) {
    return get("/kerja/" + report.reference())
        .with(
            authentication(
                UsernamePasswordAuthenticationToken.authenticated(city.rani, null, List.of())));
  }
}
