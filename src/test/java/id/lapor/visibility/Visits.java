package id.lapor.visibility;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import id.lapor.people.Officer;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Objects;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Visits to a city's pages, as one of its officers or as the reporter of a case. */
record Visits(MockMvc web, City city) {

  /** The newest case of this kind. */
  City.Case one(Visibility visibility, Stage stage) {
    return city.cases().stream()
        .filter(c ->
            city.report(c).matter().visibility() == visibility && city.report(c).stage() == stage)
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  Officer officer(String who) {
    return Objects.requireNonNull(city.officers().get(who));
  }

  ResultActions as(String who, MockHttpServletRequestBuilder request) throws Exception {
    return web.perform(
        request
            .with(csrf())
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(
                        officer(who), null, List.of()))));
  }

  ResultActions own(City.Case c, MockHttpServletRequestBuilder request) throws Exception {
    String name = "buka-" + c.reference().replace("-", "");
    return web.perform(request.cookie(new Cookie(name, c.secret().shown())));
  }
}
