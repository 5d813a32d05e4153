package id.lapor.platform.page;

import org.springframework.http.ResponseEntity;

/** A door whose visitors read no pages: what is refused there is told in its own format. */
public interface MachineDoor {

  /** Whether the address lies behind it. */
  boolean has(String path);

  /**
   * @param status of HTTP, 400 to 599
   */
  ResponseEntity<byte[]> refusal(String path, int status);
}
