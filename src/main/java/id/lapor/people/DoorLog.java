package id.lapor.people;

import id.lapor.platform.key.InstallationKey;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A line in the log for whatever happens at the doors, so that whoever watches over an installation
 * sees guessing and prying. Officers stand there by their account's number; where somebody came
 * from and what name they typed by marks that can be compared within one day (UTC) and tell
 * nothing.
 */
@Component
public class DoorLog {

  /** What can happen. */
  public enum Happening {
    SIGNED_IN,
    SIGN_IN_REFUSED,
    /** A page or an act that is not for this visitor. */
    DOOR_REFUSED,
    /** Somebody signed in asked for what is not theirs to know, or not there: it looks the same. */
    NOT_FOUND,
    /** A form that does not come from our own page, or from one that has expired. */
    FORM_REFUSED,
    /** A machine without a key that works, or with one that is not for this. */
    KEY_REFUSED,
    /** The first one too many in a span of time; those after it are not told. */
    TOO_MANY
  }

  private static final Logger log = LoggerFactory.getLogger(DoorLog.class);
  private static final int MARK_BYTES = 6;

  private final InstallationKey key;
  private final InstantSource clock;

  DoorLog(InstallationKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  /** Whoever is signed in here now came in. */
  void signedIn(SignIn.Way way, HttpServletRequest request) {
    visit(request).addKeyValue("way", way).log(Happening.SIGNED_IN.name());
  }

  /**
   * @param login as typed, or the account's
   */
  void refused(SignIn.Way way, String login, HttpServletRequest request) {
    visit(request)
        .addKeyValue("way", way)
        .addKeyValue("login", mark("login", SignInTries.plain(login)))
        .log(Happening.SIGN_IN_REFUSED.name());
  }

  /** Something at the door this request came to. */
  public void at(Happening what, HttpServletRequest request) {
    visit(request).addKeyValue("door", door(request)).log(what.name());
  }

  /**
   * @param kind of what was tried, {@code login-pair}
   */
  void tooMany(String kind) {
    log.atInfo().addKeyValue("kind", kind).log(Happening.TOO_MANY.name());
  }

  private LoggingEventBuilder visit(HttpServletRequest request) {
    LoggingEventBuilder line = log.atInfo();
    @Nullable Officer officer = SignIn.current();
    if (officer != null) {
      line = line.addKeyValue("account", officer.accountId()).addKeyValue("role", officer.role());
    } else if (SignIn.member().isPresent()) {
      line = line.addKeyValue("role", "REPORTER");
    }
    return line.addKeyValue("from", mark("from", Throttle.from(request)));
  }

  /** The door by its pattern, never by what was asked for there. */
  private static String door(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    String first = request.getRequestURI().replaceFirst("(?s)^(/[\\w\\-]*).*", "$1");
    return request.getMethod() + " " + (pattern == null ? first : pattern);
  }

  private String mark(String kind, String value) {
    String day = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().toString();
    byte[] bytes = key.derive("door-log", day + "/" + kind + "/" + value);
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, MARK_BYTES));
  }
}
