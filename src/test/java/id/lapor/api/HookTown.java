package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import id.lapor.audit.Sequencer;
import id.lapor.audit.Verifier;
import id.lapor.people.Officer;
import id.lapor.report.Workflow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A receiver on this machine, and a client that is told of what happens there. */
@TestPropertySource(properties = "lapor.api.trusted=localhost")
abstract class HookTown extends Open311Town {

  static final Pattern SECRET = Pattern.compile("id=\"secret\">(whsec_[^<]+)<");

  @Autowired HookRunner runner;
  @Autowired HookStore store;
  @Autowired EventBook events;
  @Autowired HookRunner.Telling telling;
  @Autowired HookPost hookPost;
  @Autowired TransactionTemplate transaction;
  @Autowired Sequencer sequencer;
  @Autowired Verifier verifier;
  @Autowired JdbcClient jdbc;

  /** What came, as it came. */
  record Got(String id, Map<String, List<String>> headers, String body, int answered) {

    JsonNode data() {
      return JSON.readTree(body).get("data");
    }
  }

  final List<Got> got = new CopyOnWriteArrayList<>();
  volatile Function<Got, Integer> answers = _ -> 204;
  HttpServer receiver;
  Client client;

  @BeforeEach
  void open() throws IOException {
    receiver = listening(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    client =
        clients.make(new Client.Draft("Kota", city.desk, Set.of(Scope.EVENTS), 60), sari).client();
  }

  HttpServer listening(InetSocketAddress where) throws IOException {
    HttpServer server = HttpServer.create(where, 0);
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  @AfterEach
  void leave() {
    receiver.stop(0);
    jdbc.sql("UPDATE api_hook SET state = 'OFF'").update();
  }

  void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    Got came = new Got(id, Map.copyOf(exchange.getRequestHeaders()), body, 0);
    int status = answers.apply(came);
    got.add(new Got(id, came.headers(), body, status));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  String address() {
    return "http://localhost:" + receiver.getAddress().getPort() + "/kabar";
  }

  ResultActions by(Officer officer, MockHttpServletRequestBuilder request) throws Exception {
    return web.perform(
        request
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())))
            .with(csrf()));
  }

  String page(String act) {
    return "/sistem-luar/" + client.id() + "/kabar" + act;
  }

  String told() throws Exception {
    return secret(by(sari, post(page("")).param("alamat", address())));
  }

  static String secret(ResultActions shown) throws Exception {
    Matcher found = SECRET.matcher(shown.andReturn().getResponse().getContentAsString());
    assertThat(found.find()).isTrue();
    return found.group(1).replace("&#43;", "+").replace("&#61;", "=");
  }

  /** Sends what is old enough. */
  void after(Duration time) {
    clock.advance(time);
    runner.deliver();
  }

  void deliver() {
    after(Workflow.SECOND_THOUGHTS);
  }

  List<String> taken() {
    return got.stream().filter(g -> g.answered() == 204).map(Got::id).toList();
  }
}
