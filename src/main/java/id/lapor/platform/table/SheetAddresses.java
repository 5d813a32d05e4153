package id.lapor.platform.table;

import java.io.ByteArrayInputStream;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a sheet says of where its cells stand. The reader makes room for every column up to a
 * cell's, so one cell far out takes all memory there is: addresses are looked at before.
 */
final class SheetAddresses {

  /** As spreadsheets have them: at most three letters and seven digits. */
  private static final Pattern CELL = Pattern.compile("[A-Z]{1,3}[0-9]{1,7}");

  private static final Pattern ROW = Pattern.compile("[0-9]{1,7}");

  private SheetAddresses() {}

  /**
   * @param part of a workbook, a sheet or another
   * @throws XMLStreamException when it is no XML, or an address in it can be none
   */
  static void check(byte[] part) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(part));
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "c" -> check(reader, CELL);
          case "row" -> check(reader, ROW);
          default -> {}
        }
      }
    }
  }

  private static void check(XMLStreamReader element, Pattern address) throws XMLStreamException {
    for (int i = 0; i < element.getAttributeCount(); i++) {
      boolean stated = element.getAttributeLocalName(i).equals("r");
      if (stated && !address.matcher(element.getAttributeValue(i)).matches()) {
        throw new XMLStreamException("No address: " + element.getAttributeValue(i));
      }
    }
  }
}
