package id.lapor.citizen.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.people.Officer;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/** An officer with files of reports at the pages for them. */
final class BatchDesk {

  static final String HEAD = "uraian;kelurahan;nama;hp;jenis;sifat;cara;setuju\n";

  private final MockMvc web;
  private final Batches batches;
  private final BatchRunner runner;
  private final Reports reports;
  private final Officer officer;

  BatchDesk(MockMvc web, Batches batches, BatchRunner runner, Reports reports, Officer officer) {
    this.web = web;
    this.batches = batches;
    this.runner = runner;
    this.reports = reports;
    this.officer = officer;
  }

  ResultActions by(Officer officer, AbstractMockHttpServletRequestBuilder<?> request)
      throws Exception {
    return web.perform(
        request
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())))
            .with(csrf()));
  }

  static String row(String text, String more) {
    return text + ";64.74.01.1002;" + more + "\n";
  }

  String sent(String name, byte[] content) throws Exception {
    MockMultipartFile file =
        new MockMultipartFile("berkas", name, "application/octet-stream", content);
    String to =
        by(officer, multipart("/terima/berkas").file(file))
            .andExpect(status().is3xxRedirection())
            .andReturn()
            .getResponse()
            .getRedirectedUrl();
    return Objects.requireNonNull(to);
  }

  String sent(String csv) throws Exception {
    return sent("surat.csv", csv.getBytes(UTF_8));
  }

  Batch batch(String address) {
    long id = Long.parseLong(address.replaceAll(".*/", ""));
    return batches.find(id, officer.accountId()).orElseThrow();
  }

  List<Report> file(String address, String many) throws Exception {
    by(officer, post(address + "/catat").param("banyak", many))
        .andExpect(status().is3xxRedirection());
    runner.fileAll();
    return filed(address);
  }

  List<Report> filed(String address) {
    return batches.filed(batch(address)).stream()
        .map(f -> reports.find(f.report()).orElseThrow())
        .toList();
  }

  static String unique(String text) {
    return text + " " + UUID.randomUUID();
  }
}
