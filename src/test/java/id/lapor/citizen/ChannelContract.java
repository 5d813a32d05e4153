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
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Workflow;
import java.time.Duration;
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

    /** The same by a system that lost its number, and gave it another one where it numbers any. */
    default void afresh() {
      again();
    }

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

  private void answered(Report report) {
    reports.command(
        report.id(),
        new Command.Forward(
            city.transport, List.of(), Kind.COMPLAINT, false, null, "Lampu mati", ""),
        City.actor(city.rani));
    reports.command(
        report.id(),
        new Command.Answer("Lampu sudah diganti oleh petugas pagi ini.", List.of(), "Malam hari"),
        City.actor(City.liaison(city.transport)));
  }

  private void reporter(Report report, Command command) {
    assertThat(reports.command(report.id(), command, new Actor.Reporter()))
        .isInstanceOf(Outcome.Done.class);
  }

  private Stage stage(Report report) {
    return reports.find(report.id()).orElseThrow().stage();
  }

  private String last(Report report) {
    return reports.history(report.id()).getLast().event().toString();
  }

  /** Whether a message shows by itself who sent it, as a name in front of a mail does not. */
  boolean proves() {
    return true;
  }

  private List<Inbox.Arrived> refused(String words) {
    return inbox.toLookAt(1_000).stream()
        .filter(a -> a.wire() == wire() && a.letter().text().contains(words))
        .filter(a -> "refused".equals(a.why()))
        .toList();
  }

  @Test
  void keepsForAPersonWhatIsSaidOfAReportThatEndedAndSaysWhatToDo() throws Exception {
    Report report = file("BONTANG lampu jalan mati di depan kantor pos");
    reporter(report, new Command.Withdraw(""));
    String words = "kabelnya putus, bahaya untuk anak sekolah";
    write("BALAS " + report.reference() + " " + words);
    assertThat(refused(words)).as("a person sees it").hasSize(1);
    assertThat(peer.answers().getLast())
        .contains(report.reference().toString(), "kami simpan")
        .doesNotContain("Halaman ini");
    Report anew = unread.fileByHand(refused(words).getFirst().id()).orElseThrow();
    assertThat(anew.matter().text()).contains(words);
  }

  @Test
  void takesAWordOnAClosedReportForItsReopening() throws Exception {
    Report report = file("BONTANG lampu jalan mati di depan gelanggang");
    answered(report);
    reporter(report, new Command.Confirm());
    String words = "lampunya mati lagi sejak tadi malam";
    write("BALAS " + report.reference() + " " + words);
    assertThat(stage(report)).isEqualTo(proves() ? Stage.DISPUTED : Stage.CLOSED);
    if (proves()) {
      assertThat(last(report)).contains(words);
    } else {
      assertThat(refused(words)).as("waits for a person").hasSize(1);
    }
  }

  /** Nobody may say in their name that it is not solved. */
  @Test
  void takesThanksForAClosedReportForNoReopening() throws Exception {
    Report report = file("BONTANG lampu jalan mati di depan stadion");
    answered(report);
    reporter(report, new Command.Confirm());
    String words = "bagus sekali kerjanya, terima kasih banyak";
    write("BALAS " + report.reference() + " " + words);
    assertThat(stage(report)).isEqualTo(Stage.CLOSED);
    assertThat(refused(words)).hasSize(1);
  }

  @Test
  void filesAnewWhatOnlyNamesAReportThatEnded() throws Exception {
    Report report = file("BONTANG jalan berlubang di depan pasar Rawa Indah");
    reporter(report, new Command.Withdraw(""));
    write(
        "Laporan saya " + report.reference() + " dulu saya tarik, sekarang lubangnya tambah dalam");
    assertThat(filed(peer)).hasSize(2);
    assertThat(filed(peer).getFirst().matter().text())
        .contains(report.reference().toString(), "sekarang lubangnya tambah dalam");
  }

  @Test
  void closesNothingForWhoeverSaysMoreThanThatItIsSolved() throws Exception {
    Report report = file("BONTANG lampu jalan mati di depan masjid raya");
    answered(report);
    write("SELESAI " + report.reference() + " apanya? lampu masih mati");
    assertThat(stage(report)).isEqualTo(Stage.DISPUTED);
    assertThat(last(report)).contains("apanya? lampu masih mati");
  }

  @Test
  void keepsWhatIsSaidBesidesAQuestion() throws Exception {
    Report report = file("BONTANG parit mampet di Gang Melati sejak Senin");
    write("CEK " + report.reference() + " airnya sudah masuk rumah warga");
    assertThat(last(report)).contains("airnya sudah masuk rumah warga");
    assertThat(peer.answers().getLast()).contains(report.reference().toString());
  }

  @Test
  void addsAWordOnceThatComesAgainLater() throws Exception {
    Report report = file("BONTANG parit mampet di Gang Kenanga sejak Senin");
    write("BALAS " + report.reference() + " letaknya di RT 9");
    clock.advance(Duration.ofMinutes(5));
    peer.afresh();
    pass(peer);
    assertThat(reports.history(report.id())).as("filed, replied").hasSize(2);
    answered(report);
    write("BELUM " + report.reference() + " airnya masih meluap");
    clock.advance(Duration.ofMinutes(5));
    int before = reports.history(report.id()).size();
    peer.afresh();
    pass(peer);
    assertThat(reports.history(report.id())).hasSize(before);
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
