package id.lapor.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * What an OpenID Connect issuer is asked (OpenID Connect Core 1.0, section 3.1.2.1): how strong and
 * how recent a sign-in over there has to be, as the installation set it, and a fresh one when a
 * reporter has to show again who they are.
 */
final class OidcQuestions implements OAuth2AuthorizationRequestResolver {

  /** Asks for a fresh sign-in. */
  static final String AGAIN = "ulang";

  private final OAuth2AuthorizationRequestResolver plain;
  private final Map<String, Object> always = new HashMap<>();

  OidcQuestions(ClientRegistrationRepository issuers, String path, PeopleSettings.Oidc wanted) {
    plain = new DefaultOAuth2AuthorizationRequestResolver(issuers, path);
    if (!wanted.acr().isEmpty()) {
      always.put("acr_values", String.join(" ", wanted.acr()));
    }
    if (wanted.maxAge() != null) {
      always.put("max_age", wanted.maxAge().toSeconds());
    }
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
    return more(plain.resolve(request), request);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String issuer) {
    return more(plain.resolve(request, issuer), request);
  }

  private @Nullable OAuth2AuthorizationRequest more(
      @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request) {
    if (asked == null) {
      return null;
    }
    Map<String, Object> wanted = new HashMap<>(always);
    if (request.getParameter(AGAIN) != null) {
      wanted.put("prompt", "login");
      wanted.put("max_age", 0L);
      request.getSession(true).setAttribute(AGAIN, true);
    }
    return OAuth2AuthorizationRequest.from(asked)
        .additionalParameters(p -> p.putAll(wanted))
        .build();
  }
}
