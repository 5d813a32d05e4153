package id.lapor.audit;

import java.math.BigDecimal;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One spelling for each JSON value, whatever the database or a later version makes of its spaces,
 * the order of its fields or the way it writes numbers. Pure.
 */
public final class Canonical {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Canonical() {}

  /**
   * Fields in order of their names, no spaces, numbers without exponent and without zeros at the
   * end, only what must be escaped escaped.
   */
  public static String json(String text) {
    StringBuilder out = new StringBuilder(text.length());
    write(text, out);
    return out.toString();
  }

  /** The same, at the end of what is there already. */
  public static void write(String text, StringBuilder out) {
    write(JSON.readTree(text), out);
  }

  private static void write(JsonNode node, StringBuilder out) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(f -> fields.put(f.getKey(), f.getValue()));
      char before = '{';
      for (var field : fields.entrySet()) {
        out.append(before);
        quote(field.getKey(), out);
        out.append(':');
        write(field.getValue(), out);
        before = ',';
      }
      out.append(fields.isEmpty() ? "{}" : "}");
    } else if (node.isArray()) {
      char before = '[';
      for (JsonNode item : node) {
        out.append(before);
        write(item, out);
        before = ',';
      }
      out.append(node.isEmpty() ? "[]" : "]");
    } else if (node.isString()) {
      quote(node.stringValue(), out);
    } else if (node.isNumber()) {
      BigDecimal number = node.decimalValue();
      out.append(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    } else {
      out.append(node);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c < ' ') {
        out.append(text, plain, i);
        plain = i + 1;
        escape(c, out);
      }
    }
    out.append(text, plain, text.length()).append('"');
  }

  private static void escape(char c, StringBuilder out) {
    if (c < ' ') {
      out.append("\\u00")
          .append(Character.forDigit(c >> 4, 16))
          .append(Character.forDigit(c & 15, 16));
    } else {
      out.append('\\').append(c);
    }
  }
}
