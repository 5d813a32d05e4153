package id.lapor.evidence;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * One XML part of an {@link Office} file, copied without names, times and marks of those who wrote
 * it. One that would fetch or start something is refused.
 */
final class OfficePart {

  /** Embedded programs and files, links to data elsewhere, scripts, sound and film. */
  private static final Set<String> ACTING =
      Set.of(
          "oleObject",
          "OLEObject",
          "object",
          "object-ole",
          "control",
          "plugin",
          "applet",
          "form",
          "floating-frame",
          "frameset",
          "altChunk",
          "subDoc",
          "externalReference",
          "ddeLink",
          "oleLink",
          "dde-source",
          "dde-connection",
          "dde-connection-decl",
          "dde-link",
          "section-source",
          "cell-range-source",
          "table-source",
          "database-source-sql",
          "database-source-table",
          "database-source-query",
          "event-listener",
          "mailMerge",
          "attachedTemplate",
          "dbPr",
          "webPr",
          "videoFile",
          "audioFile",
          "quickTimeFile",
          "wavAudioFile",
          "audioCd",
          "sound",
          "encryption-data");

  /** Where the file lay, and marks of the sessions it was written in. */
  private static final Set<String> LEFT_OUT =
      Set.of("absPath", "rsids", "docId", "docVars", "printerSettings", "fileSharing");

  /** Elements that hold a name. */
  private static final Set<String> NAMES =
      Set.of(
          "author",
          "creator",
          "initial-creator",
          "creator-initials",
          "author-name",
          "author-initials",
          "sender-initials",
          "sender-firstname",
          "sender-lastname",
          "sender-company",
          "sender-email",
          "sender-phone-private",
          "sender-phone-work",
          "sender-street",
          "sender-city",
          "sender-title",
          "sender-position",
          "printed-by");

  /** Attributes that hold a name or an account. */
  private static final Set<String> NAMED =
      Set.of(
          "author",
          "initials",
          "userId",
          "userName",
          "providerId",
          "refreshedBy",
          "lastModifiedBy");

  private static final Set<String> NAMED_ELEMENTS = Set.of("author", "cmAuthor");
  private static final String NOBODY = "-";

  /** Letters; Excel takes 8,192 and puts words of its own in front of functions and names. */
  private static final int LONGEST_FORMULA = 32 * 1024;

  /** What fetches or starts something, also where another function calls it. */
  private static final Pattern FORMULA =
      Pattern.compile(
          "(?i)\\b(FUNCTION)\\s*\\(|_xleta\\.(FUNCTION)\\b|\\|\\s*'"
              .replace("FUNCTION", "DDE|WEBSERVICE|RTD|CALL|EXEC|REGISTER|IMAGE"));

  /** Where a quotation mark may be part of a name: then what is between two is perhaps no words. */
  private static final Pattern NAMES_QUOTE = Pattern.compile("'|\\[[^\\[\\]\"]*+\"");

