package id.lapor.api;

import id.lapor.platform.page.MachineDoor;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What is refused below {@code /api/v1} and {@code /open311} before one of our methods sees it. */
@Component
class MachineWords implements MachineDoor {

  private static final String API = "/api/v1/";
  private static final String OPEN311 = "/open311/";

  @Override
  public boolean has(String path) {
    return path.startsWith(API) || path.startsWith(OPEN311);
  }

  @Override
  public ResponseEntity<byte[]> refusal(String path, int status) {
    return path.startsWith(OPEN311)
        ? Answers.errors(Format.ofPath(path), status, List.of(words(status)))
        : ApiProblems.answer(new Problem(status, words(status)));
  }

  private static String words(int status) {
    return switch (status) {
      case 400 -> "The request could not be read";
      case 403 -> "This is refused";
      case 404 -> "There is nothing at this address";
      case 405 -> "This address does not take that method";
      case 413 -> "The request is too large";
      case 415 -> "This address does not take that Content-Type";
      case 429 -> "Too many requests; try again later";
      case 503 -> "Nothing can be read or kept just now; try again soon";
      default -> "This went wrong here; nothing was kept";
    };
  }
}
