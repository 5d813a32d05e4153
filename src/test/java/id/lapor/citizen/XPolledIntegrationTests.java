package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Alarm;
import id.lapor.channel.Inbox;
import id.lapor.channel.Lines;
import id.lapor.channel.XPosts;
import id.lapor.channel.x.XServer;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** Posts that are fetched, by OAuth 1.0a: again and again until they are kept. */
@ApplicationTest
@RecordApplicationEvents
class XPolledIntegrationTests extends XHouse {

  private static final XServer X = new XServer();
  private static final String MENTIONS = "GET /2/users/" + XServer.ACCOUNT + "/mentions";
  private static final String WRITE = "POST /2/tweets";

  @Autowired XPosts posts;
  @Autowired ApplicationEvents events;

  @DynamicPropertySource
  static void account(DynamicPropertyRegistry registry) {
    X.settings().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("lapor.x.search", () -> "#lapor -is:retweet");
  }

  @AfterAll
  static void stop() {
    X.close();
  }

  @Override
  protected XServer x() {
    return X;
  }

  private long asked(String what) {
    return X.asked().stream().filter(what::equals).count();
  }

  private Lines.@Nullable Trouble trouble() {
    return lines.state(Lines.X).orElseThrow().trouble();
  }

  private XPosts.State state() {
    return posts.state().orElseThrow();
  }

