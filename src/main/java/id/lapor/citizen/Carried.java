package id.lapor.citizen;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The text of the first screen, carried sealed in the forms of the later ones: there still when the
 * cookie that leads to the sheet is not. Nobody can read it out of the page or change it, and of
 * files and contacts nothing is carried.
 */
@Component
class Carried {

  /** The hidden field. */
  static final String FIELD = "dibawa";

  private static final String ADDRESS = "lapor/text";
  private static final Duration OPENS_FOR = Duration.ofDays(1);

  private final Seal seal;
  private final InstantSource clock;

  Carried(InstallationKey key, InstantSource clock) {
    this.seal = new Seal(KeyRing.of(1, key.derive("carried", "text")));
    this.clock = clock;
  }

  String close(Draft draft) {
    String dated = clock.instant().toEpochMilli() + "\n" + draft.text();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(seal.close(dated.getBytes(StandardCharsets.UTF_8), ADDRESS));
  }

  /** What a form brought along; empty when it brought nothing, or nothing of ours, or too late. */
  Optional<String> open(HttpServletRequest request) {
    @Nullable String brought = request.getParameter(FIELD);
    if (brought == null || !request.getMethod().equals("POST")) {
      return Optional.empty();
    }
    String dated;
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(brought);
      dated = new String(seal.open(sealed, ADDRESS), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | Seal.Broken e) {
      return Optional.empty(); // forged or of another installation: as if it were not there
    }
    int end = dated.indexOf('\n');
    Instant closed = Instant.ofEpochMilli(Long.parseLong(dated.substring(0, end)));
    return clock.instant().isBefore(closed.plus(OPENS_FOR))
        ? Optional.of(dated.substring(end + 1))
        : Optional.empty();
  }
}
