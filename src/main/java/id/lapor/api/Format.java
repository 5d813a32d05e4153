package id.lapor.api;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two ways an answer of Open311 is written. JSON leaves out the root's name: a list stands bare
 * (Open311's "JSON and XML Conversion").
 */
enum Format {
  XML("text/xml") {
    @Override
    byte[] write(String root, Node node) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        XMLStreamWriter xml = FACTORY.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
        xml.writeStartDocument("UTF-8", "1.0");
        element(xml, root, node);
        xml.writeEndDocument();
        xml.close();
      } catch (XMLStreamException e) {
        throw new IllegalStateException("An answer cannot be written", e);
      }
      return out.toByteArray();
    }
  },
  JSON("application/json") {
    @Override
    byte[] write(String root, Node node) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (JsonGenerator json = MAPPER.createGenerator(out)) {
        value(json, node);
      }
      return out.toByteArray();
    }
  };

  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** What XML 1.0 cannot hold, not even escaped (section 2.2). */
  private static final Pattern UNWRITABLE =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private final String type;

  Format(String type) {
    this.type = type;
  }

  static Format of(String suffix) {
    return suffix.equals("json") ? JSON : XML;
  }

  /** By what an address of Open311 ends with. */
  static Format ofPath(String path) {
    return path.endsWith(".json") ? JSON : XML;
  }

  String contentType() {
    return type + "; charset=utf-8";
  }

  String type() {
    return type;
  }

  abstract byte[] write(String root, Node node);

  private static void element(XMLStreamWriter xml, String name, Node node)
      throws XMLStreamException {
    switch (node) {
      case Node.Leaf l -> {
        String text = text(l.value());
        if (text.isEmpty()) {
          xml.writeEmptyElement(name);
          return;
        }
        xml.writeStartElement(name);
        xml.writeCharacters(text);
      }
      case Node.Rows r -> {
        xml.writeStartElement(name);
        for (Node item : r.items()) {
          element(xml, r.child(), item);
        }
      }
      case Node.Fields f -> {
        xml.writeStartElement(name);
        for (Map.Entry<String, Node> field : f.all().entrySet()) {
          element(xml, field.getKey(), field.getValue());
        }
      }
    }
    xml.writeEndElement();
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text =
        value instanceof Double d ? BigDecimal.valueOf(d).toPlainString() : value.toString();
    return UNWRITABLE.matcher(text).replaceAll("");
  }

  private static void value(JsonGenerator json, Node node) {
    switch (node) {
      case Node.Leaf l -> json.writePOJO(l.value());
      case Node.Rows r -> {
        json.writeStartArray();
        r.items().forEach(item -> value(json, item));
        json.writeEndArray();
      }
      case Node.Fields f -> {
        json.writeStartObject();
        f.all()
            .forEach((name, field) -> {
              json.writeName(name);
              value(json, field);
            });
        json.writeEndObject();
      }
    }
  }
}
