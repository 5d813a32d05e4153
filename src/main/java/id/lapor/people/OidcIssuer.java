package id.lapor.people;

import id.lapor.platform.Settings;
import id.lapor.platform.net.Outgoing;
import id.lapor.platform.net.OutgoingCalls;
import id.lapor.platform.net.OutgoingSettings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * What is asked of the house that vouches for reporters (OpenID Connect Discovery 1.0). All of it
 * goes by {@link Outgoing}: to the issuer's own name, which whoever runs the installation wrote
 * down, wherever it leads, and to the other names its document gives only in the open internet.
 */
@Component
@ConditionalOnProperty("lapor.people.oidc.issuer")
class OidcIssuer
    implements ClientRegistrationRepository, JwtDecoderFactory<ClientRegistration>, AutoCloseable {

  static final String NAME = "lapor";
  static final String BACK = "/saya/oidc-kembali";
  private static final long MOST = 1024L * 1024;

  private final PeopleSettings.Oidc issuer;
  private final Settings settings;
  private final Outgoing outgoing;
  private final OutgoingCalls calls;
  private final AtomicReference<@Nullable ClientRegistration> known = new AtomicReference<>();
  private final AtomicReference<@Nullable JwtDecoder> decoder = new AtomicReference<>();

  OidcIssuer(PeopleSettings people, Settings settings, OutgoingSettings hosts) {
    this.issuer = java.util.Objects.requireNonNull(people.oidc());
    this.settings = settings;
    this.outgoing =
        Outgoing.trusting(List.of(String.valueOf(URI.create(issuer.issuer()).getHost())), hosts);
    this.calls = new OutgoingCalls(outgoing, MOST);
  }

  PeopleSettings.Oidc wanted() {
    return issuer;
  }

  /**
   * Asks the issuer once for its addresses, when the first one comes.
   *
   * @throws IllegalStateException when it does not answer, or not as an issuer
   */
  ClientRegistration registration() {
    @Nullable ClientRegistration kept = known.get();
    if (kept != null) {
      return kept;
    }
    ClientRegistration fresh =
        ClientRegistrations.fromOidcConfiguration(document())
            .registrationId(NAME)
            .clientId(issuer.clientId())
            .clientSecret(issuer.clientSecret())
            .scope("openid", "email")
            .redirectUri(settings.publicUrl() + BACK)
            .build();
    known.set(fresh);
    return fresh;
  }

  /** Section 4.3: a document that names another issuer is not to be used. */
  private Map<String, Object> document() {
    String address = issuer.issuer().replaceAll("/+$", "") + "/.well-known/openid-configuration";
    @Nullable Map<String, Object> document = fetched(URI.create(address));
    if (document == null || !issuer.issuer().equals(document.get("issuer"))) {
      throw new IllegalStateException(address + " is not the document of " + issuer.issuer());
    }
    return document;
  }

  private @Nullable Map<String, Object> fetched(URI address) {
    try {
      return RestClient.builder()
          .requestInterceptor(calls)
          .build()
          .get()
          .uri(address)
          .retrieve()
          .body(new ParameterizedTypeReference<Map<String, Object>>() {});
    } catch (RestClientException e) {
      throw new IllegalStateException("No answer from " + address, e);
    }
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    return id.equals(NAME) ? registration() : null;
  }

  /** Gives the issuer's word for a code. */
  RestClientAuthorizationCodeTokenResponseClient tokens() {
    var tokens = new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(
        RestClient.builder()
            .requestInterceptor(calls)
            .configureMessageConverters(c ->
                c.addCustomConverter(new FormHttpMessageConverter())
                    .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return tokens;
  }

  /** Asks for the address, where the issuer's word does not tell it. */
  OidcUserService users() {
    RestTemplate rest = rest();
    rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
    DefaultOAuth2UserService plain = new DefaultOAuth2UserService();
    plain.setRestOperations(rest);
    OidcUserService users = new OidcUserService();
    users.setOauth2UserService(plain);
    return users;
  }

  /** Signed by a key the issuer publishes, by RS256, for us and now. */
  @Override
  public JwtDecoder createDecoder(ClientRegistration registration) {
    @Nullable JwtDecoder kept = decoder.get();
    if (kept != null) {
      return kept;
    }
    NimbusJwtDecoder fresh =
        NimbusJwtDecoder.withJwkSetUri(
                String.valueOf(registration.getProviderDetails().getJwkSetUri()))
            .jwsAlgorithm(SignatureAlgorithm.RS256)
            .restOperations(rest())
            .build();
    fresh.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            JwtTypeValidator.jwt(),
            new JwtTimestampValidator(),
            new OidcIdTokenValidator(registration)));
    fresh.setClaimSetConverter(
        OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter()::convert);
    decoder.set(fresh);
    return fresh;
  }

  private RestTemplate rest() {
    RestTemplate rest = new RestTemplate();
    rest.setInterceptors(List.of(calls));
    return rest;
  }

  @Override
  public void close() throws IOException {
    outgoing.close();
  }
}
