package id.lapor.report;

/**
 * Cells of the Web Mercator grid as one number (Morton key): neighbours in place are neighbours in
 * a plain B-tree, and a coarser cell is a shift to the right by two bits a zoom level. One cell at
 * zoom 18 is about 153 m wide at the equator.
 */
final class Cell {

  static final int ZOOM = 18;
  private static final double MAX_LATITUDE = 85.05112878;

  private Cell() {}

  /** The key of the zoom-18 cell that holds the point, 0 to 2^36 − 1. */
  static long of(double latitude, double longitude) {
    return interleave(column(longitude), row(latitude));
  }

  /** Keys of the cell and its eight neighbours. */
  static long[] around(double latitude, double longitude) {
    long[] keys = new long[9];
    int max = (1 << ZOOM) - 1;
    for (int i = 0; i < 9; i++) {
      int x = Math.clamp((long) column(longitude) + i % 3 - 1, 0, max);
      int y = Math.clamp((long) row(latitude) + i / 3 - 1, 0, max);
      keys[i] = interleave(x, y);
    }
    return keys;
  }

  private static int column(double longitude) {
    return (int) Math.clamp((long) ((longitude + 180) / 360 * (1 << ZOOM)), 0, (1 << ZOOM) - 1);
  }

  private static int row(double latitude) {
    double radians = Math.toRadians(Math.clamp(latitude, -MAX_LATITUDE, MAX_LATITUDE));
    double y = (1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2;
    return (int) Math.clamp((long) (y * (1 << ZOOM)), 0, (1 << ZOOM) - 1);
  }

  private static long interleave(int x, int y) {
    return spread(x) | spread(y) << 1;
  }

  private static long spread(long v) {
    long s = v & 0xFFFFFFFFL;
    s = (s | s << 16) & 0x0000FFFF0000FFFFL;
    s = (s | s << 8) & 0x00FF00FF00FF00FFL;
    s = (s | s << 4) & 0x0F0F0F0F0F0F0F0FL;
    s = (s | s << 2) & 0x3333333333333333L;
    return (s | s << 1) & 0x5555555555555555L;
  }
}
