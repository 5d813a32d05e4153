package id.lapor.citizen;

import id.lapor.channel.x.Timeline;
import id.lapor.channel.x.XServer;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with an account on X, whose posts are fetched. */
class XWriter implements MessageContract.Writer {

  /** Fetches. */
  interface Round {
    void run() throws Exception;
  }

  /** Brings a body as X does; whether it was taken. */
  interface Hook {
    boolean bring(byte[] body);
  }

  final String account =
      String.valueOf(ThreadLocalRandom.current().nextLong(1_000_000_000_000L, 9_000_000_000_000L));
  final Timeline timeline;
  private final Round round;
  private final Hook hook;
  private final LongSupplier fetched;
  private final Reporters reporters;
  String last = "";

  /**
   * @param fetched number of the newest post that is known to be fetched
   */
  XWriter(XServer x, Round round, Hook hook, LongSupplier fetched, Reporters reporters) {
    this.timeline = x.timeline;
    this.round = round;
    this.hook = hook;
    this.fetched = fetched;
    this.reporters = reporters;
  }

  @Override
  public void write(String text) {
    last = timeline.write(account, "@" + XServer.HANDLE + " " + text);
  }

  /** Below a post. */
  void answer(String to, String text) {
    last = timeline.answer(account, "@" + XServer.HANDLE + " " + text, to);
  }

  @Override
  public void again() {
    hook.bring(timeline.brought(last));
  }

  @Override
  public void huge(String words) {
    write(words + " " + "gelap ".repeat(20_000));
  }

  @Override
  public void hostile() {
    last =
        timeline.plant(
            JsonMapper.builder()
                .build()
                .createObjectNode()
                .put("text", "<script>\u0000\u202e")
                .put("author_id", "1; DROP TABLE"));
  }

  @Override
  public void collect() throws Exception {
    round.run();
  }

  @Override
  public int waiting() {
    return (int) timeline.since(account, fetched.getAsLong());
  }

  @Override
  public List<String> answers() {
    return timeline.answersTo(account);
  }

  @Override
  public List<ReporterId> known() {
    return reporters.havingX(account);
  }
}
