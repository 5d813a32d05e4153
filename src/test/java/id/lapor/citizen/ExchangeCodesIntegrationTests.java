package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import id.lapor.agency.Agencies;
import id.lapor.notification.Notifications;
import id.lapor.notification.Notified;
import id.lapor.people.Contact;
import id.lapor.people.MemberDoor;
import id.lapor.people.Members;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.platform.page.TooManyRequests;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

/** Where the reporter can be written to, only who reads that exchanges what an officer has seen. */
@DatabaseTest
@Import(SmsLine.class)
class ExchangeCodesIntegrationTests {

  private static final String HOME = "203.0.113.7";
  private static final String OFFICE = "198.51.100.4";

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Secrets secrets;
  @Autowired Exchange exchange;
  @Autowired CodeSending sending;
  @Autowired MemberDoor door;
  @Autowired Notifications notifications;
  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;

  private City city;
  private String phone = "";
  private ReporterId reporter;
  private Report report;
  private AccessSecret fresh;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    phone = "+62812" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    reporter = reporters.keep(new Contact(null, phone, "siti@contoh.id"));
    report = city.filed("Lampu jalan mati sejak minggu lalu.", reporter);
    secrets.shown(List.of(report.id()), Actor.Officer.of(city.rani));
    fresh = exchange.fresh(report.reference(), "a".repeat(32));
  }

  private String code() {
    assertThat(sending.toExchange(report, true, from(HOME))).isTrue();
    return Notified.code(notifications);
  }

  private static MockHttpServletRequest from(String address) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(address);
    return request;
  }

  private boolean refused(ThrowingCallable asking) {
    return catchThrowable(asking) instanceof TooManyRequests;
  }

  private boolean opens() {
    return reports.open(report.reference(), fresh).isPresent();
  }

  @Test
  void offersTheWiresThatAreSetUp() {
    assertThat(exchange.ways(report)).isEqualTo(new Exchange.Ways(true, false));
    Report nobodys = city.filed("Saluran air meluap setiap kali hujan turun.");
    assertThat(exchange.ways(nobodys).any()).isFalse();
  }

  @Test
  void wantsTheCodeThatWasSentThere() {
    String code = code();
    assertThat(exchange.exchange(report, fresh, null, "")).isFalse();
    assertThat(exchange.exchange(report, fresh, null, code)).isFalse();
    assertThat(exchange.exchange(report, fresh, false, code)).isFalse();
    assertThat(exchange.exchange(report, fresh, true, code.equals("111111") ? "222222" : "111111"))
        .isFalse();
    assertThat(opens()).isFalse();
    assertThat(exchange.exchange(report, fresh, true, code)).isTrue();
    assertThat(opens()).isTrue();
    assertThat(reports.history(report.id()).getLast().event())
        .isEqualTo(new Event.SecretExchanged(true));
    assertThat(exchange.unproven(now())).isEmpty();
  }

  private Report now() {
    return reports.find(report.id()).orElseThrow();
  }

  /** It is the reporter's: nobody had exchanged anything yet. */
  @Test
  void sendsCodesToANumberThatWasPutRightBefore() {
    reporters.correct(reporter, new Contact(null, "+628125556668", null));
    clock.advance(Duration.ofMinutes(1));
    assertThat(secrets.exchange(report, fresh, false)).isTrue();
    assertThat(exchange.ways(now()).any()).isTrue();
  }

  /** Of whoever exchanged it without a code: they may have written down a number of their own. */
  @Test
  void sendsNoCodeToANumberThatCameInAfterwards() {
    assertThat(secrets.exchange(report, fresh, false)).isTrue();
    Instant first = exchange.unproven(now()).orElseThrow();
    assertThat(exchange.ways(now()).any()).as("the number was there before").isTrue();
    reporters.correct(reporter, new Contact(null, "+628125556667", null));
    assertThat(exchange.ways(now()).any()).isFalse();
    AccessSecret next = exchange.fresh(report.reference(), "b".repeat(32));
    assertThat(exchange.exchange(now(), next, null, "")).isTrue();
    assertThat(exchange.unproven(now()))
        .hasValueSatisfying(t -> assertThat(t).isAfterOrEqualTo(first));
  }

  /**
   * Whoever saw the secret can ask for codes too, and would keep its reporter from exchanging it.
   */
  @Test
  void letsNobodyElseUseUpTheReportersCodes() {
    for (int i = 0; i < 3; i++) {
      assertThat(sending.toExchange(report, true, from(OFFICE))).isTrue();
    }
    assertThat(refused(() -> sending.toExchange(report, true, from(OFFICE)))).isTrue();
    Contact number = Members.address(phone).orElseThrow();
    for (int i = 0; i < 3; i++) {
      door.count(number, from(OFFICE));
    }
    assertThat(refused(() -> door.count(number, from(OFFICE)))).isTrue();
    Report strangers = city.filed("Jembatan kayu di ujung gang lapuk.", reporters.keep(number));
    ReporterId stranger = DataSheet.known(strangers);
    for (int i = 0; i < 3; i++) {
      assertThat(sending.toProve(strangers, stranger, true, from(HOME))).isTrue();
    }
    assertThat(refused(() -> sending.toProve(strangers, stranger, true, from(HOME)))).isTrue();
    assertThat(exchange.exchange(report, fresh, true, code())).isTrue();
    assertThat(sending.toProve(report, reporter, true, from(HOME)))
        .as("a number that was proven is the reporter's alone")
        .isTrue();
  }

  /** However many addresses somebody asks from, a number is not written to without end. */
  @Test
  void sendsNoNumberCodesWithoutEnd() {
    int sent = 0;
    for (int i = 0; i < 30; i++) {
      MockHttpServletRequest request = from("192.0.2." + i);
      sent += refused(() -> sending.toExchange(report, true, request)) ? 0 : 1;
    }
    assertThat(sent).isEqualTo(24);
  }
}
