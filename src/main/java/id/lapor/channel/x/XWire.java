package id.lapor.channel.x;

import id.lapor.channel.Envelope;
import id.lapor.channel.Lines;
import id.lapor.channel.Wire;
import id.lapor.channel.WireTrouble;
import id.lapor.platform.net.Outgoing;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Answers posts by posts, and writes to accounts alone. While the line is down, X asked to wait or
 * the month's means are spent, it carries nothing, and messages wait without being tried.
 */
@Component
@ConditionalOnProperty("lapor.x.account")
@Profile("!task & !bench")
class XWire implements Wire {

  private static final Logger log = LoggerFactory.getLogger(XWire.class);
  private static final Duration AGAIN = Duration.ofMinutes(15);

  /** So long the line is shown in trouble after X last let nothing be written. */
  private static final Duration FORBIDDEN = Duration.ofHours(1);

  /** Figures of the number of a post that tell it apart. */
  private static final int MARK = 6;

  private final XApi api;
  private final Budget budget;
  private final Pauses pauses;
  private final ReplyStore replies;
  private final Lines lines;
  private final InstantSource clock;

  XWire(
      XApi api,
      Budget budget,
      Pauses pauses,
      ReplyStore replies,
      Lines lines,
      InstantSource clock) {
    this.api = api;
    this.budget = budget;
    this.pauses = pauses;
    this.replies = replies;
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public boolean serves(Kind kind) {
    return kind == Kind.X;
  }

  @Override
  public boolean carries(Kind kind) {
    return serves(kind)
        && lines.state(Lines.X).map(Lines.State::trouble).filter(this::keepsFromWriting).isEmpty()
        && pauses.until(XApi.Deed.WRITE).isEmpty()
        && budget.allowsWriting();
  }

  /** What X does not let the account write is tried now and then, so that the mend is noticed. */
  private boolean keepsFromWriting(Lines.Trouble trouble) {
    return trouble != Lines.Trouble.DAY && !(trouble == Lines.Trouble.LOGIN && pauses.forbidden());
  }

  @Override
  public void send(Kind kind, String recipient, String subject, String body, String key) {
    throw new WireTrouble("A post of ours has to answer one", true, null);
  }

  @Override
  public void send(Kind kind, Envelope envelope) {
    boolean alone = !envelope.subject().isEmpty();
    if (alone && !envelope.recipient().matches("\\d{1,19}")) {
      throw new WireTrouble("The number of the account is not known", true, null);
    }
    String post = alone ? "" : post(envelope);
    XApi.Deed deed = alone ? XApi.Deed.MESSAGE : XApi.Deed.WRITE;
    Budget.Aside aside =
        budget
            .setAside(deed, 1, 1)
            .orElseThrow(() -> WireTrouble.down("What may be spent this month is spent", null));
    boolean written = true; // for all one knows, as long as X does not say otherwise
    try {
      if (alone) {
        api.message(envelope.text(), envelope.recipient());
      } else {
        answer(envelope, post);
      }
      if (!alone) {
        permitted();
      }
    } catch (XRefused e) {
      written = e.why() == XRefused.Why.AWAY || unheard(deed, e);
      refused(deed, e);
    } finally {
      int posts = written ? 1 : 0;
      noted("What it costs", () -> budget.used(aside, posts));
    }
  }

  private void permitted() {
    noted(
        "That X lets us write again",
        () -> {
          if (pauses.forbidden()) {
            pauses.permit();
          }
        });
  }

  /** It is known what became of the post: whatever goes wrong with this, nothing goes again. */
  private static void noted(String what, Runnable note) {
    try {
      note.run();
    } catch (RuntimeException e) {
      log.warn("{} was not kept", what, e);
    }
  }

  private static String post(Envelope envelope) {
    @Nullable String post = envelope.answers();
    if (post == null) {
      throw new WireTrouble("The post it answers is not here any more", true, null);
    }
    return post;
  }

  private void answer(Envelope envelope, String post) {
    boolean before = replies.begin(envelope.key());
    boolean known = false;
    try {
      String id = write(PostText.fitted(envelope.text()), post, before);
      known = true;
      PostReader.counted(id)
          .filter(_ -> !envelope.thread().isEmpty())
          .ifPresent(number -> noted("Its number", () -> replies.keep(number, envelope.thread())));
    } catch (XRefused e) {
      known = e.why() != XRefused.Why.AWAY;
      throw e;
    } finally {
      if (known) {
        noted("That it is written", () -> replies.end(envelope.key()));
      }
    }
  }

  /**
   * X takes the same words from one account only once. When this answer was begun before, they are
   * its own; else somebody else was told the same, and the end tells the two apart.
   *
   * @return its number, empty when X did not say
   */
  private String write(String text, String answers, boolean before) {
    try {
      return api.write(text, answers);
    } catch (XRefused e) {
      if (e.why() != XRefused.Why.WRITTEN_ALREADY) {
        throw e;
      }
      return before ? "" : api.write(PostText.fitted(text + " · " + end(answers)), answers);
    }
  }

  private static String end(String answers) {
    return answers.substring(Math.max(0, answers.length() - MARK));
  }

  private void refused(XApi.Deed deed, XRefused e) {
    String said = String.valueOf(e.getMessage());
    switch (e.why()) {
      case WRITTEN_ALREADY -> {} // marked and all: it is there
      case LOGIN -> {
        pauses.set(deed, clock.instant().plus(AGAIN));
        if (deed == XApi.Deed.WRITE) {
          pauses.forbid(clock.instant().plus(FORBIDDEN));
        }
        throw WireTrouble.down(said, e);
      }
      case CAPPED -> {
        pauses.set(XApi.Deed.WRITE, clock.instant().plus(AGAIN));
        throw WireTrouble.down(said, e);
      }
      case LIMITED -> throw WireTrouble.down(said, e);
      case HOPELESS -> throw new WireTrouble(said, true, e);
      case AWAY, UNSAFE ->
          throw unheard(deed, e)
              ? WireTrouble.unanswered(said, e)
              : new WireTrouble(said, false, e);
      case DAY, BROKEN -> throw new WireTrouble(said, false, e);
    }
  }

  /** X may have a message to somebody alone, and would take the same again. */
  private static boolean unheard(XApi.Deed deed, XRefused e) {
    return deed == XApi.Deed.MESSAGE
        && e.getCause() instanceof IOException broken
        && !Outgoing.neverSent(broken);
  }
}
