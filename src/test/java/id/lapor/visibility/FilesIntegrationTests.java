package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.agency.Agencies;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Taking;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import jakarta.servlet.http.Cookie;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Files go through the report they belong to, and through no other. */
@ApplicationTest
class FilesIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired EvidenceBox box;
  @Autowired JdbcTemplate jdbc;

  private City city;
  private Report own;
  private EvidenceId ownFile;
  private EvidenceId secretFile;

  @BeforeEach
  void file() throws Exception {
    city = new City(agencies, reports);
    own =
        city.forwarded("Jalan berlubang di depan pasar sejak bulan lalu.", "jalan", city.transport);
    ownFile = sent(own);
    Report secret = city.filed("Petugas loket minta uang setiap pagi.", Visibility.SECRET);
    secretFile = sent(secret);
  }

  private EvidenceId sent(Report report) throws IOException {
    EvidenceId id = taken(photo(), "foto.jpg");
    reports.command(
        report.id(), new Command.Reply("Ini fotonya.", List.of(id)), new Actor.Reporter());
    return id;
  }

  private int asked(MockHttpServletRequestBuilder request) throws Exception {
    return web.perform(request).andReturn().getResponse().getStatus();
  }

  private int by(Officer officer, String address) throws Exception {
    return asked(get(address).with(as(officer)));
  }

  private static RequestPostProcessor as(Officer officer) {
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }

  @Test
  void sendsReportersNoFileOfAnother() throws Exception {
    Cookie[] secret =
        web.perform(
                post("/cek")
                    .with(csrf())
                    .param("nomor", own.reference().toString())
                    .param("secret", AccessSecret.of(new byte[16]).shown()))
            .andReturn()
            .getResponse()
            .getCookies();
    String page = "/l/" + own.reference() + "/berkas/";
    assertThat(asked(get(page + ownFile.value()).cookie(secret))).isEqualTo(200);
    assertThat(asked(get(page + secretFile.value()).cookie(secret))).isEqualTo(404);
    assertThat(asked(get(page + ownFile.value()))).isEqualTo(404);
  }

  @Test
  void sendsOfficersNoFileOfAnother() throws Exception {
    Officer liaison = City.liaison(city.transport);
    String page = "/kerja/" + own.reference() + "/berkas/";
    assertThat(by(liaison, page + ownFile.value() + "/asli")).as("may tell who").isEqualTo(404);
    for (String file : List.of(page + ownFile.value(), page + ownFile.value() + "/kecil")) {
      assertThat(by(liaison, file)).isEqualTo(200);
      assertThat(by(City.liaison(city.works), file)).isEqualTo(404);
    }
    assertThat(by(liaison, page + secretFile.value())).isEqualTo(404);
    assertThat(by(liaison, page + secretFile.value() + "/kecil")).isEqualTo(404);
  }

  @Test
  void sendsSupervisorsNoFileOfAnother() throws Exception {
    long centre = agencies.foundNationalAdmin().id().value();
    Officer supervisor = new Officer(905, "wati", "Wati", centre, Role.SUPERVISOR);
    String page = "/pengawasan/" + own.reference() + "/berkas/";
    assertThat(by(supervisor, page + ownFile.value())).isEqualTo(200);
    assertThat(by(supervisor, page + secretFile.value())).isEqualTo(404);
  }

  @Test
  void sendsEverybodyNoFileOfAnother() throws Exception {
    String page = "/laporan/" + own.reference() + "/berkas/";
    assertThat(asked(get(page + secretFile.value()))).isEqualTo(404);
    assertThat(asked(get(page + ownFile.value()))).as("a reporter's reply").isEqualTo(404);
  }

  /** Whatever it is and whoever asks: looked at or saved, and run by nothing. */
  @Test
  void sendsEachFileSoThatItCanOnlyBeLookedAtOrSaved() throws Exception {
    List<EvidenceId> files = List.of(taken(photo(), "foto.jpg"), taken(letter(), "surat.pdf"));
    reports.command(
        own.id(),
        new Command.Answer("Jalan sudah ditambal kemarin sore.", files, null),
        City.actor(City.liaison(city.transport)));
    MockHttpServletResponse draft =
        web.perform(
                multipart("/lapor/1")
                    .file(new MockMultipartFile("files", "foto.jpg", "image/jpeg", photo()))
                    .file(new MockMultipartFile("files", "surat.pdf", "application/pdf", letter()))
                    .param("text", "Jembatan kayu di RT 4 patah.")
                    .with(csrf()))
            .andReturn()
            .getResponse();
    List<EvidenceId> drafted =
        jdbc
            .queryForList("SELECT id FROM evidence_file ORDER BY id DESC LIMIT 2", Long.class)
            .stream()
            .map(EvidenceId::new)
            .sorted(Comparator.comparing(EvidenceId::value))
            .toList();
    int looked = 0;
    for (Doors.Row row : Doors.rows()) {
      String door = row.door();
      if (door.contains("/berkas/{id}") && !door.contains("/terima/")) {
        boolean drafts = door.startsWith("GET /lapor/");
        List<EvidenceId> behind = drafts ? drafted : files;
        assertPicture(door, behind.getFirst(), draft.getCookies());
        assertDocument(door, behind.getLast(), draft.getCookies());
        looked++;
      }
    }
    assertThat(looked).as("doors of files, each also of small ones").isEqualTo(10);
  }

  private void assertPicture(String door, EvidenceId file, Cookie[] draft) throws Exception {
    MockHttpServletResponse sent = sent(door, file, draft);
    assertThat(sent.getContentType()).as(door).isEqualTo("image/jpeg");
    assertThat(sent.getHeader("Content-Disposition"))
        .as(door)
        .isEqualTo("inline; filename=\"bukti-" + file.value() + ".jpg\"");
    assertSandboxed(door, sent);
  }

  /** In small every document is the same picture of the house's. */
  private void assertDocument(String door, EvidenceId file, Cookie[] draft) throws Exception {
    MockHttpServletResponse sent = sent(door, file, draft);
    if (door.endsWith("kecil}")) {
      assertThat(sent.getContentType()).as(door).isEqualTo("image/svg+xml");
      assertThat(sent.getHeader("Content-Security-Policy")).startsWith("default-src 'none'");
      assertThat(sent.getContentAsByteArray())
          .isEqualTo(new ClassPathResource("static/document.svg").getContentAsByteArray());
      return;
    }
    assertThat(sent.getContentType()).as(door).isEqualTo("application/pdf");
    assertThat(sent.getHeader("Content-Disposition"))
        .as(door)
        .isEqualTo("attachment; filename=\"bukti-" + file.value() + ".pdf\"");
    assertSandboxed(door, sent);
  }

  private static void assertSandboxed(String door, MockHttpServletResponse sent) {
    assertThat(sent.getHeaders("Content-Security-Policy"))
        .as(door)
        .containsExactly("default-src 'none'; sandbox");
    assertThat(sent.getHeader("X-Content-Type-Options")).as(door).isEqualTo("nosniff");
    assertThat(sent.getHeader("Cache-Control"))
        .as(door)
        .contains(door.startsWith("GET /laporan/") ? "max-age=3600" : "no-store")
        .contains("private");
  }

  /** To somebody whom the door is for. */
  private MockHttpServletResponse sent(String door, EvidenceId file, Cookie[] draft)
      throws Exception {
    MockHttpServletRequestBuilder request =
        get(
            door.substring("GET ".length())
                .replace("{reference}", own.reference().toString())
                .replace("{id}", "" + file.value())
                .replace("{small:kecil}", "kecil"));
    String number = own.reference().toString().replace("-", "");
    String secret = AccessSecret.of(new byte[16]).shown();
    long centre = agencies.foundNationalAdmin().id().value();
    switch (door.split("/")[1]) {
      case "l" -> request.cookie(new Cookie("buka-" + number, secret));
      case "lapor" -> request.cookie(draft);
      case "kerja" -> request.with(as(City.liaison(city.transport)));
      case "pengawasan" ->
          request.with(as(new Officer(905, "wati", "Wati", centre, Role.SUPERVISOR)));
      case "laporan" -> {}
      default -> throw new IllegalStateException("Nobody here may go through " + door);
    }
    MockHttpServletResponse sent = web.perform(request).andReturn().getResponse();
    assertThat(sent.getStatus()).as(door).isEqualTo(200);
    return sent;
  }

  private EvidenceId taken(byte[] content, String name) {
    return ((Taking.Taken) box.take(new ByteArrayInputStream(content), name)).evidence().id();
  }

  private static byte[] photo() throws IOException {
    ByteArrayOutputStream photo = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpeg", photo);
    return photo.toByteArray();
  }

  private static byte[] letter() throws IOException {
    try (PDDocument pdf = new PDDocument()) {
      pdf.addPage(new PDPage());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      pdf.save(out);
      return out.toByteArray();
    }
  }
}
