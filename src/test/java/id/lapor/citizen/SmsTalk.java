package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.channel.Inbox;
import id.lapor.channel.Letter;
import id.lapor.channel.Wire;
import id.lapor.deadline.Deadlines;
import id.lapor.notification.Message;
import id.lapor.notification.Notifications;
import id.lapor.notification.Postman;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody with a telephone, and what they were told. */
abstract class SmsTalk {

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Inbox inbox;
  @Autowired InboxReader reader;
  @Autowired UnreadDesk desk;
  @Autowired SmsKeywords keywords;
  @Autowired Notifications notifications;
  @Autowired Postman postman;
  @Autowired Deadlines deadlines;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired SmsLine line;
  @Autowired Counter counter;

  City city;
  String phone;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    phone = newPhone();
  }

  static String newPhone() {
    return "+62812" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
  }

  /** What somebody writes, read at once; the answer, if there is one. */
  Optional<String> writes(String from, String text) {
    long before = sms().mapToLong(Message::id).findFirst().orElse(0);
    String id = UUID.randomUUID().toString();
    assertThat(inbox.take(Wire.Kind.SMS, id, new Letter(from, "1708", text, clock.instant())))
        .isTrue();
    reader.readAll();
    return sms().findFirst().filter(m -> m.id() > before).map(Message::body);
  }

  String answered(String text) {
    return writes(phone, text).orElseThrow();
  }

  List<String> told() {
    return sms().map(Message::body).toList();
  }

  /** The latest first. */
  private Stream<Message> sms() {
    return notifications.latest(100).stream().filter(m -> m.wire() == Wire.Kind.SMS);
  }

  Report newest() {
    return reports.ofReporters(reporters.havingPhone(phone), 1).getFirst();
  }

  Report now(Report report) {
    return reports.find(report.id()).orElseThrow();
  }

  Report filed(String text) {
    answered(text);
    return newest();
  }
}
