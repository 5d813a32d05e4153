package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
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
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Files go through the report they belong to, and through no other. */
@ApplicationTest
class FilesIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired EvidenceBox box;

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
    ByteArrayOutputStream photo = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpeg", photo);
    EvidenceId id =
        ((Taking.Taken) box.take(new ByteArrayInputStream(photo.toByteArray()), "foto.jpg"))
            .evidence()
            .id();
    reports.command(
        report.id(), new Command.Reply("Ini fotonya.", List.of(id)), new Actor.Reporter());
    return id;
  }

  private int asked(MockHttpServletRequestBuilder request) throws Exception {
    return web.perform(request).andReturn().getResponse().getStatus();
  }

  private int by(Officer officer, String address) throws Exception {
    return asked(
        get(address)
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()))));
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
}
