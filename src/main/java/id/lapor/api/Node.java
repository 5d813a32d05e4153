package id.lapor.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is answered, before it is written as XML or JSON. */
sealed interface Node {

  /**
   * @param value text, number or truth; null makes an empty element and a null
   */
  record Leaf(@Nullable Object value) implements Node {}

  /**
   * A list; in JSON always an array, however few there are.
   *
   * @param child name of each element
   */
  record Rows(String child, List<? extends Node> items) implements Node {}

  record Fields(Map<String, Node> all) implements Node {

    Fields() {
      this(new LinkedHashMap<>());
    }

    Fields with(String name, @Nullable Object value) {
      all.put(name, value instanceof Node n ? n : new Leaf(value));
      return this;
    }
  }
}
