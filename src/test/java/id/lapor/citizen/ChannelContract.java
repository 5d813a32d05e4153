package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.lapor.agency.Agencies;
import id.lapor.notification.Postman;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.Outage;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Channel;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Workflow;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What every way in owes to whoever writes: nothing that was acknowledged is lost, nothing is there
 * twice, and the answer goes back on the same wire. Filing, reply, command, duplicate, out of
 * order, oversized, hostile, outage, replay, health: every way passes all ten, by a {@link Peer} of
 * its own.
 *
 * <p>On a wire that keeps first and reads later ({@link MessageContract}) the acknowledgement says
 * that a message is here; at a door that answers at once ({@link DoorContract}) it is the answer,
 * and what cannot be taken is turned away aloud, so that its sender has it still (ADR 030).
 */
public abstract class ChannelContract {

  @Autowired protected Agencies agencies;
  @Autowired protected Reports reports;
  @Autowired protected Reporters reporters;
  @Autowired protected InboxReader reader;
  @Autowired protected Postman postman;
  @Autowired protected SettableClock clock;
  @Autowired protected JdbcClient jdbc;
  @Autowired private DataSource pool;

  protected City city;

  private Peer peer;

  /** Somebody new who writes, and the system that carries what they write. */
  public interface Peer {

    /** Hands over a matter of the city; it may be taken at once or when it is collected. */
    void file(String words);

    /** Says something of a report of theirs. */
    void reply(Report report, String words);

    /**
     * Asks how a report stands.
     *
     * @param report null for one that is not there yet
     */
    void ask(@Nullable Report report);

    /** Says that an answered report of theirs is not solved. */
    void deny(Report report, String words);

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

    /** Whether the last message was turned away aloud; its sender has it still. */
    boolean refused();

    /** Numbers they are known by, the newest first. */
    List<ReporterId> known();
  }

  /**
   * How a way in does, as the page of the wires shows it.
   *
   * @param last when something came last
   * @param waiting what came and was not read
   * @param trouble null for none
   */
  public record Health(@Nullable Instant last, long waiting, @Nullable String trouble) {}

  protected abstract Channel channel();

  protected abstract Peer peer();

  /** How many messages are kept here as they came. */
  protected abstract int kept();

  protected abstract Health health();

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

  protected List<Report> filed(Peer by) {
    return reports.ofReporters(by.known(), 100);
  }

  /** The one whose test it is. */
  protected Peer someone() {
    return peer;
  }

  protected Report file(String words) throws Exception {
    peer.file(words);
    pass(peer);
    return filed(peer).getFirst();
  }

  protected Stage stageOf(Report report) {
    return reports.find(report.id()).orElseThrow().stage();
  }

  protected String lastOf(Report report) {
    return reports.history(report.id()).getLast().event().toString();
  }

  /** Filing. */
  @Test
  void filesAReportAndSaysItsNumber() throws Exception {
    Report report = file("lampu jalan mati di depan pasar, gelap sekali");
    assertThat(report.matter().text()).contains("lampu jalan mati di depan pasar, gelap sekali");
    assertThat(report.matter().channel()).isEqualTo(channel());
    assertThat(report.course().desk()).isEqualTo(city.desk);
    assertThat(peer.answers()).hasSize(1);
    assertThat(peer.answers().getLast()).contains(report.reference().toString());
  }

  /** Reply. */
  @Test
  void addsAReplyToTheReport() throws Exception {
    Report report = file("parit mampet di Gang Mawar sejak kemarin");
    peer.reply(report, "letaknya di RT 5");
    pass(peer);
    assertThat(filed(peer)).hasSize(1);
    assertThat(lastOf(report)).contains("letaknya di RT 5");
    assertThat(peer.answers().getLast()).contains(report.reference().toString());
  }

  /** Command. */
  @Test
  void doesWhatACommandAsks() throws Exception {
    Report report = file("lampu jalan mati di TPS Loktuan");
    city.answer(report);
    peer.ask(report);
    pass(peer);
    assertThat(filed(peer)).hasSize(1);
    assertThat(peer.answers().getLast())
        .contains(report.reference().toString(), "Dinas Perhubungan");
    peer.deny(report, "lampunya masih mati sampai malam ini");
    pass(peer);
    assertThat(stageOf(report)).isEqualTo(Stage.DISPUTED);
    assertThat(lastOf(report)).contains("lampunya masih mati sampai malam ini");
  }

  /** Duplicate. */
  @Test
  void keepsOneOfAMessageThatComesTwice() throws Exception {
    int before = kept();
    file("jalan berlubang di Tanjung Laut");
    peer.again();
    pass(peer);
    assertThat(filed(peer)).hasSize(1);
    assertThat(kept()).isEqualTo(before + 1);
    assertThat(peer.answers().stream().distinct()).as("one answer").hasSize(1);
  }

  /** Out of order: what asks for a report comes before the report does. */
  @Test
  void takesMessagesInAnyOrder() throws Exception {
    peer.ask(null);
    peer.file("pohon tumbang menutup jalan di Berebas");
    pass(peer);
    assertThat(filed(peer)).hasSize(1);
    assertThat(peer.answers()).hasSize(2);
  }

  /** Oversized: what can be filed is, or it is turned away whole and can be sent shorter. */
  @Test
  void filesWhatItCanOfAMessageThatIsTooLarge() throws Exception {
    String words = "halte roboh di depan rumah sakit";
    peer.huge(words);
    pass(peer);
    if (peer.refused()) {
      assertThat(filed(peer)).isEmpty();
      file(words);
    }
    assertThat(filed(peer)).hasSize(1);
    assertThat(filed(peer).getFirst().matter().text())
        .contains(words)
        .hasSizeLessThanOrEqualTo(Workflow.LONGEST_TEXT);
  }

  /** Hostile. */
  @Test
  void goesOnBehindWhatIsMadeToDoHarm() throws Exception {
    peer.hostile();
    int told = peer.answers().size();
    file("air ledeng keruh di Gunung Elai");
    assertThat(filed(peer)).hasSize(1);
    assertThat(peer.answers()).hasSize(told + 1);
  }

  /** Outage. */
  @Test
  void acknowledgesNothingWhileTheDatabaseIsAway() throws Exception {
    try (Outage away = Outage.of(pool)) {
      assertThatThrownBy(
              () -> {
                peer.file("lampu taman mati semua di Bontang Kuala");
                peer.collect();
              })
          .isNotNull();
      assertThat(away.over()).isFalse();
    }
    assertThat(peer.waiting()).as("not acknowledged").isEqualTo(1);
    pass(peer);
    assertThat(filed(peer)).hasSize(1);
  }

  /** Replay, by hand. */
  protected abstract void readsOnceMoreWhatWasKept() throws Exception;

  /** Health. */
  @Test
  void tellsHowItDoes() throws Exception {
    file("rambu jalan hilang di simpang Ramayana");
    assertThat(health()).isEqualTo(new Health(clock.instant(), 0, null));
  }
}
