package id.lapor.citizen;

import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Notice;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/**
 * New versions of what reporters agree to: written, looked at as reporters will see it, and then
 * there for good. No version is ever changed.
 */
@Controller
@ForRoles(value = Role.ADMINISTRATOR, topmost = true)
public class ConsentPages {

  private static final String HOME = "/data-pribadi/persetujuan";
  private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
  private static final int SHORTEST = 40;
  private static final int LONGEST = 2_000;

  private final Consents consents;
  private final InstantSource clock;

  ConsentPages(Consents consents, InstantSource clock) {
    this.consents = consents;
    this.clock = clock;
  }

  /** What the form carries, as typed. */
  public record Typed(@Nullable String teks, @Nullable String text, @Nullable String dari) {

    public String indonesian() {
      return teks == null ? "" : teks.strip();
    }

    public String english() {
      return text == null ? "" : text.strip();
    }

    public String from() {
      return dari == null ? "" : dari.strip();
    }
  }

  @GetMapping(HOME)
  Html list() {
    return page(new Typed(null, null, null), false, Map.of());
  }

  /** As reporters will see it; nothing is kept yet. */
  @PostMapping(HOME + "/pratinjau")
  Html preview(Typed typed) {
    Map<String, String> errors = wrong(typed);
    Html page = page(typed, errors.isEmpty(), errors).home(HOME);
    return errors.isEmpty() ? page : page.status(422);
  }

  /** Back from the preview, with what was typed. */
  @PostMapping(HOME + "/ubah")
  Html edit(Typed typed) {
    return page(typed, false, Map.of()).home(HOME);
  }

  @PostMapping(HOME)
  View keep(Typed typed, Officer officer) {
    Map<String, String> errors = wrong(typed);
    if (!errors.isEmpty()) {
      return page(typed, false, errors).home(HOME).status(422);
    }
    boolean kept =
        consents.write(
            typed.indonesian(), typed.english(), from(typed).orElse(clock.instant()), officer);
    return Notice.then(kept ? "citizen.notice.consentKept" : "citizen.notice.consentRace", HOME);
  }

  private Map<String, String> wrong(Typed typed) {
    Map<String, String> errors = new LinkedHashMap<>();
    if (!fits(typed.indonesian())) {
      errors.put("teks", "citizen.consents.length");
    }
    if (!fits(typed.english())) {
      errors.put("text", "citizen.consents.length");
    }
    if (!typed.from().isEmpty() && from(typed).filter(clock.instant()::isBefore).isEmpty()) {
      errors.put("dari", "citizen.consents.past");
    }
    return errors;
  }

  private static boolean fits(String words) {
    return words.length() >= SHORTEST && words.length() <= LONGEST;
  }

  /** The beginning of the day that was typed; empty when it is none. */
  private static Optional<Instant> from(Typed typed) {
    try {
      return typed.from().isEmpty()
          ? Optional.empty()
          : Optional.of(LocalDate.parse(typed.from()).atStartOfDay(ZONE).toInstant());
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  private Html page(Typed typed, boolean preview, Map<String, String> errors) {
    return Html.of(
        "citizen/consents",
        "versions",
        consents.versions(),
        "typed",
        typed,
        "preview",
        preview,
        "errors",
        errors);
  }
}
