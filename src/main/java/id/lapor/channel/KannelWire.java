package id.lapor.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * SMS through Kannel's sendsms (user guide, "Using the HTTP interface to smsbox"): a POST with the
 * text as its body and all else in headers, so that neither password nor number stands in an
 * address. The gateway stands in the installation's own net and is named by its administrator.
 */
@Component
@ConditionalOnProperty("lapor.kannel.url")
@EnableConfigurationProperties(KannelSettings.class)
class KannelWire implements Wire, Gated {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Delivered to the phone, failed for good, taken by the operator, refused by the operator. */
  private static final String RECEIPTS = "31";

  private static final String GSM = "0";
  private static final String UCS_2 = "2";

  /** What its smsbox answers 403 with that is about one number, not about who asks. */
  private static final List<String> OF_ONE =
      List.of("Not routable", "Number(s) has/have been denied");

  private final KannelSettings settings;
  private final Gateway gateway;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  KannelWire(KannelSettings settings, Gateways gateways) {
    this.settings = settings;
    this.gateway = gateways.of(Lines.KANNEL);
  }

  @Override
  public String line() {
    return Lines.KANNEL;
  }

  @Override
  public Gateway gateway() {
    return gateway;
  }

  @Override
  public boolean serves(Kind kind) {
    return kind == Kind.SMS;
  }

  @Override
  public boolean carries(Kind kind) {
    return serves(kind) && gateway.open();
  }

  @Override
  public int parts(Kind kind, String text) {
    return Gsm7.parts(Gsm7.plain(text));
  }

  @Override
  public void send(Kind kind, String recipient, String subject, String text, String key) {
    String body = Gsm7.plain(text);
    HttpRequest request =
        request(body)
            .header("X-Kannel-To", recipient)
            .header("X-Kannel-Coding", Gsm7.fits(body) ? GSM : UCS_2)
            .header("X-Kannel-DLR-Mask", RECEIPTS)
            .header("X-Kannel-DLR-Url", receipt(key))
            .build();
    heed(answer(request));
  }

  /** A message to nobody: whoever may send is told that its number is missing. */
  @Override
  public void ask() {
    HttpResponse<String> answer = answer(request("").build());
    if (answer.statusCode() == 400) {
      gateway.answered();
    } else {
      heed(answer);
    }
  }

  private HttpRequest.Builder request(String body) {
    return HttpRequest.newBuilder(URI.create(settings.url()))
        .timeout(PATIENCE)
        .header("Content-Type", "text/plain; charset=UTF-8")
        .header("X-Kannel-Username", settings.user())
        .header("X-Kannel-Password", settings.password())
        .header("X-Kannel-From", settings.from())
        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
  }

  private HttpResponse<String> answer(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      String said = "Kannel did not answer: " + e.getMessage();
      throw connected(e)
          ? gateway.unanswered(trouble(e), said, e)
          : gateway.down(trouble(e), said, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WireTrouble("Stopped while sending", false, e);
    }
  }

  /** Only what it says of the message itself is the message's: it takes or refuses all others. */
  private void heed(HttpResponse<String> answer) {
    int status = answer.statusCode();
    String body = answer.body().strip();
    String said = "Kannel answered " + status + " " + body;
    switch (status) {
      case 202 -> gateway.answered();
      case 400, 413 -> throw refused(said);
      case 401, 403 -> {
        if (OF_ONE.stream().anyMatch(body::startsWith)) {
          throw refused(said);
        }
        throw gateway.down(Lines.Trouble.LOGIN, said, null);
      }
      case 504 -> throw gateway.unanswered(Lines.Trouble.AWAY, said, null); // says who is in front
      default -> throw gateway.down(Lines.Trouble.BROKEN, said, null);
    }
  }

  private WireTrouble refused(String said) {
    gateway.answered();
    return new WireTrouble(said, true, null);
  }

  /** It may have taken what it was handed then. */
  static boolean connected(IOException e) {
    return !(e instanceof ConnectException
        || e instanceof HttpConnectTimeoutException
        || e instanceof SSLException);
  }

  private static Lines.Trouble trouble(IOException e) {
    return switch (e) {
      case ConnectException _, HttpTimeoutException _ -> Lines.Trouble.AWAY;
      case SSLException _ -> Lines.Trouble.UNSAFE;
      default -> Lines.Trouble.BROKEN;
    };
  }

  /** Kannel puts the state in the place of {@code %d}. */
  private String receipt(String key) {
    URI door = URI.create(settings.doorUrl());
    return door.getScheme()
        + "://"
        + settings.doorUser()
        + ":"
        + settings.doorPassword()
        + "@"
        + door.getAuthority()
        + "/sambungan/kannel/kabar?pesan="
        + key
        + "&keadaan=%d";
  }
}
