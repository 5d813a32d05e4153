package id.lapor.operations;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Pages a second and their 99th percentile over HTTP, as visitors and a signed-in officer ask. */
@Component
@Profile("bench")
class PageBench {

  /** What a list of a thousand may take at a million reports. */
  static final Duration PROMISED = Duration.ofMillis(150);

  private static final Duration TIME = Duration.ofSeconds(4);
  private static final String CHANGES =
      "/open311/v2/requests.json?jurisdiction_id=UKUR&updated_after=2000-01-01T00:00:00Z";

  private static final Pattern REPORT = Pattern.compile("href=\"(/laporan/[0-9A-Z-]{11})\"");
  private static final Pattern RECEIVED = Pattern.compile("\"received_at\":\"([^\"]+)\"");
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private int port;

  @EventListener
  void on(WebServerInitializedEvent event) {
    port = event.getWebServer().getPort();
  }

  /** Asks for each page; the first is a page without any query, the limit of the others. */
  Map<String, Sample> measure() {
    HttpClient visitor = HttpClient.newHttpClient();
    HttpClient officer = officer();
    Map<String, Sample> samples = new LinkedHashMap<>();
    samples.put("a page without data", sample(visitor, "/luring"));
    samples.put("front page", sample(visitor, "/"));
    samples.put("list of reports", sample(visitor, "/laporan"));
    samples.put("list, one stage", sample(visitor, "/laporan?tahap=selesai"));
    samples.put("list, a stage nothing is in", sample(visitor, "/laporan?tahap=dijawab"));
    samples.put("search, a frequent word", sample(visitor, "/laporan?q=parking"));
    samples.put("search, a rare word", sample(visitor, "/laporan?q=streetcar"));
    samples.put("search, a word nobody wrote", sample(visitor, "/laporan?q=zzyzx"));
    samples.put("a report", sample(visitor, first(visitor, REPORT, "/laporan")));
    samples.put("an agency", sample(visitor, "/instansi/DINAS"));
    samples.put("Open311, 1,000 requests", sample(visitor, requests(visitor)));
    samples.put("Open311, 1,000 changes", sample(visitor, CHANGES));
    samples.put("coordinator's queue", sample(officer, "/antrean"));
    samples.put("coordinator's table", sample(officer, "/kerja"));
    return samples;
  }

  /** A thousand requests and changes, as one other system asks for them, page after page. */
  Map<String, Sample> alone() {
    HttpClient client = HttpClient.newHttpClient();
    String requests = requests(client);
    Map<String, Sample> samples = new LinkedHashMap<>();
    samples.put("Open311, 1,000 requests", Clients.work(1, TIME, () -> get(client, requests)));
    samples.put("Open311, 1,000 changes", Clients.work(1, TIME, () -> get(client, CHANGES)));
    return samples;
  }

  /** The last 90 days there are; what was imported may be years old. */
  private String requests(HttpClient client) {
    String newest = first(client, RECEIVED, "/api/v1/reports?jurisdiction=UKUR&limit=1");
    return "/open311/v2/requests.json?jurisdiction_id=UKUR&end_date=" + newest;
  }

  private Sample sample(HttpClient client, String path) {
    return Clients.work(TIME, () -> get(client, path));
  }

  private HttpClient officer() {
    HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    String token = first(client, TOKEN, "/masuk");
    String form =
        "login="
            + BenchCity.LOGIN
            + "&password="
            + BenchCity.PASSWORD
            + "&_csrf="
            + URLEncoder.encode(token, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(uri("/masuk"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    HttpResponse<String> answer = send(client, request);
    if (answer.statusCode() != 302) {
      throw new IllegalStateException("Signing in answered " + answer.statusCode());
    }
    return client;
  }

  private String first(HttpClient client, Pattern pattern, String path) {
    Matcher found = pattern.matcher(get(client, path));
    if (!found.find()) {
      throw new IllegalStateException("Nothing like " + pattern + " on " + path);
    }
    return found.group(1);
  }

  private String get(HttpClient client, String path) {
    HttpResponse<String> answer = send(client, HttpRequest.newBuilder(uri(path)).build());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("No answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The measurement was interrupted", e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
