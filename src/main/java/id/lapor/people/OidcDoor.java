package id.lapor.people;

import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Lets reporters in whom another house vouches for, by OpenID Connect with PKCE. Only the issuer's
 * name for the person and, if proven there, an e-mail address are taken, into the vault; tokens are
 * not kept. There is none of it unless an issuer is configured.
 */
@Component
@ConditionalOnProperty("lapor.people.oidc.issuer")
class OidcDoor implements OAuth2AuthorizedClientRepository {

  static final String START = "/saya/oidc";
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger(OidcDoor.class);

  private final OidcIssuer issuer;
  private final Members members;
  private final SignIn signIn;
  private final DoorLog doorLog;
  private final InstantSource clock;

  OidcDoor(
      OidcIssuer issuer, Members members, SignIn signIn, DoorLog doorLog, InstantSource clock) {
    this.issuer = issuer;
    this.members = members;
    this.signIn = signIn;
    this.doorLog = doorLog;
    this.clock = clock;
  }

  void into(HttpSecurity http) {
    http.oauth2Login(login ->
        login
            .clientRegistrationRepository(issuer)
            .authorizedClientRepository(this)
            .securityContextRepository(new NullSecurityContextRepository())
            .loginPage("/saya/masuk")
            .authorizationEndpoint(e ->
                e.baseUri(START)
                    .authorizationRequestResolver(
                        new OidcQuestions(issuer, START, issuer.wanted())))
            .redirectionEndpoint(e -> e.baseUri(OidcIssuer.BACK))
            .tokenEndpoint(e -> e.accessTokenResponseClient(issuer.tokens()))
            .userInfoEndpoint(e -> e.oidcUserService(issuer.users()))
            .successHandler(this::enter)
            .failureHandler(this::refuse));
  }

  /** Where to send who wants in by the issuer; throws when the issuer does not answer. */
  String start() {
    issuer.registration();
    return START + "/" + OidcIssuer.NAME;
  }

  private void enter(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    if (!(authentication.getPrincipal() instanceof OidcUser user)) {
      throw new IllegalStateException("The issuer's answer names nobody");
    }
    Optional<String> weak = weak(user);
    if (weak.isPresent()) {
      out(weak.get(), request, response);
      return;
    }
    boolean again = again(request);
    boolean proven = Boolean.TRUE.equals(user.getEmailVerified()) && user.getEmail() != null;
    @Nullable String email = proven ? Contact.email(String.valueOf(user.getEmail())) : null;
    Member member =
        members.vouchedFor(
            user.getIssuer() + "\n" + user.getSubject(), new Contact(null, null, email));
    signIn.as(member, SignIn.Way.ISSUER, request, response);
    @Nullable Instant there = user.getAuthenticatedAt();
    if (there != null) {
      SignIn.vouched(there, request);
    }
    if (again && !anew(there)) {
      Notice.leave("member.notice.oidcNotAnew", request, response);
    }
    response.sendRedirect(again ? "/saya/akun" : "/saya");
  }

  /**
   * What the sign-in over there lacks, as a message key. An issuer that does not say how or when is
   * taken to have asked for a password only, long ago.
   */
  private Optional<String> weak(OidcUser user) {
    @Nullable String way = user.getAuthenticationContextClass();
    if (!issuer.wanted().acr().isEmpty() && (way == null || !issuer.wanted().acr().contains(way))) {
      return Optional.of("member.notice.oidcWeak");
    }
    @Nullable Duration longest = issuer.wanted().maxAge();
    @Nullable Instant there = user.getAuthenticatedAt();
    boolean old =
        longest != null
            && (there == null || clock.instant().isAfter(there.plus(longest).plus(SKEW)));
    return old ? Optional.of("member.notice.oidcOld") : Optional.empty();
  }

  private boolean anew(@Nullable Instant there) {
    return there != null && clock.instant().isBefore(there.plus(Anew.RECENT));
  }

  private static boolean again(HttpServletRequest request) {
    var session = request.getSession(false);
    return session != null && session.getAttribute(OidcQuestions.AGAIN) != null;
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    log.debug("Why the issuer's answer was not accepted", why);
    out("member.notice.oidcRefused", request, response);
  }

  private void out(String notice, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    doorLog.refused(SignIn.Way.ISSUER, "", request);
    signIn.out(request);
    Notice.leave(notice, request, response);
    response.sendRedirect("/saya/masuk");
  }

  /** Nothing is done in the reporter's name at the issuer, so no token is kept. */
  @Override
  public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
      String id, Authentication principal, HttpServletRequest request) {
    return null;
  }

  @Override
  public void saveAuthorizedClient(
      OAuth2AuthorizedClient client,
      Authentication principal,
      HttpServletRequest request,
      HttpServletResponse response) {
    // see loadAuthorizedClient
  }

  @Override
  public void removeAuthorizedClient(
      String id,
      Authentication principal,
      HttpServletRequest request,
      HttpServletResponse response) {
    // see loadAuthorizedClient
  }
}
