package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import id.lapor.people.Member;
import id.lapor.people.Officer;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Nothing is done by a form of a stranger's page: whatever is sent carries a token of ours. */
@ApplicationTest
@ExtendWith(OutputCaptureExtension.class)
class TokensIntegrationTests {

  /** Machines show a key with every request, or tell what nobody acts on. */
  private static final Set<String> WITHOUT =
      Set.of(
          "POST /kebijakan",
          "POST /sambungan/kannel/masuk",
          "POST /sambungan/x",
          "POST /open311/v2/requests.{format:xml|json}",
          "POST /open311/v2/servicerequestupdates.{format:xml|json}",
          "POST /api/v1/reports",
          "POST /api/v1/own-reports/{reference}/replies",
          "POST /api/v1/own-reports/{reference}/disputes");

  private static final String NUMBER = Reference.random(new Random(1708)).toString();

  @Autowired MockMvc web;

  @Test
  void takesNoFormWithoutAToken(CapturedOutput log) throws Exception {
    List<String> wrong = new ArrayList<>();
    List<Doors.Row> rows =
        Doors.rows().stream().filter(r -> !r.door().matches("(GET|\\*) .*")).toList();
    assertThat(rows).extracting(Doors.Row::door).containsAll(WITHOUT);
    for (Doors.Row row : rows) {
      int before = log.getAll().length();
      int status = status(row);
      boolean refused = log.getAll().substring(before).contains("FORM_REFUSED");
      boolean expected = !WITHOUT.contains(row.door());
      if (refused != expected || (expected && status != 403)) {
        wrong.add(row.door() + " answers " + status);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Sent by somebody who may go through the door. */
  private int status(Doors.Row row) throws Exception {
    MockHttpServletRequestBuilder request =
        request(HttpMethod.valueOf(row.door().split(" ")[0]), row.path(NUMBER));
    if (!row.everyone()) {
      Object who =
          row.members()
              ? new Member(1)
              : new Officer(1, "sari", "Sari", 1, row.roles().iterator().next());
      request.with(
          authentication(UsernamePasswordAuthenticationToken.authenticated(who, null, List.of())));
    }
    return web.perform(request).andReturn().getResponse().getStatus();
  }
}
