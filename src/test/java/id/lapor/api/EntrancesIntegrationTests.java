package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.sun.net.httpserver.HttpServer;
import id.lapor.evidence.Evidence;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.HostileFile;
import id.lapor.people.Officer;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.net.Outgoing;
import id.lapor.platform.net.OutgoingSettings;
import id.lapor.report.AccessSecret;
import id.lapor.report.Report;
import jakarta.servlet.http.Cookie;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every way a file comes in over the web, with every hostile file; mail has its own test. */
@ApplicationTest
class EntrancesIntegrationTests extends Open311Town {

  private static final String WORDS =
      "Saluran air di depan pasar meluap dan jalan tergenang setiap hujan.";

  @Autowired EvidenceBox box;
  @Autowired JdbcClient jdbc;
  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

  /** So that files can be fetched from this machine. */
  @TestConfiguration
  static class Near {
    @Bean
    @Primary
    Outgoing near() {
      return Outgoing.trusting(List.of("localhost"), OutgoingSettings.OPEN);
    }
  }

  private static MockMultipartFile part(String field, HostileFile file) {
    return new MockMultipartFile(field, file.sentAs(), "image/jpeg", file.content());
  }

  private MockHttpServletResponse by(
      Officer officer, MockMultipartHttpServletRequestBuilder request) throws Exception {
    return answer(
        request
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())))
            .with(csrf()));
  }

  private long newest() {
    return jdbc.sql("SELECT coalesce(max(id), 0) FROM evidence_file").query(Long.class).single();
  }

  /** One way in. */
  private interface Entrance {
    MockHttpServletResponse bring(HostileFile file) throws Exception;
  }

  /**
   * Taken in without its teeth, or refused with a sentence.
   *
   * @param refusal status of an answer that refuses
   */
  private void check(Entrance entrance, HostileFile file, int refusal) throws Exception {
    long before = newest();
    MockHttpServletResponse answer = entrance.bring(file);
    List<Evidence> taken =
        box.all(
            jdbc.sql("SELECT id FROM evidence_file WHERE id > ?")
                .param(before)
                .query((row, _) -> new EvidenceId(row.getLong(1)))
                .list());
    assertThat(taken).as("%s: %s", file, answer.getStatus()).hasSize(file.taken() ? 1 : 0);
    if (file.taken()) {
      assertThat(answer.getStatus()).as("%s", file).isLessThan(400);
      HostileFile.harmless(taken.getFirst(), box);
    } else {
      assertThat(answer.getStatus()).as("%s", file).isEqualTo(refusal);
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesNoneByTheWebForm(HostileFile file) throws Exception {
    check(
        f -> answer(multipart("/lapor/1").file(part("files", f)).param("text", WORDS).with(csrf())),
        file,
        422);
  }

  @ParameterizedTest
  @EnumSource
  void takesNoneByAReportersReply(HostileFile file) throws Exception {
    Report report = city.filed(WORDS);
    Cookie[] own =
        answer(
                post("/cek")
                    .with(csrf())
                    .param("nomor", id(report))
                    .param("secret", AccessSecret.of(new byte[16]).shown()))
            .getCookies();
    check(
        f ->
            answer(
                multipart("/l/" + id(report) + "/balas")
                    .file(part("files", f))
                    .param("text", WORDS)
                    .cookie(own)
                    .with(csrf())),
        file,
        422);
  }

  @ParameterizedTest
  @EnumSource
  void takesNoneByAnOfficersAnswer(HostileFile file) throws Exception {
    Report report = shown(WORDS);
    check(
        f ->
            by(
                City.liaison(city.transport),
                multipart("/kerja/" + id(report) + "/jawab")
                    .file(part("files", f))
                    .param("text", "Saluran sudah dibersihkan oleh petugas kami pagi ini.")),
        file,
        422);
  }

  @ParameterizedTest
  @EnumSource
  void takesNoneAtTheCounter(HostileFile file) throws Exception {
    check(
        f ->
            by(
                city.rani,
                multipart("/terima")
                    .file(part("files", f))
                    .param("kunci", UUID.randomUUID().toString().replace("-", ""))
                    .param("channel", "PHONE")
                    .param("phone", "081299007020")
                    .param("text", WORDS)
                    .param("region", "64.74.01.1002")
                    .param("kind", "COMPLAINT")
                    .param("agreed", "true")
                    .param("aksi", "catat")),
        file,
        422);
  }

  @ParameterizedTest
  @EnumSource
  void takesNoneByOpen311(HostileFile file) throws Exception {
    check(
        f ->
            answer(
                multipart(V2 + "requests.json")
                    .file(part("media", f))
                    .param("api_key", key)
                    .param("service_code", "lampu-jalan")
                    .param("address_string", "Jalan Ahmad Yani 7")
                    .param("description", WORDS)),
        file,
        400);
  }

  @ParameterizedTest
  @EnumSource
  void takesNoneByAnUpdateOfOpen311(HostileFile file) throws Exception {
    Report report = filed(form());
    check(
        f ->
            answer(
                multipart(V2 + "servicerequestupdates.json")
                    .file(part("media", f))
                    .param("api_key", key)
                    .param("service_request_id", id(report))
                    .param("update_id", UUID.randomUUID().toString())
                    .param("updated_datetime", "2026-01-01T00:00:00Z")
                    .param("status", "OPEN")
                    .param("description", WORDS)),
        file,
        400);
  }

  /** What cannot be taken from an address stays an address in the words, for an officer to see. */
  @ParameterizedTest
  @EnumSource
  void takesNoneFromAnAddress(HostileFile file) throws Exception {
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          byte[] content = file.content();
          exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
          try (var out = exchange.getResponseBody()) {
            out.write(content);
          } catch (java.io.IOException _) {
            // whoever has read enough hangs up
          }
        });
    elsewhere.start();
    String address = "http://localhost:" + elsewhere.getAddress().getPort() + "/foto.jpg";
    try {
      check(
          _ -> {
            Report report = filed(form().param("media_url", address));
            assertThat(report.matter().text().contains(address)).isNotEqualTo(file.taken());
            return new MockHttpServletResponse();
          },
          file,
          200);
    } finally {
      elsewhere.stop(0);
    }
  }

  /** Refused, or a table in which nothing is a report. */
  @ParameterizedTest
  @EnumSource
  void takesNoneAsATable(HostileFile file) throws Exception {
    long before = newest();
    MockHttpServletResponse answer =
        by(city.rani, multipart("/terima/berkas").file(part("berkas", file)));
    if (answer.getStatus() == 302) {
      String page =
          answer(
                  get(String.valueOf(answer.getRedirectedUrl()))
                      .with(
                          authentication(
                              UsernamePasswordAuthenticationToken.authenticated(
                                  city.rani, null, List.of()))))
              .getContentAsString();
      assertThat(page).contains(" 0 siap dicatat").doesNotContain("<script>alert");
    } else {
      assertThat(answer.getStatus()).isEqualTo(422);
    }
    assertThat(newest()).isEqualTo(before);
  }

  /** Its form shares the record of forms that take files. */
  private static final String READS_NONE = "/surat-kami/{id}/jawab";

  /** A new form that takes files has to come to the tests above. */
  @Test
  void knowsEveryDoorThatTakesFiles() {
    assertThat(
            requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(e -> takesFiles(e.getValue()))
                .flatMap(e -> e.getKey().getPatternValues().stream()))
        .as("besides Open311's, which read the request themselves")
        .containsExactlyInAnyOrder(
            "/lapor/1",
            "/l/{reference}/{act}",
            "/kerja/{reference}/{act}",
            "/terima",
            "/terima/berkas",
            READS_NONE);
  }

  private static boolean takesFiles(HandlerMethod door) {
    return Arrays.stream(door.getMethodParameters())
        .flatMap(p ->
            Stream.concat(
                Stream.of(p.getGenericParameterType().getTypeName()),
                Stream.ofNullable(p.getParameterType().getRecordComponents())
                    .flatMap(Arrays::stream)
                    .map(c -> c.getGenericType().getTypeName())))
        .anyMatch(t -> t.contains(MultipartFile.class.getName()));
  }
}
