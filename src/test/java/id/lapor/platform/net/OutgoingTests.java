package id.lapor.platform.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingTests {

  private static HttpServer server;
  private static String site;

  /** Begins as LZMA does, and asks for a dictionary of 768 MB. */
  private static final byte[] DICTIONARY =
      Arrays.copyOf(new byte[] {0x5d, 0, 0, 0, 0x30, -1, -1, -1, -1, -1, -1, -1, -1}, 64);

  @BeforeAll
  static void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site = "http://127.0.0.1:" + server.getAddress().getPort();
    answer("/good", 200, "isi".getBytes(StandardCharsets.UTF_8), "X-Nothing", "");
    answer("/long", 200, new byte[5_000], "X-Nothing", "");
    answer("/bomb", 200, packed(2_000_000), "Content-Encoding", "gzip");
    answer("/dictionary", 200, DICTIONARY, "Content-Encoding", "lzma");
    server.createContext("/packings", OutgoingTests::packings);
    answer("/inside", 302, new byte[0], "Location", "http://10.0.0.1/latest/meta-data");
    answer("/loop", 302, new byte[0], "Location", "/loop");
    answer("/file", 302, new byte[0], "Location", "file:///etc/passwd");
    answer("/next", 302, new byte[0], "Location", "/good");
    server.createContext("/drip", OutgoingTests::drip);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8,true",
    "103.28.12.1,true",
    "2606:4700:4700::1111,true",
    "0.0.0.0,false",
    "10.1.2.3,false",
    "100.64.0.1,false",
    "100.127.255.255,false",
    "100.128.0.1,true",
    "127.0.0.1,false",
    "169.254.169.254,false",
    "172.15.0.1,true",
    "172.16.0.1,false",
    "172.31.255.255,false",
    "172.32.0.1,true",
    "192.168.1.1,false",
    "198.18.0.1,false",
    "224.0.0.1,false",
    "255.255.255.255,false",
    "::,false",
    "::1,false",
    "::ffff:10.0.0.1,false",
    "::ffff:8.8.8.8,true",
    "::127.0.0.1,false",
    "fe80::1,false",
    "fc00::1,false",
    "fd12:3456::1,false",
    "ff02::1,false",
    "64:ff9b::a00:1,false",
    "64:ff9b::808:808,true",
    "2002:a00:1::1,false",
    "2001::1,false",
    "2001:db8::1,false"
  })
  void knowsTheOpenInternet(String address, boolean open) throws Exception {
    assertThat(Addresses.isPublic(InetAddress.getByName(address))).isEqualTo(open);
  }

  @Test
  void refusesANameThatLeadsInsideEvenIfItLeadsOutsideToo() throws Exception {
    InetAddress[] mixed = {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")};
    assertThatThrownBy(() -> Addresses.checked("mixed.example", mixed))
        .isInstanceOf(UnknownHostException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SITE/good",
        "http://localhost/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://user@127.0.0.1/",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "gopher://127.0.0.1/"
      })
  void goesNowhereInside(String address) throws Exception {
    try (Outgoing out = new Outgoing(OutgoingSettings.OPEN)) {
      assertThatThrownBy(() -> out.get(URI.create(address.replace("SITE", site)), 100))
          .isInstanceOf(IOException.class);
    }
  }

  /** Before a single address is asked: names outside the list are not even looked at. */
  @Test
  void goesNowhereButToTheHostsOnTheListWhereThereIsOne() throws Exception {
    OutgoingSettings listed = new OutgoingSettings(List.of("Kota.example"));
    assertThat(listed.allows("kota.example")).isTrue();
    assertThat(listed.allows("API.kota.example")).isTrue();
    assertThat(listed.allows("bukankota.example")).isFalse();
    assertThat(listed.allows("kota.example.org")).isFalse();
    try (Outgoing out = new Outgoing(listed)) {
      assertThatThrownBy(() -> out.get(URI.create("http://8.8.8.8/"), 100))
          .hasMessageContaining("none of the hosts");
      assertThat(out.prospect(URI.create("https://lain.invalid/")))
          .isEqualTo(Outgoing.Prospect.NOT_LISTED);
      assertThat(out.prospect(URI.create("https://kota.example/")))
          .as("as far as is known without a network")
          .isIn(Outgoing.Prospect.UNKNOWN, Outgoing.Prospect.OPEN);
    }
    try (Outgoing out = Outgoing.trusting(List.of("127.0.0.1"), listed)) {
      assertThat(out.get(URI.create(site + "/good"), 100).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://8.8.8.8/,OPEN",
    "https://10.0.0.1/,NOT_PUBLIC",
    "https://[::1]/,NOT_PUBLIC",
    "https://localhost/,NOT_PUBLIC",
    "https://tidak-ada.invalid/,UNKNOWN"
  })
  void saysBeforeSendingWhatWillNeverWork(URI address, Outgoing.Prospect prospect)
      throws Exception {
    try (Outgoing out = new Outgoing(OutgoingSettings.OPEN)) {
      assertThat(out.prospect(address)).isEqualTo(prospect);
    }
  }

  @Test
  void followsNoRedirectInsideNorForEver() throws Exception {
    try (Outgoing out = new Outgoing(OutgoingTests::onlyThisMachine, Outgoing.LONGEST)) {
      assertThat(out.get(URI.create(site + "/next"), 100).body())
          .isEqualTo("isi".getBytes(StandardCharsets.UTF_8));
      for (String path : new String[] {"/inside", "/loop", "/file"}) {
        assertThatThrownBy(() -> out.get(URI.create(site + path), 100))
            .isInstanceOf(IOException.class);
      }
      assertThat(out.post(URI.create(site + "/next"), Map.of(), new byte[1], 100).status())
          .isEqualTo(302);
    }
  }

  @Test
  void stopsReadingAtTheLimitAndUnpacksNothing() throws Exception {
    try (Outgoing out = new Outgoing(OutgoingTests::onlyThisMachine, Outgoing.LONGEST)) {
      assertThatThrownBy(() -> out.get(URI.create(site + "/long"), 4_999))
          .isInstanceOf(Outgoing.TooLong.class);
      assertThat(out.get(URI.create(site + "/long"), 5_000).body()).hasSize(5_000);
      assertThat(out.get(URI.create(site + "/bomb"), 100_000).body()).isEqualTo(packed(2_000_000));
      assertThat(out.get(URI.create(site + "/dictionary"), 100).body()).isEqualTo(DICTIONARY);
      assertThat(out.get(URI.create(site + "/packings"), 100).body()).isEmpty();
    }
  }

  @Test
  void waitsForNoAnswerThatDripsForEver() throws Exception {
    try (Outgoing out = new Outgoing(OutgoingTests::onlyThisMachine, Duration.ofMillis(300))) {
      assertThatThrownBy(() -> out.get(URI.create(site + "/drip"), 1_000_000))
          .isInstanceOf(IOException.class);
      assertThat(out.get(URI.create(site + "/good"), 100).status()).isEqualTo(200);
    }
  }

  @Test
  void goesInsideToTrustedNamesOnly() throws Exception {
    int port = server.getAddress().getPort();
    try (Outgoing out = Outgoing.trusting(List.of("LOCALHOST"), OutgoingSettings.OPEN)) {
      assertThat(out.get(URI.create("http://localhost:" + port + "/good"), 100).status())
          .isEqualTo(200);
      for (String other : List.of("127.0.0.1", "localhost.localdomain", "[::1]")) {
        assertThatThrownBy(() -> out.get(URI.create("http://" + other + ":" + port + "/good"), 100))
            .isInstanceOf(IOException.class);
      }
      assertThatThrownBy(() -> out.get(URI.create("http://localhost:" + port + "/inside"), 100))
          .isInstanceOf(IOException.class);
    }
  }

  private static InetAddress[] onlyThisMachine(String host, InetAddress[] found)
      throws UnknownHostException {
    return host.equals("127.0.0.1") ? found : Addresses.checked(host, found);
  }

  /** A byte now and then, so that no reading waits long. */
  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 0; i < 1_000_000; i++) {
        out.write('.');
        out.flush();
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  /** Answers with the packings that were asked for. */
  private static void packings(HttpExchange exchange) throws IOException {
    byte[] asked =
        String.join(",", exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()))
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, asked.length == 0 ? -1 : asked.length);
    exchange.getResponseBody().write(asked);
    exchange.close();
  }

  private static void answer(String path, int status, byte[] body, String header, String value) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add(header, value);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private static byte[] packed(int size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(new byte[size]);
    }
    return out.toByteArray();
  }
}
