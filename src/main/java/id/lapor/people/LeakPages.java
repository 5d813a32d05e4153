package id.lapor.people;

import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.platform.page.Paper;
import id.lapor.platform.page.Texts;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/**
 * When personal data were not kept safe: what happened, whose, since when, what was done, and the
 * notices that have to be out within 3 × 24 hours.
 */
@Controller
@ForRoles(value = Role.ADMINISTRATOR, topmost = true)
public class LeakPages {

  private static final String HOME = "/data-pribadi/kegagalan";
  private static final String ONE = HOME + "/{id}/{whom:lembaga|subjek}";

  private final Leaks leaks;
  private final LeakNotice notice;
  private final Paper paper;
  private final InstantSource clock;

  LeakPages(Leaks leaks, LeakNotice notice, Paper paper, InstantSource clock) {
    this.leaks = leaks;
    this.notice = notice;
    this.paper = paper;
    this.clock = clock;
  }

  @GetMapping(HOME)
  Html list() {
    return page(LeakForm.EMPTY, Map.of());
  }

  @PostMapping(HOME)
  View add(LeakForm form, Officer officer) {
    Map<String, String> errors = form.wrong(clock.instant());
    if (!errors.isEmpty()) {
      return page(form, errors).home(HOME).status(422);
    }
    leaks.add(form.leak(officer), officer);
    return Notice.then("people.notice.leakKept", HOME);
  }

  @PostMapping(ONE + "/sudah")
  View told(@PathVariable long id, @PathVariable String whom, Officer officer) {
    leaks.told(leak(id).id(), whom(whom), officer);
    return Notice.then("people.notice.leakTold", HOME);
  }

  @GetMapping(ONE + ".pdf")
  ResponseEntity<byte[]> pdf(@PathVariable long id, @PathVariable String whom) {
    Html page = Html.of("people/leak-paper", "lines", notice.of(leak(id), whom(whom)));
    return file(id, whom, "pdf", MediaType.APPLICATION_PDF).body(paper.pdf(page, Texts.INDONESIAN));
  }

  @GetMapping(ONE + ".txt")
  ResponseEntity<String> text(@PathVariable long id, @PathVariable String whom) {
    MediaType plain = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    String text = String.join("\n\n", notice.of(leak(id), whom(whom))) + "\n";
    return file(id, whom, "txt", plain).body(text);
  }

  private static ResponseEntity.BodyBuilder file(
      long id, String whom, String ending, MediaType type) {
    String name = "pemberitahuan-" + id + "-" + whom + "." + ending;
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString());
  }

  private Leak leak(long id) {
    return leaks.find(id).orElseThrow(NotFound::new);
  }

  private static Leak.Whom whom(String path) {
    return path.equals("lembaga") ? Leak.Whom.AUTHORITY : Leak.Whom.PERSONS;
  }

  private Html page(LeakForm form, Map<String, String> errors) {
    return Html.of("people/leaks", "leaks", leaks.latest(), "form", form, "errors", errors);
  }
}
