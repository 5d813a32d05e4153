package id.lapor.publication;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Signatures;
import id.lapor.deadline.Unsigned;
import id.lapor.people.ForEveryone;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Texts;
import id.lapor.report.PublicTimes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * All letters that were issued or declined, as a list and a feed; and whether one in the hand is
 * real.
 */
@Controller
@ForEveryone
public class LetterPages {

  private static final int PAGE = 30;
  private static final int LONGEST_CODE = 40;

  private final Reprimands reprimands;
  private final Waiting waiting;
  private final LetterCounts counts;
  private final Agencies agencies;
  private final Names names;
  private final Texts texts;
  private final Settings settings;

  LetterPages(
      Reprimands reprimands,
      Waiting waiting,
      LetterCounts counts,
      Agencies agencies,
      Names names,
      Texts texts,
      Settings settings) {
    this.reprimands = reprimands;
    this.waiting = waiting;
    this.counts = counts;
    this.agencies = agencies;
    this.names = names;
    this.texts = texts;
    this.settings = settings;
  }

  /** What waits to be signed, and what of it everybody may know. */
  @Component
  record Waiting(Signatures signatures, PublicReports published) {}

  /**
   * What somebody looks for, as typed; what is none is passed over.
   *
   * @param instansi code of an agency
   * @param keadaan name of a state
   */
  public record Filters(
      @Nullable String instansi, @Nullable String tingkat, @Nullable String keadaan) {

    public boolean narrowed() {
      return Stream.of(instansi, tingkat, keadaan).anyMatch(f -> f != null && !f.isBlank());
    }

    @Nullable Integer level() {
      return tingkat != null && tingkat.matches("[123]") ? Integer.valueOf(tingkat) : null;
    }

    Reprimand.@Nullable State state() {
      return Arrays.stream(Reprimand.State.values())
          .filter(s -> s.name().equals(keadaan))
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * @param sesudah number in the house of the last letter on the page before
   */
  @GetMapping("/teguran-terbit")
  Html list(Filters filters, @RequestParam(required = false) @Nullable Long sesudah) {
    @Nullable Agency agency =
        agencies.find(filters.instansi() == null ? "" : filters.instansi()).orElse(null);
    Reprimand.Wanted wanted =
        new Reprimand.Wanted(agency == null ? null : agency.id(), filters.level(), filters.state());
    Signatures.Queue unsigned =
        sesudah == null ? waiting(agency, filters) : new Signatures.Queue(List.of(), 0);
    List<Reprimand> letters =
        reprimands.decided(wanted, sesudah == null ? Long.MAX_VALUE : sesudah, PAGE);
    return Html.of(
            "publication/letters",
            "letters",
            letters,
            "counts",
            counts.of(letters),
            "waiting",
            unsigned.first(),
            "waitingAll",
            unsigned.all(),
            "filters",
            filters,
            "names",
            names,
            "agencies",
            agencies,
            "next",
            letters.size() < PAGE ? null : Long.toString(letters.getLast().id()))
        .forAll();
  }

  /** What no supervisor has decided about is in no state yet. */
  private Signatures.Queue waiting(@Nullable Agency agency, Filters filters) {
    if (filters.state() != null) {
      return new Signatures.Queue(List.of(), 0);
    }
    @Nullable Integer level = filters.level();
    List<Integer> levels = level == null ? List.of(1, 2, 3) : List.of(level);
    if (agency == null) {
      return waiting.signatures().waiting(levels, PAGE, waiting.published()::known);
    }
    List<Unsigned> to =
        waiting.signatures().to(agency.id(), waiting.published()::known).stream()
            .filter(w -> levels.contains(w.level()))
            .toList();
    return new Signatures.Queue(to, to.size());
  }

  @GetMapping("/teguran-terbit.atom")
  ResponseEntity<byte[]> feed() {
    AtomFeed feed =
        new AtomFeed(
            settings.publicUrl() + "/teguran-terbit",
            texts.get(Texts.INDONESIAN, "publication.letters.title"));
    List<Reprimand> letters = reprimands.decided(PAGE);
    Map<Long, Long> promises = counts.of(letters);
    letters.forEach(letter -> feed.add(item(letter, promises.getOrDefault(letter.id(), 0L))));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/atom+xml;charset=UTF-8"))
        .cacheControl(CacheControl.noCache())
        .body(feed.write());
  }

  /** By its day only: the minute of an automatic letter would be that of what it is about. */
  private AtomFeed.Item item(Reprimand letter, long promises) {
    boolean declined = letter.number() == null;
    String title =
        declined
            ? texts.get(Texts.INDONESIAN, "publication.letters.declined", letter.roman())
            : letter.number();
    Reprimand.@Nullable Withdrawal withdrawal = letter.withdrawal();
    return new AtomFeed.Item(
        settings.publicUrl()
            + (declined ? "/teguran-terbit#k" + letter.id() : "/surat/" + letter.code()),
        title + " · " + names.agency(letter.agency()),
        texts.get(
            Texts.INDONESIAN,
            "publication.letters.summary",
            promises,
            texts.get(Texts.INDONESIAN, "deadline.letter.state." + letter.state().name())),
        PublicTimes.day(
            withdrawal == null ? letter.decidedAt() : withdrawal.at(),
            names.zone(letter.agency())));
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
