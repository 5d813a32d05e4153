package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhotoTests {

  @TempDir Path folder;

  /** EXIF says what row and column 0 are; the red quarter lies top left of what a person sees. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0", "2, 1, 0", "3, 1, 1", "4, 0, 1", "5, 0, 0", "6, 0, 1", "7, 1, 1", "8, 1, 0",
  })
  void turnsEveryOrientationUpright(int orientation, int redColumn, int redRow) throws Exception {
    BufferedImage stored = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = stored.createGraphics();
    g.setColor(Color.BLUE);
    g.fillRect(0, 0, 96, 64);
    g.setColor(Color.RED);
    g.fillRect(redColumn * 48, redRow * 32, 48, 32);
    g.dispose();
    BufferedImage seen = Photo.read(file(withOrientation(jpeg(stored), orientation))).image();
    boolean lying = orientation >= 5;
    assertThat(seen.getWidth()).isEqualTo(lying ? 64 : 96);
    assertThat(seen.getHeight()).isEqualTo(lying ? 96 : 64);
    assertThat(isRed(seen, 10, 10)).as("top left").isTrue();
    assertThat(isRed(seen, seen.getWidth() - 10, 10)).isFalse();
    assertThat(isRed(seen, 10, seen.getHeight() - 10)).isFalse();
    assertThat(isRed(seen, seen.getWidth() - 10, seen.getHeight() - 10)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "4100, 100, 2048, 320",
    "100, 4100, 2048, 320",
    "5000, 3000, 2048, 320",
    "30, 20, 30, 30"
  })
  void keepsNoMoreThanAScreenNeeds(int width, int height, int clean, int thumb) throws Exception {
    BufferedImage stored = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Photo photo = Photo.read(file(jpeg(stored)));
    assertThat(photo.width()).isEqualTo(width);
    assertThat(photo.height()).isEqualTo(height);
    Path out = folder.resolve("out");
    photo.writeClean(out);
    assertThat(longest(out)).isEqualTo(clean);
    photo.writeThumb(out);
    assertThat(longest(out)).isEqualTo(thumb);
  }

  @Test
  void putsWhatShowsThroughOnWhite() throws Exception {
    BufferedImage clear = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(clear, "png", png);
    BufferedImage seen = Photo.read(file(png.toByteArray())).image();
    assertThat(new Color(seen.getRGB(5, 5))).isEqualTo(Color.WHITE);
  }

  @Test
  void refusesWhatEndsInTheMiddleOfItsHead() throws Exception {
    byte[] whole = jpeg(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB));
    Path file = file(java.util.Arrays.copyOf(whole, 40));
    assertThatThrownBy(() -> Photo.read(file)).isInstanceOf(Unusable.class);
  }

  private int longest(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    return Math.max(image.getWidth(), image.getHeight());
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("photo"), content);
  }

  private static boolean isRed(BufferedImage image, int x, int y) {
    Color c = new Color(image.getRGB(x, y));
    return c.getRed() > 180 && c.getBlue() < 80;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  /** An EXIF block with nothing but the orientation, behind the first marker. */
  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26);
    tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + tiff.capacity());
    out.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (8 + tiff.capacity()));
    out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
    out.put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }
}
