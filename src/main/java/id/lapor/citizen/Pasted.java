package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.channel.Letter;
import id.lapor.channel.Wire;
import id.lapor.channel.XPosts;
import id.lapor.report.Report;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Posts on X that an officer brings by hand. Each is kept under its own number, so that it is known
 * when X brings it later, or an officer once more.
 */
@Component
class Pasted {

  private final Inbox inbox;
  private final Filing filing;
  private final InstantSource clock;

  Pasted(Inbox inbox, Filing filing, InstantSource clock) {
    this.inbox = inbox;
    this.filing = filing;
    this.clock = clock;
  }

  /** It came while the officer was typing; nothing was filed. */
  static final class HereAlready extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  boolean here(PostLink link) {
    return inbox.known(Wire.Kind.X, XPosts.externalId(link.post())).isPresent();
  }

  /**
   * @throws HereAlready when another way brought it first
   */
  @Transactional
  Report file(String token, Filing.Sending sending, PostLink link, String words) {
    Report report = filing.file(token, sending);
    Letter letter = new Letter(link.account(), "", words, clock.instant(), link.post());
    boolean fresh =
        inbox.keepSettled(Wire.Kind.X, XPosts.externalId(link.post()), letter, report.id().value());
    if (!fresh) {
      throw new HereAlready();
    }
    return report;
  }
}
