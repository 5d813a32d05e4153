package id.lapor.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An object that was sent to the JSON API, and all that is wrong with it. */
final class Sent {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Half of a character beyond U+FFFF, without its other half. */
  private static final Pattern HALF = Pattern.compile("\\p{Cs}");

  private final JsonNode node;
  private final String path;
  private final List<String> errors;

  private Sent(JsonNode node, String path, List<String> errors) {
    this.node = node;
    this.path = path;
    this.errors = errors;
  }

  /**
   * @param members that may stand in it
   * @throws Problem when it is no object
   */
  static Sent read(byte[] body, Set<String> members) {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (!node.isObject()) {
        throw new Problem(400, "A JSON object is expected");
      }
      return new Sent(node, "", new ArrayList<>()).only(members);
    } catch (JacksonException e) {
      throw new Problem(400, "This is not JSON, or a name stands in an object twice");
    }
  }

  private Sent only(Set<String> members) {
    node.propertyNames().stream()
        .filter(name -> !members.contains(name))
        .forEach(name -> wrong(name, "is unknown"));
    return this;
  }

  /** An object within; an empty one when it is absent. */
  Sent object(String name, Set<String> members) {
    JsonNode inner = node.path(name);
    if (!inner.isMissingNode() && !inner.isNull() && !inner.isObject()) {
      wrong(name, "must be an object");
    }
    return new Sent(inner.isObject() ? inner : MAPPER.createObjectNode(), path + name + ".", errors)
        .only(members);
  }

  Optional<String> text(String name, int longest) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString() || value.asString().length() > longest) {
      wrong(name, "must be a text of at most " + longest + " characters");
      return Optional.empty();
    }
    if (HALF.matcher(value.asString()).find()) {
      wrong(name, "holds half a character, \\uD800 to \\uDFFF without its pair");
      return Optional.empty();
    }
    return Optional.of(value.asString().replace("\0", "").strip()).filter(v -> !v.isEmpty());
  }

  @Nullable Double number(String name, double most) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    double number = value.isNumber() ? value.asDouble(Double.NaN) : Double.NaN;
    if (!(Math.abs(number) <= most)) {
      wrong(name, "must be a number between -" + most + " and " + most);
      return null;
    }
    return number;
  }

  <E extends Enum<E>> E choice(String name, E otherwise) {
    Optional<String> said = text(name, 100);
    E[] all = otherwise.getDeclaringClass().getEnumConstants();
    Optional<E> found =
        Arrays.stream(all).filter(e -> Happenings.lower(e).equals(said.orElse(""))).findFirst();
    if (said.isPresent() && found.isEmpty()) {
      wrong(
          name,
          "must be one of "
              + String.join(", ", Arrays.stream(all).map(Happenings::lower).toList()));
    }
    return found.orElse(otherwise);
  }

  void wrong(String name, String why) {
    errors.add(path + name + " " + why);
  }

  /**
   * @throws Problem with everything that is wrong
   */
  void check() {
    if (!errors.isEmpty()) {
      throw new Problem(422, "Nothing was filed: something is missing or wrong", errors);
    }
  }
}
