package id.lapor.citizen.batch;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Categories;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.platform.table.TableFile;
import id.lapor.platform.table.Unreadable;
import id.lapor.report.Actor;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Words;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** An officer's files of reports: hand one in, see what it would become, file it, take it back. */
@Controller
@ForRoles({Role.COORDINATOR, Role.NATIONAL_ADMIN, Role.LIAISON})
class BatchPages {

  private static final String HERE = "/terima/berkas";
  private static final int LISTED = 20;

  private final Batches batches;
  private final Shown shown;

  BatchPages(Batches batches, Shown shown) {
    this.batches = batches;
    this.shown = shown;
  }

  /** What the pages show besides the files. */
  @Component("batchPagesShown")
  record Shown(Agencies agencies, Categories categories, Reports reports, Settings settings) {

    ZoneId zone(Officer officer) {
      return agencies.get(new AgencyId(officer.agencyId())).zone();
    }
  }

  @GetMapping(HERE)
  Html list(Officer officer) {
    return list(officer, Map.of());
  }

  private Html list(Officer officer, Map<String, String> errors) {
    return Html.of(
            "citizen/batch/list",
            "batches",
            batches.of(officer.accountId(), LISTED),
            "categories",
            shown.categories(),
            "zone",
            shown.zone(officer),
            "errors",
            errors)
        .home(HERE);
  }

  @PostMapping(HERE)
  Object take(@RequestParam(required = false) @Nullable MultipartFile berkas, Officer officer)
      throws IOException {
    if (berkas == null || berkas.isEmpty()) {
      boolean named = berkas != null && !"".equals(berkas.getOriginalFilename());
      String wrong = named ? Unreadable.Why.EMPTY.key() : "citizen.batch.none";
      return list(officer, Map.of("berkas", wrong)).status(422);
    }
    if (berkas.getSize() > TableFile.LARGEST) {
      return list(officer, Map.of("berkas", Unreadable.Why.TOO_LARGE.key())).status(422);
    }
    String name = Objects.requireNonNullElse(berkas.getOriginalFilename(), "");
    try {
      return Notice.then(
          "citizen.notice.batchTaken",
          HERE + "/" + batches.take(berkas.getBytes(), name, Actor.Officer.of(officer)));
    } catch (Unreadable e) {
      return list(officer, Map.of("berkas", e.why().key())).status(422);
    }
  }

  @GetMapping(HERE + "/{id}")
  Html show(@PathVariable long id, Officer officer) {
    return page(mine(id, officer), officer, Map.of(), "");
  }

  @PostMapping(HERE + "/{id}/kolom")
  View choose(@PathVariable long id, @RequestParam Map<String, String> typed, Officer officer) {
    Batch batch = mine(id, officer);
    batches.choose(batch, Choices.typed(typed, batch.columns().size()));
    return Notice.then("citizen.notice.batchRead", HERE + "/" + id);
  }

  @PostMapping(HERE + "/{id}/catat")
  Object file(
      @PathVariable long id, @RequestParam(defaultValue = "") String banyak, Officer officer) {
    Batch batch = mine(id, officer);
    if (!banyak.strip().matches("[1-9]\\d{0,3}")) {
      return page(batch, officer, Map.of("banyak", "citizen.batch.howMany"), "").status(422);
    }
    int wanted = batches.want(batch, Integer.parseInt(banyak.strip()));
    return Notice.then(
        wanted == 0 ? "citizen.notice.batchNothing" : "citizen.notice.batchWanted",
        HERE + "/" + id);
  }

  @PostMapping(HERE + "/{id}/tarik")
  Object undo(
      @PathVariable long id, @RequestParam(defaultValue = "") String alasan, Officer officer) {
    Batch batch = mine(id, officer);
    @Nullable String wrong =
        Words.wrongGrounds(alasan).map(r -> "report.refused." + r.name()).orElse(null);
    if (wrong != null) {
      return page(batch, officer, Map.of("alasan", wrong), alasan).status(422);
    }
    List<Outcome> outcomes = batches.undo(batch, alasan, Actor.Officer.of(officer));
    boolean all =
        outcomes.size() == batch.count().filed()
            && outcomes.stream().allMatch(Outcome.Done.class::isInstance);
    boolean some = outcomes.stream().anyMatch(Outcome.Done.class::isInstance);
    return Notice.then(
        all
            ? "citizen.notice.batchUndone"
            : some ? "citizen.notice.batchPartly" : "citizen.notice.batchKept",
        HERE + "/" + id);
  }

  /** Numbers and codes to cut apart, for those who cannot be reached otherwise. */
  @GetMapping(HERE + "/{id}/tanda-terima")
  Html slips(@PathVariable long id, Officer officer) {
    Batch batch = mine(id, officer);
    if (!batches.slipsPrintable(batch)) {
      throw new NotFound();
    }
    return Html.of(
        "citizen/batch/slips",
        "slips",
        batches.slips(batch, officer),
        "site",
        shown.settings().publicUrl() + "/cek");
  }

  private Map<ReportId, Report> reports(List<Batch.Filed> filed) {
    return shown.reports().all(filed.stream().map(Batch.Filed::report).toList()).stream()
        .collect(Collectors.toMap(Report::id, Function.identity()));
  }

  private Html page(Batch batch, Officer officer, Map<String, String> errors, String reason) {
    List<Read> rows = batch.undoneAt() == null ? batches.read(batch) : List.of();
    List<Batch.Filed> filed = batches.filed(batch);
    return Html.of(
            "citizen/batch/batch",
            "batch",
            batch,
            "view",
            new BatchView(
                rows,
                filed,
                reports(filed.stream().limit(BatchView.SHOWN).toList()),
                batches.before(batch).orElse(null),
                batches.slipsPrintable(batch)),
            "categories",
            shown.categories(),
            "zone",
            shown.zone(officer),
            "reason",
            reason,
            "errors",
            errors)
        .home(HERE + "/" + batch.id());
  }

  private Batch mine(long id, Officer officer) {
    return batches.find(id, officer.accountId()).orElseThrow(NotFound::new);
  }
}
