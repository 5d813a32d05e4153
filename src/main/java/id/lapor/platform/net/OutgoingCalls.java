package id.lapor.platform.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Has Spring's own clients go out by {@link Outgoing}: the call never reaches the transport behind
 * it. Follows no redirect, and reads so much of an answer and no more.
 *
 * @param most bytes of an answer
 */
public record OutgoingCalls(Outgoing outgoing, long most) implements ClientHttpRequestInterceptor {

  /** What the sending itself says. */
  private static final List<String> SENT =
      List.of("content-length", "content-type", "transfer-encoding", "host", "connection");

  /**
   * @throws IOException when the address may not be gone to, nothing came back, or it is asked for
   *     something else than to fetch or to post a form
   */
  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution unused) throws IOException {
    Map<String, String> headers = new HashMap<>();
    request
        .getHeaders()
        .forEach((name, values) -> {
          if (!SENT.contains(name.toLowerCase(Locale.ROOT))) {
            headers.put(name, String.join(", ", values));
          }
        });
    return new Came(answer(request, body, headers));
  }

  private Outgoing.Answer answer(HttpRequest request, byte[] body, Map<String, String> headers)
      throws IOException {
    if (request.getMethod() == HttpMethod.GET) {
      return outgoing.get(request.getURI(), headers, most);
    }
    if (request.getMethod() == HttpMethod.POST) {
      String form = new String(body, StandardCharsets.US_ASCII);
      return outgoing.submit(request.getURI(), headers, form, most);
    }
    throw new IOException("Nothing here is to be asked by " + request.getMethod());
  }

  private record Came(Outgoing.Answer answer) implements ClientHttpResponse {

    @Override
    public HttpStatusCode getStatusCode() {
      return HttpStatusCode.valueOf(answer.status());
    }

    @Override
    public String getStatusText() {
      return "";
    }

    @Override
    public InputStream getBody() {
      return new ByteArrayInputStream(answer.body());
    }

    @Override
    public HttpHeaders getHeaders() {
      HttpHeaders headers = new HttpHeaders();
      answer.headers().forEach(headers::add);
      return headers;
    }

    @Override
    public void close() {
      // read already
    }
  }
}
