package id.lapor.channel.x;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** In which words {@link XServer} answers. */
final class XSays {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private XSays() {}

  static ObjectNode problem(String type, String title, String detail) {
    ObjectNode problem = JSON.createObjectNode();
    problem.put("type", type).put("title", title).put("detail", detail);
    return problem;
  }

  static void say(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** A page for people. */
  static void babble(HttpExchange exchange, int status) throws IOException {
    say(exchange, status, "text/html", "<html>".getBytes(StandardCharsets.UTF_8));
  }

  /** Begins, and ends in the middle. */
  static void drop(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1_000);
    exchange.getResponseBody().write('{');
    exchange.getResponseBody().flush();
  }
}
