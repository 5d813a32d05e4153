package id.lapor.platform.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Requests to addresses somebody else named (a photo's address, a webhook). Goes only to the open
 * internet: every address a name leads to is checked, the checked ones are connected to, and a
 * redirect is a new request. Takes no cookies and no proxy from the surroundings, unpacks nothing,
 * because the header of a packed answer alone can ask for hundreds of megabytes, stops reading at a
 * limit, and gives up after {@link #LONGEST}.
 */
@Component
@EnableConfigurationProperties(OutgoingSettings.class)
public class Outgoing implements AutoCloseable {

  private static final int MOST_REDIRECTS = 3;
  private static final int MOST_AT_ONCE = 200;
  private static final int MOST_TO_ONE = 20;
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout READ = Timeout.ofSeconds(15);

  /** For one request and its whole answer, however slowly that drips. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private final CloseableHttpClient client;
  private final Judge judge;
  private final Executor later;

  @Autowired
  Outgoing(OutgoingSettings settings) {
    this(judge(List.of(), settings), LONGEST);
  }

  /**
   * Goes to some names wherever they lead.
   *
   * @param trusted host names that whoever runs the installation wrote down; never a stranger's
   */
  public static Outgoing trusting(Collection<String> trusted, OutgoingSettings settings) {
    return new Outgoing(judge(trusted, settings), LONGEST);
  }

  private static Judge judge(Collection<String> trusted, OutgoingSettings settings) {
    return (host, found) -> {
      if (trusted.stream().anyMatch(host::equalsIgnoreCase)) {
        return found;
      }
      if (!settings.allows(host)) {
        throw new NotListed(host);
      }
      return Addresses.checked(host, found);
    };
  }

  /** The name leads somewhere into a network that is not public. */
  static final class NotPublic extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    NotPublic(String host) {
      super(host + " leads to an address that is not public");
    }
  }

  /** The installation goes to some hosts only, and this is none of them. */
  static final class NotListed extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    NotListed(String host) {
      super(host + " is none of the hosts this installation goes to");
    }
  }

  /** What can be said of an address before anything is sent there. */
  public enum Prospect {
    OPEN,
    /** Never gone to: it lies in a network that is not public. */
    NOT_PUBLIC,
    /** Never gone to: {@link OutgoingSettings#only} does not have it. */
    NOT_LISTED,
    /** The name leads nowhere now. */
    UNKNOWN
  }

  /** Decides on what a name leads to; another one than the real one only in tests. */
  interface Judge {
    InetAddress[] check(String host, InetAddress[] found) throws UnknownHostException;
  }

  Outgoing(Judge judge, Duration longest) {
    this.judge = judge;
    this.later =
        CompletableFuture.delayedExecutor(
            longest.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread);
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(resolver(judge))
                    .setMaxConnTotal(MOST_AT_ONCE)
                    .setMaxConnPerRoute(MOST_TO_ONE)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT)
                            .setSocketTimeout(READ)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(READ)
                    .setConnectionRequestTimeout(CONNECT)
                    .build())
            .disableContentCompression()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableAutomaticRetries()
            .setUserAgent("Lapor")
            .build();
  }

  /** Looks the name up, and sends nothing. */
  public Prospect prospect(URI address) {
    String host = String.valueOf(address.getHost());
    try {
      judge.check(host, new InetAddress[0]);
      judge.check(host, found(host));
      return Prospect.OPEN;
    } catch (NotListed e) {
      return Prospect.NOT_LISTED;
    } catch (NotPublic e) {
      return Prospect.NOT_PUBLIC;
    } catch (UnknownHostException e) {
      return Prospect.UNKNOWN;
    }
  }

  private static InetAddress[] found(String host) throws UnknownHostException {
    FutureTask<InetAddress[]> looking = new FutureTask<>(() -> InetAddress.getAllByName(host));
    Thread.startVirtualThread(looking);
    try {
      return looking.get(CONNECT.toMilliseconds(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw unknown(host, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host, e);
    }
  }

  private static UnknownHostException unknown(String host, Exception why) {
    UnknownHostException unknown = new UnknownHostException(host);
    unknown.initCause(why);
    return unknown;
  }

  private static DnsResolver resolver(Judge judge) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        return judge.check(host, InetAddress.getAllByName(host));
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }

  /**
   * What came back, at most as long as was allowed.
   *
   * @param headers by name in small letters
   */
  public record Answer(int status, String type, byte[] body, Map<String, String> headers) {

    public Answer(int status, String type, byte[] body) {
      this(status, type, body, Map.of());
    }
  }

  /** The answer was longer than allowed. */
  public static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong(long most) {
      super("The answer is longer than " + most + " bytes");
    }
  }

  /**
   * @param most bytes of the answer
   * @throws IOException when the address may not be gone to, or nothing came back
   */
  public Answer get(URI address, long most) throws IOException {
    URI at = address;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      Step step = send(new HttpGet(allowed(at)), most);
      if (step.next().isEmpty()) {
        return step.answer();
      }
      at = at.resolve(step.next().get());
    }
    throw new IOException("Sent on too often");
  }

  /** The same with headers that are for this address only: never follows a redirect. */
  public Answer get(URI address, Map<String, String> headers, long most) throws IOException {
    HttpGet request = new HttpGet(allowed(address));
    headers.forEach(request::setHeader);
    return send(request, most).answer();
  }

  /** Never follows a redirect: what is posted is for this address only. */
  public Answer post(URI address, Map<String, String> headers, byte[] json, long most)
      throws IOException {
    return post(address, headers, new ByteArrayEntity(json, ContentType.APPLICATION_JSON), most);
  }

  /**
   * A form, as browsers send it.
   *
   * @param fields already encoded ({@code a=1&b=2})
   */
  public Answer submit(URI address, Map<String, String> headers, String fields, long most)
      throws IOException {
    byte[] body = fields.getBytes(StandardCharsets.US_ASCII);
    return post(
        address, headers, new ByteArrayEntity(body, ContentType.APPLICATION_FORM_URLENCODED), most);
  }

  private Answer post(URI address, Map<String, String> headers, HttpEntity entity, long most)
      throws IOException {
    HttpPost request = new HttpPost(allowed(address));
    headers.forEach(request::setHeader);
    request.setEntity(entity);
    return send(request, most).answer();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private record Step(Answer answer, Optional<String> next) {}

  private Step send(HttpUriRequestBase request, long most) throws IOException {
    CompletableFuture<Void> end = CompletableFuture.runAsync(request::cancel, later);
    try {
      return client.execute(request, response -> step(response, most));
    } finally {
      end.cancel(false);
    }
  }

  private static Step step(ClassicHttpResponse response, long most) throws IOException {
    @Nullable Header location = response.getFirstHeader("Location");
    boolean on = response.getCode() >= 300 && response.getCode() < 400 && location != null;
    @Nullable HttpEntity entity = response.getEntity();
    byte[] body = entity == null || on ? new byte[0] : read(entity, most);
    @Nullable String type = entity == null ? null : entity.getContentType();
    Map<String, String> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(
          header.getName().toLowerCase(Locale.ROOT),
          header.getValue() == null ? "" : header.getValue());
    }
    Answer answer =
        new Answer(response.getCode(), type == null ? "" : type, body, Map.copyOf(headers));
    return new Step(answer, on ? Optional.ofNullable(location.getValue()) : Optional.empty());
  }

  private static byte[] read(HttpEntity entity, long most) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = entity.getContent()) {
      byte[] buffer = new byte[16 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (out.size() + n > most) {
          throw new TooLong(most);
        }
        out.write(buffer, 0, n);
      }
    }
    return out.toByteArray();
  }

  /** Whether nothing of a request that failed so was said to anybody. */
  public static boolean neverSent(IOException e) {
    return e instanceof ConnectException
        || e instanceof NoRouteToHostException
        || e instanceof UnknownHostException
        || e instanceof ConnectTimeoutException
        || e instanceof ConnectionRequestTimeoutException
        || e instanceof SSLHandshakeException
        || e instanceof SSLPeerUnverifiedException;
  }

  private static URI allowed(URI address) throws IOException {
    boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    if (!web || address.getHost() == null || address.getUserInfo() != null) {
      throw new IOException("Not an address of the web");
    }
    return address;
  }
}
