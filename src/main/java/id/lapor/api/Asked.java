package id.lapor.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parameters of an Open311 request, from the address, a form or a form with files. An empty one is
 * as good as none (GeoReport v2).
 */
final class Asked {

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 9999;
  private static final String FRACTIONLESS_PLUS = "(.*T[\\d:.]+) (\\d\\d:\\d\\d)";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServletRequest request;

  Asked(HttpServletRequest request) {
    this.request = request;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(request.getParameter(name))
        .map(String::strip)
        .filter(v -> !v.isEmpty());
  }

  /** Members of a list with commas. */
  List<String> list(String name) {
    return text(name).stream()
        .flatMap(v -> Arrays.stream(v.split(",")))
        .map(String::strip)
        .filter(v -> !v.isEmpty())
        .distinct()
        .toList();
  }

  /** {@code attribute[X]} and {@code attribute[X][]}, each once or more often. */
  List<String> attribute(String code) {
    return Stream.of("attribute[" + code + "]", "attribute[" + code + "][]")
        .flatMap(n -> values(n).stream())
        .distinct()
        .toList();
  }

  List<String> values(String name) {
    String @Nullable [] values = request.getParameterValues(name);
    return values == null
        ? List.of()
        : Arrays.stream(values).map(String::strip).filter(v -> !v.isEmpty()).toList();
  }

  /**
   * A time with its zone, in the years 1900 to 9999. A plus sign that was not encoded arrives as a
   * blank and is understood.
   *
   * @throws Wrong when it is none
   */
  Optional<Instant> time(String name) {
    return text(name)
        .map(v -> {
          try {
            OffsetDateTime time = OffsetDateTime.parse(v.replaceFirst(FRACTIONLESS_PLUS, "$1+$2"));
            if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
              throw new Wrong(400, name + " must lie in the years 1900 to 9999");
            }
            return time.toInstant();
          } catch (DateTimeParseException e) {
            throw new Wrong(
                400, name + " must be a time with a zone, such as 2026-01-05T08:00:00+08:00");
          }
        });
  }

  Optional<Double> number(String name) {
    return text(name)
        .map(v -> {
          try {
            return Double.valueOf(v);
          } catch (NumberFormatException e) {
            throw new Wrong(400, name + " must be a number");
          }
        });
  }

  int count(String name, int otherwise) {
    return text(name)
        .map(v -> {
          if (!v.matches("\\d{1,6}")) {
            throw new Wrong(400, name + " must be a whole number");
          }
          return Integer.valueOf(v);
        })
        .orElse(otherwise);
  }

  List<MultipartFile> files() {
    @Nullable MultipartRequest form = WebUtils.getNativeRequest(request, MultipartRequest.class);
    return form == null
        ? List.of()
        : form.getMultiFileMap().values().stream().flatMap(List::stream).toList();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name))
        .map(String::strip)
        .filter(v -> !v.isEmpty());
  }

  HttpServletRequest request() {
    return request;
  }

  /**
   * All that was sent but who sent it, as JSON: fields with their values, and files by name and
   * SHA-256; the files themselves lie with the evidence.
   */
  byte[] sent() {
    Map<String, Object> all = new TreeMap<>(sorted());
    files()
        .forEach(f -> {
          MessageDigest digest = sha256();
          add(digest, f);
          all.put("file:" + f.getOriginalFilename(), HexFormat.of().formatHex(digest.digest()));
        });
    return JSON.writeValueAsBytes(all);
  }

  private Map<String, String[]> sorted() {
    Map<String, String[]> sorted = new TreeMap<>(request.getParameterMap());
    sorted.keySet().removeAll(Set.of("api_key", "jurisdiction_id"));
    return sorted;
  }

  /** SHA-256 of all that was sent but who sent it. */
  byte[] content() {
    MessageDigest digest = sha256();
    sorted()
        .forEach((name, values) ->
            Stream.concat(Stream.of(name), Arrays.stream(values)).forEach(v -> add(digest, v)));
    files().forEach(f -> add(digest, f));
    return digest.digest();
  }

  static byte[] hash(byte[] content) {
    return sha256().digest(content);
  }

  private static void add(MessageDigest digest, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static void add(MessageDigest digest, MultipartFile file) {
    try (InputStream in = new DigestInputStream(file.getInputStream(), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
