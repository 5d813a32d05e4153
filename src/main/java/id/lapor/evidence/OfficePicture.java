package id.lapor.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A picture inside a document, pixel by pixel as it was, without the notes a camera or a program
 * left in it and without whatever hangs behind it.
 */
final class OfficePicture {

  private static final long PNG = 0x89504e470d0a1a0aL;
  private static final int JPEG = 0xffd8;
  private static final Set<String> SHOWN =
      Set.of(
          "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs");

  private OfficePicture() {}

  static void clean(byte[] picture, OutputStream out) throws IOException, Unusable {
    ByteBuffer in = ByteBuffer.wrap(picture);
    try {
      if (in.getLong(0) == PNG) {
        png(in, out);
      } else if ((in.getShort(0) & 0xffff) == JPEG) {
        jpeg(in, out);
      } else {
        throw new Unusable(Unfit.ACTIVE);
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new Unusable(Unfit.DAMAGED);
    }
  }

  private static void png(ByteBuffer in, OutputStream out) throws IOException, Unusable {
    out.write(bytes(in, Long.BYTES));
    String type;
    do {
      int start = in.position();
      int length = in.getInt();
      byte[] name = bytes(in, Integer.BYTES);
      type = new String(name, StandardCharsets.ISO_8859_1);
      if (type.equals("IHDR")) {
        measure(in.getInt(in.position()), in.getInt(in.position() + Integer.BYTES));
      }
      in.position(start);
      byte[] chunk = bytes(in, Math.addExact(length, 3 * Integer.BYTES));
      if (SHOWN.contains(type)) {
        out.write(chunk);
      }
    } while (!type.equals("IEND"));
  }

  private static void jpeg(ByteBuffer in, OutputStream out) throws IOException, Unusable {
    out.write(bytes(in, 2));
    while (true) {
      int marker = in.getShort() & 0xffff;
      while (marker == 0xffff) { // filled up before it
        marker = 0xff00 | (in.get() & 0xff);
      }
      if (marker == 0xffd9) {
        out.write(new byte[] {(byte) 0xff, (byte) 0xd9});
        return;
      }
      int start = in.position();
      int length = in.getShort() & 0xffff;
      if (marker >> 8 != 0xff || length < 2) {
        throw new Unusable(Unfit.DAMAGED);
      }
      if (frame(marker)) {
        measure(in.getShort(start + 5) & 0xffff, in.getShort(start + 3) & 0xffff);
      }
      in.position(start);
      byte[] segment = bytes(in, length);
      if (shown(marker, segment)) {
        out.write(new byte[] {(byte) 0xff, (byte) marker});
        out.write(segment);
      }
      if (marker == 0xffda) {
        scan(in, out);
      }
    }
  }

  /** Up to the next marker that is none of the picture's own. */
  private static void scan(ByteBuffer in, OutputStream out) throws IOException {
    int start = in.position();
    int at = start;
    while ((in.get(at) & 0xff) != 0xff || in.get(at + 1) == 0 || (in.get(at + 1) & 0xf8) == 0xd0) {
      at++;
    }
    out.write(bytes(in, at - start));
  }

  /** Tables, frames, scans, how its colours are meant; no notes and no programs' own. */
  private static boolean shown(int marker, byte[] segment) {
    String head =
        new String(segment, 2, Math.min(12, segment.length - 2), StandardCharsets.ISO_8859_1);
    return switch (marker) {
      case 0xffe0 -> head.startsWith("JFIF\0");
      case 0xffe2 -> head.startsWith("ICC_PROFILE\0");
      case 0xffee -> head.startsWith("Adobe");
      default -> marker < 0xffe0;
    };
  }

  private static boolean frame(int marker) {
    return marker >= 0xffc0
        && marker <= 0xffcf
        && marker != 0xffc4
        && marker != 0xffc8
        && marker != 0xffcc;
  }

  private static void measure(int width, int height) throws Unusable {
    if (width < 0 || height < 0 || (long) width * height > Photo.MOST_PIXELS) {
      throw new Unusable(Unfit.TOO_MANY_PIXELS);
    }
  }

  private static byte[] bytes(ByteBuffer in, int count) {
    if (count < 0) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[Math.min(count, in.remaining())];
    if (bytes.length < count) {
      throw new BufferUnderflowException();
    }
    in.get(bytes);
    return bytes;
  }
}