  private List<XWriter> crowd(int size) {
    List<XWriter> crowd = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      XWriter writer = writer();
      writer.last = X.timeline.pass(writer.account, "RT @" + XServer.HANDLE + " " + i, "1");
      crowd.add(writer);
    }
    return crowd;
  }

  private long kept(List<XWriter> crowd) {
    return crowd.stream().filter(w -> inbox.known(wire(), "x:" + w.last).isPresent()).count();
  }

  @Test
  void catchesUpPageByPageAfterAnOutage() {
    X.be(XServer.Mood.DOWN);
    List<XWriter> crowd = crowd(205);
    round.quietly();
    assertThat(trouble()).isEqualTo(Lines.Trouble.AWAY);
    assertThat(kept(crowd)).isZero();
    X.be(XServer.Mood.WELL);
    long before = asked(MENTIONS);
    round.run();
    assertThat(asked(MENTIONS) - before).isEqualTo(3);
    assertThat(kept(crowd)).isEqualTo(205);
    assertThat(trouble()).isNull();
    round.run();
    assertThat(asked(MENTIONS) - before).as("and no more").isEqualTo(4);
  }

  @Test
  void goesOnWhereItWasInterruptedAndReadsNothingTwice() {
    List<XWriter> crowd = crowd(205);
    long since = fetched();
    long read = state().use().read();
    X.beAfter(1, XServer.Mood.DROPS);
    round.quietly();
    assertThat(kept(crowd)).isEqualTo(100);
    assertThat(fetched()).as("not acknowledged").isEqualTo(since);
    X.be(XServer.Mood.WELL);
    round.run();
    assertThat(kept(crowd)).isEqualTo(205);
    assertThat(fetched()).isEqualTo(Long.parseLong(crowd.getLast().last));
    assertThat(state().use().read() - read).isEqualTo(205);
  }

  @Test
  void waitsAsLongAsXAsksFor() throws Exception {
    Instant reset = clock.instant().plus(Duration.ofMinutes(10));
    X.limit(0, reset);
    round.quietly();
    assertThat(state().waitsUntil()).isEqualTo(reset);
    assertThat(trouble()).as("X says when to come again").isNull();
    XWriter writer = writer();
    writer.write("BONTANG lampu jalan mati di depan kantor lurah");
    long before = X.asked().size();
    round.quietly();
    assertThat(X.asked()).as("not asked sooner").hasSize((int) before);
    clock.set(reset);
    X.limit(1_000, reset);
    pass(writer);
    assertThat(writer.answers()).hasSize(1);
  }

  /** A limit on writing costs no message a try but the first. */
  @Test
  void letsAnswersWaitAsLongAsXAsksFor() throws Exception {
    XWriter writer = writer();
    writer.write("BONTANG lampu jalan mati di depan kantor camat");
    round.run();
    reader.readAll();
    Instant reset = clock.instant().plus(Duration.ofHours(20));
    X.limit(0, reset);
    postman.deliver();
    long before = asked(WRITE);
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofMinutes(50));
      postman.deliver();
    }
    assertThat(asked(WRITE)).isEqualTo(before);
    assertThat(wires.sent(wire()).waiting()).isEqualTo(1);
    clock.set(reset);
    X.limit(1_000, reset);
    pass(writer);
    assertThat(writer.answers()).hasSize(1);
  }

  /** It reads well all the while; whoever gives the app the right sees the line in trouble. */
  @Test
  void letsAnswersWaitWhileTheAppMayOnlyRead() throws Exception {
    XWriter writer = writer();
    writer.write("BONTANG lampu jalan mati di depan kantor lurah");
    X.be(XServer.Mood.READ_ONLY);
    for (int i = 0; i < 20; i++) {
      pass(writer);
      clock.advance(Duration.ofMinutes(16));
    }
    pass(writer);
    assertThat(
            jdbc.sql("SELECT max(tries) FROM notification_message WHERE state = 'QUEUED'")
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(lines.state(Lines.X).orElseThrow())
        .satisfies(s -> {
          assertThat(s.trouble()).isEqualTo(Lines.Trouble.LOGIN);
          assertThat(s.troubleSince()).isBefore(clock.instant().minus(Duration.ofHours(4)));
        });
    X.be(XServer.Mood.WELL);
    clock.advance(Duration.ofMinutes(16));
    pass(writer);
    pass(writer);
    assertThat(writer.answers()).hasSize(1);
    assertThat(lines.state(Lines.X).orElseThrow().trouble()).isNull();
  }

  @Test
  void letsAnswersWaitWhileXIsAway() throws Exception {
    XWriter writer = writer();
    writer.write("BONTANG lampu jalan mati di depan kantor pos");
    round.run();
    reader.readAll();
    X.be(XServer.Mood.DOWN);
    round.quietly();
    long before = asked(WRITE);
    clock.advance(Duration.ofDays(2));
    postman.deliver();
    assertThat(asked(WRITE)).isEqualTo(before);
    X.be(XServer.Mood.WELL);
    pass(writer);
    assertThat(writer.answers()).hasSize(1);
  }

  @Test
  void answersOnceThoughXNeverSaidThatItTookIt() throws Exception {
    XWriter writer = writer();
    writer.write("BONTANG lampu jalan mati di depan terminal");
    round.run();
    reader.readAll();
    X.dropAfterWriting();
    postman.deliver();
    assertThat(wires.sent(wire()).trouble()).isNotNull();
    clock.advance(Duration.ofMinutes(1));
    postman.deliver();
    assertThat(wires.sent(wire()).waiting()).isZero();
    assertThat(writer.answers()).hasSize(1);
  }

  @Test
  void saysWhatIsWrongAndComesBack() {
    for (XServer.Mood mood :
        List.of(XServer.Mood.SHUT, XServer.Mood.BABBLES, XServer.Mood.CAPPED)) {
      X.be(mood);
      round.quietly();
      assertThat(trouble())
          .isEqualTo(
              switch (mood) {
                case SHUT -> Lines.Trouble.LOGIN;
                case CAPPED -> Lines.Trouble.CAPPED;
                default -> Lines.Trouble.BROKEN;
              });
      clock.advance(Duration.ofMinutes(20));
      X.be(XServer.Mood.WELL);
      round.run();
      assertThat(trouble()).isNull();
      assertThat(state().line().connectedSince()).isEqualTo(clock.instant());
    }
  }

  /** X gives back the newest 800; the account's own posts are among them and are not kept. */
  @Test
  void tellsWhatXGivesBackNoMore() {
    Instant away = clock.instant();
    clock.advance(Duration.ofDays(30));
    for (int i = 0; i < 850; i++) {
      X.timeline.write(XServer.ACCOUNT, "@" + XServer.HANDLE + " " + i);
    }
    Instant back = clock.instant();
    round.run();
    assertThat(state().gaps())
        .anySatisfy(gap -> {
          assertThat(gap.from()).isEqualTo(away);
          assertThat(gap.to()).isBeforeOrEqualTo(back).isAfter(back.minusSeconds(1));
        })
        .as("the search reaches back seven days")
        .anySatisfy(gap -> assertThat(gap.to()).isEqualTo(back.minus(Duration.ofDays(7))));
    assertThat(events.stream(Alarm.class)).anyMatch(a -> a.cause() == Alarm.Cause.GAP);
    clock.advance(Duration.ofMinutes(2));
    int told = state().gaps().size();
    round.run();
    assertThat(state().gaps()).as("told once").hasSize(told);
  }

  @Test
  void takesTheHashtagForAMention() throws Exception {
    XWriter writer = writer();
    writer.last = X.timeline.write(writer.account, "Jembatan kayu lapuk di Selambai #lapor");
    pass(writer);
    assertThat(filed(writer).getFirst().matter().text())
        .isEqualTo("Jembatan kayu lapuk di Selambai");
  }

  @Test
  void readsNothingOfItsOwn() {
    String own = X.timeline.write(XServer.ACCOUNT, "@" + XServer.HANDLE + " BONTANG lampu mati");
    round.run();
    assertThat(inbox.known(wire(), "x:" + own)).isEmpty();
  }

  /** Two houses like this one mention each other in what they answer. */
  @Test
  void fallsSilentBeforeAnotherHouse() throws Exception {
    Report report = filed(writer(), "BONTANG pagar rusak di taman kota");
    XWriter other = writer();
    other.write(
        "Laporan Anda diterima Dinas Lain, nomor "
            + report.reference()
            + ". https://lapor.lain.example/l/"
            + report.reference());
    pass(other);
    assertThat(other.answers()).isEmpty();
    assertThat(filed(other)).isEmpty();
    assertThat(inbox.toLookAt(1_000).stream().map(Inbox.Arrived::letter))
        .anyMatch(l -> other.last.equals(l.number()));
  }

  @Test
  void passesOverWhatIsPassedOn() throws Exception {
    XWriter writer = writer();
    writer.last =
        X.timeline.pass(writer.account, "RT @warga: @lapor1708 BONTANG lampu mati semua", "1");
    pass(writer);
    assertThat(filed(writer)).isEmpty();
    assertThat(writer.answers()).isEmpty();
    assertThat(inbox.known(wire(), "x:" + writer.last)).as("kept all the same").isPresent();
  }
}
