package id.lapor.api;

import java.util.List;

/** What goes wrong at the JSON API, told as RFC 9457 has it. */
class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<String> errors;

  Problem(int status, String title, List<String> errors) {
    super(title);
    this.status = status;
    this.errors = List.copyOf(errors);
  }

  Problem(int status, String title) {
    this(status, title, List.of());
  }

  static Problem notThere() {
    return new Problem(404, "There is no such report, or not for you");
  }

  int status() {
    return status;
  }

  Node body() {
    Node.Fields fields =
        new Node.Fields()
            .with("type", "about:blank")
            .with("title", getMessage())
            .with("status", status);
    return errors.isEmpty()
        ? fields
        : fields.with(
            "errors", new Node.Rows("error", errors.stream().map(Node.Leaf::new).toList()));
  }
}
