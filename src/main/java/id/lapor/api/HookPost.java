package id.lapor.api;

import id.lapor.platform.net.Outgoing;
import id.lapor.platform.net.OutgoingSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes one message to a hook, and says what came of it. */
@Component
class HookPost implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HookPost.class);
  private static final int MOST_ANSWER = 64 * 1024;
  private static final int LONGEST_SAID = 200;

  private final HookSecret secret;
  private final Outgoing outgoing;
  private final InstantSource clock;

  HookPost(
      HookSecret secret, ApiSettings settings, OutgoingSettings outgoing, InstantSource clock) {
    this.secret = secret;
    this.outgoing = Outgoing.trusting(settings.trusted(), outgoing);
    this.clock = clock;
  }

  /** What is posted: its id stays the same however often it is. */
  Hook.Outcome post(Hook hook, String id, String type, Instant at, Node data) {
    byte[] body =
        Format.JSON.write(
            "",
            new Node.Fields()
                .with("type", type)
                .with("timestamp", at.toString())
                .with("data", data));
    Instant now = clock.instant();
    Map<String, String> headers =
        Map.of(
            "webhook-id",
            id,
            "webhook-timestamp",
            String.valueOf(now.getEpochSecond()),
            "webhook-signature",
            secret.signature(hook, id, now.getEpochSecond(), body, now));
    try {
      return outcome(outgoing.post(hook.address(), headers, body, MOST_ANSWER));
    } catch (IOException e) {
      return new Hook.Outcome.Unreached(why(e));
    } catch (RuntimeException e) {
      log.warn("Nothing could be sent to the hook of client {}: {}", hook.client(), e.toString());
      return new Hook.Outcome.Unreached(Hook.Why.BROKEN);
    }
  }

  /** What can be said of an address before anything is sent there. */
  Outgoing.Prospect prospect(URI address) {
    return outgoing.prospect(address);
  }

  static Hook.Outcome outcome(Outgoing.Answer answer) {
    int status = answer.status();
    return switch (status) {
      case 410 -> new Hook.Outcome.Gone();
      case 408, 425, 429 -> new Hook.Outcome.Unable(status, said(answer));
      default -> {
        if (status >= 200 && status < 300) {
          yield new Hook.Outcome.Taken(status);
        }
        yield status >= 400 && status < 500
            ? new Hook.Outcome.Refused(status, said(answer))
            : new Hook.Outcome.Unable(status, said(answer));
      }
    };
  }

  /** The beginning of what the other side wrote, without what moves a cursor. */
  private static String said(Outgoing.Answer answer) {
    String words =
        new String(answer.body(), StandardCharsets.UTF_8).replaceAll("\\p{C}+", " ").strip();
    return words.substring(
        0,
        words.offsetByCodePoints(
            0, Math.min(LONGEST_SAID, words.codePointCount(0, words.length()))));
  }

  private static Hook.Why why(IOException e) {
    return switch (e) {
      case UnknownHostException _ -> Hook.Why.NAME;
      case InterruptedIOException _ -> Hook.Why.SLOW;
      case ConnectException _, NoRouteToHostException _ -> Hook.Why.CONNECTION;
      case SSLException _ -> Hook.Why.TLS;
      case Outgoing.TooLong _ -> Hook.Why.LONG;
      default -> Hook.Why.BROKEN;
    };
  }

  @Override
  public void close() throws IOException {
    outgoing.close();
  }
}
