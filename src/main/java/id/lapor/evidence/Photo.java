package id.lapor.evidence;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * A photo decoded once, no larger than needed, upright, on white. Written again as JPEG it carries
 * pixels and nothing else: no EXIF, no position, no thumbnail of what was cut away.
 *
 * @param width pixels of the original
 * @param height pixels of the original
 */
record Photo(BufferedImage image, int width, int height) {

  /** More than any phone takes in its usual mode; a small file can claim far more. */
  static final long MOST_PIXELS = 50_000_000;

  private static final int LONGEST = 2048;
  private static final int THUMB = 320;
  private static final float QUALITY = 0.82f;

  /**
   * Reads the size from the header first, so that a bomb never gets to unfold, and then only every
   * n-th pixel of what is much too large.
   */
  static Photo read(Path file) throws Unusable {
    return read(file, true);
  }

  /** Like {@link #read(Path)}, of a picture that lies as it is meant to whatever its notes say. */
  static Photo readAsItLies(Path file) throws Unusable {
    return read(file, false);
  }

  private static Photo read(Path file, boolean turned) throws Unusable {
    try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw new Unusable(Unfit.DAMAGED);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) {
          throw new Unusable(Unfit.TOO_MANY_PIXELS);
        }
        int step = Math.max(1, Math.max(width, height) / LONGEST);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        int orientation = turned ? orientation(file) : 1;
        return new Photo(upright(reader.read(0, param), orientation), width, height);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new Unusable(Unfit.DAMAGED);
    }
  }

  void writeClean(Path file) throws IOException {
    write(shrunk(LONGEST), file);
  }

  void writeThumb(Path file) throws IOException {
    write(shrunk(THUMB), file);
  }

  private BufferedImage shrunk(int longest) {
    double scale = Math.min(1, longest / (double) Math.max(image.getWidth(), image.getHeight()));
    int w = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int h = Math.max(1, (int) Math.round(image.getHeight() * scale));
    return drawn(image, w, h, AffineTransform.getScaleInstance(scale, scale));
  }

  private static void write(BufferedImage image, Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (FileImageOutputStream output = new FileImageOutputStream(file.toFile())) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
  }

  /** The EXIF orientation, 1 to 8; 1 where there is none. */
  private static int orientation(Path file) throws IOException {
    try {
      Metadata metadata = ImageMetadataReader.readMetadata(file.toFile());
      ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      return exif != null && exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
          ? exif.getInt(ExifIFD0Directory.TAG_ORIENTATION)
          : 1;
    } catch (ImageProcessingException | MetadataException e) {
      return 1; // a picture without readable notes is shown as it lies
    }
  }

  private static BufferedImage upright(BufferedImage image, int orientation) {
    int w = image.getWidth();
    int h = image.getHeight();
    AffineTransform turn =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
          default -> new AffineTransform();
        };
    boolean lying = orientation >= 5 && orientation <= 8;
    return drawn(image, lying ? h : w, lying ? w : h, turn);
  }

  private static BufferedImage drawn(BufferedImage from, int w, int h, AffineTransform how) {
    BufferedImage to = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = to.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, w, h);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(from, how, null);
    g.dispose();
    return to;
  }
}
