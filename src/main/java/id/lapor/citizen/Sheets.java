package id.lapor.citizen;

import id.lapor.platform.page.Cookies;
import id.lapor.report.ReportId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sheet a visitor writes on, found by a cookie. */
@Component
class Sheets {

  private static final String COOKIE = "draf";

  private final Drafts drafts;
  private final Carried carried;

  Sheets(Drafts drafts, Carried carried) {
    this.drafts = drafts;
    this.carried = carried;
  }

  /** A draft and the token that finds it again. */
  record Sheet(String token, Drafts.Kept kept) {

    Draft draft() {
      return kept.draft();
    }

    boolean sent() {
      return kept.report() != null;
    }
  }

  /**
   * The sheet being written, or a new one with the text its form carried along; a sent one is put
   * away.
   */
  Sheet open(HttpServletRequest request, HttpServletResponse response) {
    @Nullable Sheet sheet = find(request).orElse(null);
    if (sheet != null && !sheet.sent()) {
      return sheet;
    }
    if (sheet != null && request.getMethod().equals("GET")) {
      return new Sheet("", new Drafts.Kept(Draft.EMPTY, null)); // looking back loses no number
    }
    String text = sheet == null ? carried.open(request).orElse("") : "";
    String token = drafts.newToken();
    response.addCookie(Cookies.make(COOKIE, token, Drafts.KEPT, request));
    return new Sheet(token, new Drafts.Kept(Draft.EMPTY.told(text, List.of()), null));
  }

  /** Whatever sheet this device has, sent or not. */
  Optional<Sheet> find(HttpServletRequest request) {
    return Cookies.value(COOKIE, request)
        .flatMap(token -> drafts.find(token).map(kept -> new Sheet(token, kept)));
  }

  /** Takes the sheet off this device; what was not sent yet is gone for good. */
  void discard(HttpServletRequest request, HttpServletResponse response) {
    Cookies.value(COOKIE, request).ifPresent(drafts::discard);
    response.addCookie(Cookies.make(COOKIE, "", Duration.ZERO, request));
  }

  /** Takes the sheet off this device when it became that report, with its number and secret. */
  void forget(ReportId report, HttpServletRequest request, HttpServletResponse response) {
    if (find(request).filter(s -> report.equals(s.kept().report())).isPresent()) {
      response.addCookie(Cookies.make(COOKIE, "", Duration.ZERO, request));
    }
  }

  /** What the form of a later screen carries along. */
  String carry(Draft draft) {
    return carried.close(draft);
  }

  /** Keeps what is typed while it is typed. */
  void keepText(Sheet sheet, String text) {
    if (!drafts.keepText(sheet.token(), text)) {
      save(sheet, sheet.draft().told(text, sheet.draft().files()));
    }
  }

  void save(Sheet sheet, Draft draft) {
    drafts.save(sheet.token(), draft);
  }
}
