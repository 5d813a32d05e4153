package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.agency.Agencies;
import id.lapor.channel.Inbox;
import id.lapor.channel.Wire;
import id.lapor.notification.Postman;
import id.lapor.notification.Wires;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Channel;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Workflow;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What every way in owes to whoever writes: nothing that was acknowledged is lost, nothing is there
 * twice, and the answer goes back on the same wire.
 */
public abstract class ChannelContract {

  @Autowired protected Agencies agencies;
  @Autowired protected Reports reports;
  @Autowired protected Reporters reporters;
  @Autowired protected Inbox inbox;
  @Autowired protected InboxReader reader;
  @Autowired protected UnreadDesk unread;
  @Autowired protected Wires wires;
  @Autowired protected Postman postman;
  @Autowired protected SettableClock clock;
  @Autowired protected JdbcClient jdbc;

  protected City city;

  /** Somebody new who writes, and the system that carries what they write. */
  public interface Peer {

    /** Hands over a message; it may be taken at once or when it is collected. */
    void write(String text);

    /** The last message once more, as a system repeats it that was not answered. */
    void again();

    /** More than anybody takes; it begins with the words. */
    void huge(String words);

    /** A message from nobody who can be answered, made to do harm. */
    void hostile();

    /** Brings whatever was not acknowledged yet. */
    void collect() throws Exception;

    /** How many messages were not acknowledged yet. */
    int waiting();

    /** What reached whoever writes, the oldest first. */
    List<String> answers();

    /** Numbers they are known by, the newest first. */
    List<ReporterId> known();
  }

  protected abstract Wire.Kind wire();

  protected abstract Channel channel();

  protected abstract Peer peer();

  private Peer peer;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    peer = peer();
  }

  /** Everything is brought, read and answered. */
  protected void pass(Peer by) throws Exception {
    by.collect();
    assertThat(by.waiting()).as("not acknowledged").isZero();
    reader.readAll();
    postman.deliver();
  }

  private void write(String text) throws Exception {
    peer.write(text);
    pass(peer);
  }

  protected List<Report> filed(Peer by) {
    return reports.ofReporters(by.known(), 100);
  }

  private Report file(String text) throws Exception {
    write(text);
    return filed(peer).getFirst();
  }

  private int kept() {
    return jdbc.sql("SELECT count(*) FROM channel_inbox WHERE wire = ?")
        .param(wire().name())
        .query(Integer.class)
        .single();
  }

  @Test
  void filesAReportAndSaysItsNumber() throws Exception {
    Report report = file("BONTANG lampu jalan mati di depan pasar, gelap sekali");
    assertThat(report.matter().text()).contains("lampu jalan mati di depan pasar, gelap sekali");
    assertThat(report.matter().channel()).isEqualTo(channel());
    assertThat(report.course().desk()).isEqualTo(city.desk);
    assertThat(peer.answers()).hasSize(1);
    assertThat(peer.answers().getLast()).contains("diterima", report.reference().toString());
  }

  @Test
  void addsAReplyToTheReport() throws Exception {
    Report report = file("BONTANG parit mampet di Gang Mawar sejak kemarin");
    write("BALAS " + report.reference() + " letaknya di RT 5");
    assertThat(filed(peer)).hasSize(1);
    assertThat(reports.history(report.id()).getLast().event().toString())
        .contains("letaknya di RT 5");
    assertThat(peer.answers().getLast()).contains(report.reference().toString());
  }

  @Test
  void doesWhatACommandAsks() throws Exception {
    Report report = file("BONTANG sampah menumpuk di TPS Loktuan");
    write("CEK " + report.reference());
    assertThat(filed(peer)).hasSize(1);
    assertThat(peer.answers().getLast())
        .contains(report.reference().toString(), "Dinas Komunikasi");
  }

  @Test
  void keepsOneOfAMessageThatComesTwice() throws Exception {
    int before = kept();
    file("BONTANG jalan berlubang di Tanjung Laut");
    peer.again();
    pass(peer);
    assertThat(filed(peer)).hasSize(1);
    assertThat(kept()).isEqualTo(before + 1);
    assertThat(peer.answers()).hasSize(1);
  }

  @Test
  void takesMessagesInAnyOrder() throws Exception {
    peer.write("CEK");
    peer.write("BONTANG pohon tumbang menutup jalan di Berebas");
    pass(peer);
    assertThat(filed(peer)).hasSize(1);
    assertThat(peer.answers()).hasSize(2);
  }

  @Test
  void filesWhatItCanOfAMessageThatIsTooLarge() throws Exception {
    peer.huge("BONTANG halte roboh di depan rumah sakit");
    pass(peer);
    Report report = filed(peer).getFirst();
    assertThat(report.matter().text())
        .contains("halte roboh di depan rumah sakit")
        .hasSizeLessThanOrEqualTo(Workflow.LONGEST_TEXT);
  }

  @Test
  void goesOnBehindWhatIsMadeToDoHarm() throws Exception {
    peer.hostile();
    file("BONTANG air ledeng keruh di Gunung Elai");
    assertThat(peer.answers()).hasSize(1);
  }

  @Test
  void acknowledgesNothingWhileTheDatabaseIsAway() throws Exception {
    jdbc.sql("ALTER TABLE channel_inbox RENAME TO channel_inbox_away").update();
    try {
      assertThatThrownBy(
              () -> {
                peer.write("BONTANG lampu taman mati semua di Bontang Kuala");
                peer.collect();
              })
          .isNotNull();
      assertThat(peer.waiting()).isEqualTo(1);
    } finally {
      jdbc.sql("ALTER TABLE channel_inbox_away RENAME TO channel_inbox").update();
    }
    pass(peer);
    assertThat(filed(peer)).hasSize(1);
  }

  @Test
  void letsAPersonFileWhatNobodyCouldRead() throws Exception {
    peer.hostile();
    pass(peer);
    Inbox.Arrived last =
        inbox.toLookAt(100).stream().filter(a -> a.wire() == wire()).toList().getLast();
    Report report = unread.fileByHand(last.id()).orElseThrow();
    assertThat(report.matter().channel()).isEqualTo(channel());
    assertThat(unread.fileByHand(last.id())).as("settled").isEmpty();
  }

  @Test
  void tellsHowItDoes() throws Exception {
    file("BONTANG rambu jalan hilang di simpang Ramayana");
    assertThat(inbox.state(wire()).last()).isEqualTo(clock.instant());
    assertThat(inbox.state(wire()).waiting()).isZero();
    assertThat(wires.sent(wire()).last()).isEqualTo(clock.instant());
    assertThat(wires.sent(wire()).trouble()).isNull();
  }
}
