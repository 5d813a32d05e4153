package id.lapor.api;

import id.lapor.channel.XHook;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where X brings posts (V2 Webhooks API). It answers only once they are kept, so X brings them
 * again when anything goes wrong. Who does not sign as X finds nothing here.
 */
@Controller
@ForEveryone
class XHookDoor {

  private static final int LONGEST_CHALLENGE = 1_000;

  private final XHook hook;

  XHookDoor(XHook hook) {
    this.hook = hook;
  }

  /**
   * X asks whether this is our door.
   *
   * @param challenge as X made it up
   */
  @GetMapping("/sambungan/x")
  ResponseEntity<Map<String, String>> challenge(
      @RequestParam(name = "crc_token", defaultValue = "") String challenge) {
    if (!hook.open() || challenge.isEmpty() || challenge.length() > LONGEST_CHALLENGE) {
      throw new NotFound();
    }
    return ResponseEntity.ok(Map.of("response_token", hook.answer(challenge)));
  }

  /** X brings something; the body is looked at byte by byte before it is read. */
  @PostMapping("/sambungan/x")
  ResponseEntity<String> take(
      @RequestHeader(name = "x-twitter-webhooks-signature", defaultValue = "") String signature,
      HttpServletRequest request)
      throws IOException {
    if (!hook.open() || signature.isEmpty()) {
      throw new NotFound();
    }
    byte[] body = request.getInputStream().readNBytes(XHook.LARGEST + 1);
    if (body.length > XHook.LARGEST) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body("Too large.");
    }
    if (!hook.genuine(body, signature)) {
      throw new NotFound();
    }
    hook.take(body);
    return ResponseEntity.ok("");
  }
}
