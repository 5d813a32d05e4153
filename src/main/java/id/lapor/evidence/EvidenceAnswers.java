package id.lapor.evidence;

import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Withheld;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Sends a file to a browser in a way that it can only be looked at: fixed type, no sniffing, own
 * sandbox, and a name that tells nothing of whose it was. Whether the visitor may see it was
 * decided by the face that calls.
 */
@Component
public class EvidenceAnswers {

  private final EvidenceBox box;

  EvidenceAnswers(EvidenceBox box) {
    this.box = box;
  }

  /**
   * To somebody who may see it and nobody else: nothing on the way keeps a copy.
   *
   * @throws NotFound when there is no such file or rendition
   * @throws Withheld when it was not scanned yet, or something was found in it
   */
  public ResponseEntity<Resource> send(EvidenceId id, Rendition rendition) {
    return answer(id, rendition, CacheControl.noStore().cachePrivate());
  }

  /**
   * A file everybody may see.
   *
   * @throws NotFound when there is no such file or rendition
   * @throws Withheld when it was not scanned yet, or something was found in it
   */
  public ResponseEntity<Resource> sendPublic(EvidenceId id, Rendition rendition) {
    return answer(id, rendition, CacheControl.maxAge(Duration.ofHours(1)).cachePrivate());
  }

  private ResponseEntity<Resource> answer(EvidenceId id, Rendition rendition, CacheControl kept) {
    Evidence evidence = box.find(id).orElseThrow(NotFound::new);
    boolean picture = evidence.kind().image() && evidence.standing() == Standing.OPEN;
    if (rendition == Rendition.THUMB && !picture) {
      return ResponseEntity.ok()
          .contentType(MediaType.parseMediaType("image/svg+xml"))
          .body(new ClassPathResource("static/document.svg"));
    }
    if (evidence.standing() != Standing.OPEN) {
      throw new Withheld();
    }
    Path file = box.file(evidence, rendition).orElseThrow(NotFound::new);
    boolean reencoded = evidence.kind().image() && rendition != Rendition.ORIGINAL;
    FileKind kind = reencoded ? FileKind.JPEG : evidence.kind();
    ContentDisposition disposition =
        (reencoded ? ContentDisposition.inline() : ContentDisposition.attachment())
            .filename("bukti-" + id.value() + "." + kind.extension())
            .build();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(kind.sentAs()))
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .cacheControl(kept)
        .body(new FileSystemResource(file));
  }
}
