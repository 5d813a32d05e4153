package id.lapor.platform.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages of the house, and which one somebody reads it in. */
public final class Language {

  static final String NAME = "lang";

  private Language() {}

  /** Asked for just now, else chosen before on this device, else the first. */
  public static Locale of(HttpServletRequest request) {
    @Nullable String asked = request.getParameter(NAME);
    return of(asked != null ? asked : Cookies.value(NAME, request).orElse("id"));
  }

  /** By its code; the first for one the house does not have. */
  public static Locale of(String code) {
    return code.equals("en") ? Texts.ENGLISH : Texts.INDONESIAN;
  }

  /** Somebody who is signed in chose a language. */
  public record Chosen(SignedIn by, Locale language) {}
}
