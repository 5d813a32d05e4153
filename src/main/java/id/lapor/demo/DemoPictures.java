package id.lapor.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws a street: with a hole and a dark lamp before the work, mended and lit after it. */
final class DemoPictures {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 720;

  private DemoPictures() {}

  static InputStream street(Random random, boolean mended) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Color sky = mended ? new Color(0x9CCBF2) : new Color(0x5B6C86);
    g.setPaint(new GradientPaint(0, 0, sky, 0, 420, new Color(0xE9EEF3)));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    for (int i = 0; i < 7; i++) {
      int height = 120 + random.nextInt(150);
      g.setColor(Color.getHSBColor(random.nextFloat(), 0.25f, mended ? 0.85f : 0.6f));
      g.fillRect(i * 140 - 10, 430 - height, 126, height);
    }
    g.setColor(new Color(mended ? 0x4A4F57 : 0x5C5750));
    g.fillPolygon(new int[] {0, 330, 630, WIDTH}, new int[] {HEIGHT, 430, 430, HEIGHT}, 4);
    g.setColor(Color.WHITE);
    for (int y = 450; mended && y < HEIGHT; y += 60) {
      g.fillRect(476, y, 6 + (y - 430) / 40, 34);
    }
    int holes = mended ? 0 : 2 + random.nextInt(3);
    for (int i = 0; i < holes; i++) {
      g.setColor(new Color(0x2B2622));
      g.fill(new Ellipse2D.Double(300 + random.nextInt(300), 520 + random.nextInt(120), 150, 52));
    }
    g.setColor(new Color(0x333A44));
    g.fillRect(760, 180, 14, 330);
    g.fillRect(680, 176, 94, 12);
    g.setColor(mended ? new Color(0xFFE58A) : new Color(0x22272E));
    g.fillOval(668, 180, 44, 24);
    g.dispose();
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "jpeg", out);
      return new ByteArrayInputStream(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
