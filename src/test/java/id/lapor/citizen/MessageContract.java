package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Inbox;
import id.lapor.channel.Wire;
import id.lapor.notification.Wires;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A wire on which people write in words of their own: each message is kept as it came before it is
 * acknowledged, and read afterwards.
 */
public abstract class MessageContract extends ChannelContract {

  @Autowired protected Inbox inbox;
  @Autowired protected UnreadDesk unread;
  @Autowired protected Wires wires;

  private Writer mine;

  /** Says all by the grammar of SMS. */
  public interface Writer extends Peer {

    /** Hands over a message; it may be taken at once or when it is collected. */
    void write(String text);

    /**
     * The last one by a system that lost its number, and gave it another one where it numbers any.
     */
    default void afresh() {
      again();
    }

    @Override
    default void file(String words) {
      write("BONTANG " + words);
    }

    @Override
    default void reply(Report report, String words) {
      write("BALAS " + report.reference() + " " + words);
    }

    @Override
    default void ask(@Nullable Report report) {
      write(report == null ? "CEK" : "CEK " + report.reference());
    }

    @Override
    default void deny(Report report, String words) {
      write("BELUM " + report.reference() + " " + words);
    }

    /** Whatever comes is kept. */
    @Override
    default boolean refused() {
      return false;
    }
  }

  protected abstract Wire.Kind wire();

  @Override
  protected abstract Writer peer();

  @BeforeEach
  void know() {
    mine = (Writer) someone();
  }

  private void write(String text) throws Exception {
    mine.write(text);
    pass(mine);
  }

  /** What somebody wrote, as the report it became. */
  protected Report filed(Writer by, String text) throws Exception {
    by.write(text);
    pass(by);
    return filed(by).getFirst();
  }

  @Override
  protected int kept() {
    return jdbc.sql("SELECT count(*) FROM channel_inbox WHERE wire = ?")
        .param(wire().name())
        .query(Integer.class)
        .single();
  }

  @Override
  protected Health health() {
    Wires.Sent sent = wires.sent(wire());
    assertThat(sent.last()).isEqualTo(clock.instant());
    Inbox.State state = inbox.state(wire());
    return new Health(state.last(), state.waiting(), sent.trouble());
  }

  @Test
  void saysThatItCame() throws Exception {
    file("lampu jalan mati di depan terminal");
    assertThat(mine.answers().getLast()).contains("diterima");
  }

  private void reporter(Report report, Command command) {
    assertThat(reports.command(report.id(), command, new Actor.Reporter()))
        .isInstanceOf(Outcome.Done.class);
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
    Report report = file("lampu jalan mati di depan kantor pos");
    reporter(report, new Command.Withdraw(""));
    String words = "kabelnya putus, bahaya untuk anak sekolah";
    write("BALAS " + report.reference() + " " + words);
    assertThat(refused(words)).as("a person sees it").hasSize(1);
    assertThat(mine.answers().getLast())
        .contains(report.reference().toString(), "kami simpan")
        .doesNotContain("Halaman ini");
    Report anew = unread.fileByHand(refused(words).getFirst().id()).orElseThrow();
    assertThat(anew.matter().text()).contains(words);
  }

  @Test
  void takesAWordOnAClosedReportForItsReopening() throws Exception {
    Report report = file("lampu jalan mati di depan gelanggang");
    city.answer(report);
    reporter(report, new Command.Confirm());
    String words = "lampunya mati lagi sejak tadi malam";
    write("BALAS " + report.reference() + " " + words);
    assertThat(stageOf(report)).isEqualTo(proves() ? Stage.DISPUTED : Stage.CLOSED);
    if (proves()) {
      assertThat(lastOf(report)).contains(words);
    } else {
      assertThat(refused(words)).as("waits for a person").hasSize(1);
    }
  }

  /** Nobody may say in their name that it is not solved. */
  @Test
  void takesThanksForAClosedReportForNoReopening() throws Exception {
    Report report = file("lampu jalan mati di depan stadion");
    city.answer(report);
    reporter(report, new Command.Confirm());
    String words = "bagus sekali kerjanya, terima kasih banyak";
    write("BALAS " + report.reference() + " " + words);
    assertThat(stageOf(report)).isEqualTo(Stage.CLOSED);
    assertThat(refused(words)).hasSize(1);
  }

  @Test
  void filesAnewWhatOnlyNamesAReportThatEnded() throws Exception {
    Report report = file("jalan berlubang di depan pasar Rawa Indah");
    reporter(report, new Command.Withdraw(""));
    write(
        "Laporan saya " + report.reference() + " dulu saya tarik, sekarang lubangnya tambah dalam");
    assertThat(filed(mine)).hasSize(2);
    assertThat(filed(mine).getFirst().matter().text())
        .contains(report.reference().toString(), "sekarang lubangnya tambah dalam");
  }

  @Test
  void closesNothingForWhoeverSaysMoreThanThatItIsSolved() throws Exception {
    Report report = file("lampu jalan mati di depan masjid raya");
    city.answer(report);
    write("SELESAI " + report.reference() + " apanya? lampu masih mati");
    assertThat(stageOf(report)).isEqualTo(Stage.DISPUTED);
    assertThat(lastOf(report)).contains("apanya? lampu masih mati");
  }

  @Test
  void keepsWhatIsSaidBesidesAQuestion() throws Exception {
    Report report = file("parit mampet di Gang Melati sejak Senin");
    write("CEK " + report.reference() + " airnya sudah masuk rumah warga");
    assertThat(lastOf(report)).contains("airnya sudah masuk rumah warga");
    assertThat(mine.answers().getLast()).contains(report.reference().toString());
  }

  @Test
  void addsAWordOnceThatComesAgainLater() throws Exception {
    Report report = file("parit mampet di Gang Kenanga sejak Senin");
    write("BALAS " + report.reference() + " letaknya di RT 9");
    clock.advance(Duration.ofMinutes(5));
    mine.afresh();
    pass(mine);
    assertThat(reports.history(report.id())).as("filed, replied").hasSize(2);
    city.answer(report);
    write("BELUM " + report.reference() + " airnya masih meluap");
    clock.advance(Duration.ofMinutes(5));
    int before = reports.history(report.id()).size();
    mine.afresh();
    pass(mine);
    assertThat(reports.history(report.id())).hasSize(before);
  }

  /** A person reads again what nobody could read, or files it. */
  @Test
  @Override
  protected void readsOnceMoreWhatWasKept() throws Exception {
    mine.hostile();
    pass(mine);
    Inbox.Arrived last =
        inbox.toLookAt(100).stream().filter(a -> a.wire() == wire()).toList().getLast();
    Report report = unread.fileByHand(last.id()).orElseThrow();
    assertThat(report.matter().channel()).isEqualTo(channel());
    assertThat(unread.fileByHand(last.id())).as("settled").isEmpty();
  }
}
