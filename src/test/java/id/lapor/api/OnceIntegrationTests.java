package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is kept of what a client sent, by which its repetition is known. */
@ApplicationTest
class OnceIntegrationTests extends Open311Town {

  private static final String BODY =
      """
      {"text": "Lampu mati sejak Senin, gelap sekali", "contact": {"phone": "081234567890"}}
      """;

  @Autowired JdbcClient jdbc;

  private String once = "";

  @BeforeEach
  void own() {
    key = client(600, Scope.FILE, Scope.OWN, Scope.REPLY);
    once = UUID.randomUUID().toString();
  }

  private MockHttpServletResponse sent(String body) throws Exception {
    return answer(
        post("/api/v1/reports")
            .header("Authorization", "Bearer " + key)
            .header(Once.HEADER, once)
            .contentType("application/json")
            .content(body));
  }

  private Report filed() throws Exception {
    MockHttpServletResponse answer = sent(BODY);
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(201);
    String reference = JSON.readTree(answer.getContentAsString()).get("reference").asString();
    return reports.find(Reference.parse(reference).orElseThrow()).orElseThrow();
  }

  private byte[] kept() {
    return jdbc.sql("SELECT content FROM api_once WHERE key = ?")
        .param("file:" + once)
        .query(byte[].class)
        .single();
  }

  private static byte[] plain() {
    return Asked.hash(BODY.getBytes(StandardCharsets.UTF_8));
  }

  /** Who has the table could try every telephone number against a plain hash. */
  @Test
  void isNoHashThatAnybodyCanCompute() throws Exception {
    Report first = filed();
    assertThat(kept()).hasSize(32).isNotEqualTo(plain());
    assertThat(filed().id()).isEqualTo(first.id());
    assertThat(sent(BODY.replace("Senin", "Selasa")).getStatus()).isEqualTo(409);
  }

  @Test
  void goesWithTheReporterAndNothingIsFiledTwice() throws Exception {
    Report report = filed();
    reporters.erase(Objects.requireNonNull(report.matter().reporter()));
    assertThat(kept()).isEmpty();
    assertThat(sent(BODY).getStatus()).isEqualTo(409);
  }
}
