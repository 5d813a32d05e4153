package id.lapor.citizen;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The language switch of a page that is being filled in: it sends the form along, so that nothing
 * typed is lost, with or without a script.
 */
final class Tongue {

  private static final String ACT = "bahasa";

  private Tongue() {}

  static boolean asked(String act) {
    return act.equals(ACT);
  }

  /** The page in the language asked for. */
  static String page(String path, HttpServletRequest request) {
    return path + "?lang=" + ("en".equals(request.getParameter("lang")) ? "en" : "id");
  }
}
