package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** One file of each kind that wants to do more than show something, for every way files come in. */
public enum HostileFile {
  GPS_PHOTO("liburan.jpg", true) {
    @Override
    public byte[] content() {
      return withPosition(picture("jpeg"));
    }
  },
  GPS_PNG("liburan.png", true) {
    @Override
    public byte[] content() {
      return pngWithPosition();
    }
  },
  GPS_WEBP("liburan.webp", true) {
    @Override
    public byte[] content() {
      return webpWithPosition();
    }
  },
  POLYGLOT("foto.jpg", true) {
    @Override
    public byte[] content() {
      return joined(picture("jpeg"), zip("index.html", SCRIPT), text(SCRIPT));
    }
  },
  ARMED_PDF("surat.pdf", true) {
    @Override
    public byte[] content() {
      return HostilePdf.armed();
    }
  },
  TURNED_NAME("../../etc/foto\u202Egpj.exe\u200B", true) {
    @Override
    public byte[] content() {
      return picture("jpeg");
    }
  },
  SIGNED_DOCUMENT("laporan.docx", true) {
    @Override
    public byte[] content() {
      return OfficeFile.docx()
          .with("docProps/core.xml", "<c><creator>Pelapor Kenari</creator></c>")
          .with("word/media/image1.jpg", withPosition(picture("jpeg")))
          .bytes();
    }
  },
  MACRO("laporan.docx", false) {
    @Override
    public byte[] content() {
      return OfficeFile.docx().with("word/vbaProject.bin", "x").bytes();
    }
  },
  FETCHING_DOCUMENT("laporan.docx", false) {
    @Override
    public byte[] content() {
      return OfficeFile.docx()
          .relations("word/_rels/settings.xml.rels", "attachedTemplate", "https://a.example", true)
          .bytes();
    }
  },
  DOCUMENT_BOMB("laporan.docx", false) {
    @Override
    public byte[] content() {
      return OfficeFile.docx()
          .with("word/media/image1.png", new byte[Office.MOST_UNFOLDED])
          .bytes();
    }
  },
  OLD_DOCUMENT("laporan.doc", false) {
    @Override
    public byte[] content() {
      return Arrays.copyOf(text("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"), 4096);
    }
  },
  SVG("gambar.svg", false) {
    @Override
    public byte[] content() {
      return text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>" + SCRIPT + "</svg>");
    }
  },
  PAGE("foto.jpg", false) {
    @Override
    public byte[] content() {
      return text("<html><body>" + SCRIPT + "</body></html>");
    }
  },
  PIXEL_FLOOD("kecil.png", false) {
    @Override
    public byte[] content() {
      return pngHeader(60_000, 60_000);
    }
  },
  ZIP_BOMB("foto.jpg", false) {
    @Override
    public byte[] content() {
      return zip("0.txt", "0".repeat(5_000_000));
    }
  },
  PROGRAM("foto.jpg", false) {
    @Override
    public byte[] content() {
      return text("MZ\u0000 this program cannot be run");
    }
  },
  EMPTY("kosong.jpg", false) {
    @Override
    public byte[] content() {
      return new byte[0];
    }
  },
  TOO_LONG("panjang.jpg", false) {
    @Override
    public byte[] content() {
      return Arrays.copyOf(picture("jpeg"), (int) EvidenceBox.LARGEST + 1);
    }
  };

  private static final String SCRIPT = "<script>alert(document.cookie)</script>";
  private static final Pattern HARM =
      Pattern.compile("<script|onload=|PK\u0003\u0004|Exif\u0000|MZ\u0000|Pelapor Kenari");

  private final String sent;
  private final boolean taken;

  HostileFile(String sent, boolean taken) {
    this.sent = sent;
    this.taken = taken;
  }

  public abstract byte[] content();

  /** What it is called by whoever sends it. */
  public String sentAs() {
    return sent;
  }

  /** Whether it is taken in, with its teeth out. */
  public boolean taken() {
    return taken;
  }

