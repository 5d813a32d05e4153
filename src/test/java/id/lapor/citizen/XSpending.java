package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import id.lapor.agency.Agencies;
import id.lapor.channel.Lines;
import id.lapor.channel.XPosts;
import id.lapor.channel.x.XRound;
import id.lapor.notification.Postman;
import id.lapor.notification.Wires;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;

/** The house with an account on X whose use costs something. */
@Import(XRound.class)
abstract class XSpending {

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired InboxReader reader;
  @Autowired Postman postman;
  @Autowired Wires wires;
  @Autowired XRound round;
  @Autowired XPosts posts;
  @Autowired Lines lines;
  @Autowired SettableClock clock;

  /** What may be spent in a month. */
  abstract BigDecimal cap();

  void pass() {
    round.quietly();
    reader.readAll();
    postman.deliver();
    assertThat(posts.state().orElseThrow().use().cost()).isLessThanOrEqualTo(cap());
  }

  String page() throws Exception {
    Officer nadia =
        new Officer(
            903, "nadia", "Nadia", agencies.nationalAdmin().id().value(), Role.NATIONAL_ADMIN);
    return web.perform(
            get("/saluran")
                .with(
                    authentication(
                        UsernamePasswordAuthenticationToken.authenticated(nadia, null, List.of()))))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }
}
