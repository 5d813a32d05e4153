package id.lapor.platform.page;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The few files browsers look for at fixed addresses. */
@Controller
public class Roots {

  /** At the root, so that it may work for every page. */
  @GetMapping("/sw.js")
  ResponseEntity<Resource> worker() {
    return file("sw.js", MediaType.parseMediaType("text/javascript"));
  }

  @GetMapping("/manifest.webmanifest")
  ResponseEntity<Resource> manifest() {
    return file("manifest.webmanifest", MediaType.parseMediaType("application/manifest+json"));
  }

  @GetMapping("/favicon.ico")
  ResponseEntity<Resource> icon() {
    return file("favicon.ico", MediaType.parseMediaType("image/x-icon"));
  }

  /** Shown by the service worker when there is no network. */
  @GetMapping("/luring")
  Html offline() {
    return Html.of("platform/offline").forAll();
  }

  private static ResponseEntity<Resource> file(String name, MediaType type) {
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.noCache())
        .body(new ClassPathResource("static/" + name));
  }
}