  /** What was taken in of it shows what it shows, and does nothing. */
  public static void harmless(Evidence evidence, EvidenceBox box) throws IOException {
    assertThat(evidence.name())
        .doesNotContain("/", "..", "\u202E", "\u200B")
        .endsWith(end(evidence));
    for (Rendition shape : new Rendition[] {Rendition.CLEAN, Rendition.THUMB}) {
      Path file = box.file(evidence.id(), shape).orElse(null);
      if (file != null) {
        String shown =
            evidence.kind().office()
                ? unfolded(file)
                : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(HARM.matcher(shown).results().map(MatchResult::group))
            .as("%s of %s", shape, evidence.name())
            .isEmpty();
        if (evidence.kind().image()) {
          assertThat(position(file)).as("%s of %s", shape, evidence.name()).isFalse();
        }
        if (evidence.kind() == FileKind.PDF) {
          assertThat(HostilePdf.harm(file)).as("%s of %s", shape, evidence.name()).isEmpty();
        }
      }
    }
    assertThat(box.file(evidence.id(), Rendition.CLEAN)).isPresent();
  }

  /** Whether it tells where it was taken. */
  static boolean position(Path picture) throws IOException {
    try {
      return ImageMetadataReader.readMetadata(picture.toFile())
          .containsDirectoryOfType(GpsDirectory.class);
    } catch (ImageProcessingException e) {
      throw new IOException(e);
    }
  }

  private static String unfolded(Path file) throws IOException {
    StringBuilder parts = new StringBuilder();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        parts.append(new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1)).append('\n');
      }
    }
    return parts.toString();
  }

  private static String end(Evidence evidence) {
    return "." + evidence.kind().extension();
  }

  static byte[] text(String words) {
    return words.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] picture(String format) {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 3, Color.ORANGE.getRGB());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] zip(String name, String content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** What a camera writes: how it was held, and a position. */
  private static byte[] position() {
    int orientation = 6;
    ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 24 + 4 + 2 + 12 + 4);
    tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 2);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38);
    tiff.putInt(0);
    tiff.putShort((short) 1);
    tiff.putShort((short) 1).putShort((short) 2).putInt(2).put(new byte[] {'S', 0, 0, 0});
    tiff.putInt(0);
    return tiff.array();
  }

  /** Puts an EXIF block with a position behind the first marker. */
  static byte[] withPosition(byte[] jpeg) {
    byte[] tiff = position();
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + tiff.length);
    out.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (8 + tiff.length));
    out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff);
    out.put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }

  /** With an eXIf chunk and a text, before its end. */
  static byte[] pngWithPosition() {
    byte[] png = picture("png");
    int end = png.length - 12;
    return joined(
        Arrays.copyOf(png, end),
        chunk("eXIf", position()),
        chunk("tEXt", text("Author\0Pelapor Kenari")),
        Arrays.copyOfRange(png, end, png.length));
  }

  private static byte[] chunk(String type, byte[] content) {
    byte[] inside = joined(text(type), content);
    CRC32 crc = new CRC32();
    crc.update(inside);
    ByteBuffer out = ByteBuffer.allocate(4 + inside.length + 4);
    return out.putInt(content.length).put(inside).putInt((int) crc.getValue()).array();
  }

  /** The smallest there is, lossless, in the extended shape that can hold notes. */
  static byte[] webpWithPosition() {
    byte[] simple = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
    byte[] tiff = position();
    byte[] even = Arrays.copyOf(tiff, tiff.length + tiff.length % 2);
    byte[] body =
        joined(
            text("WEBP"),
            riff("VP8X", new byte[] {8, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
            Arrays.copyOfRange(simple, 12, simple.length),
            riff("EXIF", even));
    return riff("RIFF", body);
  }

  private static byte[] riff(String type, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(8 + content.length).order(ByteOrder.LITTLE_ENDIAN);
    return out.put(text(type)).putInt(content.length).put(content).array();
  }

  static byte[] pngHeader(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array());
    ByteBuffer png = ByteBuffer.allocate(64);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}).putInt(13);
    return png.put(header.array()).putInt((int) crc.getValue()).array();
  }
}
