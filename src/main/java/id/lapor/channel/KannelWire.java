package id.lapor.channel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
class KannelWire implements Wire {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Delivered to the phone, failed for good, taken by the operator, refused by the operator. */
  private static final String RECEIPTS = "31";

  private static final String GSM = "0";
  private static final String UCS_2 = "2";

  private final KannelSettings settings;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  KannelWire(KannelSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean carries(Kind kind) {
    return kind == Kind.SMS;
  }

  @Override
  public int parts(Kind kind, String text) {
    return Gsm7.parts(Gsm7.plain(text));
  }

  @Override
  public void send(Kind kind, String recipient, String subject, String text, String key) {
    String body = Gsm7.plain(text);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.url()))
            .timeout(PATIENCE)
            .header("Content-Type", "text/plain; charset=UTF-8")
            .header("X-Kannel-Username", settings.user())
            .header("X-Kannel-Password", settings.password())
            .header("X-Kannel-From", settings.from())
            .header("X-Kannel-To", recipient)
            .header("X-Kannel-Coding", Gsm7.fits(body) ? GSM : UCS_2)
            .header("X-Kannel-DLR-Mask", RECEIPTS)
            .header("X-Kannel-DLR-Url", receipt(key))
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    try {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() != 202) {
        boolean ours = answer.statusCode() == 400;
        throw new WireTrouble(
            "Kannel answered " + answer.statusCode() + " " + answer.body().strip(), ours, null);
      }
    } catch (IOException e) {
      throw new WireTrouble("Kannel did not answer: " + e.getMessage(), false, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WireTrouble("Stopped while sending", false, e);
    }
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
