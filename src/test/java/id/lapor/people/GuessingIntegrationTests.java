package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Who guesses is slowed down and stopped; who is guessed at is not. */
@ApplicationTest
class GuessingIntegrationTests {

  private static final String PASSWORD = "kata-sandi-panjang";
  private static final String GUESSER = "203.0.113.9";
  private static final String OFFICE = "198.51.100.7";

  @Autowired MockMvc web;
  @Autowired Accounts accounts;
  @Autowired SettableClock clock;
  @Autowired KnownDevices devices;

  /** No test's tries count in another's. */
  @BeforeEach
  void anotherHour() {
    clock.set(clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)));
  }

  @Test
  void letsTheOfficerInAtOnceAfterTwoHundredWrongTriesFromElsewhere() throws Exception {
    accounts.open("wati", "Wati", PASSWORD, 1, Role.LIAISON);
    Map<Integer, Integer> answers = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      answers.merge(enter("wati", "salah" + i, GUESSER).getStatus(), 1, Integer::sum);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(answers)
        .as("200 tries in less than four minutes")
        .isEqualTo(Map.of(422, 10, 429, 190));
    assertThat(enter("wati", PASSWORD, GUESSER).getStatus()).isEqualTo(429);
    assertThat(enter("wati", PASSWORD, OFFICE).getRedirectedUrl()).isEqualTo("/kerja");
  }

  @Test
  void asksForAMinuteFirstAndForAQuarterOfAnHourThen() throws Exception {
    assertThat(fiveThenOne()).isEqualTo("60");
    clock.advance(Duration.ofMinutes(1));
    assertThat(fiveThenOne())
        .as("as long as it will really take")
        .isEqualTo(Long.toString(Duration.ofMinutes(14).toSeconds()));
    clock.advance(Duration.ofMinutes(1));
    assertThat(enter("tebak", "salah", GUESSER).getHeader("Retry-After"))
        .isEqualTo(Long.toString(Duration.ofMinutes(13).toSeconds()));
  }

  @Test
  void countsOneAddressOverAllNames() throws Exception {
    for (int i = 0; i < 30; i++) {
      assertThat(enter("nama" + i, "salah", "2001:db8:1:2::" + i).getStatus()).isEqualTo(422);
    }
    assertThat(enter("nama-lain", "salah", "2001:db8:1:2:ffff::1").getStatus())
        .as("the same /64")
        .isEqualTo(429);
    assertThat(enter("nama-lain", "salah", "2001:db8:1:3::1").getStatus()).isEqualTo(422);
  }

  @Test
  void countsNoSignInThatWasRight() throws Exception {
    accounts.open("ramai", "Ramai", PASSWORD, 1, Role.LIAISON);
    for (int i = 0; i < 40; i++) {
      assertThat(enter("ramai", PASSWORD, OFFICE).getRedirectedUrl()).isEqualTo("/kerja");
    }
  }

  @Test
  void keepsTheWholeWorldFromLockingAKnownDeviceOut() throws Exception {
    accounts.open("tono", "Tono", PASSWORD, 1, Role.LIAISON);
    accounts.open("usman", "Usman", PASSWORD, 1, Role.LIAISON);
    Cookie tono = device(enter("tono", PASSWORD, OFFICE));
    Cookie usman = device(enter("usman", PASSWORD, OFFICE));
    for (int i = 0; i < 101; i++) {
      enter("tono", "salah", "192.0.2." + i);
    }
    assertThat(enter("tono", PASSWORD, "198.51.100.8").getStatus())
        .as("a device never seen has to wait")
        .isEqualTo(429);
    Cookie forged = new Cookie(tono.getName(), usman.getValue());
    assertThat(enter("tono", PASSWORD, "198.51.100.9", forged).getStatus())
        .as("another officer's device is no device of this one")
        .isEqualTo(429);
    assertThat(enter("tono", PASSWORD, "192.0.2.1", tono).getRedirectedUrl()).isEqualTo("/kerja");
    for (int i = 0; i < 5; i++) {
      assertThat(enter("tono", "salah", OFFICE, tono).getStatus()).isEqualTo(422);
    }
    assertThat(enter("tono", PASSWORD, OFFICE, tono).getStatus())
        .as("a stolen device cannot guess for ever")
        .isEqualTo(429);
  }

  @Test
  void tellsNothingOnTheDeviceAndForgetsItInTime() throws Exception {
    accounts.open("vina", "Vina", PASSWORD, 1, Role.LIAISON);
    Cookie device = device(enter("vina", PASSWORD, OFFICE));
    assertThat(device.getName() + device.getValue()).doesNotContain("vina");
    assertThat(device.isHttpOnly()).isTrue();
    assertThat(device.getAttribute("SameSite")).isEqualTo("Lax");
    for (int i = 0; i < 5; i++) {
      enter("vina", "salah", GUESSER);
    }
    assertThat(enter("vina", PASSWORD, GUESSER, device).getRedirectedUrl()).isEqualTo("/kerja");
    clock.advance(Duration.ofDays(181));
    for (int i = 0; i < 5; i++) {
      enter("vina", "salah", GUESSER);
    }
    assertThat(enter("vina", PASSWORD, GUESSER, device).getStatus()).isEqualTo(429);
  }

  @Test
  void keepsWhoKnowsThePasswordFromLockingTheSecondStep() throws Exception {
    Officer ayu = accounts.open("ayu", "Ayu", PASSWORD, 1, Role.SUPERVISOR);
    Cookie own = session(enter("ayu", PASSWORD, OFFICE));
    Cookie thief = session(enter("ayu", PASSWORD, GUESSER));
    for (int i = 0; i < 10; i++) {
      assertThat(code(thief).getStatus()).isEqualTo(422);
    }
    assertThat(code(thief).getStatus()).isEqualTo(429);
    MockHttpServletResponse known = new MockHttpServletResponse();
    devices.remember(ayu.login(), new MockHttpServletRequest(), known);
    assertThat(code(own).getStatus()).as("a strange device waits too").isEqualTo(429);
    assertThat(code(own, device(known)).getStatus()).as("wrong, but heard").isEqualTo(422);
  }

  private String fiveThenOne() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(enter("tebak", "salah", GUESSER).getStatus()).isEqualTo(422);
    }
    MockHttpServletResponse refused = enter("tebak", "salah", GUESSER);
    assertThat(refused.getStatus()).isEqualTo(429);
    return String.valueOf(refused.getHeader("Retry-After"));
  }

  private MockHttpServletResponse enter(
      String login, String password, String address, Cookie... cookies) throws Exception {
    MockHttpServletRequestBuilder request =
        post("/masuk")
            .with(csrf())
            .with(r -> {
              r.setRemoteAddr(address);
              return r;
            })
            .param("login", login)
            .param("password", password);
    if (cookies.length > 0) {
      request.cookie(cookies);
    }
    return web.perform(request).andReturn().getResponse();
  }

  private MockHttpServletResponse code(Cookie... cookies) throws Exception {
    return web.perform(post("/masuk/kunci").cookie(cookies).with(csrf()).param("kode", "000000"))
        .andReturn()
        .getResponse();
  }

  private static Cookie session(MockHttpServletResponse response) {
    return Objects.requireNonNull(response.getCookie("sesi"));
  }

  private static Cookie device(MockHttpServletResponse response) {
    return Arrays.stream(response.getCookies())
        .filter(c -> c.getName().startsWith("kenal-"))
        .findFirst()
        .orElseThrow();
  }
}
