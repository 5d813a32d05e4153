package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;

/**
 * Every way a document has to act by itself or to tell of its author, each alone and all at once.
 */
enum HostilePdf {
  OPENING {
    @Override
    void arm(PDDocument pdf, PDPage page) {
      pdf.getDocumentCatalog().setOpenAction(script());
    }
  },
  ACTS_OF_THE_WHOLE {
    @Override
    void arm(PDDocument pdf, PDPage page) {
      pdf.getDocumentCatalog().getCOSObject().setItem(COSName.AA, acts("WC"));
    }
  },
  ACTS_OF_A_PAGE {
    @Override
    void arm(PDDocument pdf, PDPage page) {
      page.getCOSObject().setItem(COSName.AA, acts("O"));
    }
  },
  LINK {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      page.getAnnotations().add(launching());
    }
  },
  LINK_READ_OUT {
    @Override
    void arm(PDDocument pdf, PDPage page) {
      COSDictionary leads = new COSDictionary();
      leads.setItem(COSName.TYPE, COSName.OBJR);
      leads.setItem(COSName.OBJ, launching().getCOSObject());
      COSDictionary tree = new COSDictionary();
      tree.setItem(COSName.K, leads);
      pdf.getDocumentCatalog().getCOSObject().setItem("StructTreeRoot", tree);
    }
  },
  OUTLINE {
    @Override
    void arm(PDDocument pdf, PDPage page) {
      PDDocumentOutline outline = new PDDocumentOutline();
      PDOutlineItem item = new PDOutlineItem();
      item.setTitle("Bab 1");
      item.setAction(script());
      outline.addLast(item);
      pdf.getDocumentCatalog().setDocumentOutline(outline);
    }
  },
  FORM {
    @Override
    void arm(PDDocument pdf, PDPage page) {
      PDAcroForm form = new PDAcroForm(pdf);
      form.getCOSObject().setItem(COSName.XFA, new COSString("<xdp/>"));
      pdf.getDocumentCatalog().setAcroForm(form);
    }
  },
  ATTACHED {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
      files.setNames(Map.of("a.exe", file(pdf)));
      PDDocumentNameDictionary names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
      names.setEmbeddedFiles(files);
      pdf.getDocumentCatalog().setNames(names);
    }
  },
  ATTACHED_TO_A_PAGE {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      page.getCOSObject().setItem(COSName.AF, files(pdf));
    }
  },
  ATTACHED_TO_A_PICTURE {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      picture(pdf, page, HostileFile.picture("jpeg"))
          .getCOSObject()
          .setItem(COSName.AF, files(pdf));
    }
  },
  OWN_OF_A_PROGRAM {
    @Override
    void arm(PDDocument pdf, PDPage page) {
      page.getCOSObject().setItem(COSName.PIECE_INFO, own());
    }
  },
  OWN_OF_A_PROGRAM_BESIDE_A_PICTURE {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      picture(pdf, page, HostileFile.picture("jpeg"))
          .getCOSObject()
          .setItem(COSName.PIECE_INFO, own());
    }
  },
  AUTHOR {
    @Override
    void arm(PDDocument pdf, PDPage page) {
      pdf.getDocumentInformation().setAuthor(CANARY);
    }
  },
  PROPERTIES {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      pdf.getDocumentCatalog().setMetadata(properties(pdf));
    }
  },
  PROPERTIES_OF_A_PICTURE {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      picture(pdf, page, HostileFile.picture("jpeg")).setMetadata(properties(pdf));
    }
  },
  PHOTO_WITH_POSITION {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      picture(pdf, page, HostileFile.withPosition(HostileFile.picture("jpeg")));
    }
  },
  FOLDED_PHOTO_WITH_POSITION {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      byte[] photo = HostileFile.withPosition(HostileFile.picture("jpeg"));
      COSStream stream = picture(pdf, page, photo).getCOSObject();
      try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
        out.write(photo);
      }
      stream.setItem(COSName.FILTER, COSArray.ofCOSNames(List.of("FlateDecode", "DCTDecode")));
    }
  },
  PHOTO_THAT_BREAKS_OFF {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      byte[] photo = HostileFile.withPosition(HostileFile.picture("jpeg"));
      picture(pdf, page, java.util.Arrays.copyOf(photo, photo.length - 2));
    }
  },
  PLACE_ON_A_MAP {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      COSDictionary measure = new COSDictionary();
      measure.setItem("GPTS", new COSString(CANARY));
      picture(pdf, page, HostileFile.picture("jpeg")).getCOSObject().setItem("Measure", measure);
    }
  },
  CONTENT_ELSEWHERE {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      picture(pdf, page, HostileFile.picture("jpeg"))
          .getCOSObject()
          .setItem(COSName.F, new COSString("http://a.example/" + CANARY));
    }
  },
  PAGE_ELSEWHERE {
    @Override
    void arm(PDDocument pdf, PDPage page) throws IOException {
      COSDictionary elsewhere = new COSDictionary();
      elsewhere.setItem(COSName.F, new COSString("http://a.example/" + CANARY));
      picture(pdf, page, HostileFile.picture("jpeg")).getCOSObject().setItem("Ref", elsewhere);
    }
  };

  private static final String CANARY = "Pelapor Kenari";

  private static final Pattern HARM =
      Pattern.compile(
          "/JavaScript\\b|/JS\\b|/Launch\\b|/EmbeddedFile|/EF\\b|/AF\\b|/AcroForm|/XFA|/OpenAction|/AA\\b|/Annot"
              + "|/Outlines|/PieceInfo|/Metadata|/Author|app\\.alert|Exif\u0000|MZ\u0000|"
              + CANARY);

  abstract void arm(PDDocument pdf, PDPage page) throws IOException;

  private static PDActionJavaScript script() {
    return new PDActionJavaScript("app.alert(1)");
  }

  private static COSDictionary acts(String when) {
    COSDictionary acts = new COSDictionary();
    acts.setItem(when, script().getCOSObject());
    return acts;
  }

  private static PDAnnotationLink launching() {
    PDAnnotationLink link = new PDAnnotationLink();
    link.setAction(new PDActionLaunch());
    return link;
  }

  private static PDComplexFileSpecification file(PDDocument pdf) throws IOException {
    PDComplexFileSpecification attached = new PDComplexFileSpecification();
    attached.setFile("a.exe");
    attached.setEmbeddedFile(
        new PDEmbeddedFile(pdf, new ByteArrayInputStream(new byte[] {'M', 'Z', 0})));
    return attached;
  }

  private static COSArray files(PDDocument pdf) throws IOException {
    COSArray files = new COSArray();
    files.add(file(pdf));
    return files;
  }

  private static COSDictionary own() {
    COSDictionary own = new COSDictionary();
    own.setItem("Private", new COSString(CANARY));
    COSDictionary programs = new COSDictionary();
    programs.setItem("Pengolah", own);
    return programs;
  }

  private static PDMetadata properties(PDDocument pdf) throws IOException {
    return new PDMetadata(pdf, new ByteArrayInputStream(HostileFile.text(CANARY)));
  }

  private static PDImageXObject picture(PDDocument pdf, PDPage page, byte[] photo)
      throws IOException {
    PDImageXObject picture =
        new PDImageXObject(
            pdf,
            new ByteArrayInputStream(photo),
            COSName.DCT_DECODE,
            40,
            30,
            8,
            org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB.INSTANCE);
    try (PDPageContentStream on =
        new PDPageContentStream(pdf, page, PDPageContentStream.AppendMode.APPEND, true)) {
      on.drawImage(picture, 10, 10);
    }
    return picture;
  }

  /** All of it in one document. */
  static byte[] armed() {
    return with(values());
  }

  static byte[] with(HostilePdf... arms) {
    try (PDDocument pdf = new PDDocument()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      for (HostilePdf arm : arms) {
        arm.arm(pdf, page);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      pdf.save(out, CompressParameters.NO_COMPRESSION);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is left in any object of a document, unfolded, of all this. */
  static TreeSet<String> harm(Path document) throws IOException {
    StringBuilder inside = new StringBuilder();
    try (PDDocument pdf = Loader.loadPDF(document.toFile())) {
      words(pdf.getDocument().getTrailer(), inside);
      for (COSObjectKey key : List.copyOf(pdf.getDocument().getXrefTable().keySet())) {
        COSBase object = pdf.getDocument().getObjectFromPool(key).getObject();
        if (object != null) {
          words(object, inside);
        }
      }
    }
    assertThat(inside).as("it was read").contains("/Pages", "/MediaBox");
    TreeSet<String> found = new TreeSet<>();
    HARM.matcher(inside).results().forEach(r -> found.add(r.group()));
    return found;
  }

  /** Names, strings and the bytes of streams, of one object and those written inside it. */
  private static void words(COSBase object, StringBuilder to) throws IOException {
    switch (object) {
      case COSName name -> to.append('/').append(name.getName()).append(' ');
      case COSString string -> to.append(string.getString()).append(' ');
      case COSArray array -> {
        for (COSBase value : array) {
          words(value, to);
        }
      }
      case COSDictionary dictionary -> {
        for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
          words(entry.getKey(), to);
          words(entry.getValue(), to);
        }
        if (dictionary instanceof COSStream stream) {
          try (InputStream content = new PDStream(stream).createInputStream(List.of("DCTDecode"))) {
            to.append(new String(content.readAllBytes(), StandardCharsets.ISO_8859_1)).append(' ');
          }
        }
      }
      default -> {} // a reference to another object, or nothing that has words
    }
  }
}
