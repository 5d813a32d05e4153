package id.lapor.channel.x;

import id.lapor.channel.Inbox;
import id.lapor.channel.Lines;
import id.lapor.channel.XPost;
import id.lapor.channel.XPosts;
import id.lapor.platform.net.Outgoing;
import id.lapor.platform.net.OutgoingSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Posts that were kept and the account's state; works without an account for what is there. */
@Service
class XAccount implements XPosts, AutoCloseable {

  /** Larger ones no evidence may be. */
  private static final long LARGEST = 15L * 1024 * 1024;

  private static final Duration GAPS_SHOWN = Duration.ofDays(30);

  private final Inbox inbox;
  private final XSettings settings;
  private final Kept kept;
  private final Lines lines;
  private final InstantSource clock;
  private final Outgoing outgoing;

  XAccount(
      Inbox inbox,
      XSettings settings,
      OutgoingSettings hosts,
      Kept kept,
      Lines lines,
      InstantSource clock) {
    this.inbox = inbox;
    this.settings = settings;
    this.kept = kept;
    this.lines = lines;
    this.clock = clock;
    this.outgoing = Outgoing.trusting(settings.trusted(), hosts);
  }

  /** What is kept of the account. */
  @org.springframework.stereotype.Component
  record Kept(ReplyStore replies, SweepStore sweeps, Pauses pauses, Budget budget) {}

  @Override
  public XPost open(Inbox.Arrived message) {
    return inbox.bytes(message.id()).map(PostReader::read).orElseGet(() -> byHand(message));
  }

  /** A person brought its words and nothing else. */
  private static XPost byHand(Inbox.Arrived message) {
    return new XPost(
        String.valueOf(message.letter().number()),
        message.letter().from(),
        "",
        "",
        message.letter().sentAt(),
        message.letter().text(),
        null,
        List.of(),
        XPost.State.WRITTEN,
        List.of(),
        List.of());
  }

  @Override
  public String words(XPost post) {
    return PostText.words(post.text(), settings.handle(), post.answers() != null);
  }

  @Override
  public Optional<String> thread(String post) {
    return PostReader.counted(post).flatMap(kept.replies()::thread);
  }

  @Override
  public Optional<byte[]> picture(URI address) throws IOException {
    try {
      Outgoing.Answer answer = outgoing.get(address, LARGEST);
      if (answer.status() >= 500 || answer.status() == 429) {
        throw new IOException("The picture's server answered " + answer.status());
      }
      return answer.status() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (Outgoing.TooLong e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean writesPrivately() {
    return settings.on() && settings.messages();
  }

  @Override
  public Optional<State> state() {
    if (!settings.on()) {
      return Optional.empty();
    }
    return Optional.of(
        new State(
            settings.handle(),
            lines.state(Lines.X).orElse(Lines.State.FRESH),
            kept.pauses().until(XApi.Deed.READ).orElse(null),
            kept.pauses().until(XApi.Deed.WRITE).orElse(null),
            kept.budget().use(),
            kept.sweeps().gaps(clock.instant().minus(GAPS_SHOWN))));
  }

  @Override
  public void close() throws IOException {
    outgoing.close();
  }
}
