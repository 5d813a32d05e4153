package id.lapor.publication;

import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.people.ForEveryone;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** All letters that were issued, as a list and a feed; and whether one in the hand is real. */
@Controller
@ForEveryone
class LetterPages {

  private static final int PAGE = 30;
  private static final int LONGEST_CODE = 40;

  private final Reprimands reprimands;
  private final Names names;
  private final Texts texts;
  private final Settings settings;

  LetterPages(Reprimands reprimands, Names names, Texts texts, Settings settings) {
    this.reprimands = reprimands;
    this.names = names;
    this.texts = texts;
    this.settings = settings;
  }

  /**
   * @param sesudah number of the last letter on the page before
   */
  @GetMapping("/teguran-terbit")
  Html list(@RequestParam(required = false) @Nullable Long sesudah) {
    @Nullable Reprimand last =
        sesudah == null
            ? null
            : reprimands.find(sesudah).filter(l -> l.number() != null).orElseThrow(NotFound::new);
    List<Reprimand> letters =
        last == null ? reprimands.issued(PAGE) : reprimands.issuedBefore(last, PAGE);
    return Html.of(
            "publication/letters",
            "letters",
            letters,
            "names",
            names,
            "next",
            letters.size() < PAGE ? null : Long.toString(letters.getLast().id()))
        .forAll();
  }

  @GetMapping("/teguran-terbit.atom")
  ResponseEntity<byte[]> feed() {
    AtomFeed feed =
        new AtomFeed(
            settings.publicUrl() + "/teguran-terbit",
            texts.get(Texts.INDONESIAN, "publication.letters.title"));
    for (Reprimand letter : reprimands.issued(PAGE)) {
      feed.add(
          new AtomFeed.Item(
              settings.publicUrl() + "/surat/" + letter.code(),
              letter.number() + " · " + names.agency(letter.agency()),
              texts.get(
                  Texts.INDONESIAN,
                  "publication.letters.summary",
                  letter.cases().size(),
                  texts.get(Texts.INDONESIAN, "deadline.letter.state." + letter.state().name())),
              letter.issuedAt() == null ? Instant.EPOCH : letter.issuedAt()));
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/atom+xml;charset=UTF-8"))
        .cacheControl(CacheControl.noCache())
        .body(feed.write());
  }

  /** For whoever holds a letter: the code printed on it, however it was copied. */
  @GetMapping("/verifikasi")
  View verify(@RequestParam(required = false) @Nullable String kode) {
    if (kode == null) {
      return form("", Map.of());
    }
    if (kode.isBlank()) {
      return form("", Map.of("kode", "publication.verify.empty")).status(422);
    }
    String typed = kode.length() > LONGEST_CODE ? kode.substring(0, LONGEST_CODE) : kode;
    Optional<Reprimand> letter = reprimands.verify(typed);
    return letter.isPresent()
        ? new RedirectView("/surat/" + letter.get().code())
        : form(typed, Map.of("kode", "publication.verify.unknown")).status(422);
  }

  private static Html form(String code, Map<String, String> errors) {
    return Html.of("publication/verify", "code", code, "errors", errors);
  }
}
