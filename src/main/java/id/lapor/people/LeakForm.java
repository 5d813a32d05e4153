package id.lapor.people;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is written about a leak, as typed.
 *
 * @param ketahuan day and time in WIB, as browsers send them
 */
public record LeakForm(
    @Nullable String ketahuan,
    @Nullable String sejak,
    @Nullable String kejadian,
    @Nullable String siapa,
    @Nullable String jumlah,
    @Nullable String data,
    @Nullable String tindakan,
    @Nullable String kontak) {

  static final LeakForm EMPTY = new LeakForm(null, null, null, null, null, null, null, null);
  static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
  private static final int LONGEST = 2_000;

  public String words(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }

  /** Message keys by field. */
  Map<String, String> wrong(Instant now) {
    Map<String, String> errors = new LinkedHashMap<>();
    Optional<Instant> found = at(ketahuan);
    Optional<Instant> since = at(sejak);
    if (found.filter(f -> !f.isAfter(now)).isEmpty()) {
      errors.put("ketahuan", "people.leak.time");
    }
    if (since.filter(s -> found.filter(f -> !s.isAfter(f)).isPresent()).isEmpty()) {
      errors.put("sejak", "people.leak.timeSince");
    }
    if (!words(jumlah).matches("\\d{1,9}")) {
      errors.put("jumlah", "people.leak.number");
    }
    texts()
        .forEach((field, typed) -> {
          if (words(typed).isEmpty() || words(typed).length() > LONGEST) {
            errors.put(field, "people.leak.words");
          }
        });
    return errors;
  }

  private Map<String, @Nullable String> texts() {
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    texts.put("kejadian", kejadian);
    texts.put("siapa", siapa);
    texts.put("data", data);
    texts.put("tindakan", tindakan);
    texts.put("kontak", kontak);
    return texts;
  }

  /** Of a form nothing is wrong with. */
  Leak leak(Officer officer) {
    return new Leak(
        0,
        at(ketahuan).orElseThrow(),
        at(sejak).orElseThrow(),
        words(kejadian),
        words(siapa),
        Long.parseLong(words(jumlah)),
        words(data),
        words(tindakan),
        words(kontak),
        officer.name(),
        null,
        null);
  }

  private Optional<Instant> at(@Nullable String typed) {
    try {
      return Optional.of(LocalDateTime.parse(words(typed)).atZone(ZONE).toInstant());
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }
}
