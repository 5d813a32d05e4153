package id.lapor.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a document what acts by itself and what tells of who made it: of the whole and of
 * each page whatever is not needed to show it, and from every object under them attached files,
 * what programs keep for themselves, properties, what lies elsewhere, and the notes of photos.
 */
final class Disarming {

  /** Of the catalogue (ISO 32000-2, 7.7.2): what a page needs to be found, shown and read out. */
  private static final Set<COSName> OF_WHOLE =
      names(
          "Type",
          "Version",
          "Extensions",
          "Pages",
          "PageLabels",
          "Lang",
          "MarkInfo",
          "StructTreeRoot",
          "OutputIntents",
          "OCProperties");

  /** Of a page (7.7.3.3). */
  private static final Set<COSName> OF_PAGE =
      names(
          "Type",
          "Parent",
          "Resources",
          "MediaBox",
          "CropBox",
          "BleedBox",
          "TrimBox",
          "ArtBox",
          "Contents",
          "Rotate",
          "Group",
          "UserUnit",
          "StructParents",
          "Tabs");

  /** Of anything: attached files, programs' own, properties, places on a map. */
  private static final Set<COSName> OF_NOTHING = names("AF", "PieceInfo", "Metadata", "Measure");

  /** Of streams: content that lies in another file. */
  private static final Set<COSName> OF_NO_STREAM = names("F", "Ref");

  /** Under these stand things by names that a program chose. */
  private static final Set<COSName> CHOSEN =
      names(
          "Font",
          "XObject",
          "ColorSpace",
          "Pattern",
          "Shading",
          "ExtGState",
          "Properties",
          "CharProcs",
          "ClassMap",
          "RoleMap",
          "Colorants");

  private static final List<String> PHOTO = List.of("DCTDecode", "DCT");
  private static final byte[] END_OF_PHOTO = {(byte) 0xff, (byte) 0xd9};

  private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<COSBase> ahead = new ArrayDeque<>();

  private Disarming() {}

  private static Set<COSName> names(String... names) {
    return Stream.of(names).map(COSName::getPDFName).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Leaves it without all that.
   *
   * @throws Unusable when a photo in it cannot be read
   */
  static void of(PDDocument pdf) throws IOException, Unusable {
    pdf.setDocumentInformation(new PDDocumentInformation());
    keep(pdf.getDocumentCatalog().getCOSObject(), OF_WHOLE);
    for (PDPage page : pdf.getPages()) {
      keep(page.getCOSObject(), OF_PAGE);
    }
    new Disarming().all(pdf.getDocument().getTrailer());
  }

  private static void keep(COSDictionary of, Set<COSName> wanted) {
    of.keySet().stream().filter(n -> !wanted.contains(n)).toList().forEach(of::removeItem);
  }

  private void all(COSBase root) throws IOException, Unusable {
    ahead.push(root);
    while (!ahead.isEmpty()) {
      @Nullable COSBase next = whole(ahead.pop());
      if (next == null || !seen.add(next)) {
        continue;
      }
      switch (next) {
        case COSStream stream -> {
          OF_NO_STREAM.forEach(stream::removeItem);
          inside(stream);
          if (photo(stream)) {
            withoutNotes(stream);
          }
        }
        case COSDictionary dictionary -> inside(dictionary);
        case COSArray array -> each(array.toList());
        default -> {}
      }
    }
  }

  private void each(Collection<? extends @Nullable COSBase> values) {
    values.stream().filter(v -> v != null).forEach(ahead::push);
  }

  private static @Nullable COSBase whole(COSBase value) {
    return value instanceof COSObject reference ? reference.getObject() : value;
  }

  private void inside(COSDictionary of) {
    OF_NOTHING.forEach(of::removeItem);
    if (COSName.OBJR.equals(of.getCOSName(COSName.TYPE))) {
      of.removeItem(COSName.OBJ); // leads to notes and links the page has no more
    }
    for (COSName name : List.copyOf(of.keySet())) {
      @Nullable COSBase value = of.getDictionaryObject(name);
      if (CHOSEN.contains(name)
          && value instanceof COSDictionary chosen
          && !(value instanceof COSStream)
          && !chosen.containsKey(COSName.TYPE)) {
        if (seen.add(chosen)) {
          each(chosen.getValues());
        }
      } else if (value != null) {
        ahead.push(value);
      }
    }
  }

  private static boolean photo(COSStream stream) {
    @Nullable COSBase filter = stream.getFilters();
    @Nullable COSBase last =
        filter instanceof COSArray all && all.size() > 0 ? all.getObject(all.size() - 1) : filter;
    return last instanceof COSName name && PHOTO.contains(name.getName());
  }

  /** Pixel by pixel as it was; one that breaks off, which programs forgive, gets an end. */
  private static void withoutNotes(COSStream stream) throws IOException, Unusable {
    byte[] photo;
    try (InputStream content = new PDStream(stream).createInputStream(PHOTO)) {
      photo = content.readAllBytes();
    }
    byte[] clean;
    try {
      clean = cut(photo);
    } catch (Unusable e) {
      byte[] ended = java.util.Arrays.copyOf(photo, photo.length + END_OF_PHOTO.length);
      System.arraycopy(END_OF_PHOTO, 0, ended, photo.length, END_OF_PHOTO.length);
      clean = cut(ended);
    }
    @Nullable COSBase told = stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
    try (OutputStream out = stream.createRawOutputStream()) {
      out.write(clean);
    }
    stream.setItem(COSName.FILTER, COSName.DCT_DECODE);
    stream.removeItem(COSName.DP);
    stream.removeItem(COSName.DECODE_PARMS);
    @Nullable COSBase own =
        told instanceof COSArray all && all.size() > 0 ? all.getObject(all.size() - 1) : told;
    if (own instanceof COSDictionary) {
      stream.setItem(COSName.DECODE_PARMS, own);
    }
  }

  private static byte[] cut(byte[] photo) throws IOException, Unusable {
    ByteArrayOutputStream out = new ByteArrayOutputStream(photo.length);
    OfficePicture.clean(photo, out);
    return out.toByteArray();
  }
}
