package id.lapor.citizen.batch;

import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Language;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Texts;
import id.lapor.platform.table.Table;
import id.lapor.platform.table.TableFile;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Tables to take along: an empty one, the rows that are wrong with what is wrong, the numbers. */
@Controller
@ForRoles({Role.COORDINATOR, Role.NATIONAL_ADMIN, Role.LIAISON})
class BatchFiles {

  private final Batches batches;
  private final Reports reports;
  private final Texts texts;

  BatchFiles(Batches batches, Reports reports, Texts texts) {
    this.batches = batches;
    this.reports = reports;
    this.texts = texts;
  }

  @GetMapping("/terima/berkas/contoh.{form:csv|xlsx}")
  ResponseEntity<byte[]> empty(@PathVariable String form) {
    List<String> columns = Arrays.stream(Column.values()).map(Column::title).toList();
    return answer(
        TableFile.valueOf(form.toUpperCase(Locale.ROOT)), "laporan", new Table(columns, List.of()));
  }

  /** To be mended and handed in again; what is wrong stands in a last column, which is not read. */
  @GetMapping("/terima/berkas/{id}/salah")
  ResponseEntity<byte[]> wrong(@PathVariable long id, Officer officer, HttpServletRequest request) {
    Batch batch = mine(id, officer);
    Locale language = Language.of(request);
    List<String> columns = new ArrayList<>(batch.columns());
    String last = texts.get(language, "citizen.batch.wrongColumn");
    int old = columns.indexOf(last);
    if (old < 0) {
      columns.add(last);
    }
    List<Table.Row> rows =
        batches.read(batch).stream()
            .filter(r -> !r.good())
            .map(r -> told(r, old < 0 ? columns.size() - 1 : old, language))
            .toList();
    return answer(batch.form(), "perlu-diperbaiki-" + id, new Table(columns, rows));
  }

  private Table.Row told(Read read, int at, Locale language) {
    List<String> cells = new ArrayList<>(read.row().cells());
    String words =
        read.wrong().stream()
            .map(w -> texts.get(language, w.key(), w.told()))
            .collect(Collectors.joining(" "));
    if (at == cells.size()) {
      cells.add(words);
    } else {
      cells.set(at, words);
    }
    return new Table.Row(read.row().line(), cells);
  }

  @GetMapping("/terima/berkas/{id}/nomor")
  ResponseEntity<byte[]> numbers(
      @PathVariable long id, Officer officer, HttpServletRequest request) {
    Batch batch = mine(id, officer);
    Locale language = Language.of(request);
    List<Batch.Filed> filed = batches.filed(batch);
    Map<ReportId, Report> found =
        reports.all(filed.stream().map(Batch.Filed::report).toList()).stream()
            .collect(Collectors.toMap(Report::id, Function.identity()));
    List<Table.Row> rows = new ArrayList<>();
    for (Batch.Filed f : filed) {
      @Nullable Report report = found.get(f.report());
      if (report != null) {
        rows.add(
            new Table.Row(
                f.line(),
                List.of(
                    String.valueOf(f.line()),
                    report.reference().toString(),
                    texts.get(language, "report.stage." + report.stage().name()))));
      }
    }
    List<String> columns =
        List.of(
            texts.get(language, "citizen.batch.line"),
            texts.get(language, "citizen.batch.number"),
            texts.get(language, "citizen.batch.stage"));
    return answer(batch.form(), "nomor-" + id, new Table(columns, rows));
  }

  private Batch mine(long id, Officer officer) {
    return batches.find(id, officer.accountId()).orElseThrow(NotFound::new);
  }

  private static ResponseEntity<byte[]> answer(TableFile form, String name, Table table) {
    String to = ContentDisposition.attachment().filename(form.named(name)).build().toString();
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, to)
        .header(HttpHeaders.CONTENT_TYPE, form.type())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(form.write(table));
  }
}
