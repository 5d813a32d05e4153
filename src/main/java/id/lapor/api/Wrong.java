package id.lapor.api;

import java.util.List;

/** What a machine asked cannot be done; says why, for whoever programs it. */
class Wrong extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<String> reasons;

  /**
   * @param status 404 not there, 403 key, 400 everything else (GeoReport v2, "Errors")
   */
  Wrong(int status, List<String> reasons) {
    super(String.join(" ", reasons));
    this.status = status;
    this.reasons = List.copyOf(reasons);
  }

  Wrong(int status, String reason) {
    this(status, List.of(reason));
  }

  static Wrong notThere() {
    return new Wrong(404, "service_request_id was not found");
  }

  static Wrong key() {
    return new Wrong(403, "api_key is missing, wrong, or not for this");
  }

  int status() {
    return status;
  }

  List<String> reasons() {
    return reasons;
  }
}
