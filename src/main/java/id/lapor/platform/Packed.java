package id.lapor.platform;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Strangers' packed files. */
public final class Packed {

  /** What office programs write; other ways to fold need readers that are not here. */
  private static final Set<Integer> METHODS = Set.of(ZipEntry.STORED, ZipEntry.DEFLATED);

  private Packed() {}

  /**
   * What a part holds; whoever reads it bounds how much.
   *
   * @throws IOException also where it is folded in a way no office program uses
   */
  public static InputStream unfolded(ZipFile file, ZipArchiveEntry part) throws IOException {
    if (!METHODS.contains(part.getMethod())) {
      throw new IOException("Folded by method " + part.getMethod());
    }
    return file.getInputStream(part);
  }
}
