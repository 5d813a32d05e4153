package id.lapor.report;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How events, actors and courses are written down: JSON, each event under the name of its type. */
@Component
class Journal {

  private static final String TYPE = "is";
  private static final Map<String, Class<?>> EVENTS = byName(Event.class);
  private static final Map<String, Class<?>> ACTORS = byName(Actor.class);

  private final JsonMapper json;

  Journal(JsonMapper json) {
    this.json = json;
  }

  static String kind(Event event) {
    return event.getClass().getSimpleName();
  }

  String write(Event event) {
    return json.writeValueAsString(event);
  }

  String write(Course course) {
    return json.writeValueAsString(course);
  }

  String write(Actor actor) {
    ObjectNode node = json.valueToTree(actor);
    return node.put(TYPE, actor.getClass().getSimpleName()).toString();
  }

  Event event(String kind, String body) {
    return (Event) json.readValue(body, known(EVENTS, kind));
  }

  Course course(String body) {
    return json.readValue(body, Course.class);
  }

  Actor actor(String body) {
    ObjectNode node = (ObjectNode) json.readTree(body);
    return (Actor) json.treeToValue(node, known(ACTORS, node.get(TYPE).asString()));
  }

  private static Class<?> known(Map<String, Class<?>> types, String name) {
    Class<?> type = types.get(name);
    if (type == null) {
      throw new IllegalStateException(
          "The journal tells of a " + name + ", which this version does not know");
    }
    return type;
  }

  private static Map<String, Class<?>> byName(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));
  }
}
