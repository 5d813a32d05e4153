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
  PDF("application/pdf", "pdf"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
  PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
  ODT("application/vnd.oasis.opendocument.text", "odt"),
  ODS("application/vnd.oasis.opendocument.spreadsheet", "ods");

  private final String type;
  private final String extension;

  FileKind(String type, String extension) {
    this.type = type;
    this.extension = extension;
  }

  /** By the media type its content was found to have; those of office programs say it inside. */
  static Optional<FileKind> of(String mediaType) {
    return mediaType.startsWith("image/hei") // heic, heif and their sequences
        ? Optional.of(HEIC)
        : Arrays.stream(values()).filter(k -> k.type.equals(mediaType)).findFirst();
  }

  public boolean image() {
    return compareTo(PDF) < 0;
  }

  boolean office() {
    return compareTo(PDF) > 0;
  }

  /** As which it is sent: nothing opens a file of an office program by itself. */
  String sentAs() {
    return office() ? "application/octet-stream" : type;
  }

  String type() {
    return type;
  }

  public String extension() {
    return extension;
  }
}
