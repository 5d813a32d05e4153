package id.lapor.evidence;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of file that are taken in. */
public enum FileKind {
  JPEG("image/jpeg", "jpg"),
  PNG("image/png", "png"),
  WEBP("image/webp", "webp"),
  /** Where {@link Heif} is able to read it. */
  HEIC("image/heic", "heic"),
  PDF("application/pdf", "pdf");

  private final String type;
  private final String extension;

  FileKind(String type, String extension) {
    this.type = type;
    this.extension = extension;
  }

  /** By the media type its content was found to have. */
  static Optional<FileKind> of(String mediaType) {
    return mediaType.startsWith("image/hei") // heic, heif and their sequences
        ? Optional.of(HEIC)
        : Arrays.stream(values()).filter(k -> k.type.equals(mediaType)).findFirst();
  }

  public boolean image() {
    return this != PDF;
  }

  String type() {
    return type;
  }

  String extension() {
    return extension;
  }
}
