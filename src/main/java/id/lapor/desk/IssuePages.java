package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.LetterRepeats;
import id.lapor.deadline.LetterSheets;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.platform.page.Paper;
import id.lapor.platform.page.Texts;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * Letters about to be issued: read first, one or many, then issued by one confirmation. What has
 * changed since it was read is not issued but shown again.
 */
@Controller
@ForRoles({Role.SUPERVISOR, Role.NATIONAL_ADMIN})
class IssuePages {

  private static final int SEAL = 36;

  private final Reprimands reprimands;
  private final LetterRepeats repeats;
  private final LetterSheets sheets;
  private final Agencies agencies;
  private final Paper paper;

  IssuePages(
      Reprimands reprimands,
      LetterRepeats repeats,
      LetterSheets sheets,
      Agencies agencies,
      Paper paper) {
    this.reprimands = reprimands;
    this.repeats = repeats;
    this.sheets = sheets;
    this.agencies = agencies;
    this.paper = paper;
  }

  /**
   * The letters as they would be issued, those that would not be and why.
   *
   * @param pilih letters as {@link Reprimand.Due} writes them
   */
  @GetMapping("/teguran/rancangan")
  View read(@RequestParam(defaultValue = "") List<String> pilih, Officer officer) {
    List<Reprimand.Due> chosen =
        pilih.stream().flatMap(box -> Reprimand.Due.read(box).stream()).distinct().toList();
    return chosen.isEmpty()
        ? Notice.then("desk.notice.nothing", "/teguran")
        : page(chosen, officer);
  }

  /** The draft on paper, marked as one. */
  @GetMapping("/teguran/rancangan/{agency:\\d+}/{level:\\d+}.pdf")
  ResponseEntity<byte[]> print(
      @PathVariable String agency, @PathVariable String level, Officer officer) {
    String letter = agency + "-" + level;
    IssueSummary.Letter draft =
        summary(Reprimand.Due.read(letter).stream().toList(), officer).letters().stream()
            .findFirst()
            .orElseThrow(NotFound::new);
    return paper.answer(
        Html.of("deadline/letter-paper", "sheet", draft.sheet(), "site", ""),
        Texts.INDONESIAN,
        "rancangan-teguran-" + letter);
  }

  /**
   * Issues what was read, lower levels first, each by itself, so that one that has changed
   * meanwhile holds up no other.
   *
   * @param surat letters, each followed by the seal of what was read: {@code 12-1-<seal>}
   */
  @PostMapping("/teguran/terbitkan")
  View issue(@RequestParam(defaultValue = "") List<String> surat, Officer officer) {
    Map<Reprimand.Due, String> read = read(surat);
    List<Reprimand.Due> left =
        read.entrySet().stream()
            .filter(e -> reprimands.issue(e.getKey(), e.getValue(), Cases.actor(officer)).isEmpty())
            .filter(e -> !repeats.issued(e.getKey(), e.getValue(), Cases.actor(officer)))
            .map(Map.Entry::getKey)
            .toList();
    if (left.isEmpty()) {
      return Notice.then(
          "desk.notice."
              + (read.isEmpty() ? "nothing" : read.size() == 1 ? "issued" : "issuedMany"),
          "/teguran");
    }
    List<Reprimand> already =
        left.stream().flatMap(l -> repeats.issued(l, read.getOrDefault(l, "")).stream()).toList();
    List<Reprimand.Due> changed =
        left.stream().filter(l -> already.stream().noneMatch(a -> a.due().equals(l))).toList();
    return page(changed, officer)
        .with("issued", read.size() - left.size())
        .with("already", already)
        .status(409);
  }

  private static Map<Reprimand.Due, String> read(List<String> surat) {
    Map<Reprimand.Due, String> read = new LinkedHashMap<>();
    surat.stream()
        .filter(s -> s.length() > SEAL)
        .flatMap(s ->
            Reprimand.Due.read(s.substring(0, s.length() - SEAL - 1)).stream()
                .map(letter -> Map.entry(letter, s.substring(s.length() - SEAL))))
        .sorted(Comparator.comparingInt(e -> e.getKey().level()))
        .forEach(e -> read.putIfAbsent(e.getKey(), e.getValue()));
    return read;
  }

  private Html page(Collection<Reprimand.Due> chosen, Officer officer) {
    return Html.of("desk/issue", "summary", summary(chosen, officer), "agencies", agencies)
        .home("/teguran/rancangan?" + query(chosen));
  }

  private static String query(Collection<Reprimand.Due> chosen) {
    return chosen.stream().map(d -> "pilih=" + d.write()).collect(Collectors.joining("&"));
  }

  private IssueSummary summary(Collection<Reprimand.Due> chosen, Officer officer) {
    List<Reprimand.Draft> drafts =
        reprimands.drafts(agencies.deciding(new AgencyId(officer.agencyId())), chosen);
    List<Reprimand.Draft> ready = drafts.stream().filter(Reprimand.Draft::ready).toList();
    return IssueSummary.of(chosen, drafts, sheets.of(ready, Cases.actor(officer)));
  }
}
