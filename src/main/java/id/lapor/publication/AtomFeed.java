package id.lapor.publication;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A feed for machines that watch (RFC 4287). */
final class AtomFeed {

  private final String address;
  private final String title;
  private final List<Item> items = new ArrayList<>();

  /**
   * @param address of the page, which is the feed's id; the feed itself has {@code .atom} behind it
   */
  AtomFeed(String address, String title) {
    this.address = address;
    this.title = title;
  }

  /**
   * @param address of the thing, which is its id
   */
  record Item(String address, String title, String summary, Instant at) {}

  void add(Item item) {
    items.add(item);
  }

  byte[] write() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
      Instant updated =
          items.stream().map(Item::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
      head(xml, address, title, updated);
      link(xml, "self", address + ".atom");
      xml.writeStartElement("author");
      text(xml, "name", "Lapor");
      xml.writeEndElement();
      for (Item item : items) {
        xml.writeStartElement("entry");
        head(xml, item.address(), item.title(), item.at());
        text(xml, "summary", item.summary());
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A feed cannot be written", e);
    }
    return out.toByteArray();
  }

  private static void head(XMLStreamWriter xml, String address, String title, Instant updated)
      throws XMLStreamException {
    text(xml, "id", address);
    text(xml, "title", title);
    text(xml, "updated", updated.toString());
    link(xml, "alternate", address);
  }

  private static void link(XMLStreamWriter xml, String rel, String href) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("href", href);
  }

  private static void text(XMLStreamWriter xml, String element, String words)
      throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeCharacters(words);
    xml.writeEndElement();
  }
}