  /** Words, or the name of a sheet or a file; a mark behind it says that it is a file. */
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'([^']*)'(\\s*#)?");

  private static final Pattern FILE = Pattern.compile("\\w+:|\\\\\\\\");

  /** Sheets from one to another are told with a colon, too. */
  private static final Pattern FILE_IN_FORMULA =
      Pattern.compile("[A-Za-z]:[\\\\/\\[]|[\\w.+-]{2,}:/|\\\\\\\\");

  /** Elements that hold a formula, if not by themselves then in one below. */
  private static final Set<String> FORMULAS =
      Set.of(
          "f",
          "definedName",
          "formula",
          "formula1",
          "formula2",
          "calculatedColumnFormula",
          "totalsRowFormula");

  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(https?://|mailto:|tel:)[^\\\\]*|#.*|");

  private static final Pattern MODE = Pattern.compile("Internal|External|");
  private static final Pattern OWN_PICTURE = Pattern.compile("(\\./)?Pictures/[\\w-]+\\.\\w+|");
  private static final Pattern JUMP =
      Pattern.compile("(?!ppaction:).*|ppaction://(hlinksldjump|hlinkshowjump|noaction)(\\?.*)?");

  private final String name;
  private final XMLStreamReader in;
  private final XMLStreamWriter out;
  private final OfficeFields fields = new OfficeFields();

  private final StringBuilder formula = new StringBuilder();

  /** How many elements of a formula are open. */
  private int inFormula;

  private OfficePart(String name, XMLStreamReader in, XMLStreamWriter out) {
    this.name = name;
    this.in = in;
    this.out = out;
  }

  static void clean(String name, byte[] part, OutputStream to) throws XMLStreamException, Unusable {
    XMLInputFactory reading = XMLInputFactory.newDefaultFactory();
    reading.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    reading.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    reading.setProperty(XMLInputFactory.IS_COALESCING, true);
    XMLStreamReader in = reading.createXMLStreamReader(new ByteArrayInputStream(part));
    XMLStreamWriter out =
        XMLOutputFactory.newDefaultFactory()
            .createXMLStreamWriter(to, StandardCharsets.UTF_8.name());
    out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    new OfficePart(name, in, out).copy();
    out.writeEndDocument();
    out.flush();
  }

  private void copy() throws XMLStreamException, Unusable {
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> start();
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> {
          if (inFormula > 0) {
            formula.append(in.getText());
            bounded(formula);
          }
          out.writeCharacters(in.getText());
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new Unusable(Unfit.ACTIVE);
        default -> {} // comments and instructions to programs
      }
    }
    fields.end();
  }

  private void start() throws XMLStreamException, Unusable {
    String element = in.getLocalName();
    String space = in.getNamespaceURI() == null ? "" : in.getNamespaceURI();
    if (ACTING.contains(element) || space.endsWith(":script:1.0")) {
      throw new Unusable(element.equals("encryption-data") ? Unfit.LOCKED : Unfit.ACTIVE);
    }
    if (LEFT_OUT.contains(element) || pointsToWhatIsLeftOut(element)) {
      skip();
      return;
    }
    write(space, element);
    if (NAMES.contains(element)) {
      out.writeCharacters(NOBODY);
      skip();
      out.writeEndElement();
    } else if (element.equals("instrText") || element.equals("delInstrText")) {
      String words = in.getElementText(); // it holds nothing else
      fields.words(words);
      out.writeCharacters(words);
      out.writeEndElement();
    } else if (inFormula > 0 || (FORMULAS.contains(element) && !space.endsWith("/math"))) {
      inFormula++; // what mathematics calls f is a fraction
    }
  }

  private void end() throws XMLStreamException, Unusable {
    if (inFormula > 0 && --inFormula == 0) {
      check(calculates(formula));
      formula.setLength(0);
    }
    out.writeEndElement();
  }

  private static void bounded(CharSequence formula) throws Unusable {
    if (formula.length() > LONGEST_FORMULA) {
      throw new Unusable(Unfit.UNFOLDS);
    }
  }

  private static boolean calculates(CharSequence formula) throws Unusable {
    bounded(formula);
    CharSequence outsideWords =
        NAMES_QUOTE.matcher(formula).find()
            ? formula
            : formula.toString().replaceAll("\"[^\"]*\"", "\"\"");
    return !FORMULA.matcher(outsideWords).find()
        && QUOTED
            .matcher(formula)
            .results()
            .noneMatch(q ->
                q.group(1) != null
                    && (q.group(2) != null || FILE_IN_FORMULA.matcher(q.group(1)).lookingAt()));
  }

  /** Of a list of parts, of types or of relations. */
  private boolean pointsToWhatIsLeftOut(String element) throws Unusable {
    return switch (element) {
      case "Override" -> Office.leftOut(or(attribute("PartName")).replaceFirst("^/", ""));
      case "file-entry" ->
          !or(attribute("full-path")).equals("/") && Office.leftOut(or(attribute("full-path")));
      case "Relationship" -> {
        String target = or(attribute("Target"));
        String mode = or(attribute("TargetMode"));
        check(MODE.matcher(mode).matches());
        if (mode.equals("External")) {
          check(or(attribute("Type")).endsWith("/hyperlink") && ADDRESS.matcher(target).matches());
          yield false;
        }
        check(!FILE.matcher(target).lookingAt() && !target.startsWith("//"));
        yield Office.leftOut(resolved(target));
      }
      default -> false;
    };
  }

  /** A target is told from where the part lies that has the relation. */
  private String resolved(String target) {
    if (target.startsWith("/")) {
      return target.substring(1);
    }
    String folder = name.replaceFirst("_rels/[^/]*$", "");
    String path = folder + target;
    return java.nio.file.Path.of("/" + path).normalize().toString().substring(1);
  }

  private void write(String space, String element) throws XMLStreamException, Unusable {
    out.writeStartElement(or(in.getPrefix()), element, space);
    for (int i = 0; i < in.getNamespaceCount(); i++) {
      String uri = or(in.getNamespaceURI(i));
      @Nullable String prefix = in.getNamespacePrefix(i);
      if (prefix == null) {
        out.writeDefaultNamespace(uri);
      } else {
        out.writeNamespace(prefix, uri);
      }
    }
    if (element.equals("fldChar")) {
      fields.mark(or(attribute("fldCharType")));
    }
    for (int i = 0; i < in.getAttributeCount(); i++) {
      @Nullable String value = value(element, i);
      if (value != null) {
        out.writeAttribute(
            or(in.getAttributePrefix(i)),
            or(in.getAttributeNamespace(i)),
            in.getAttributeLocalName(i),
            value);
      }
    }
  }

  /** Null where the attribute is left out. */
  private @Nullable String value(String element, int i) throws Unusable {
    String attribute = in.getAttributeLocalName(i);
    String value = in.getAttributeValue(i);
    boolean personal =
        NAMED.contains(attribute) || (attribute.equals("name") && NAMED_ELEMENTS.contains(element));
    if (personal) {
      return NOBODY;
    }
    switch (attribute) {
      case "href" -> check(href(element, value));
      case "src", "althref" -> check(value.isEmpty() || value.startsWith("#"));
      case "action" -> check(JUMP.matcher(value).matches());
      case "instr" -> check(OfficeFields.harmless(value));
      case "formula", "expression", "condition" -> check(calculates(value));
      case "value", "val" -> check(!threshold(element, i) || calculates(value));
      default -> {}
    }
    boolean ofSession = attribute.startsWith("rsid");
    boolean when =
        attribute.startsWith("date")
            && IntStream.range(0, in.getAttributeCount())
                .anyMatch(a -> in.getAttributeLocalName(a).equals("author"));
    boolean printer = attribute.equals("id") && element.equals("pageSetup");
    return ofSession || when || printer ? null : value;
  }

  /** Of a format that depends on what is in the cell. */
  private boolean threshold(String element, int i) {
    return element.equals("cfvo") || or(in.getAttributeNamespace(i)).endsWith(":calcext:1.0");
  }

  private static boolean href(String element, String value) {
    return element.equals("a") || element.equals("shape")
        ? ADDRESS.matcher(value).matches()
        : OWN_PICTURE.matcher(value).matches();
  }

  /**
   * One of no name space or of the element's own. Programs differ in what they make of another, and
   * of two of one name: it is refused.
   */
  private @Nullable String attribute(String local) throws Unusable {
    @Nullable String value = null;
    for (int i = 0; i < in.getAttributeCount(); i++) {
      if (in.getAttributeLocalName(i).equals(local)) {
        String space = or(in.getAttributeNamespace(i));
        check(value == null && (space.isEmpty() || ownSpace(space)));
        value = in.getAttributeValue(i);
      }
    }
    return value;
  }

  /** Attributes of lists of relations and types stand in no name space. */
  private boolean ownSpace(String space) {
    return space.equals(in.getNamespaceURI())
        && !in.getLocalName().equals("Relationship")
        && !in.getLocalName().equals("Override");
  }

  /** To the end of the element. */
  private void skip() throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      int next = in.next();
      depth += next == XMLStreamConstants.START_ELEMENT ? 1 : 0;
      depth -= next == XMLStreamConstants.END_ELEMENT ? 1 : 0;
    }
  }

  private static String or(@Nullable String value) {
    return value == null ? "" : value;
  }

  static void check(boolean harmless) throws Unusable {
    if (!harmless) {
      throw new Unusable(Unfit.ACTIVE);
    }
  }
}
